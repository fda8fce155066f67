"""Tiles of pages that were looked at closely: a bounded folder, the least lately used go first."""

from __future__ import annotations

import shutil
import threading
from collections import OrderedDict
from pathlib import Path


class Tiles:
    """What lies in the folder of tiles, and how many bytes of it; safe for threads.

    One process keeps the count; files taken away by others are no harm.
    """

    def __init__(self, folder: Path, limit_bytes: int) -> None:
        self._folder = folder
        self._limit = limit_bytes
        self._lock = threading.Lock()
        self._sizes: OrderedDict[Path, int] | None = None
        self._total = 0

    def found(self, places: list[Path]) -> Path | None:
        """The first of these that is there, and from now on the last to go; or None."""
        with self._lock:
            known = self._known()
            for place in places:
                if place in known and place.is_file():
                    known.move_to_end(place)
                    return place
        return None

    def make_room(self, place: Path, size: int) -> None:
        """Count a file of `size` bytes that is about to lie at `place`; older ones go for it."""
        with self._lock:
            known = self._known()
            self._total += size - known.pop(place, 0)
            while known and self._total > self._limit:
                oldest, freed = known.popitem(last=False)
                oldest.unlink(missing_ok=True)
                self._total -= freed
            known[place] = size

    def remove(self, folder: Path) -> None:
        """Remove a paper's folder of tiles; a missing one is no error."""
        with self._lock:
            known = self._known()
            for place in [place for place in known if place.parent == folder]:
                self._total -= known.pop(place)
            shutil.rmtree(folder, ignore_errors=True)

    def _known(self) -> OrderedDict[Path, int]:
        if self._sizes is None:
            there = [(place, place.stat()) for place in self._folder.glob("??/*/*")]
            there.sort(key=lambda one: one[1].st_mtime_ns)
            self._sizes = OrderedDict((place, stat.st_size) for place, stat in there)
            self._total = sum(self._sizes.values())
        return self._sizes
