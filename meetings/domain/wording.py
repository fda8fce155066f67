"""Wording: where the words of a mark stand among the lines of a page.

Lines are those of `docs/protocol.md`: `{text, box, size, vertical, at}`, in reading order.
Blanks don't count: another program may put others.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from meetings.domain.placing import Box, Spot, around

Line = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Stand:
    """Words that stand on a page: two ends for each line, their height (pt), the box of all."""

    ends: list[Spot]
    height: float
    box: Box


class Lines:
    """The letters of a page in reading order."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        self._letters = [
            (line, letter)
            for line, one in enumerate(lines)
            for letter, sign in enumerate(one["text"])
            if not sign.isspace()
        ]
        self._text = "".join(lines[line]["text"][letter] for line, letter in self._letters)

    def find(self, words: str) -> Iterator[Stand]:
        """Yield every place where these words stand, in reading order."""
        wanted = plain(words)
        at = self._text.find(wanted) if wanted else -1
        while at >= 0:
            yield self._stand(self._letters[at : at + len(wanted)])
            at = self._text.find(wanted, at + 1)

    def _stand(self, letters: Sequence[tuple[int, int]]) -> Stand:
        ends: list[Spot] = []
        boxes: list[Box] = []
        heights: list[float] = []
        for line, of in groupby(letters, key=lambda one: one[0]):
            row = [letter for _, letter in of]
            (left, top, right, bottom), edges = self._lines[line]["box"], self._lines[line]["at"]
            a, b = edges[row[0]], edges[min(row[-1] + 1, len(edges) - 1)]
            if self._lines[line]["vertical"]:
                x, high = (left + right) / 2, right - left
                ends += [(x, a), (x, b)]
                boxes.append((left, min(a, b), right, max(a, b)))
            else:
                y, high = (top + bottom) / 2, bottom - top
                ends += [(a, y), (b, y)]
                boxes.append((min(a, b), top, max(a, b), bottom))
            heights.append(high)
        return Stand(ends, max(heights), around(boxes))


def plain(words: str) -> str:
    """Return words without blanks."""
    return "".join(words.split())
