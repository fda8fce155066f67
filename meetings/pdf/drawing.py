"""Pages drawn and their words taken out, by MuPDF, in a child process."""

from __future__ import annotations

import resource
from pathlib import Path
from typing import Any

import pymupdf
from PIL import Image

from meetings.pdf import guide, opening, own, words
from meetings.pdf.bombs import refuse_bomb
from meetings.pdf.encoding import encoded
from meetings.pdf.facts import Limits, Picture, Refused
from meetings.pdf.fonts import Substitutes

_OPEN = 3  # papers kept open: members look at more than one
# Percent of MuPDF's store let go after each job: the fonts in use stay, scans of pages before go.
_LET_GO = 50
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

    def picture(self, path: Path, page: int, width: int) -> Picture:
        """Page `page` (from 1) as a picture `width` pixels wide; raises Refused, MemoryError."""
        with opening.judged():
            drawn = self._draw(self._page(path, page), width)
        picture = encoded(drawn)
        _TOOLS.store_shrink(_LET_GO)
        return picture

    def words(self, path: Path, first: int, last: int) -> list[tuple[str, bytes]]:
        """Text and packed words of the pages `first` to `last` (from 1, inclusive)."""
        with opening.judged():
            pages = range(first, last + 1)
            found = [words.of_page(self._page(path, page)) for page in pages]
        _TOOLS.store_shrink(_LET_GO)
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

    def crowded(self) -> bool:
        """Whether this process has grown so much that a new one should take its place."""
        pages = int(Path("/proc/self/statm").read_text().split()[1]) if _LINUX else 0
        return pages * resource.getpagesize() > self._limits.memory // 2

    def _page(self, path: Path, page: int) -> Any:
        paper = self._paper(path)
        if not 1 <= page <= paper.page_count:
            raise Refused("paper.no_pages")
        return paper.load_page(page - 1)

    def _draw(self, page: Any, width: int) -> Image.Image:
        box = page.rect
        if box.is_empty or max(box.width, box.height) > self._limits.max_side:
            raise Refused("paper.page_too_large")
        # Both sides become whole pixels, so that no page gets a pale line at its edge.
        width = max(1, min(width, int((self._limits.max_pixels * box.width / box.height) ** 0.5)))
        height = max(
            1, min(round(width * box.height / box.width), self._limits.max_pixels // width)
        )
        zoom: Any = pymupdf.Matrix(width / box.width, height / box.height)
        drawn = page.get_pixmap(matrix=zoom, alpha=False, colorspace=pymupdf.csRGB)
        return Image.frombytes("RGB", (drawn.width, drawn.height), drawn.samples)

    def _paper(self, path: Path) -> Any:
        paper = self._open.pop(_identity(path), None) or opening.open_paper(path)
        self._keep(path, paper)
        return paper

    def _keep(self, path: Path, paper: Any) -> None:
        self._open[_identity(path)] = paper
        while len(self._open) > _OPEN:
            self._open.pop(next(iter(self._open))).close()


_LINUX = Path("/proc/self/statm").exists()


def _identity(path: Path) -> tuple[str, int, int]:
    now = path.stat()
    return str(path), now.st_size, now.st_mtime_ns
