"""The order in which the lines of a page are read: rows, wrapped cells, columns, vertical text."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Box = tuple[float, float, float, float]

_AMOUNT = re.compile(r"[\d０-９,，.．%％△▲+＋\-－−()（）\s千円]+")
_WRAPS = 6.0  # ems a line is at least long before it can go on in the next
_ENDS = "。）)」』"  # what hardly ever stands at the end of a line that goes on
_GUTTER = 0.04  # of the width of a spread are free of text in its middle


@dataclass(slots=True)
class Line:
    """One line: text, box, size in pt, its characters' edges along it, and where it runs to.

    `along` is the direction of reading, `down` that of the next line, each one of the unit
    vectors of the page; `edges` has one more than the text has characters.
    """

    text: str
    box: Box
    size: float
    edges: list[float]
    along: tuple[int, int] = (1, 0)
    down: tuple[int, int] = (0, 1)

    @property
    def vertical(self) -> bool:
        """Whether the line runs down or up the page."""
        return self.along[1] != 0


def ordered(lines: list[Line], width: float, height: float) -> list[Line]:
    """Return the lines of a page of this size (pt) as they are read."""
    side = _most(lines)
    turned = [line for line in lines if (line.along, line.down) == side]
    others = [line for line in lines if (line.along, line.down) != side]
    if side[0][1] == 0 and not others:
        return _halves(turned, width, height)
    # Running heads and page numbers lie across the text of a vertical page.
    top = min((line.box[1] for line in turned), default=0.0)
    before = [line for line in others if line.box[3] <= top]
    after = [line for line in others if line.box[3] > top]
    return [
        *_rows(before, (1, 0), (0, 1)),
        *_halves(turned, width, height),
        *_rows(after, (1, 0), (0, 1)),
    ]


def gutter(spans: Iterable[tuple[float, float]], width: float, height: float) -> float | None:
    """Return the middle of a spread's band that no span of text (x0, x1) is in, or None."""
    if width < height * 1.2:
        return None
    left, right = 0.0, width
    for x0, x1 in spans:
        if x0 < width * 0.47 and x1 > width * 0.53:
            return None
        if (x0 + x1) / 2 < width / 2:
            left = max(left, x1)
        else:
            right = min(right, x0)
    # The band is where the two pages meet: in the middle, and as wide as two margins.
    free = right - left >= width * _GUTTER and left <= width * 0.53 and right >= width * 0.47
    return (left + right) / 2 if free and left > 0 and right < width else None


def _halves(lines: list[Line], width: float, height: float) -> list[Line]:
    along, down = _most(lines)
    middle = gutter(((line.box[0], line.box[2]) for line in lines), width, height)
    if middle is None:
        return _rows(lines, along, down)
    left = [line for line in lines if line.box[2] <= middle]
    right = [line for line in lines if line.box[2] > middle]
    first, second = (right, left) if down == (-1, 0) else (left, right)
    return _rows(first, along, down) + _rows(second, along, down)


def _most(lines: Sequence[Line]) -> tuple[tuple[int, int], tuple[int, int]]:
    """Return the directions (along, down) of most characters."""
    counts: dict[tuple[tuple[int, int], tuple[int, int]], int] = {}
    for line in lines:
        side = line.along, line.down
        counts[side] = counts.get(side, 0) + len(line.text)
    return max(counts, key=lambda side: counts[side], default=((1, 0), (0, 1)))


@dataclass(slots=True)
class _Placed:
    """A line in a page turned so that it is read from left to right and downwards."""

    line: Line
    x0: float
    x1: float
    y0: float
    y1: float
    row: int = 0
    amount: bool = False
    follows: bool = False


def _rows(lines: list[Line], along: tuple[int, int], down: tuple[int, int]) -> list[Line]:
    """Row by row, a cell's wrapped lines kept together at the place of its first."""
    placed = sorted((_place(line, along, down) for line in lines), key=lambda one: one.y0 + one.y1)
    rows = _in_rows(placed)
    chains = {id(one): [one] for one in placed}
    for above, below in itertools.pairwise(rows):
        _chain(above, below, placed, chains)
    firsts = (one for one in placed if not one.follows)
    in_order = sorted(firsts, key=lambda one: (one.row, one.x0))
    return [one.line for first in in_order for one in chains[id(first)]]


def _place(line: Line, along: tuple[int, int], down: tuple[int, int]) -> _Placed:
    xs = sorted(line.box[side] * along[0] + line.box[side + 1] * along[1] for side in (0, 2))
    ys = sorted(line.box[side] * down[0] + line.box[side + 1] * down[1] for side in (0, 2))
    return _Placed(line, xs[0], xs[1], ys[0], ys[1])


def _in_rows(placed: list[_Placed]) -> list[list[_Placed]]:
    rows: list[list[_Placed]] = []
    for one in placed:
        first = rows[-1][0] if rows else None
        if first is None or one.y0 + one.y1 > first.y0 + first.y1 + min(
            one.y1 - one.y0, first.y1 - first.y0
        ):
            rows.append([])
        rows[-1].append(one)
        one.row = len(rows)
        one.amount = _AMOUNT.fullmatch(one.line.text) is not None
    return rows


def _chain(
    above: list[_Placed],
    below: list[_Placed],
    placed: list[_Placed],
    chains: dict[int, list[_Placed]],
) -> None:
    """Join lines of the row below to those of the row above that they continue."""
    # Rows with figures of their own are rows of a table, not the rest of a cell.
    if any(one.amount for one in below) and any(one.amount for one in above):
        return
    for one in below:
        for other in above:
            if not one.amount and _goes_on(other, one) and _full(other, placed):
                chain = chains[id(other)]
                chain.append(one)
                chains[id(one)] = chain
                one.follows = True
                break


def _goes_on(one: _Placed, other: _Placed) -> bool:
    size = one.line.size
    return (
        not one.amount
        and one.line.text[-1] not in _ENDS
        and one.x1 - one.x0 >= _WRAPS * size
        and abs(other.line.size - size) < 0.5
        and abs(other.x0 - one.x0) <= 2 * size
        and other.x1 <= one.x1 + size
        and 0 <= other.y0 - one.y0 <= 2.4 * size
    )


def _full(one: _Placed, placed: list[_Placed]) -> bool:
    """Whether a line ends where its column does."""
    reach, size = one.x1 + 1.2 * one.line.size, 2 * one.line.size
    return not any(
        other.x1 > reach and abs(other.x0 - one.x0) <= size and not other.amount for other in placed
    )
