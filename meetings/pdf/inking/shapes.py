"""The drawing operators of marks; x and y in pt of the page as displayed, y downward."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from meetings.pdf.inking.outline import Spot, bar, outlines

Mark = Mapping[str, Any]
"""`page`, `tool`, `color`, `width`, `trail` (rows of x, y, pressure 0-1), `text`, `by`, `at`."""
SEE_THROUGH = frozenset({"highlighter", "words"})
"""Tools whose colour lies thinly over what was written before."""
_KAPPA = 0.5523  # of a circle's radius: the handles of a quarter of it
_TWO_THIRDS = 2 / 3
_SHORT = 1.5  # pt


def ink(mark: Mark) -> bytes:
    """Return a stroke, a straight line, or the bars over words, filled in their colour."""
    trail, width = mark["trail"], mark["width"]
    match mark["tool"]:
        case "line":
            edge = bar(trail[0], trail[-1], width)
            ends = b" ".join(circle(x, y, width / 2) for x, y, *_ in (trail[0], trail[-1]))
            path = polygon(edge) + b" " + ends
        case "words":
            pairs = zip(trail[::2], trail[1::2], strict=False)
            path = b" ".join(polygon(bar(start, end, width)) for start, end in pairs)
        case tool:
            edges = outlines(trail, width, even=tool == "highlighter")
            path = b" ".join(_rounded(edge) for edge in edges)
    state = b"/T gs" if mark["tool"] in SEE_THROUGH else b"/O gs"
    return b"%s %s rg %s f" % (state, colour(mark["color"]), path)


def colour(sign: str) -> bytes:
    """Return the three numbers of a colour as `#rrggbb`."""
    return b"%.3f %.3f %.3f" % tuple(int(sign[at : at + 2], 16) / 255 for at in (1, 3, 5))


def polygon(spots: Sequence[Spot], *, close: bool = True) -> bytes:
    """Return straight lines from spot to spot, turning clockwise if they did not."""
    way = list(spots)
    if close and _area(way) < 0:
        way.reverse()
    lines = b" ".join(b"%.2f %.2f l" % spot for spot in way[1:])
    return b"%.2f %.2f m %s%s" % (*way[0], lines, b" h" if close else b"")


def circle(x: float, y: float, radius: float) -> bytes:
    """Return a circle, clockwise."""
    far = radius * _KAPPA
    quarters = (
        (radius, far, far, radius, 0.0, radius),
        (-far, radius, -radius, far, -radius, 0.0),
        (-radius, -far, -far, -radius, 0.0, -radius),
        (far, -radius, radius, -far, radius, 0.0),
    )
    curves = (
        b"%.2f %.2f %.2f %.2f %.2f %.2f c"
        % tuple(value + (y if at % 2 else x) for at, value in enumerate(quarter))
        for quarter in quarters
    )
    return b"%.2f %.2f m %s h" % (x + radius, y, b" ".join(curves))


def rounded_box(box: Sequence[float], radius: float) -> bytes:
    """Return a box (left, top, right, bottom) with round corners."""
    left, top, right, bottom = box
    near = radius * (1 - _KAPPA)
    return (
        b"%.2f %.2f m %.2f %.2f l %.2f %.2f %.2f %.2f %.2f %.2f c"
        b" %.2f %.2f l %.2f %.2f %.2f %.2f %.2f %.2f c"
        b" %.2f %.2f l %.2f %.2f %.2f %.2f %.2f %.2f c"
        b" %.2f %.2f l %.2f %.2f %.2f %.2f %.2f %.2f c h"
    ) % (
        *(left + radius, top, right - radius, top),
        *(right - near, top, right, top + near, right, top + radius),
        *(right, bottom - radius, right, bottom - near, right - near, bottom),
        *(right - radius, bottom, left + radius, bottom),
        *(left + near, bottom, left, bottom - near, left, bottom - radius),
        *(left, top + radius, left, top + near, left + near, top, left + radius, top),
    )


def _rounded(edge: Sequence[Spot]) -> bytes:
    """Return a closed edge whose corners are bends: it touches the middle of each of its sides.

    What is too short for a bend to be seen is straight.
    """
    around = [*edge[1:], edge[0]]
    middles = [((x + u) / 2, (y + v) / 2) for (x, y), (u, v) in zip(edge, around, strict=True)]
    start = here = middles[-1]
    curves = []
    for corner, middle in zip(edge, middles, strict=True):
        if abs(middle[0] - here[0]) + abs(middle[1] - here[1]) < _SHORT:
            curves.append(b"%.2f %.2f l" % middle)
        else:
            one, other = _toward(here, corner), _toward(middle, corner)
            curves.append(b"%.2f %.2f %.2f %.2f %.2f %.2f c" % (*one, *other, *middle))
        here = middle
    return b"%.2f %.2f m %s h" % (*start, b" ".join(curves))


def _toward(spot: Spot, corner: Spot) -> Spot:
    x, y = spot
    return x + (corner[0] - x) * _TWO_THIRDS, y + (corner[1] - y) * _TWO_THIRDS


def _area(spots: Iterable[Spot]) -> float:
    way = list(spots)
    return sum(x * v - u * y for (x, y), (u, v) in zip(way, [*way[1:], way[0]], strict=True))
