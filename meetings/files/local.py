"""Papers, page pictures and words in folders of this machine.

`papers/ab/<digest>.pdf`, `pictures/ab/<digest>/<page>-<width>.<suffix>` and there also
`<page>-words.json.gz`, `tiles/` like pictures with `-<column>-<row>`, `incoming/` on the way.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from meetings.files.receiving import MIB, Partial, Readable, Received, partial, sweep, sync_folder
from meetings.files.tiles import Tiles

SUFFIXES = ("png", "webp", "jpg")
DIGEST = re.compile(r"[0-9a-f]{64}")


class LocalFiles:
    """The store `Files` under `root`, made where it is missing; safe for threads and processes.

    `reserve_bytes` of the disk (0: none) stay free, so that the database can go on writing
    the record; `tiles_bytes` is the most that all tiles together may take.
    """

    def __init__(
        self, root: Path, reserve_bytes: int = 64 * MIB, tiles_bytes: int = 512 * MIB
    ) -> None:
        self._papers = root / "papers"
        self._pictures = root / "pictures"
        self._tiles_folder = root / "tiles"
        self._tiles = Tiles(self._tiles_folder, tiles_bytes)
        self._incoming = root / "incoming"
        self._reserve = reserve_bytes
        self.kept: Callable[[str, int], None] | None = None
        for folder in (self._papers, self._pictures, self._incoming):
            folder.mkdir(parents=True, exist_ok=True)
        sync_folder(root)
        self.sweep()

    def receive(self, stream: Readable, limit_bytes: int, declared: int | None = None) -> Received:
        """Store all bytes of `stream` durably; raises TooLarge, Cut, DiskFull."""
        with partial(self._incoming, self._reserve) as coming:
            coming.copy(stream, limit_bytes, declared)
            return self._keep(coming)

    def put_bytes(self, content: bytes) -> Received:
        """Store bytes made in this process; raises DiskFull."""
        with partial(self._incoming, self._reserve) as coming:
            coming.write(content)
            return self._keep(coming)

    def path(self, digest: str) -> Path:
        """The paper's place on the disk, there or not; ValueError if `digest` is none."""
        return self._papers / _checked(digest)[:2] / f"{digest}.pdf"

    def open(self, digest: str) -> BinaryIO:
        """The paper opened for reading; raises FileNotFoundError."""
        return self.path(digest).open("rb")

    def has(self, digest: str) -> bool:
        """Whether the paper is stored."""
        return self.path(digest).is_file()

    def remove(self, digest: str) -> None:
        """Remove the paper and its pictures; a missing one is no error."""
        self.path(digest).unlink(missing_ok=True)
        shutil.rmtree(self._pictures_of(digest), ignore_errors=True)
        self._tiles.remove(self._tiles_of(digest))

    def digests(self) -> Iterator[str]:
        """Every stored paper's digest, in order."""
        for path in sorted(self._papers.glob("??/*.pdf")):
            if DIGEST.fullmatch(path.stem):
                yield path.stem

    def picture_path(self, digest: str, page: int, width: int, suffix: str) -> Path:
        """The place of a page picture, there or not; ValueError for an unknown suffix."""
        return self._pictures_of(digest) / f"{page:d}-{width:d}.{_known(suffix)}"

    def find_picture(self, digest: str, page: int, width: int) -> Path | None:
        """The stored picture of a page in whatever encoding it was put, or None."""
        places = (self.picture_path(digest, page, width, suffix) for suffix in SUFFIXES)
        return next((place for place in places if place.is_file()), None)

    def put_picture(self, digest: str, page: int, width: int, suffix: str, content: bytes) -> Path:
        """Store a page picture so that readers see all of it or nothing; raises DiskFull."""
        place = self.picture_path(digest, page, width, suffix)
        with partial(self._incoming, self._reserve) as coming:
            coming.write(content)
            coming.move(place)
        return place

    def find_words(self, digest: str, page: int) -> Path | None:
        """The stored words of a page, gzip'd JSON, or None."""
        place = self._words_path(digest, page)
        return place if place.is_file() else None

    def put_words(self, digest: str, page: int, content: bytes) -> Path:
        """Store the words of a page so that readers see all of them or nothing; DiskFull."""
        place = self._words_path(digest, page)
        with partial(self._incoming, self._reserve) as coming:
            coming.write(content)
            coming.move(place)
        return place

    def find_tile(self, digest: str, page: int, width: int, column: int, row: int) -> Path | None:
        """A stored tile of a page drawn `width` pixels wide, or None."""
        name = f"{page:d}-{width:d}-{column:d}-{row:d}"
        folder = self._tiles_of(digest)
        return self._tiles.found([folder / f"{name}.{suffix}" for suffix in SUFFIXES])

    def put_tile(
        self, digest: str, page: int, width: int, column: int, row: int, suffix: str, content: bytes
    ) -> Path:
        """Store a tile, for which those not asked for longest go; raises DiskFull."""
        place = self._tiles_of(digest) / f"{page:d}-{width:d}-{column:d}-{row:d}.{_known(suffix)}"
        with partial(self._incoming, self._reserve) as coming:
            coming.write(content)
            self._tiles.make_room(place, coming.size)
            coming.move(place)
        return place

    def sweep(self) -> int:
        """Remove what uploads of ended processes left behind; return the number of files."""
        return sweep(self._incoming)

    def _keep(self, coming: Partial) -> Received:
        place = self.path(coming.digest)
        fresh = not (place.exists() and place.stat().st_size == coming.size)
        if fresh:
            coming.become(place)
        if self.kept:
            self.kept(coming.digest, coming.size)
        return Received(coming.digest, coming.size, fresh)

    def _words_path(self, digest: str, page: int) -> Path:
        return self._pictures_of(digest) / f"{page:d}-words.json.gz"

    def _pictures_of(self, digest: str) -> Path:
        return self._pictures / _checked(digest)[:2] / digest

    def _tiles_of(self, digest: str) -> Path:
        return self._tiles_folder / _checked(digest)[:2] / digest


def _known(suffix: str) -> str:
    if suffix not in SUFFIXES:
        raise ValueError(f"not a picture suffix: {suffix!r}")
    return suffix


def _checked(digest: str) -> str:
    if not DIGEST.fullmatch(digest):
        raise ValueError(f"not a digest: {digest!r}")
    return digest
