"""How one picture of a page lies on another: moved, scaled, a little askew, turned by quarters.

The profiles of ink along both sides are laid over each other, first of the whole page and then of
nine parts of it; what the parts say is fitted by one turn, scale and move.
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import mul

from PIL import Image, ImageChops

from meetings.pdf.pairing.looks import HALF, SOFT, Look, profiles, spread
from meetings.pdf.pairing.turning import SAME, Map, Place, fitted, inverse, placed, robustly

_FAR = 0.12  # of a side the whole page may have moved
_NEAR = (4, 3)
"""Pixels a part may lie off where the whole page lies, at half the size, and then at the whole."""
_NEARLY, _TRIED = 0.2, 4
"""Moves of the whole page that are tried: those that agree nearly as well as the best."""
_LEAST = 3.0  # mean ink of a part that says anything

Size = tuple[float, float]


def registered(ours: Look, theirs: Look, turn: int, scales: Sequence[float] = ()) -> Map:
    """Return where the pixels of our picture lie on theirs, ours turned by quarters first.

    Their spread of ink says how it may be scaled; `scales` are tried besides.
    """
    turned, way = _turned(ours, turn)
    whole = _whole(turned.half, theirs.half, scales)
    whole = by_parts(turned.half.ink, theirs.half, whole, _NEAR[0]) or whole
    a, b, c, d, e, f = whole
    whole = a, b, c, d, e * HALF, f * HALF
    return joined(way, by_parts(turned.ink, theirs, whole, _NEAR[1]) or whole)


def likeness(ours: Look, theirs: Look, way: Map) -> float:
    """How much of the ink lies on the other's once ours is laid over it, 0 to 1."""
    if way == SAME and ours.ink.size == theirs.ink.size:
        return _shared(ours.soft, theirs.soft)
    return _overlap(ours.ink, theirs.soft, way)


def _overlap(ours: Image.Image, there: Image.Image, way: Map) -> float:
    """The same of pictures, theirs softened already."""
    return _shared(warped(ours, there.size, way).filter(SOFT), there)


def _shared(laid: Image.Image, there: Image.Image) -> float:
    both = _mean(ImageChops.darker(laid, there))
    return both / max(1e-6, _mean(ImageChops.lighter(laid, there)))


def warped(ink: Image.Image, size: tuple[int, int], way: Map) -> Image.Image:
    """Return a picture laid on another of this size."""
    a, b, c, d, e, f = inverse(way)
    affine, linear = Image.Transform.AFFINE, Image.Resampling.BILINEAR
    return ink.transform(size, affine, (a, c, e, b, d, f), linear)


def joined(first: Map, then: Map) -> Map:
    """Return both maps one after the other."""
    x, y = placed(then, first[4], first[5])
    a, b, c, d = then[:4]
    return (
        a * first[0] + c * first[1],
        b * first[0] + d * first[1],
        a * first[2] + c * first[3],
        b * first[2] + d * first[3],
        x,
        y,
    )


def _mean(picture: Image.Image) -> float:
    counts = picture.histogram()
    return sum(level * count for level, count in enumerate(counts)) / sum(counts)


def _turned(ours: Look, turn: int) -> tuple[Look, Map]:
    width, height = ours.ink.size
    match turn:
        case 90:
            return Look(ours.ink.transpose(Image.Transpose.ROTATE_270)), (0, 1, -1, 0, height, 0)
        case 180:
            way: Map = (-1, 0, 0, -1, width, height)
            return Look(ours.ink.transpose(Image.Transpose.ROTATE_180)), way
        case 270:
            return Look(ours.ink.transpose(Image.Transpose.ROTATE_90)), (0, -1, 1, 0, 0, width)
        case _:
            return ours, SAME


def _whole(ours: Look, theirs: Look, more: Sequence[float]) -> Map:
    """The move and scale by the profiles of the whole page.

    Lines at even distances fit each other at every line: the pictures tell which it is.
    """
    sides = [
        _peaks(mine, others, more)
        for mine, others in zip(ours.profile, theirs.profile, strict=True)
    ]
    ways: list[Map] = [
        (wide, 0.0, 0.0, high, x, y) for _, x, wide in sides[0] for _, y, high in sides[1]
    ]
    if len(ways) == 1:
        return ways[0]
    return max(ways, key=lambda way: _overlap(ours.ink, theirs.soft, way))


def _peaks(
    ours: Sequence[int], theirs: Sequence[int], more: Sequence[float]
) -> list[tuple[float, float, float]]:
    """How well two profiles agree, the move, and the scale, where they agree best."""
    reach = int(_FAR * max(len(ours), len(theirs)))
    wider = spread(theirs) / spread(ours)
    likely = (1.0, wider) if abs(wider - 1) > 0.01 and 0.75 < wider < 1.3 else (1.0,)
    found = [
        (well, move, by)
        for by in (*likely, *more)
        for well, move in _shifts(_scaled(ours, by), theirs, reach)
    ]
    found.sort(reverse=True)
    return [one for one in found if one[0] >= found[0][0] - _NEARLY][:_TRIED]


def _scaled(profile: Sequence[int], by: float) -> Sequence[int]:
    last = len(profile) - 1
    return [profile[min(last, int(at / by))] for at in range(max(1, int(len(profile) * by)))]


def _shift(ours: Sequence[float], theirs: Sequence[float], reach: int) -> tuple[float, float]:
    """How well two profiles agree (-1 to 1) where they agree best, and how far ours moves there."""
    return max(_shifts(ours, theirs, reach))


def _shifts(
    ours: Sequence[float], theirs: Sequence[float], reach: int
) -> list[tuple[float, float]]:
    """The same for every move at which they agree better than beside it."""
    ours, theirs = _centred(ours), _centred(theirs)
    norm = (sum(map(mul, ours, ours)) * sum(map(mul, theirs, theirs))) ** 0.5 or 1.0
    sums = []
    for move in range(-reach, reach + 1):
        begin = max(0, -move)
        there = theirs[max(0, move) :]
        sums.append(sum(map(mul, ours[begin : begin + len(there)], there)))
    best = max(range(len(sums)), key=sums.__getitem__)
    found = []
    for at in range(1, len(sums) - 1):
        before, here, after = sums[at - 1 : at + 2]
        if here > before and here >= after:
            part = 0.5 * (before - after) / (before - 2 * here + after)
            found.append((here / norm, at - reach + part))
    # Where one has no ink, or the best lies at the end, there is none beside it.
    return found or [(sums[best] / norm, float(best - reach))]


def _centred(profile: Sequence[float]) -> list[float]:
    mean = sum(profile) / max(1, len(profile))
    return [one - mean for one in profile]


def by_parts(ours: Image.Image, theirs: Look, way: Map, near: int) -> Map | None:
    """Return a finer map: each part of theirs says how far ours, laid on it, is off there."""
    laid = warped(ours, theirs.ink.size, way)
    back = inverse(way)
    here: list[Place] = []
    there: list[Place] = []
    for box, others in theirs.parts:
        if _mean_of(others) < _LEAST:
            continue
        mine = profiles(laid, box)
        if _mean_of(mine) < _LEAST:
            continue
        (well, x), (well_y, y) = (
            _shift(one, other, near) for one, other in zip(mine, others, strict=True)
        )
        if min(well, well_y) > 0.5:
            middle = ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
            here.append(placed(back, *middle))
            there.append((middle[0] + x, middle[1] + y))
    found = robustly(here, there) if len(here) > 3 else fitted(here, there)
    return found if len(here) > 1 else None


def _mean_of(sides: tuple[Sequence[int], Sequence[int]]) -> float:
    return sum(sides[0]) / len(sides[0])
