"""Folding: text as it is searched, and the way back to the places in the text as it stands.

One width, one case, new kanji forms, no spaces or line ends, one sign for all dashes. The
tablet folds in the same way (`static/record/folding.js`), from the same table.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

TABLE = tomllib.loads(Path(__file__).with_name("folding.toml").read_text(encoding="utf-8"))
"""Marks, dropped signs and groups of what counts as one."""


def _range(ranges: str) -> str:
    """Return all signs in ranges of code points in hex."""
    pairs = (pair.split("-") for pair in ranges.split())
    return "".join(chr(c) for low, high in pairs for c in range(int(low, 16), int(high, 16) + 1))


_MARKS = frozenset(_range(TABLE["marks"]))
_MARKED = re.compile("([^{0}][{0}]+)".format("".join(_MARKS)))
_DROPPED = dict.fromkeys(map(ord, _range(TABLE["dropped"])))
_SAME = {
    ord(other): group[0]
    for group in (*TABLE["signs"], *TABLE["kanji"].split())
    for other in group[1:]
}


def _fold_sign(sign: str) -> str:
    """Fold one sign with its marks; the order of the steps is the tablet's too."""
    plain = unicodedata.normalize("NFKC", sign.translate(_SAME))
    small = "".join(letter.lower() for letter in plain)
    return small.translate(_SAME).translate(_DROPPED)


class _Signs(dict[int, str]):
    """Every sign met so far without marks, by its code point, with what it folds to."""

    def __missing__(self, code: int) -> str:
        self[code] = _fold_sign(chr(code))
        return self[code]


_signs = _Signs()


def _folds(text: str) -> tuple[Sequence[str], list[str]]:
    """Return the signs of a text, each with its marks, and what each folds to."""
    if _MARKS.isdisjoint(text):
        return text, list(map(_signs.__getitem__, map(ord, text)))
    parts = _MARKED.split(text)
    signs = [sign for i, part in enumerate(parts) for sign in ([part] if i % 2 else part)]
    return signs, [_signs[ord(sign)] if len(sign) == 1 else _fold_sign(sign) for sign in signs]


def folded(text: str) -> str:
    """Return text as it is searched."""
    return "".join(_folds(text)[1])


@dataclass(frozen=True)
class Folded:
    """A text folded, with the way back."""

    text: str
    _ends: list[int]
    """Where the fold of each sign ends."""
    _places: Sequence[int]
    """Where each sign begins in the text as it stands, and where that ends."""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the part of the text as it stands of a part, not empty, of the folded one."""
        first = bisect_right(self._ends, start)
        last = bisect_left(self._ends, end)
        return self._places[first], self._places[last + 1]


def fold(text: str) -> Folded:
    """Return a text folded, with the way back to its own places."""
    signs, folds = _folds(text)
    whole = isinstance(signs, str)
    places = range(len(signs) + 1) if whole else [0, *accumulate(map(len, signs))]
    return Folded("".join(folds), list(accumulate(map(len, folds))), places)


def standing(folded: str, words: list[str]) -> Iterator[tuple[int, int]]:
    """Yield where folded words stand in a folded text; the longest word wins."""
    longest = sorted({word for word in words if word}, key=len, reverse=True)
    if longest:
        pattern = re.compile("|".join(map(re.escape, longest)))
        yield from (match.span() for match in pattern.finditer(folded))
