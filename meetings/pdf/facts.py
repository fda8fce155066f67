"""What is asked of a paper and what comes back: limits, facts, pictures, refusals."""

from __future__ import annotations

import builtins
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

# Every reason a paper or a page is refused for; each is a key `refusal.<reason>` of the words.
REASONS = (
    "paper.not_a_pdf",
    "paper.empty",
    "paper.truncated",
    "paper.broken",
    "paper.encrypted",
    "paper.no_pages",
    "paper.too_many_pages",
    "paper.page_too_large",
    "paper.too_complex",
)

_PIECE = 1024 * 1024


class Refused(Exception):
    """A paper or page that can't be shown; `reason` is one of `REASONS`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class WorkerFailed(RuntimeError):
    """A sandboxed process can't be started, or the pool is closed: our fault, not the paper's."""


@dataclass(frozen=True)
class Limits:
    """What one job on one paper may cost."""

    max_pages: int = 4_000
    """Most pages of a paper."""

    max_side: float = 5_000.0
    """Longest side of a page in pt; the longest of an A0 sheet is 3,370."""

    max_pixels: int = 25_000_000
    """Most pixels of a picture; a larger one is made narrower than asked."""

    memory: int = 1_536 * 1024 * 1024
    """Most bytes of address space of a process."""

    seconds: float = 20.0
    """Longest a job may take, by the clock and by the processor."""


PATIENCE = {"ink": 3}
"""Jobs that may take several times the limit: somebody's notes of a year in one paper."""


@dataclass(frozen=True, slots=True)
class PaperFacts:
    """How many pages a paper has and how large each is: (width, height) in pt as displayed."""

    pages: int
    sizes: list[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A paper and the places of what was made of it ahead: each page's words, and its thumbnail."""

    path: Path
    words: Sequence[Path | None]
    thumbnails: Sequence[Path | None]


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a page: its text in reading order, and gzip'd JSON of lines and links."""

    text: str
    packed: bytes


@dataclass(frozen=True, slots=True)
class Picture:
    """An encoded page picture; `width` and `height` in pixels, `suffix` `png` or `webp`."""

    bytes: builtins.bytes
    media_type: str
    suffix: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Inked:
    """A paper with marks: the paper's own bytes, where `behind` is their place, then `bytes`."""

    behind: Path | None
    bytes: builtins.bytes

    def chunks(self) -> Iterator[builtins.bytes]:
        """Yield the file in pieces, so that a large paper is never in memory as a whole."""
        if self.behind is not None:
            with self.behind.open("rb") as file:
                while piece := file.read(_PIECE):
                    yield piece
        yield self.bytes
