"""`Pages`: what the house asks of papers, answered by a pool of sandboxed processes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from meetings.pdf.facts import Inked, Limits, PaperFacts, Picture, Prepared, Words
from meetings.pdf.pool import Pool

_COMPARED = ("from", "to", "way", "words")
_AT_ONCE, _SECONDS = 200, 5.0
"""Pairs of pages compared in one job, and the seconds after which it begins no further one."""
_MEDIA_TYPES = {"png": "image/png", "webp": "image/webp"}


class Pages:
    """Facts, pictures and words of papers; for any number of threads at once.

    Every call waits for its answer and may raise `Refused` (the paper's fault) or `WorkerFailed`
    (ours). What somebody waits for goes before what is made `ahead` of being asked for; the same
    picture asked for by many at once is drawn once. `fonts` is the folder of Japanese fonts for
    papers that don't bring theirs; the other settings are those of `Limits`.
    """

    def __init__(
        self,
        *,
        workers: int = 2,
        fonts: Path | None = None,
        max_pages: int = Limits.max_pages,
        max_side: float = Limits.max_side,
        max_pixels: int = Limits.max_pixels,
        memory: int = Limits.memory,
        seconds: float = Limits.seconds,
    ) -> None:
        limits = Limits(max_pages, max_side, max_pixels, memory, seconds)
        self._pool = Pool(limits, workers, fonts.absolute() if fonts else None)

    def start(self) -> None:
        """Start the processes now, so that the first paper does not wait for them."""
        self._pool.start()

    def read(self, path: Path, *, ahead: bool = False) -> PaperFacts:
        """Judge a paper: number and sizes of its pages, or Refused."""
        done, _ = self._pool.do({"do": "read", "path": str(path.absolute())}, ahead)
        sizes = [(float(width), float(height)) for width, height in done["sizes"]]
        return PaperFacts(int(done["pages"]), sizes)

    def picture(self, path: Path, page: int, width: int) -> Picture:
        """Page `page` (from 1) drawn `width` pixels wide, less where it would be too many."""
        job = _pictures(path, page, page, [width], 0)
        return _made(*self._pool.do(job, ahead=False))[0][0]

    def pictures(
        self, path: Path, first: int, last: int, widths: Sequence[int], seconds: float
    ) -> list[list[Picture]]:
        """The pages from `first` on (at most to `last`) at each width, made ahead in one job.

        It ends with the page under work after `seconds`, or before a page that is refused;
        raises Refused where that is the first.
        """
        job = _pictures(path, first, last, widths, seconds)
        return _made(*self._pool.do(job, ahead=True))

    def tile(self, path: Path, page: int, width: int, left: int, top: int, side: int) -> Picture:
        """The square of `side` pixels at `left`, `top` of a page drawn `width` pixels wide."""
        job = {"do": "tile", "path": str(path.absolute()), "page": page, "width": width}
        answer = self._pool.do(job | {"left": left, "top": top, "side": side}, ahead=False)
        return _made(*answer)[0][0]

    def words(self, path: Path, first: int, last: int, *, ahead: bool = True) -> list[Words]:
        """The words of the pages `first` to `last` (from 1, inclusive).

        One call is one job under the time limit: ask for some 50 pages at a time.
        """
        job: dict[str, Any] = {
            "do": "words",
            "path": str(path.absolute()),
            "first": first,
            "last": last,
        }
        done, content = self._pool.do(job, ahead)
        found, at = [], 0
        for one in done:
            end = at + int(one["bytes"])
            found.append(Words(str(one["text"]), content[at:end]))
            at = end
        return found

    def guide(
        self,
        path: Path,
        sizes: Sequence[Sequence[float]],
        words: Sequence[Path | None],
        thumbnails: Sequence[Path | None],
    ) -> dict[str, Any]:
        """The paper's guide: `{"text", "labels", "spreads", "binding", "outline", "waits"}`.

        `words` and `thumbnails` are the places of each page's stored words and small picture;
        `waits` says that a thumbnail was wanted and not there. All in one job under the time limit.
        """
        job: dict[str, Any] = {"do": "guide", "path": str(path.absolute()), "sizes": list(sizes)}
        job["words"] = [str(place.absolute()) if place else "" for place in words]
        job["thumbnails"] = [str(place.absolute()) if place else "" for place in thumbnails]
        done, _ = self._pool.do(job, True)
        return dict(done)

    def pairing(self, old: Prepared, new: Prepared, *, pictures: bool = True) -> dict[str, Any]:
        """What became of each page of the old paper in the new one, and where its words went.

        Its form is in docs/decisions/pairing-pages.md. Words and thumbnails that are not there yet
        are made on the way. Without `pictures` a page is the same where its words are.
        """
        paths, places = _two(old, new)
        found, _ = self._pool.do({"do": "pair"} | paths | places, True)
        if pictures:
            self._compare(paths, found["pairs"])
        return dict(found)

    def pair(self, old: Prepared, new: Prepared, page: int, to: int) -> dict[str, Any]:
        """The pair that a pairing has, of two pages (from 1) that somebody says belong together."""
        paths, places = _two(old, new)
        found, _ = self._pool.do({"do": "pair", "only": [page, to]} | paths | places, False)
        self._compare(paths, [found])
        return dict(found)

    def _compare(self, paths: dict[str, str], pairs: list[dict[str, Any]]) -> None:
        """Have the pictures of pairs compared, in several jobs, each under the time limit."""
        left = [pair for pair in pairs if pair["state"] == "same"]
        while left:
            asked = [{name: pair[name] for name in _COMPARED} for pair in left[:_AT_ONCE]]
            job = {"do": "compare", "first": asked[0]["from"], "seconds": _SECONDS, "pairs": asked}
            done, _ = self._pool.do(paths | job, True)
            for pair, told in zip(left, done, strict=False):
                pair["differs"], pair["way"] = told or (None, pair["way"])
                pair["state"] = "same" if pair["differs"] == [] else "changed"
            left = left[len(done) :]

    def compared(self, old: Path, new: Path, pair: dict[str, Any]) -> list[Any] | None:
        """Where the pictures of one pair of a pairing differ: boxes in pt of the old page.

        Its words count as the same, so letters only differ where few do. None: not to be drawn.
        """
        paths = {"path": str(old.absolute()), "new": str(new.absolute())}
        one = {name: pair[name] for name in _COMPARED} | {"words": True}
        job = {"do": "compare", "first": pair["from"], "seconds": _SECONDS, "pairs": [one]}
        done, _ = self._pool.do(paths | job, False)
        return done[0][0] if done[0] else None

    def arrange(self, path: Path, other: Path | None, order: Sequence[tuple[int, int]]) -> bytes:
        """A paper of pages of one paper and of another: (0 or 1, page from 1), each once.

        Links, bookmarks and labels go along. Raises Refused `paper.no_pages` for none at all.
        """
        job: dict[str, Any] = {"do": "arrange", "path": str(path.absolute())}
        job |= {"new": str(other.absolute()) if other else "", "order": list(order)}
        _, content = self._pool.do(job, False)
        return content

    def inked(
        self,
        path: Path,
        marks: Sequence[Mapping[str, Any]],
        pages: Sequence[int] | None = None,
        *,
        layer: str,
        ahead: bool = False,
    ) -> Inked:
        """A paper with marks drawn on its pages, all of them or only `pages` (from 1).

        A mark is `{"page", "tool", "color", "width", "trail", "text", "by", "at"}`: its trail rows
        of x, y in pt of the page as displayed and pressure 0-1, `by` a name, `at` in ms. Its text
        stays searchable; `layer` is what readers call the layer of the marks.
        """
        job: dict[str, Any] = {"do": "ink", "path": str(path.absolute()), "marks": list(marks)}
        job |= {"layer": layer, "pages": list(pages) if pages is not None else None}
        job["inked"] = sorted({mark["page"] for mark in marks})
        done, content = self._pool.do(job, ahead)
        return Inked(path if done["added"] else None, content)

    def processes(self) -> list[int]:
        """The process ids of the children that run now."""
        return self._pool.processes()

    def close(self) -> None:
        """End all children; whoever waits gets WorkerFailed, and so does who asks later."""
        self._pool.close()


def _two(old: Prepared, new: Prepared) -> tuple[dict[str, str], dict[str, Any]]:
    """The paths of two papers, and the places of what was made of them, as jobs have them."""
    places: dict[str, Any] = {}
    for name in ("words", "thumbnails"):
        sides = getattr(old, name), getattr(new, name)
        places[name] = [[str(one.absolute()) if one else "" for one in side] for side in sides]
    return {"path": str(old.path.absolute()), "new": str(new.path.absolute())}, places


def _pictures(
    path: Path, first: int, last: int, widths: Sequence[int], seconds: float
) -> dict[str, Any]:
    pages = {"page": first, "last": last, "widths": list(widths), "seconds": seconds}
    return {"do": "pictures", "path": str(path.absolute())} | pages


def _made(done: list[list[tuple[str, int, int, int]]], content: bytes) -> list[list[Picture]]:
    """The pictures of an answer: what was said of each, with its part of the bytes."""
    made, at = [], 0
    for page in done:
        row = []
        for suffix, width, height, size in page:
            part = content[at : at + int(size)]
            row.append(Picture(part, _MEDIA_TYPES[suffix], suffix, int(width), int(height)))
            at += int(size)
        made.append(row)
    return made
