"""The outline of a stroke as tablets paint it: wider where the pen pressed harder, ends round."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise

Spot = tuple[float, float]
Trail = Sequence[Sequence[float]]
"""Points as x, y in pt and pressure from 0 to 1."""
_Disc = tuple[float, float, float]
"""x, y and radius of the pen's round tip."""

_THINNING = 0.6
"""What pressure does to the width: at full pressure 1.6 times as wide as at a half less this."""
_DRAWN = 0.7875
"""How far the line follows the pen from one point to the next; the rest evens out its trembling."""
_NEAR = 0.5
"""Points of an edge nearer to each other than this, by the width, are one."""
_CORNER = 0.0
"""The line begins anew where two of its steps enclose more than a right angle."""
_ARC = 6  # steps of a half circle


def outlines(trail: Trail, width: float, *, even: bool) -> Iterator[list[Spot]]:
    """Yield the closed edges that make up a stroke, all running the same way round.

    An `even` one is as wide everywhere. Filled together by the nonzero rule they are the stroke.
    """
    run: list[_Disc] = []
    for disc in _discs(trail, width, even):
        if len(run) > 1 and _turns(run[-2], run[-1], disc):
            yield _edge(run, width)
            run = [run[-1]]
        run.append(disc)
    if run:
        yield _edge(run, width)


def bar(start: Sequence[float], end: Sequence[float], width: float) -> list[Spot]:
    """Return a bar along a line from one point to another, its ends cut straight."""
    (across, down), half = _unit(start, end), width / 2
    x, y = -down * half, across * half
    return [
        (start[0] - x, start[1] - y),
        (end[0] - x, end[1] - y),
        (end[0] + x, end[1] + y),
        (start[0] + x, start[1] + y),
    ]


def _discs(trail: Trail, width: float, even: bool) -> Iterator[_Disc]:
    """Yield the pen's tip along its way, evened out; the last is where the pen was lifted."""
    last = len(trail) - 1
    x, y = trail[0][0], trail[0][1]
    for at, (to_x, to_y, pressure) in enumerate(trail):
        share = 1.0 if at == last else _DRAWN
        step = (to_x - x) * share, (to_y - y) * share
        if 0 < at < last and math.hypot(*step) < 0.01:
            continue
        x, y = x + step[0], y + step[1]
        yield x, y, width * (0.5 if even else 0.5 - _THINNING * (0.5 - pressure))


def _turns(one: _Disc, other: _Disc, third: _Disc) -> bool:
    before, after = _unit(one, other), _unit(other, third)
    return before[0] * after[0] + before[1] * after[1] < _CORNER


def _edge(run: Sequence[_Disc], width: float) -> list[Spot]:
    """Return the edge round a run of discs without sharp corners."""
    ends = [one for at, one in enumerate(run) if at == 0 or one[:2] != run[at - 1][:2]]
    if len(ends) == 1:
        return _circle(ends[0])
    ways = [_unit(one, other) for one, other in pairwise(ends)]
    left: list[Spot] = []
    right: list[Spot] = []
    for at, (x, y, radius) in enumerate(ends):
        across, down = _between(ways[max(0, at - 1)], ways[min(at, len(ways) - 1)])
        aside = down * radius, -across * radius
        _add(left, (x + aside[0], y + aside[1]), width, last=at == len(ends) - 1)
        _add(right, (x - aside[0], y - aside[1]), width, last=at == len(ends) - 1)
    begin, end = math.atan2(*reversed(ways[0])), math.atan2(*reversed(ways[-1]))
    return [*left, *_cap(ends[-1], end), *reversed(right), *_cap(ends[0], begin + math.pi)]


def _add(side: list[Spot], spot: Spot, width: float, *, last: bool) -> None:
    if not side or last or math.dist(side[-1], spot) > _NEAR * width:
        side.append(spot)


def _cap(disc: _Disc, way: float) -> list[Spot]:
    """Return the half circle round an end, from its left to its right; `way` leads out of it."""
    x, y, radius = disc
    angles = [way - math.pi / 2 + math.pi * step / _ARC for step in range(1, _ARC)]
    return [(x + radius * math.cos(angle), y + radius * math.sin(angle)) for angle in angles]


def _circle(disc: _Disc) -> list[Spot]:
    x, y, radius = disc
    angles = [math.pi * step / _ARC for step in range(2 * _ARC)]
    return [(x + radius * math.cos(angle), y + radius * math.sin(angle)) for angle in angles]


def _between(one: Spot, other: Spot) -> Spot:
    """Return the way halfway between two that differ by a right angle at most."""
    across, down = one[0] + other[0], one[1] + other[1]
    long = math.hypot(across, down) or 1.0
    return across / long, down / long


def _unit(start: Sequence[float], end: Sequence[float]) -> Spot:
    across, down = end[0] - start[0], end[1] - start[1]
    long = math.hypot(across, down)
    return (across / long, down / long) if long else (1.0, 0.0)
