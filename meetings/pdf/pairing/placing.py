"""Where the words of an old page stand now: one map for the page, or runs of their own."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from meetings.pdf.pairing.leaf import Leaf
from meetings.pdf.pairing.matching import Match
from meetings.pdf.pairing.turning import SAME, Map, Place, placed, quarter, robustly

_EXACT = 1.0  # pt off the page's map that count as on it
_MOST = 0.6  # of the characters on the map: its scale holds for the others as well
_STAYED = 0.9  # of the letters of a piece are where they should be
_DRIFT = 1.5  # pt within a run
_TURNED: dict[int, Map] = {
    0: SAME,
    90: (0.0, 1.0, -1.0, 0.0, 0.0, 0.0),
    180: (-1.0, 0.0, 0.0, -1.0, 0.0, 0.0),
    270: (0.0, -1.0, 1.0, 0.0, 0.0, 0.0),
}

Run = list[float]
"""x0, y0, x1, y1 of old words in pt, the page (from 1) they are on now, x and y of their middle."""


@dataclass
class Laid:
    """The map of a pair of pages, and runs where it does not hold for all words."""

    way: Map = SAME
    runs: list[Run] = field(default_factory=list)
    off: float = 0.0
    """Share of its words (0 to 1) that are clearly off the map."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """Folded characters `start` to `end` of one old line that stand in one new line."""

    start: int
    end: int
    ours: list[Place]
    theirs: list[Place]


def laid(old: Leaf, new: Leaf, found: Sequence[Match], page: int) -> Laid:
    """Return where the matched words of a page stand on its partner, the new paper's `page`."""
    pieces = [piece for match in found for piece in _pieces(old, new, match)]
    if not pieces:
        return Laid()
    turn = _turn(pieces)
    ours = [piece.ours[at] for piece in pieces for at in (0, -1)]
    theirs = [piece.theirs[at] for piece in pieces for at in (0, -1)]
    way = robustly(ours, theirs)
    share = _share(pieces, way) if way is not None else 0.0
    if way is None or share < _MOST or quarter(way) != turn:
        way = _moved(_TURNED[turn], ours, theirs)
    # Tables are read in another order when they are turned; what stands where it should, stayed.
    stayed = [stays(old, new, piece.start, piece.end, way) for piece in pieces]
    off = [
        piece
        for piece, there in zip(pieces, stayed, strict=True)
        if not there and _share([piece], way) < 1
    ]
    if not off:
        return Laid(tidy(way))
    told = Laid(way, off=sum(len(piece.ours) for piece in off) / len(old.text))
    for piece, there in zip(pieces, stayed, strict=True):
        if there:
            piece = replace(piece, theirs=[placed(way, *one) for one in piece.ours])
        told.runs += _runs(old, piece, way, page)
    return told


def stays(old: Leaf, new: Leaf, start: int, end: int, way: Map) -> bool:
    """Return whether old characters stand on the new page where the map says."""
    if not new.text:
        return start == end
    spots = old.spots
    there = sum(
        new.shows(old.text[at], *placed(way, spots.x[at], spots.y[at])) for at in range(start, end)
    )
    return there >= _STAYED * (end - start)


def runs(old: Leaf, new: Leaf, match: Match, way: Map, page: int) -> Iterator[Run]:
    """Yield the runs of matched words, as `laid` does, on their new `page`."""
    for piece in _pieces(old, new, match):
        yield from _runs(old, piece, way, page)


def by_lines(old: Leaf, way: Map, page: int) -> Iterator[Run]:
    """Yield the lines of a page as the map places them."""
    start, lines = 0, old.spots.line
    for at in range(1, len(lines) + 1):
        if at == len(lines) or lines[at] != lines[start]:
            x0, y0, x1, y1 = old.box(start, at)
            x, y = placed(way, (x0 + x1) / 2, (y0 + y1) / 2)
            yield [*(round(one, 1) for one in (x0, y0, x1, y1)), page, round(x, 1), round(y, 1)]
            start = at


def _pieces(old: Leaf, new: Leaf, match: Match) -> Iterator[_Piece]:
    ours, theirs = old.spots, new.spots
    start = 0
    for at in range(1, match.length + 1):
        a, b = match.old + start, match.new + start
        if at < match.length and (
            ours.line[match.old + at] == ours.line[a]
            and theirs.line[match.new + at] == theirs.line[b]
        ):
            continue
        here = slice(a, match.old + at)
        there = slice(b, match.new + at)
        yield _Piece(
            a,
            match.old + at,
            list(zip(ours.x[here], ours.y[here], strict=True)),
            list(zip(theirs.x[there], theirs.y[there], strict=True)),
        )
        start = at


def _turn(pieces: Sequence[_Piece]) -> int:
    """The quarter turn between the directions the pieces run in."""
    whole = 0j
    for piece in pieces:
        ours = complex(*piece.ours[-1]) - complex(*piece.ours[0])
        theirs = complex(*piece.theirs[-1]) - complex(*piece.theirs[0])
        whole += theirs * ours.conjugate()
    return round(math.degrees(math.atan2(whole.imag, whole.real)) / 90) % 4 * 90


def _share(pieces: Sequence[_Piece], way: Map) -> float:
    whole = on = 0
    for piece in pieces:
        whole += len(piece.ours)
        pairs = zip(piece.ours, piece.theirs, strict=True)
        on += sum(math.dist(placed(way, *one), other) <= _EXACT for one, other in pairs)
    return on / whole


def _moved(way: Map, ours: Sequence[Place], theirs: Sequence[Place]) -> Map:
    """The map with the move that most places nearly agree on: the middle one."""
    turned = [placed(way, *one) for one in ours]
    pairs = list(zip(turned, theirs, strict=True))
    x = sorted(other[0] - one[0] for one, other in pairs)[len(pairs) // 2]
    y = sorted(other[1] - one[1] for one, other in pairs)[len(pairs) // 2]
    return (*way[:4], x, y)


def _runs(old: Leaf, piece: _Piece, way: Map, page: int) -> Iterator[Run]:
    """The piece cut where its letters are set wider or narrower than the map says."""
    off = [
        (there[0] - x, there[1] - y)
        for (x, y), there in zip(
            (placed(way, *one) for one in piece.ours), piece.theirs, strict=True
        )
    ]
    start = 0
    for at in range(1, len(off) + 1):
        if at < len(off) and math.dist(off[at], off[start]) <= _DRIFT:
            continue
        x0, y0, x1, y1 = old.box(piece.start + start, piece.start + at)
        middle = (start + at - 1) // 2
        dx, dy = off[middle]
        x, y = placed(way, (x0 + x1) / 2, (y0 + y1) / 2)
        yield [round(one, 1) for one in (x0, y0, x1, y1)] + [
            page,
            round(x + dx, 1),
            round(y + dy, 1),
        ]
        start = at


def tidy(way: Map) -> Map:
    """Return the map, or none at all where nothing moves by what could be seen."""
    near = max(abs(one - other) for one, other in zip(way[:4], SAME[:4], strict=True)) < 5e-4
    if near and max(abs(way[4]), abs(way[5])) < 0.3:
        return SAME
    a, b, c, d, e, f = way
    return round(a, 5), round(b, 5), round(c, 5), round(d, 5), round(e, 2), round(f, 2)
