"""The write-ahead log of an SQLite database, read beside SQLite: what was committed, and no more.

How the files lie: sqlite.org/fileformat2.html#the_write_ahead_log and sqlite.org/walformat.html.
How far commits reach is asked of the shared index (``-shm``): the log itself may hold, after its
end, pages of transactions that were undone.
"""

from __future__ import annotations

import os
import sqlite3
import struct
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any

WAL_HEADER = 32
"""Bytes before the first frame."""
FRAME_HEADER = 24
"""Bytes of a frame before its page."""
INDEX = struct.Struct("=IIIBBHII8s8s8s")
"""The index's header, in the machine's own order: version, unused, commits, ready, order of sums,
page size, frames, pages, sum of the last frame, salts, own sum."""


class Lost(Exception):
    """What follows a place can't be read any more: it has to be begun from a copy."""


@dataclass(frozen=True)
class Place:
    """How far a log was read: its salts, its frames, and SQLite's count of commits (32 bits)."""

    salts: str
    frame: int
    commits: int

    def told(self) -> list[Any]:
        """Return it as JSON has it."""
        return list(astuple(self))


@dataclass(frozen=True)
class Frames:
    """Frames of whole transactions as they lie in the log, the place they lead to, page size."""

    body: bytes
    place: Place
    page: int


@dataclass(frozen=True)
class _Index:
    commits: int
    page: int
    frames: int
    sums: bytes
    salts: bytes

    @property
    def place(self) -> Place:
        return Place(self.salts.hex(), self.frames, self.commits)


class Log:
    """The log of a database that this process has open.

    The index is opened once and never closed while the process lives: closing any handle of it
    would let go of the locks that SQLite holds there (a rule of POSIX).
    """

    _kept: dict[tuple[int, int], int] = {}  # noqa: RUF012  # the process's, on purpose

    def __init__(self, database: Path) -> None:
        """Take an open database in WAL mode; raises `Lost` where it has no log yet."""
        self._database = database
        self._wal = Path(f"{database}-wal")
        index = Path(f"{database}-shm")
        try:
            found = index.stat()
            key = found.st_dev, found.st_ino
            if key not in self._kept:
                self._kept[key] = os.open(index, os.O_RDONLY)
        except OSError as trouble:
            raise Lost(str(trouble)) from None
        self._shared = self._kept[key]

    def place(self) -> Place:
        """Return the end of what is committed."""
        return self._index().place

    def after(self, place: Place) -> Frames | None:
        """Return what was committed after a place, None where nothing was; raises `Lost`.

        It is all there, or `Lost`: SQLite begins the log anew when all of it is in the database,
        so commits are counted.
        """
        for _ in range(100):
            index = self._index()
            if index.commits == place.commits:
                return None
            same = index.salts.hex() == place.salts
            read = self._read(index, place.frame + 1 if same else 1)
            # The index tells of a new beginning before the first page is overwritten.
            if read is not None and self._index().salts == index.salts:
                return self._counted(index, place, read)
        raise Lost("the log was begun anew again and again")

    def _read(self, index: _Index, first: int) -> Frames | None:
        size = FRAME_HEADER + index.page
        with self._wal.open("rb") as file:
            header = file.read(WAL_HEADER)
            file.seek(WAL_HEADER + (first - 1) * size)
            body = file.read((index.frames - first + 1) * size)
        if header[16:24] != index.salts or len(body) != (index.frames - first + 1) * size:
            return None
        return Frames(body, index.place, index.page)

    def _counted(self, index: _Index, place: Place, read: Frames) -> Frames:
        size, commits, sums = FRAME_HEADER + index.page, 0, b""
        for at in range(0, len(read.body), size):
            _, pages, salts, sums = struct.unpack_from(">II8s8s", read.body, at)
            if salts != index.salts:
                raise Lost("a frame of another beginning")
            commits += pages > 0
        if (index.commits - place.commits) % 2**32 != commits or sums != index.sums:
            raise Lost(f"{commits} commits instead of {index.commits - place.commits}")
        return read

    def _index(self) -> _Index:
        for _ in range(1000):
            one, two = (os.pread(self._shared, INDEX.size, at) for at in (0, INDEX.size))
            if one == two and len(one) == INDEX.size:
                _, _, commits, ready, _, page, frames, _, sums, salts, _ = INDEX.unpack(one)
                if ready:
                    return _Index(commits, 65536 if page == 1 else page, frames, _big(sums), salts)
        raise Lost("the index does not come to rest")

    @contextmanager
    def held(self) -> Iterator[tuple[sqlite3.Connection, Place]]:
        """Yield a connection that sees one moment, and its place; the log grows meanwhile.

        To be called while this process writes nothing; `Lost` where another one does.
        """
        connection = sqlite3.connect(self._database, isolation_level=None, check_same_thread=False)
        try:
            before = self.place()
            connection.execute("BEGIN")
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
            if self.place() != before:
                raise Lost("another process writes")
            yield connection, before
        finally:
            connection.close()


def _big(sums: bytes) -> bytes:
    """Return sums as a frame has them: the most significant byte first."""
    if sys.byteorder == "big":
        return sums
    return struct.pack(">II", *struct.unpack("<II", sums))
