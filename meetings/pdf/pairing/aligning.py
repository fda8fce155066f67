"""Pages in order: the longest row of certain pairs, and the best alignment between them.

An alignment is only told where every other one would be clearly worse; else it is a doubt.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

PAIRED = 0.2
"""Likeness above which two pages in the same place are rather paired than removed and inserted."""
CLEAR = 0.08
"""What the best way must be better by than any other, else the clerk is asked."""
_MOST = 3_000_000
"""Cells of one alignment; more are not tried, and the pages wait for the clerk."""

Likes = Sequence[Sequence[float]]
"""The likeness of each of some old pages to each of some new ones."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What may become of an old page: new pages with their worth, best first; None is removed."""

    page: int
    options: list[tuple[int | None, float]]

    @property
    def clear(self) -> bool:
        """Whether the best is clearly better than the next."""
        return len(self.options) < 2 or self.options[0][1] - self.options[1][1] >= CLEAR


def spine(pairs: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest row of pairs that goes up on both sides."""
    ordered = sorted(pairs)
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for at, (_, other) in enumerate(ordered):
        place = bisect_left(tails, other)
        before.append(ends[place - 1] if place else -1)
        tails[place : place + 1] = [other]
        ends[place : place + 1] = [at]
    row: list[tuple[int, int]] = []
    at = ends[-1] if ends else -1
    while at >= 0:
        row.append(ordered[at])
        at = before[at]
    return row[::-1]


def too_many(old: Sequence[int], new: Sequence[int]) -> bool:
    """Whether there are no pages to align, or so many that it is not tried."""
    return not old or not new or len(old) * len(new) > _MOST


def aligned(old: Sequence[int], new: Sequence[int], likes: Likes) -> list[Choice]:
    """Return for each old page what the best alignments make of it, pages kept in order."""
    worth = [[like - PAIRED for like in row] for row in likes]
    ahead, behind = _ahead(worth), _behind(worth)
    choices = []
    for row, page in enumerate(old):
        options: list[tuple[int | None, float]] = [
            (new[at], ahead[row][at] + worth[row][at] + behind[row + 1][at + 1])
            for at in range(len(new))
            if worth[row][at] > -PAIRED
        ]
        gone = max(a + b for a, b in zip(ahead[row], behind[row + 1], strict=True))
        options.append((None, gone))
        options.sort(key=lambda option: -option[1])
        choices.append(Choice(page, options[:6]))
    return choices


def _ahead(worth: list[list[float]]) -> list[list[float]]:
    """The worth of the best alignment of the first so many old pages and new ones."""
    table = [[0.0] * (len(worth[0]) + 1)]
    for row in worth:
        above, best, line = table[-1], 0.0, [0.0]
        for at, own in enumerate(row):
            paired, gone = above[at] + own, above[at + 1]
            if gone > best:
                best = gone
            if paired > best:
                best = paired
            line.append(best)
        table.append(line)
    return table


def _behind(worth: list[list[float]]) -> list[list[float]]:
    """The same of the pages from there to the end."""
    turned = _ahead([row[::-1] for row in worth[::-1]])
    return [line[::-1] for line in turned[::-1]]
