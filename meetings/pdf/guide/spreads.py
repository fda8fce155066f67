"""Which pages are spreads: two pages of a book on one wide sheet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, UnidentifiedImageError

from meetings.pdf.guide.labels import pairs
from meetings.pdf.guide.numbers import Number
from meetings.pdf.guide.page import Page
from meetings.pdf.order import gutter

_BLOCK = 15  # characters make a half a block of text
_BAND = (0.44, 0.56)  # of the width: where two pages meet
_CLEAR = 0.02  # of the width at least is free of ink there


@dataclass(slots=True)
class _Votes:
    """What the pages of one size say: with two numbers, with two blocks, with one block."""

    paired: int = 0
    parted: int = 0
    whole: int = 0


def spreads(
    pages: list[Page], numbers: list[list[Number]], thumbnail: Callable[[int], Path | None]
) -> list[bool]:
    """Say of every page whether it is a spread.

    Two following numbers prove it; else most wide pages of one size must be parted in the middle.
    `thumbnail` gives the small picture of a page (from 0), asked for only where it has no words.
    """
    signs = [
        _sign(page, found, thumbnail, at)
        for at, (page, found) in enumerate(zip(pages, numbers, strict=True))
    ]
    sizes: dict[tuple[int, int], _Votes] = defaultdict(_Votes)
    for page, sign in zip(pages, signs, strict=True):
        if sign:
            votes = sizes[_size(page)]
            setattr(votes, sign, getattr(votes, sign) + 1)
    return [
        page.wide and _judged(sizes[_size(page)], sign)
        for page, sign in zip(pages, signs, strict=True)
    ]


def _size(page: Page) -> tuple[int, int]:
    return round(page.width / 12), round(page.height / 12)


def _judged(votes: _Votes, sign: str) -> bool:
    if votes.paired and votes.paired * 2 >= votes.whole:
        return sign != "whole" or votes.paired > 4 * votes.whole
    enough = votes.parted >= 3 and votes.parted >= 6 * votes.whole
    return sign == "paired" or (enough and sign != "whole")


def _sign(
    page: Page, numbers: list[Number], thumbnail: Callable[[int], Path | None], at: int
) -> str:
    if not page.wide:
        return ""
    if pairs(numbers):
        return "paired"
    if not page.lines:
        place = thumbnail(at)
        return _inked(place) if place else ""
    middle = _middle(page)
    if middle is None:
        return "whole"
    left = sum(len(line.text) for line in page.lines if line.x < middle)
    right = sum(len(line.text) for line in page.lines if line.x >= middle)
    return "parted" if min(left, right) >= _BLOCK else ""


def _middle(page: Page) -> float | None:
    return gutter([(line.x0, line.x1) for line in page.lines], page.width, page.height)


def _inked(place: Path) -> str:
    """Judge a page without words by its picture."""
    try:
        with Image.open(place) as picture:
            grey = picture.convert("L").resize((240, 120))
    except (OSError, UnidentifiedImageError):
        return ""
    # The commonest grey is the paper's; what is clearly darker is ink.
    counts = grey.histogram()
    paper = max(range(256), key=lambda level: counts[level])
    ink = grey.point([255 * (level < paper - 50) for level in range(256)])
    row = ink.crop((0, 8, 240, 112)).resize((240, 1), Image.Resampling.BOX)
    columns = [value / 255 for value in row.tobytes()]
    left, right = columns[12:100], columns[140:228]
    if min(max(left), max(right)) == 0:
        return ""
    band = columns[int(240 * _BAND[0]) : int(240 * _BAND[1])]
    return "parted" if _clear(band) >= 240 * _CLEAR else "whole"


def _clear(band: list[float]) -> int:
    """Columns in a row without ink; the shadow of a fold, dark from end to end, counts as free."""
    longest = run = 0
    for inked in band:
        run = run + 1 if inked < 0.01 or inked > 0.7 else 0
        longest = max(longest, run)
    return longest
