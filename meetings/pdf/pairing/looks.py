"""What a page looks like, as far as it can be compared with hundreds: where there is ink.

The picture is brought to one place and size by the middle and the spread of its ink, so that a
scan laid down a little askew, or a print with other margins, looks the same.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise
from operator import mul

from PIL import Image, ImageFilter

WIDTH = 240
"""Pixels of the width a thumbnail is drawn at."""
HALF = 2
"""Times smaller is that in which whole pages are laid on each other."""
_GRID = 112
_PARTS = 3
_REACH = 2.0  # spreads of ink from its middle to the edge of what is compared
_INK = 40  # darker than the paper by so much
_BLANK = 0.0004  # of the picture is ink at most, where a page is empty
TURNS = (0, 90, 180, 270)
SOFT = ImageFilter.BoxBlur(1)
Bits = tuple[int, int, int]
Box = tuple[int, int, int, int]
Profiles = tuple[list[int], list[int]]


@dataclass(frozen=True)
class Look:
    """A page's thumbnail, grey, as dark as it has ink: 0 is paper."""

    ink: Image.Image

    @cached_property
    def profile(self) -> Profiles:
        """The ink of its columns and of its rows."""
        return profiles(self.ink)

    @cached_property
    def soft(self) -> Image.Image:
        """Softened, so that what lies a little beside still meets."""
        return self.ink.filter(SOFT)

    @cached_property
    def half(self) -> Look:
        """The same at half the size: where a whole page lies is seen there."""
        return Look(self.ink.reduce(HALF))

    @cached_property
    def parts(self) -> list[tuple[Box, Profiles]]:
        """The boxes of its nine parts, with the ink of their columns and of their rows."""
        across, down = (
            [round(side * at / _PARTS) for at in range(_PARTS + 1)] for side in self.ink.size
        )
        boxes = [
            (left, top, right, low)
            for left, right in pairwise(across)
            for top, low in pairwise(down)
            if right > left and low > top
        ]
        return [(box, profiles(self.ink, box)) for box in boxes]

    @cached_property
    def blank(self) -> bool:
        """Whether there is no ink worth comparing."""
        return sum(self.profile[0]) / max(1, len(self.profile[0])) < 255 * _BLANK

    @cached_property
    def bits(self) -> Callable[[int], Bits]:
        """By quarter turns to the right: where the ink is, the same grown by a cell, how much."""
        grid = self._grid()
        return cache(lambda turn: _bits(grid, turn))

    def _grid(self) -> Image.Image:
        (width, height), (columns, rows) = self.ink.size, self.profile
        x, wide = _reach(columns)
        y, high = _reach(rows)
        box = (max(0.0, x - wide), max(0.0, y - high), min(width, x + wide), min(height, y + high))
        return self.ink.resize((_GRID, _GRID), Image.Resampling.BOX, box=box)


def look(picture: Image.Image) -> Look:
    """Return the look of a thumbnail."""
    grey = picture.convert("L")
    counts, seen, paper = grey.histogram(), 0, 0
    for level in range(256):
        seen += counts[level]
        if 2 * seen >= sum(counts):
            paper = level
            break
    # Half of the pixels are paper or lighter than the darker half; what is clearly darker is ink.
    least = max(0, paper - _INK)
    return Look(grey.point([255 - level if level < least else 0 for level in range(256)]))


def alike(ours: Look, theirs: Look, turns: tuple[int, ...] = TURNS) -> tuple[float, int]:
    """Return how much of the ink lies in the same places, 0 to 1, and how ours must be turned."""
    if ours.blank or theirs.blank:
        return (1.0, 0) if ours.blank and theirs.blank else (0.0, 0)
    there, there_grown, theirs_count = theirs.bits(0)
    best, way = 0.0, 0
    for turn in turns:
        here, here_grown, ours_count = ours.bits(turn)
        share = (here & there_grown).bit_count() / ours_count
        if share > best:
            share = min(share, (there & here_grown).bit_count() / theirs_count)
        if share > best:
            best, way = share, turn
    return best, way


def shares(ours: Look, others: Sequence[Look]) -> list[float]:
    """Return how `alike` ours is to each of others as they lie: for hundreds of them."""
    if ours.blank:
        return [float(theirs.blank) for theirs in others]
    here, here_grown, ours_count = ours.bits(0)
    found = []
    for theirs in others:
        there, there_grown, theirs_count = (0, 0, 1) if theirs.blank else theirs.bits(0)
        share = (here & there_grown).bit_count() / ours_count
        found.append(min(share, (there & here_grown).bit_count() / theirs_count))
    return found


def profiles(ink: Image.Image, box: Box | None = None) -> Profiles:
    """The mean ink of each column and of each row of a picture or a part of it, 0 to 255."""
    left, top, right, low = box or (0, 0, *ink.size)
    columns = ink.resize((right - left, 1), Image.Resampling.BOX, box)
    rows = ink.resize((1, low - top), Image.Resampling.BOX, box)
    return list(columns.tobytes()), list(rows.tobytes())


def middle(profile: Sequence[float]) -> float:
    """Where the middle of the ink of a profile is."""
    whole = sum(profile)
    return sum(map(mul, range(len(profile)), profile)) / whole if whole else len(profile) / 2


def spread(profile: Sequence[float]) -> float:
    """How far the ink of a profile lies from its middle, at least two cells."""
    return _spread(profile, middle(profile))


def _spread(profile: Sequence[float], centre: float) -> float:
    whole = sum(profile)
    vary = sum((at - centre) ** 2 * ink for at, ink in enumerate(profile))
    return max(2.0, (vary / whole) ** 0.5) if whole else len(profile) / 4


def _reach(profile: Sequence[float]) -> tuple[float, float]:
    """What of a profile is compared: its middle, and how far to both sides."""
    centre = middle(profile)
    return centre + 0.5, _REACH * _spread(profile, centre)


def _bits(grid: Image.Image, turn: int) -> Bits:
    # Pillow turns to the left.
    turned = grid.rotate(-turn) if turn else grid
    histogram = turned.histogram()
    mean = sum(level * count for level, count in enumerate(histogram)) / sum(histogram)
    least = max(8.0, 1.3 * mean)
    dark = turned.point([255 if level > least else 0 for level in range(256)])
    grown = dark.filter(ImageFilter.MaxFilter(3))
    bits = _number(dark)
    return bits, _number(grown), max(1, bits.bit_count())


def _number(dark: Image.Image) -> int:
    return int.from_bytes(dark.convert("1", dither=Image.Dither.NONE).tobytes())
