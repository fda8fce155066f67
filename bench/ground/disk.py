"""A disk that loses power: what of its files is sure, and what may be there or not.

It hears the operations of a traced process in their order. Sure is what was synced: of a file its
bytes, of a folder its names. All else an image has wholly, in parts or not at all, as the dice say.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

SECTORS = (512, 4096)
"""Bytes a disk writes wholly or not at all."""
TORN = 0.4
"""Share of the writes without a sync that reach the disk in parts."""


Change = TypeVar("Change")


@dataclass(frozen=True)
class Write:
    """Bytes at an offset of a file."""

    offset: int
    data: bytes

    def on(self, content: bytearray) -> None:
        """Write them; what lies between the end and the offset becomes zeros."""
        end = self.offset + len(self.data)
        if len(content) < end:
            content.extend(bytes(end - len(content)))
        content[self.offset : end] = self.data

    def torn(self, dice: random.Random) -> Iterator[Write]:
        """Yield the pieces of it that reached the disk: some sectors, or all up to one."""
        sector = dice.choice(SECTORS)
        first = self.offset // sector
        count = (self.offset + len(self.data) - 1) // sector - first + 1
        kept = range(dice.randrange(count + 1))
        chosen = set(kept) if dice.random() < 0.5 else set(dice.sample(range(count), len(kept)))
        for at in sorted(chosen):
            start = max((first + at) * sector, self.offset)
            end = min((first + at + 1) * sector, self.offset + len(self.data))
            yield Write(start, self.data[start - self.offset : end - self.offset])


@dataclass(frozen=True)
class Cut:
    """A file made so long, or so short."""

    size: int

    def on(self, content: bytearray) -> None:
        """Cut or lengthen."""
        del content[self.size :]
        content.extend(bytes(self.size - len(content)))


@dataclass(eq=False)
class File:
    """A file's bytes that are sure, and what was done to it since, in order."""

    sure: bytearray = field(default_factory=bytearray)
    open: list[Write | Cut] = field(default_factory=list)
    end: int = 0
    """Where the next plain write goes."""

    def sync(self, count: int) -> None:
        """The first so many of what was done since are sure now."""
        for change in self.open[:count]:
            change.on(self.sure)
        del self.open[:count]

    def image(self, dice: random.Random) -> bytes:
        """Return what the disk has of it after a power cut."""
        content = bytearray(self.sure)
        for change in some(self.open, dice):
            if isinstance(change, Write) and change.data and dice.random() < TORN:
                for piece in change.torn(dice):
                    piece.on(content)
            else:
                change.on(content)
        return bytes(content)


@dataclass(frozen=True)
class Naming:
    """A change of names: `new` (None: no more) in the place of `old` (None: was nowhere)."""

    old: str | None
    new: str | None
    file: File | None
    """What is named; None is a folder."""

    @property
    def folders(self) -> set[str]:
        """Whose names change."""
        return {path.rpartition("/")[0] for path in (self.old, self.new) if path}

    def on(self, names: dict[str, File | None]) -> None:
        """Change the names."""
        if self.old:
            names.pop(self.old, None)
        if self.new:
            names[self.new] = self.file


def some(changes: list[Change], dice: random.Random) -> list[Change]:
    """Return which of the changes an image has: all, the first ones, or any; in their order."""
    way = dice.random()
    if way < 0.25:
        return list(changes)
    if way < 0.6:
        return changes[: dice.randrange(len(changes) + 1)]
    share = dice.random()
    return [change for change in changes if dice.random() < share]


class Disk:
    """Files and folders by their paths: as the process sees them, and as the disk is sure of."""

    def __init__(self, root: Path) -> None:
        """Take a folder as it lies there: all of it is sure."""
        self.root = str(root)
        self.names: dict[str, File | None] = {self.root: None}
        for path in root.rglob("*"):
            self.names[str(path)] = None if path.is_dir() else _read(path)
        self.sure = dict(self.names)
        self.open: list[Naming] = []

    def file(self, path: str) -> File | None:
        """Return the file the process sees at a path."""
        return self.names.get(path)

    def create(self, path: str, *, folder: bool = False) -> None:
        """A file or folder was made, if it was not there."""
        if path not in self.names:
            self._name(Naming(None, path, None if folder else File()))

    def rename(self, old: str, new: str) -> None:
        """A file got another name, in the place of what had it."""
        if old in self.names:
            self._name(Naming(old, new, self.names[old]))

    def remove(self, path: str) -> None:
        """A name is gone."""
        if path in self.names:
            self._name(Naming(path, None, self.names[path]))

    def _name(self, change: Naming) -> None:
        change.on(self.names)
        self.open.append(change)

    def sync_folder(self, path: str, count: int) -> None:
        """Make sure those of the first so many changes of names that concern a folder."""
        early, late = self.open[:count], self.open[count:]
        for change in early:
            if path in change.folders:
                change.on(self.sure)
        self.open = [change for change in early if path not in change.folders] + late

    def image(self, target: Path, dice: random.Random) -> None:
        """Write into a folder what a power cut now leaves."""
        names = dict(self.sure)
        for change in some(self.open, dice):
            change.on(names)
        for path in sorted(names):
            place, file = target / path.removeprefix(self.root).lstrip("/"), names[path]
            if not place.parent.is_dir() and path != self.root:
                continue  # its folder is not there, so neither is it
            if file is None:
                place.mkdir(exist_ok=True)
            else:
                place.write_bytes(file.image(dice))


def _read(path: Path) -> File:
    content = path.read_bytes()
    return File(bytearray(content), end=len(content))
