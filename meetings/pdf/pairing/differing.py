"""Which words of a page were taken out, put in or changed, with their places on both pages.

It reads plain JSON, the stored words, and so runs in the server.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby, takewhile
from typing import Any

from meetings.pdf.pairing import placing
from meetings.pdf.pairing.counting import Counted, counted
from meetings.pdf.pairing.leaf import Leaf, folded, leaf
from meetings.pdf.pairing.matching import Match, matches
from meetings.pdf.pairing.turning import SAME, Map, inverse

Box = tuple[float, float, float, float]

_REACH = 12  # letters of a word beside a change that are told with it
_BETWEEN = 2  # letters that are the same between two changes: one change then
_FIGURES = ",.%△▲-−"


@dataclass(frozen=True, slots=True)
class Spot:
    """Words on one page: as they are written, where one counts them, and the boxes round them."""

    text: str
    where: Counted
    boxes: list[Box]


@dataclass(frozen=True, slots=True)
class Change:
    """What stood on the old page and what stands on the new one; None: nothing."""

    old: Spot | None
    new: Spot | None


@dataclass(frozen=True, slots=True)
class _Part:
    """Folded characters from and to, of the old page and of the new one."""

    a: int
    b: int
    c: int
    d: int


class _Side:
    """A page's folded characters with the place of each among the stored ones."""

    def __init__(self, words: Mapping[str, Any]) -> None:
        self.words = words
        self.leaf: Leaf = leaf(words)
        self.text = self.leaf.text
        self.at = [
            (number, place)
            for number, line in enumerate(words["lines"])
            for place, sign in enumerate(line["text"])
            for _ in folded(sign)
        ]

    @cached_property
    def counted(self) -> list[Counted]:
        """Where a person finds each line."""
        return counted(self.words)

    def beside(self, at: int) -> bool:
        """Whether a character belongs to one word with the one before it."""
        if not 0 < at < len(self.text) or self.at[at - 1][0] != self.at[at][0]:
            return False
        line = self.words["lines"][self.at[at][0]]["text"]
        before, after = self.at[at - 1][1], self.at[at][1]
        if after - before > 1 and line[before + 1 : after].isspace():
            return False
        return _kind(self.text[at - 1]) == _kind(self.text[at]) != ""

    def lines(self, start: int, end: int) -> list[tuple[int, int]]:
        """The parts of a part that stand in one line each."""
        parts, begun = [], start
        for _, run in groupby(range(start, end), key=lambda at: self.at[at][0]):
            length = len(list(run))
            parts.append((begun, begun + length))
            begun += length
        return parts

    def spot(self, start: int, end: int) -> Spot | None:
        """What stands from one folded character to another, None for nothing."""
        if start == end:
            return None
        text, boxes = "", []
        for first, last in self.lines(start, end):
            line = self.words["lines"][self.at[first][0]]
            a, b = self.at[first][1], self.at[last - 1][1] + 1
            text += _glue(text, line["text"][a:b])
            boxes.append(_box(line, a, b))
        return Spot(text, self.counted[self.at[start][0]], boxes)


def changes(old: Mapping[str, Any], new: Mapping[str, Any], way: Map = SAME) -> list[Change]:
    """Return what differs between the stored words of two pages, in reading order.

    `way` lays the old page on the new one: what only is read in another order has not changed.
    """
    ours, theirs = _Side(old), _Side(new)
    found = matches(ours.text, theirs.text)
    told = []
    for part in _wholes(ours, theirs, found):
        for one in _cells(ours, theirs, _without_stayed(ours, theirs, part, way)):
            before, after = ours.spot(one.a, one.b), theirs.spot(one.c, one.d)
            if before or after:
                told.append(Change(before, after))
    return told


def _wholes(ours: _Side, theirs: _Side, found: Sequence[Match]) -> Iterator[_Part]:
    """Yield the parts between the matches, grown to whole words; near ones are one."""
    waiting: _Part | None = None
    a = c = 0
    ends = [*found, Match(len(ours.text), len(theirs.text), 0)]
    for place, match in enumerate(ends):
        part = _Part(a, match.old, c, match.new)
        before = ends[place - 1].length if place else 0
        a, c = match.old + match.length, match.new + match.length
        if part.a == part.b and part.c == part.d:
            continue
        part = _grown(ours, theirs, part, before, match.length)
        if waiting and part.a - waiting.b <= _BETWEEN and _beside(ours, theirs, waiting, part):
            waiting = _Part(waiting.a, part.b, waiting.c, part.d)
        else:
            if waiting:
                yield waiting
            waiting = part
    if waiting:
        yield waiting


def _beside(ours: _Side, theirs: _Side, one: _Part, other: _Part) -> bool:
    """Whether two parts are in one line of one of the pages, with nearly nothing between."""
    return other.a <= one.b or any(
        side.at[last - 1][0] == side.at[first][0]
        for side, last, first in ((ours, one.b, other.a), (theirs, one.d, other.c))
        if last > 0 and first < len(side.at)
    )


def _grown(ours: _Side, theirs: _Side, part: _Part, before: int, after: int) -> _Part:
    """The part with what belongs to the words at its ends, the same on both pages."""
    a, b, c, d = part.a, part.b, part.c, part.d
    for _ in range(min(before, _REACH)):
        if not (_inner(ours, a, a < b) or _inner(theirs, c, c < d)):
            break
        a, c = a - 1, c - 1
    for _ in range(min(after, _REACH)):
        if not (_inner(ours, b, a < b) or _inner(theirs, d, c < d)):
            break
        b, d = b + 1, d + 1
    return _Part(a, b, c, d)


def _inner(side: _Side, at: int, something: bool) -> bool:
    return something and side.beside(at)


def _without_stayed(ours: _Side, theirs: _Side, part: _Part, way: Map) -> _Part:
    """The part without what stands on the other page just where it should, read at another time."""
    a, b, c, d = part.a, part.b, part.c, part.d
    if a < b and placing.stays(ours.leaf, theirs.leaf, a, b, way):
        b = a
    if c < d and placing.stays(theirs.leaf, ours.leaf, c, d, inverse(way)):
        d = c
    return _Part(a, b, c, d)


def _cells(ours: _Side, theirs: _Side, part: _Part) -> Iterator[_Part]:
    """Yield the part line by line, where it is as many lines on both pages."""
    one, other = ours.lines(part.a, part.b), theirs.lines(part.c, part.d)
    if len(one) != len(other) or len(one) == 1:
        yield part
        return
    for (a, b), (c, d) in zip(one, other, strict=True):
        if ours.text[a:b] != theirs.text[c:d]:
            yield _trimmed(ours, theirs, _Part(a, b, c, d))


def _trimmed(ours: _Side, theirs: _Side, part: _Part) -> _Part:
    """The part without the whole words that both pages have at its ends."""
    a, b, c, d = part.a, part.b, part.c, part.d
    alike = _alike(ours.text[a:b], theirs.text[c:d])
    while alike and (ours.beside(a + alike) or theirs.beside(c + alike)):
        alike -= 1
    a, c = a + alike, c + alike
    alike = _alike(ours.text[a:b][::-1], theirs.text[c:d][::-1])
    while alike and (ours.beside(b - alike) or theirs.beside(d - alike)):
        alike -= 1
    return _Part(a, b - alike, c, d - alike)


def _alike(one: str, other: str) -> int:
    """How many characters two texts begin with in common."""
    pairs = zip(one, other, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _kind(sign: str) -> str:
    """What kind of word a character is part of; "" where it is none."""
    if sign.isdigit() or sign in _FIGURES:
        return "figure"
    name = unicodedata.name(sign, "")
    for kind in ("CJK UNIFIED", "KATAKANA", "LATIN"):
        if name.startswith(kind):
            return kind
    return ""


def _glue(text: str, more: str) -> str:
    latin = text[-1:].isascii() and more[:1].isascii() and text
    return f" {more}" if latin else more


def _box(line: Mapping[str, Any], start: int, end: int) -> Box:
    x0, y0, x1, y1 = line["box"]
    low, high = sorted((line["at"][start], line["at"][end]))
    return (x0, low, x1, high) if line["vertical"] else (low, y0, high, y1)
