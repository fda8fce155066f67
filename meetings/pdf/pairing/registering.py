"""How one picture of a page lies on another: moved, scaled, a little askew, turned by quarters.

The profiles of ink along both sides are laid over each other, first of the whole page and then of
nine parts of it; what the parts say is fitted by one turn, scale and move.
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import mul

from PIL import Image, ImageChops

from meetings.pdf.pairing.looks import SOFT, Look, profiles, spread
from meetings.pdf.pairing.turning import SAME, Map, Place, fitted, inverse, placed, robustly

_FAR = 0.12  # of a side the whole page may have moved
_NEAR = (7, 3)
"""Pixels a part may lie off where the whole page lies, and off where all parts say it lies."""
_NEARLY, _TRIED = 0.2, 4
"""Moves of the whole page that are tried: those that agree nearly as well as the best."""
_HALF = 2  # the whole page is laid at half the size
_PARTS = 3
_LEAST = 3.0  # mean ink of a part that says anything

Size = tuple[float, float]


def registered(ours: Look, theirs: Look, turn: int, scales: Sequence[float] = ()) -> Map:
    """Return where the pixels of our picture lie on theirs, ours turned by quarters first.

    Their spread of ink says how it may be scaled; `scales` are tried besides.
    """
    turned, way = _turned(ours.ink, turn)
    whole = _whole(turned, theirs.ink, scales)
    for near in _NEAR:
        finer = by_parts(turned, theirs.ink, whole, near)
        whole = finer if finer is not None else whole
    return joined(way, whole)


def likeness(ours: Look, theirs: Look, way: Map) -> float:
    """How much of the ink lies on the other's once ours is laid over it, 0 to 1."""
    return _overlap(ours.ink, theirs.soft, way)


def _overlap(ours: Image.Image, there: Image.Image, way: Map) -> float:
    """The same of pictures, theirs softened already."""
    laid = warped(ours, there.size, way).filter(SOFT)
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


def _turned(ink: Image.Image, turn: int) -> tuple[Image.Image, Map]:
    width, height = ink.size
    match turn:
        case 90:
            return ink.transpose(Image.Transpose.ROTATE_270), (0, 1, -1, 0, height, 0)
        case 180:
            return ink.transpose(Image.Transpose.ROTATE_180), (-1, 0, 0, -1, width, height)
        case 270:
            return ink.transpose(Image.Transpose.ROTATE_90), (0, -1, 1, 0, 0, width)
        case _:
            return ink, SAME


def _whole(ours: Image.Image, theirs: Image.Image, more: Sequence[float]) -> Map:
    """The move and scale by the profiles of the whole page.

    Lines at even distances fit each other at every line: the pictures tell which it is.
    """
    small, other = ours.reduce(_HALF), theirs.reduce(_HALF)
    sides = [
        _peaks(mine, others, more)
        for mine, others in zip(profiles(small), profiles(other), strict=True)
    ]
    ways: list[Map] = [
        (wide, 0.0, 0.0, high, x, y) for _, x, wide in sides[0] for _, y, high in sides[1]
    ]
    soft = other.filter(SOFT)
    a, b, c, d, e, f = ways[0]
    if len(ways) > 1:
        a, b, c, d, e, f = max(ways, key=lambda way: _overlap(small, soft, way))
    return a, b, c, d, e * _HALF, f * _HALF


def _peaks(
    ours: list[float], theirs: list[float], more: Sequence[float]
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


def _scaled(profile: list[float], by: float) -> list[float]:
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


def by_parts(ours: Image.Image, theirs: Image.Image, way: Map, near: int) -> Map | None:
    """Return a finer map: each part of theirs says how far ours, laid on it, is off there."""
    laid = warped(ours, theirs.size, way)
    back = inverse(way)
    here: list[Place] = []
    there: list[Place] = []
    wide, high = theirs.size[0] / _PARTS, theirs.size[1] / _PARTS
    for column in range(_PARTS):
        for row in range(_PARTS):
            left, top = column * wide, row * high
            box = (int(left), int(top), int(left + wide), int(top + high))
            pair = profiles(laid.crop(box)), profiles(theirs.crop(box))
            if min(sum(one[0]) / len(one[0]) for one in pair) < _LEAST:
                continue
            (well, x), (well_y, y) = (
                _shift(mine, others, near) for mine, others in zip(*pair, strict=True)
            )
            if min(well, well_y) > 0.5:
                middle = (left + wide / 2, top + high / 2)
                here.append(placed(back, *middle))
                there.append((middle[0] + x, middle[1] + y))
    found = robustly(here, there) if len(here) > 3 else fitted(here, there)
    return found if len(here) > 1 else None
