"""Tiles: squares of a page drawn wider than its largest picture, for whoever looks closely."""

from __future__ import annotations

from math import ceil
from pathlib import Path

from meetings.house import House

SIDE = 1024
"""Pixels of a square; those at the right and lower edge are smaller."""
WIDTHS = (2480, 3280, 4920, 6560, 9840, 13120)
"""Widths in px a page may be cut into tiles at: eight times that of a page on a tablet."""


def grid(size: tuple[float, float], width: int) -> tuple[int, int]:
    """Return the columns and rows of tiles of a page of `size` pt drawn `width` px wide."""
    height = max(1, round(width * size[1] / size[0]))
    return ceil(width / SIDE), ceil(height / SIDE)


def tile(house: House, digest: str, page: int, width: int, column: int, row: int) -> Path:
    """Return the path of a tile, made if it isn't there.

    Raises ``pdf.Refused`` for a page that can't be shown and ``DiskFull``.
    """
    files = house.files
    found = files.find_tile(digest, page, width, column, row)
    if found is None:
        path = files.path(digest)
        made = house.pages.tile(path, page, width, column * SIDE, row * SIDE, SIDE)
        found = files.put_tile(digest, page, width, column, row, made.suffix, made.bytes)
    return found
