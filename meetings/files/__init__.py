"""Where papers and page pictures lie: the protocol `Files`, its refusals, and `LocalFiles`.

A paper's address is the sha256 of its bytes, so the same file sent twice lies here once and never
changes. Page pictures and words are derived from papers: they may be thrown away at any time and
come again.

changes. Page pictures and tiles are derived from papers: they may be thrown away at any time and
come again, and tiles are, beyond a limit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO, Protocol

from meetings.files.local import LocalFiles
from meetings.files.receiving import MIB, Readable, Received
from meetings.files.troubles import Cut, DiskFull, NotReceived, TooLarge

__all__ = [
    "MIB",
    "Cut",
    "DiskFull",
    "Files",
    "LocalFiles",
    "NotReceived",
    "Readable",
    "Received",
    "TooLarge",
]


class Files(Protocol):
    """A content-addressed store of papers with a cache of page pictures and words beside it.

    A `digest` is 64 lower-case hex digits (else ValueError), a `page` counts from 1, a `width`
    is in pixels.
    """

    kept: Callable[[str, int], None] | None
    """Called with digest and bytes of a paper that was stored, before anybody is told."""

    def receive(self, stream: Readable, limit_bytes: int, declared: int | None = None) -> Received:
        """Store all bytes of `stream`; `declared` is their announced number.

        Raises TooLarge, Cut or DiskFull; then nothing of them is stored.
        """

    def put_bytes(self, content: bytes) -> Received:
        """Store bytes made in this process; raises DiskFull."""

    def path(self, digest: str) -> Path:
        """The paper's place on this machine's disk, whether or not it is there."""

    def open(self, digest: str) -> BinaryIO:
        """The paper opened for reading; raises FileNotFoundError."""

    def has(self, digest: str) -> bool:
        """Whether the paper is stored."""

    def remove(self, digest: str) -> None:
        """Remove the paper and its pictures, if there; make sure first that no row names it."""

    def digests(self) -> Iterator[str]:
        """Every stored paper's digest, in order, to be held against the rows that name papers."""

    def picture_path(self, digest: str, page: int, width: int, suffix: str) -> Path:
        """The place of a page picture, there or not; `suffix` is `png`, `webp` or `jpg`."""

    def find_picture(self, digest: str, page: int, width: int) -> Path | None:
        """The stored picture of a page in whatever encoding it was put, or None."""

    def put_picture(self, digest: str, page: int, width: int, suffix: str, content: bytes) -> Path:
        """Store a page picture so that readers see all of it or nothing; raises DiskFull."""

    def find_words(self, digest: str, page: int) -> Path | None:
        """The stored words of a page, gzip'd JSON, or None."""

    def put_words(self, digest: str, page: int, content: bytes) -> Path:
        """Store the words of a page so that readers see all of them or nothing; DiskFull."""

    def find_tile(self, digest: str, page: int, width: int, column: int, row: int) -> Path | None:
        """The stored tile at a column and row (from 0) of a page drawn `width` wide, or None."""

    def put_tile(
        self, digest: str, page: int, width: int, column: int, row: int, suffix: str, content: bytes
    ) -> Path:
        """Store a tile, for which those not asked for longest may go; raises DiskFull."""

    def sweep(self) -> int:
        """Remove what uploads of ended processes left behind; return the number of files."""
