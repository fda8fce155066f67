"""Pages drawn and their words taken out, by MuPDF, in a child process."""

from __future__ import annotations

import resource
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pymupdf

from meetings.pdf import arranging, guide, losses, opening, own, words
from meetings.pdf.bombs import refuse_bomb
from meetings.pdf.encoding import encoded
from meetings.pdf.facts import Limits, Picture, Refused
from meetings.pdf.fonts import Substitutes
from meetings.pdf.painting import Area, coloured, painted
from meetings.pdf.pairing import jobs as pairing

_OPEN = 3  # papers kept open: members look at more than one
_ROOMY = 80 * 1024 * 1024
"""Bytes of this process after which fonts and images of pages before are let go."""
_LET_GO = 50  # percent; the least lately used go first, so the fonts in use stay
_TOOLS: Any = pymupdf.TOOLS


class Drawing:
    """The papers this process has open, and what is made of them."""

    def __init__(self, limits: Limits, fonts: Path | None) -> None:
        self._limits = limits
        self._open: dict[tuple[str, int, int], Any] = {}
        # MuPDF calls it for as long as the process lives.
        self._substitutes = Substitutes(fonts)
        _TOOLS.mupdf_display_errors(False)
        _TOOLS.mupdf_display_warnings(False)

    def read(self, path: Path) -> dict[str, Any]:
        """Number and sizes of the pages, `{"pages", "sizes"}`; raises Refused, MemoryError."""
        paper = opening.open_paper(path)
        sizes = opening.sizes(paper, self._limits)
        opening.refuse_half(path, paper)
        with opening.judged():
            refuse_bomb(paper)
        self._keep(path, paper)
        return {"pages": len(sizes), "sizes": sizes}

    def pictures(
        self, path: Path, first: int, last: int, widths: Sequence[int], seconds: float
    ) -> list[list[Picture]]:
        """The pages `first` to `last` at each width, as many as begin within `seconds`.

        Raises Refused, MemoryError where the first can't be shown; a later one ends the row.
        """
        until = time.monotonic() + seconds
        made = [self._pictures(path, first, widths)]
        for page in range(first + 1, last + 1):
            if time.monotonic() >= until:
                break
            try:
                made.append(self._pictures(path, page, widths))
            except Refused:
                break
        return made

    def tile(self, path: Path, page: int, width: int, left: int, top: int, side: int) -> Picture:
        """A square of a page drawn `width` pixels wide, less at its right and lower edge."""
        with opening.judged():
            losses.listen()
            shown = self._page(path, page)
            listed = shown.get_displaylist()
            size = self._size(listed)
            height = max(1, round(width * size[1] / size[0]))
            if not (0 <= left < width and 0 <= top < height):
                raise Refused("paper.no_pages")
            right, bottom = min(left + side, width), min(top + side, height)
            area = Area(width, height, left, top, right, bottom)
            picture = encoded(painted(listed, size, area, coloured(listed)))
            losses.refuse_lost(shown, listed, size)
        _let_go()
        return picture

    def words(self, path: Path, first: int, last: int) -> list[tuple[str, bytes]]:
        """Text and packed words of the pages `first` to `last` (from 1, inclusive)."""
        with opening.judged():
            pages = range(first, last + 1)
            found = [words.of_page(self._page(path, page)) for page in pages]
        _let_go()
        return [(words.text(one), words.packed(one)) for one in found]

    def guide(self, path: Path, job: dict[str, Any]) -> dict[str, Any]:
        """The paper's guide from the stored words and thumbnails of its pages."""
        with opening.judged():
            told = own.told(self._paper(path))
        words, thumbnails = (
            [Path(place) if place else None for place in job[name]]
            for name in ("words", "thumbnails")
        )
        return guide.find(words, job["sizes"], thumbnails, told)

    def pair(self, path: Path, job: dict[str, Any]) -> dict[str, Any]:
        """The pairing of this paper's pages with those of the job's `new` one."""
        found = pairing.pair([self._paper(path), self._paper(Path(job["new"]))], job)
        _let_go()
        return found

    def compare(self, path: Path, job: dict[str, Any]) -> list[Any]:
        """Where the job's pairs of pages of this paper and its `new` one differ."""
        papers = [self._paper(path), self._paper(Path(job["new"]))]
        found = pairing.compare(papers, job, self._limits)
        _let_go()
        return found

    def arrange(self, path: Path, job: dict[str, Any]) -> bytes:
        """A new paper from this one's pages and those of the job's `new` one, if any."""
        # Opened anew: the one that is kept for its pictures stays as it is.
        paper = opening.open_paper(path)
        other = opening.open_paper(Path(job["new"])) if job["new"] else None
        try:
            with opening.judged():
                opening.sizes(paper, self._limits)
                return arranging.arranged(paper, other, [(one, page) for one, page in job["order"]])
        finally:
            paper.close()
            if other is not None:
                other.close()

    def ink(self, path: Path, job: dict[str, Any]) -> tuple[bool, bytes]:
        """This paper with marks: what to put behind its bytes (True), or a file of its own."""
        # Only here are fonts read to write with them, which pictures can do without.
        from meetings.pdf.inking import inked  # noqa: PLC0415

        paper = opening.open_paper(path)
        try:
            with opening.judged():
                opening.sizes(paper, self._limits)
                return inked(paper, job["marks"], job["layer"], job["pages"])
        finally:
            paper.close()

    def crowded(self) -> bool:
        """Whether this process has grown so much that a new one should take its place."""
        return _resident() > self._limits.memory // 2

    def _page(self, path: Path, page: int) -> Any:
        paper = self._paper(path)
        if not 1 <= page <= paper.page_count:
            raise Refused("paper.no_pages")
        return paper.load_page(page - 1)

    def _pictures(self, path: Path, page: int, widths: Sequence[int]) -> list[Picture]:
        with opening.judged():
            losses.listen()
            shown = self._page(path, page)
            listed = shown.get_displaylist()
            size, colour = self._size(listed), coloured(listed)
            areas = [self._whole(size, width) for width in widths]
            made = [encoded(painted(listed, size, area, colour)) for area in areas]
            losses.refuse_lost(shown, listed, size)
        _let_go()
        return made

    def _size(self, listed: Any) -> tuple[float, float]:
        box = listed.rect
        if box.is_empty or max(box.width, box.height) > self._limits.max_side:
            raise Refused("paper.page_too_large")
        return box.width, box.height

    def _whole(self, size: tuple[float, float], width: int) -> Area:
        # Both sides become whole pixels, so that no page gets a pale line at its edge.
        most = self._limits.max_pixels
        width = max(1, min(width, int((most * size[0] / size[1]) ** 0.5)))
        height = max(1, min(round(width * size[1] / size[0]), most // width))
        return Area(width, height, 0, 0, width, height)

    def _paper(self, path: Path) -> Any:
        paper = self._open.pop(_identity(path), None) or opening.open_paper(path)
        self._keep(path, paper)
        return paper

    def _keep(self, path: Path, paper: Any) -> None:
        self._open[_identity(path)] = paper
        while len(self._open) > _OPEN:
            self._open.pop(next(iter(self._open))).close()


def _let_go() -> None:
    """Keep MuPDF's store small: it has no limit of ours, and scans fill it."""
    if not _LINUX or _resident() > _ROOMY:
        _TOOLS.store_shrink(_LET_GO)
    if _resident() > _ROOMY:
        _TOOLS.store_shrink(100)


def _resident() -> int:
    """The memory of this process in bytes; 0 where the system does not say it."""
    pages = int(Path("/proc/self/statm").read_text().split()[1]) if _LINUX else 0
    return pages * resource.getpagesize()


_LINUX = Path("/proc/self/statm").exists()


def _identity(path: Path) -> tuple[str, int, int]:
    now = path.stat()
    return str(path), now.st_size, now.st_mtime_ns
