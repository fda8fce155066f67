"""`Pages`: what the house asks of papers, answered by a pool of sandboxed processes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from meetings.pdf.facts import Limits, PaperFacts, Picture
from meetings.pdf.pool import Pool

_MEDIA_TYPES = {"png": "image/png", "webp": "image/webp"}


class Pages:
    """Facts, pictures and texts of papers; for any number of threads at once.

    Every call waits for its answer and may raise `Refused` (the paper's fault) or `WorkerFailed`
    (ours). `urgent` work, which somebody waits for, goes before work prepared in the background;
    the same picture asked for twice at once is drawn once. Paths must not change their content.
    """

    def __init__(
        self, limits: Limits | None = None, *, workers: int = 2, fonts: Path | None = None
    ) -> None:
        self._pool = Pool(limits or Limits(), workers, fonts)

    def read(self, path: Path, *, urgent: bool = True) -> PaperFacts:
        """Judge a paper: number and sizes of its pages, or Refused."""
        done, _ = self._pool.do({"do": "read", "path": str(path)}, urgent)
        sizes = [(float(width), float(height)) for width, height in done["sizes"]]
        return PaperFacts(int(done["pages"]), sizes)

    def picture(self, path: Path, page: int, width: int, *, urgent: bool = True) -> Picture:
        """Page `page` (from 1) drawn `width` pixels wide, less where it would be too many."""
        job = {"do": "picture", "path": str(path), "page": page, "width": width}
        done, content = self._pool.do(job, urgent)
        suffix = str(done["suffix"])
        width, height = int(done["width"]), int(done["height"])
        return Picture(content, _MEDIA_TYPES[suffix], suffix, width, height)

    def texts(self, path: Path, first: int, last: int, *, urgent: bool = False) -> list[str]:
        """The text of the pages `first` to `last` (from 1, inclusive) in reading order.

        One call is one job under the time limit: ask for some 50 pages at a time.
        """
        job: dict[str, Any] = {"do": "texts", "path": str(path), "first": first, "last": last}
        done, _ = self._pool.do(job, urgent)
        return [str(text) for text in done]

    def processes(self) -> list[int]:
        """The process ids of the children that run now."""
        return self._pool.processes()

    def close(self) -> None:
        """End all children; whoever waits gets WorkerFailed, and so does who asks later."""
        self._pool.close()
