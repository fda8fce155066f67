"""A page as pairing looks at it: its text folded, and where each character of it stands."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

FEW = 20
"""Characters below which a page's text does not say which page it is: then its picture does."""


_NEAR = 3.0  # pt


class _Folded(dict[int, str]):
    """Each character as it is compared: of one width, spaces gone."""

    def __missing__(self, code: int) -> str:
        told = "".join(unicodedata.normalize("NFKC", chr(code)).split())
        self[code] = told
        return told


_FOLDED = _Folded()


def folded(text: str) -> str:
    """Return text in one width, without spaces."""
    return text.translate(_FOLDED)


@dataclass(frozen=True, slots=True)
class Spots:
    """Of each folded character: the middle of it in pt, and the number of its line."""

    x: list[float]
    y: list[float]
    line: list[int]


class Leaf:
    """A page's size in pt, its lines as stored, its folded text."""

    def __init__(self, width: float, height: float, lines: list[dict[str, Any]]) -> None:
        self.width = width
        self.height = height
        self._lines = lines
        self.text = "".join(folded(line["text"]) for line in lines)
        self.spoken = len(self.text) >= FEW
        """Whether there is enough text to know the page by."""

    @cached_property
    def letters(self) -> str:
        """Its characters in an order that does not depend on that of its lines."""
        return "".join(sorted(self.text))

    @cached_property
    def spots(self) -> Spots:
        """Where the characters of `text` stand."""
        xs: list[float] = []
        ys: list[float] = []
        lines: list[int] = []
        for number, line in enumerate(self._lines):
            x0, y0, x1, y1 = line["box"]
            edges, upright = line["at"], not line["vertical"]
            for at, char in enumerate(line["text"]):
                middle = (edges[at] + edges[at + 1]) / 2
                for _ in _FOLDED[ord(char)]:
                    xs.append(middle if upright else (x0 + x1) / 2)
                    ys.append((y0 + y1) / 2 if upright else middle)
                    lines.append(number)
        return Spots(xs, ys, lines)

    @cached_property
    def _cells(self) -> set[tuple[str, int, int]]:
        spots = self.spots
        return {
            (sign, int(x // _NEAR), int(y // _NEAR))
            for sign, x, y in zip(self.text, spots.x, spots.y, strict=True)
        }

    def shows(self, sign: str, x: float, y: float) -> bool:
        """Whether this folded character stands at a place, by some pt more or less."""
        column, row = int(x // _NEAR), int(y // _NEAR)
        return any(
            (sign, column + across, row + down) in self._cells
            for across in (0, -1, 1)
            for down in (0, -1, 1)
        )

    def box(self, start: int, end: int) -> tuple[float, float, float, float]:
        """The box around the folded characters `start` to `end` of one line, in pt."""
        line = self._lines[self.spots.line[start]]
        half = line["size"] / 2
        xs, ys = self.spots.x[start:end], self.spots.y[start:end]
        x0, y0, x1, y1 = line["box"]
        if line["vertical"]:
            return x0, max(y0, min(ys) - half), x1, min(y1, max(ys) + half)
        return max(x0, min(xs) - half), y0, min(x1, max(xs) + half), y1


def leaf(words: Mapping[str, Any]) -> Leaf:
    """Return a page from its words as they are stored."""
    return Leaf(float(words["width"]), float(words["height"]), words["lines"])
