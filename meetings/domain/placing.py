"""Placing: the boxes about marks where they are, and which of them belong together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

Spot = tuple[float, float]
Box = tuple[float, float, float, float]
_NEAR = 12.0
"""Pt between the boxes of marks that belong together."""
_SOON = 60_000
"""Ms between marks that belong together."""


@dataclass(frozen=True, slots=True)
class Placing:
    """Where a mark is on a page, as `StrokePlace` has it."""

    page: int
    dx: float = 0.0
    dy: float = 0.0
    scale: float = 1.0
    turn: int = 0

    def of(self, own: Box) -> Box:
        """Return the box about a mark that is so placed, of the box about its own points."""
        (x, y), high_wide = middle(own), (own[2] - own[0], own[3] - own[1])
        wide, high = high_wide if self.turn % 180 == 0 else high_wide[::-1]
        x, y, wide, high = x + self.dx, y + self.dy, wide * self.scale / 2, high * self.scale / 2
        return x - wide, y - high, x + wide, y + high

    def moved(self, own: Box, about: Spot, by: Placing) -> Placing:
        """Return where the mark is once it is moved `by`, sized and turned about a spot."""
        x, y = middle(own)
        far = turned((x + self.dx - about[0], y + self.dy - about[1]), by.turn)
        dx = about[0] + by.dx + far[0] * by.scale - x
        dy = about[1] + by.dy + far[1] * by.scale - y
        scale = min(max(self.scale * by.scale, 0.01), 100.0)
        return Placing(by.page, round(dx, 2), round(dy, 2), scale, (self.turn + by.turn) % 360)

    def told(self) -> dict[str, Any]:
        """Return it as entries have it."""
        return {name: getattr(self, name) for name in ("page", "dx", "dy", "scale", "turn")}


def box(spots: Iterable[Spot]) -> Box:
    """Return the box about spots."""
    across, down = zip(*spots, strict=True)
    return min(across), min(down), max(across), max(down)


def middle(of: Box) -> Spot:
    """Return the middle of a box."""
    return (of[0] + of[2]) / 2, (of[1] + of[3]) / 2


def around(boxes: Sequence[Box]) -> Box:
    """Return the box about boxes."""
    left, top, right, bottom = zip(*boxes, strict=True)
    return min(left), min(top), max(right), max(bottom)


def turned(spot: Spot, turn: int) -> Spot:
    """Return a spot turned about the origin by quarters clockwise, in degrees; y goes down."""
    x, y = spot
    return {0: (x, y), 90: (-y, x), 180: (-x, -y), 270: (y, -x)}[turn % 360]


def clusters(marks: Sequence[tuple[Any, Box, int]]) -> Iterator[list[int]]:
    """Yield the marks that belong together, by their place in the row.

    Given are a name of author, page and whatever else parts marks; the box; and when each was
    made. Whatever stands near another and was made within a minute of it is one drawing.
    """
    parts: dict[Any, list[int]] = {}
    for place, (name, *_) in enumerate(marks):
        parts.setdefault(name, []).append(place)
    for part in parts.values():
        rest = sorted(part, key=lambda one: marks[one][2])
        while rest:
            group = [rest.pop(0)]
            for one in group:  # It grows while it is gone through.
                near = [other for other in rest if _belong(marks[one], marks[other])]
                rest = [other for other in rest if other not in near]
                group += near
            yield group


def _belong(one: tuple[Any, Box, int], other: tuple[Any, Box, int]) -> bool:
    (_, a, then), (_, b, now) = one, other
    apart = max(a[0] - b[2], b[0] - a[2], a[1] - b[3], b[1] - a[3])
    return apart <= _NEAR and abs(then - now) <= _SOON
