"""Processes seen from outside, by /proc: a tree's memory and processor time."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
EVERY = 0.05
"""Seconds between two looks."""


@dataclass
class Use:
    """What a tree of processes used while it was watched.

    ``peak`` is the greatest sum of resident memory in MiB (a page shared by two processes
    counts in both), ``largest`` that of any one process.
    """

    peak: float = 0
    largest: float = 0


def tree(root: int) -> list[int]:
    """Return a process and all below it."""
    parents = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit() and (fields := _stat(int(folder.name))):
            parents[int(folder.name)] = int(fields[1])
    found = [root]
    for pid in found:
        found += [child for child, parent in parents.items() if parent == pid]
    return found


def seconds(root: int) -> float:
    """Return the processor seconds of a tree until now, those of its ended children included."""
    fields = filter(None, map(_stat, tree(root)))
    return sum(sum(map(int, row[11:15])) for row in fields) / TICKS


@contextmanager
def watched(root: int, look: Callable[[int], list[float]] | None = None) -> Iterator[Use]:
    """Watch meanwhile what a look at a tree tells: of each process its memory in MiB."""
    use, over = Use(), threading.Event()

    def watch() -> None:
        while not over.wait(EVERY):
            sizes = look(root) if look else [_resident(pid) for pid in tree(root)]
            use.peak = max(use.peak, sum(sizes))
            use.largest = max([use.largest, *sizes])

    thread = threading.Thread(target=watch, daemon=True)
    thread.start()
    try:
        yield use
    finally:
        over.set()
        thread.join()


def renderers(root: int) -> list[float]:
    """Return of each of the tree's browser processes that show pages its memory in MiB.

    A page of memory shared by several processes counts in each by its part (PSS).
    """
    return [_proportional(pid) for pid in tree(root) if b"--type=renderer" in _told(pid, "cmdline")]


def _proportional(pid: int) -> float:
    lines = _told(pid, "smaps_rollup").splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith(b"Pss:")) / 1024


def _told(pid: int, name: str) -> bytes:
    """Return what a file of /proc says of a process; nothing if it ended."""
    try:
        return Path(f"/proc/{pid}/{name}").read_bytes()
    except OSError:
        return b""


def _stat(pid: int) -> list[str]:
    """Return what /proc says of a process after its name: state, parent, …; [] if it ended."""
    try:
        text = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return []
    return text.rpartition(") ")[2].split()


def _resident(pid: int) -> float:
    fields = _stat(pid)
    return int(fields[21]) * os.sysconf("SC_PAGE_SIZE") / 2**20 if fields else 0
