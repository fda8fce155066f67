"""A note carried from an old page to the new paper, by a pairing as `telling` tells it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from meetings.pdf.pairing.turning import Map, placed, quarter, scale

_BESIDE = 0.5
"""What a pt along the lines counts, to one across: a note in the margin belongs to its line."""
_REMOVED = 15.0  # pt from words that moved, when nothing else of the page is left

Box = Sequence[float]


@dataclass(frozen=True, slots=True)
class Carried:
    """Where a note goes: its page (from 1), how far its middle moves in pt, its size and turn.

    `scale` and `turn` (degrees clockwise, in quarters) are about its own middle.
    """

    page: int
    dx: float
    dy: float
    scale: float
    turn: int


@dataclass(frozen=True, slots=True)
class Tray:
    """A note that waits for its writer: pages (from 1) it may belong to, the likeliest first."""

    guesses: tuple[int, ...]


def carry(pairing: Mapping[str, Any], page: int, box: Box) -> Carried | Tray:
    """Carry a note at `box` (x0, y0, x1, y1, or a spot x, y, in pt) of an old page (from 1)."""
    x, y = (box[0] + box[-2]) / 2, (box[1] + box[-1]) / 2
    for pair in pairing["pairs"]:
        if pair["from"] == page:
            return _kept(_carried(pair, x, y, pair["to"], math.inf), pairing["sizes"], x, y)
    for removed in pairing["removed"]:
        if removed["from"] == page:
            still = {"way": (1.0, 0.0, 0.0, 1.0, 0.0, 0.0), "runs": removed["runs"]}
            found = _carried(still, x, y, 0, _REMOVED)
            return (
                _kept(found, pairing["sizes"], x, y)
                if found.page
                else Tray(tuple(removed["guesses"]))
            )
    for doubt in pairing["doubts"]:
        if doubt["from"] == page:
            return Tray(tuple(doubt["guesses"]))
    return Tray(())


def _carried(pair: Mapping[str, Any], x: float, y: float, page: int, most: float) -> Carried:
    """By the nearest run of words, or by the page's own map where none is within `most` pt."""
    a, b, c, d, e, f = pair["way"]
    way: Map = (a, b, c, d, e, f)
    nearest = min(pair["runs"], key=lambda run: _far(run, x, y), default=None)
    to, aim = page, placed(way, x, y)
    if nearest is not None and _far(nearest, x, y) <= most:
        here = placed(way, (nearest[0] + nearest[2]) / 2, (nearest[1] + nearest[3]) / 2)
        to = int(nearest[4])
        aim = aim[0] - here[0] + nearest[5], aim[1] - here[1] + nearest[6]
    return Carried(to, aim[0] - x, aim[1] - y, scale(way), quarter(way))


def _kept(found: Carried, sizes: Sequence[Sequence[float]], x: float, y: float) -> Carried:
    """The same on the sheet: what stood by words that went over its edge stays at the edge."""
    wide, high = sizes[found.page - 1]
    across, down = (
        min(max(0.0, at), side) for at, side in ((x + found.dx, wide), (y + found.dy, high))
    )
    return Carried(found.page, across - x, down - y, found.scale, found.turn)


def _far(run: Sequence[float], x: float, y: float) -> float:
    across = max(run[1] - y, 0.0, y - run[3])
    along = max(run[0] - x, 0.0, x - run[2])
    return math.hypot(_BESIDE * along, across)
