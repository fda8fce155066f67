"""Bytes on their way in: one partial file that becomes whole or vanishes."""

from __future__ import annotations

import errno
import fcntl
import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from meetings.files.troubles import Cut, DiskFull, TooLarge

MIB = 1024 * 1024


class Readable(Protocol):
    """What bytes are read from: a request's body, an open file."""

    def read(self, size: int, /) -> bytes:
        """At most `size` bytes; none at the end."""


@dataclass(frozen=True, slots=True)
class Received:
    """A stored paper: address, size in bytes, and whether this call brought it."""

    digest: str
    size: int
    fresh: bool


class Partial:
    """A file in `incoming/` that grows and is hashed; `reserve` bytes of the disk stay free."""

    def __init__(self, descriptor: int, path: Path, reserve: int) -> None:
        self._descriptor = descriptor
        self._reserve = reserve
        self._sha256 = hashlib.sha256()
        self.path = path
        self.size = 0

    @property
    def digest(self) -> str:
        """The sha256 of what was written so far, in hex."""
        return self._sha256.hexdigest()

    def write(self, chunk: bytes) -> None:
        """Append a chunk; raises DiskFull when only the reserve would be left."""
        disk = os.fstatvfs(self._descriptor)
        if self._reserve and disk.f_bavail * disk.f_frsize < len(chunk) + self._reserve:
            raise DiskFull("only the reserve is left")
        rest = memoryview(chunk)
        while rest:
            rest = rest[os.write(self._descriptor, rest) :]
        self._sha256.update(chunk)
        self.size += len(chunk)

    def copy(self, stream: Readable, limit_bytes: int, declared: int | None) -> None:
        """Append all of `stream`; raises TooLarge, Cut or DiskFull."""
        if declared is not None and declared > limit_bytes:
            raise TooLarge(limit_bytes)
        while chunk := self._next(stream, declared):
            if self.size + len(chunk) > limit_bytes:
                raise TooLarge(limit_bytes)
            self.write(chunk)
        if declared is not None and self.size < declared:
            raise Cut(self.size, declared)

    def _next(self, stream: Readable, declared: int | None) -> bytes:
        # Whatever a server's stream raises (each has its own class for it), it stopped too early.
        try:
            return stream.read(MIB)
        except Exception as trouble:
            raise Cut(self.size, declared) from trouble

    def become(self, place: Path) -> None:
        """Move to `place` at once and for good: synced, and so are the folders that name it."""
        self.move(place)
        sync_folder(place.parent)
        sync_folder(place.parent.parent)

    def move(self, place: Path) -> None:
        """Move to `place` at once; a power cut may undo that, but leaves no half of it there."""
        os.fsync(self._descriptor)
        os.fchmod(self._descriptor, 0o640)
        place.parent.mkdir(parents=True, exist_ok=True)
        self.path.replace(place)


@contextmanager
def partial(incoming: Path, reserve: int) -> Iterator[Partial]:
    """A new partial file, locked while it grows, removed unless moved; raises DiskFull."""
    path: Path | None = None
    descriptor = -1
    try:
        descriptor, path = _new(incoming)
        yield Partial(descriptor, path, reserve)
    except OSError as trouble:
        if trouble.errno in (errno.ENOSPC, errno.EDQUOT):
            raise DiskFull(os.strerror(trouble.errno)) from trouble
        raise
    finally:
        if path is not None:
            path.unlink(missing_ok=True)
            os.close(descriptor)


def _new(incoming: Path) -> tuple[int, Path]:
    incoming.mkdir(parents=True, exist_ok=True)
    while True:
        descriptor, name = tempfile.mkstemp(dir=incoming, suffix=".part")
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        # Another process that starts now may have swept the file between its birth and its lock.
        if os.fstat(descriptor).st_nlink:
            return descriptor, Path(name)
        os.close(descriptor)


def sweep(incoming: Path) -> int:
    """Remove partial files that no process is writing; the number removed."""
    removed = 0
    for path in incoming.glob("*.part"):
        try:
            descriptor = os.open(path, os.O_RDWR)
        except FileNotFoundError:  # its writer finished in this moment
            continue
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            path.unlink(missing_ok=True)
            removed += 1
        except BlockingIOError:
            pass  # a living upload of another process
        finally:
            os.close(descriptor)
    return removed


def sync_folder(folder: Path) -> None:
    """Bring a folder's names to the disk, so that a rename in it outlives a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
