"""Where a place of one page is on another: moved, scaled, turned (a map of places in pt)."""

from __future__ import annotations

import math
from collections.abc import Sequence

Map = tuple[float, float, float, float, float, float]
"""x' = a x + c y + e, y' = b x + d y + f."""
Place = tuple[float, float]
Box = tuple[float, float, float, float]
SAME: Map = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def placed(way: Map, x: float, y: float) -> Place:
    """Return where a place is after the map."""
    a, b, c, d, e, f = way
    return a * x + c * y + e, b * x + d * y + f


def around(way: Map, box: Box) -> Box:
    """Return the upright box around a box after the map."""
    corners = [placed(way, x, y) for x in (box[0], box[2]) for y in (box[1], box[3])]
    xs, ys = ([round(corner[axis], 1) for corner in corners] for axis in (0, 1))
    return min(xs), min(ys), max(xs), max(ys)


def filling(turn: int, ours: Place, theirs: Place) -> Map:
    """Return the map of a whole page turned by quarters onto another; sizes as (width, height)."""
    (width, height), (wide, high) = ours, theirs
    match turn:
        case 90:
            return 0.0, high / width, -wide / height, 0.0, wide, 0.0
        case 180:
            return -wide / width, 0.0, 0.0, -high / height, wide, high
        case 270:
            return 0.0, -high / width, wide / height, 0.0, 0.0, high
        case _:
            return wide / width, 0.0, 0.0, high / height, 0.0, 0.0


def inverse(way: Map) -> Map:
    """Return the way back; raises ZeroDivisionError where everything falls on a line."""
    a, b, c, d, e, f = way
    whole = a * d - b * c
    return (
        d / whole,
        -b / whole,
        -c / whole,
        a / whole,
        (c * f - d * e) / whole,
        (b * e - a * f) / whole,
    )


def quarter(way: Map) -> int:
    """The turn of a map in degrees clockwise, to the nearest quarter: 0, 90, 180 or 270."""
    return round(math.degrees(math.atan2(way[1], way[0])) / 90) % 4 * 90


def scale(way: Map) -> float:
    """How many times larger a length becomes."""
    return math.sqrt(abs(way[0] * way[3] - way[1] * way[2]))


def fitted(ours: Sequence[Place], theirs: Sequence[Place]) -> Map | None:
    """Return the turn, scale and move that bring our places nearest to theirs; None for one place.

    Places as complex numbers: z' = m z + n.
    """
    if len(ours) < 2:
        return None
    here, there = [complex(*one) for one in ours], [complex(*one) for one in theirs]
    middle, aim = sum(here) / len(here), sum(there) / len(there)
    spread = sum(abs(one - middle) ** 2 for one in here)
    if spread < 1:
        return None
    pairs = zip(here, there, strict=True)
    m = sum((other - aim) * (one - middle).conjugate() for one, other in pairs) / spread
    if not 0.2 < abs(m) < 5:
        return None
    n = aim - m * middle
    return m.real, m.imag, -m.imag, m.real, n.real, n.imag


def robustly(ours: Sequence[Place], theirs: Sequence[Place], rounds: int = 4) -> Map | None:
    """Return the map most of the places agree on: the worst are left out, and it is fitted anew."""
    kept = list(range(len(ours)))
    way = fitted(ours, theirs)
    for _ in range(rounds):
        if way is None:
            return None
        off = [math.dist(placed(way, *ours[at]), theirs[at]) for at in kept]
        limit = max(1.0, 2 * sorted(off)[len(off) // 2])
        fewer = [at for at, far in zip(kept, off, strict=True) if far <= limit]
        if len(fewer) == len(kept) or len(fewer) < 2:
            break
        kept = fewer
        way = fitted([ours[at] for at in kept], [theirs[at] for at in kept])
    return way
