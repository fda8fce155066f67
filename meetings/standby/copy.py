"""The copy: the first box's database on the second, brought along commit by commit.

What came is appended to ``gijo.redo``, synced, and confirmed; now and then its pages are put into
the database file. Whatever moment the power goes at: doing that again from the start gives the
same, and a torn end of the redo was never confirmed.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from meetings.files.receiving import sync_folder
from meetings.standby.wal import FRAME_HEADER, Frames, Lost, Place

BLOCK = 1 << 16
"""Bytes that are compared and sent at once when a copy is begun or mended."""
DIGEST = 16
"""Bytes of a block's digest."""
NAME = "gijo.sqlite3"
MOST_REDO = 16 << 20
"""Bytes of redo that are let come together."""
_HEAD = struct.Struct(">IQI")


def digest(block: bytes) -> bytes:
    """Return the digest by which two boxes compare a block."""
    return hashlib.blake2b(block, digest_size=DIGEST).digest()


def blocks(path: Path) -> Iterator[bytes]:
    """Yield a file's blocks; the last may be shorter."""
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            yield block


class Copy:
    """A database in a folder of its own that no SQLite opens."""

    def __init__(self, folder: Path) -> None:
        """Go on from what an earlier process left in a folder."""
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.path = folder / NAME
        self._redo = folder / "gijo.redo"
        self.run = ""
        """Which run of the first box's server its place is of."""
        self.place: Place | None = None
        """How far it is; None where that has to be found out by comparing."""
        self._size = 0
        for size, words, _ in self._batches():
            self._size, self.run, self.place = size, words["run"], Place(*words["place"])
        if not self.path.is_file():
            self.place = None

    def append(self, told: Frames) -> None:
        """Keep what was committed, synced to the disk; raises OSError."""
        self._keep(told)
        if self._size > MOST_REDO:
            self.rest()

    def _keep(self, told: Frames) -> None:
        words = {"place": told.place.told(), "run": self.run, "page": told.page}
        with self._redo.open("r+b" if self._redo.exists() else "w+b") as file:
            # What an earlier try left half written is written over.
            file.seek(self._size)
            file.truncate()
            file.write(_packed(words, told.body))
            file.flush()
            os.fsync(file.fileno())
            self._size = file.tell()
        self.place = told.place

    def rest(self) -> None:
        """Put all pages into the database file; raises OSError, and can be done again."""
        if self.place is None or not self.path.is_file():
            return
        with self.path.open("r+b") as file:
            for _, words, body in self._batches():
                _put(file.fileno(), body, words.get("page", 0))
            os.fsync(file.fileno())
        self._begin_redo(self.place)

    def _begin_redo(self, place: Place | None) -> None:
        fresh = self._redo.with_suffix(".part")
        words = {"place": place.told(), "run": self.run} if place else None
        with fresh.open("wb") as file:
            file.write(_packed(words, b"") if words else b"")
            file.flush()
            os.fsync(file.fileno())
            self._size = file.tell()
        fresh.replace(self._redo)
        sync_folder(self.path.parent)
        self.place = place

    def _batches(self) -> Iterator[tuple[int, dict[str, Any], bytes]]:
        """Yield where each whole batch ends, its words and its frames."""
        if not self._redo.is_file():
            return
        with self._redo.open("rb") as file:
            while len(head := file.read(_HEAD.size)) == _HEAD.size:
                length, size, total = _HEAD.unpack(head)
                both = file.read(length + size)
                if len(both) < length + size or zlib.crc32(both) != total:
                    return
                yield file.tell(), json.loads(both[:length]), both[length:]

    def digests(self) -> bytes:
        """Return the digests of all blocks as they are now; none where there is no copy."""
        self.rest()
        self._begin_redo(None)
        return b"".join(map(digest, blocks(self.path))) if self.path.is_file() else b""

    @contextlib.contextmanager
    def mending(self) -> Iterator[Mending]:
        """Yield a second file to be made as the first box's; after `digests`."""
        part = self.path.with_suffix(".part")
        try:
            with part.open("w+b") as file:
                if self.path.is_file():
                    for block in blocks(self.path):
                        file.write(block)
                    file.flush()
                yield Mending(self, part, file.fileno())
        finally:
            part.unlink(missing_ok=True)

    def replace(self, part: Path, run: str, place: Place) -> None:
        """Take a whole file in place of the copy."""
        part.replace(self.path)
        sync_folder(self.path.parent)
        self.run = run
        self._begin_redo(place)

    def move(self, target: Path) -> None:
        """Become the database of a council; the copy is gone then."""
        self.rest()
        self.path.replace(target)
        sync_folder(target.parent)
        self._redo.unlink(missing_ok=True)
        sync_folder(self.path.parent)


class Mending:
    """A file on its way to be the copy."""

    def __init__(self, copy: Copy, part: Path, descriptor: int) -> None:
        self._copy, self._part, self._descriptor = copy, part, descriptor

    def put(self, number: int, block: bytes) -> None:
        """Write one block."""
        os.pwrite(self._descriptor, block, number * BLOCK)

    def become(self, size: int, whole: str, run: str, place: Place) -> None:
        """Take the copy's place if it is as it should be (SHA-256); raises `Lost`, OSError."""
        os.ftruncate(self._descriptor, size)
        os.fsync(self._descriptor)
        found = hashlib.sha256()
        for block in blocks(self._part):
            found.update(block)
        if found.hexdigest() != whole:
            raise Lost("the copy is not as it should be")
        self._copy.replace(self._part, run, place)


def _packed(words: dict[str, Any], body: bytes) -> bytes:
    text = json.dumps(words).encode()
    return _HEAD.pack(len(text), len(body), zlib.crc32(text + body)) + text + body


def _put(descriptor: int, body: bytes, page: int) -> None:
    """Put the pages of whole transactions into a database file."""
    pages, at = 0, 0
    while at < len(body):
        number, pages = struct.unpack_from(">II", body, at)
        at += FRAME_HEADER
        os.pwrite(descriptor, body[at : at + page], (number - 1) * page)
        at += page
    if body:
        os.ftruncate(descriptor, pages * page)
