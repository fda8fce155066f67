"""A page as the guide looks at it: lines in reading order, with places as parts of the page."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import Any

_SPACES = re.compile(r"\s+")


@dataclass(slots=True)
class Line:
    """One line, folded to one width; x and y (of its middle) and the rest in pt."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    size: float
    vertical: bool

    @property
    def x(self) -> float:
        """Its middle from left to right."""
        return (self.x0 + self.x1) / 2

    @property
    def y(self) -> float:
        """Its middle from above."""
        return (self.y0 + self.y1) / 2


@dataclass(slots=True)
class Page:
    """A page's size in pt, its lines, and whether it is wide enough to be a spread."""

    width: float
    height: float
    lines: list[Line] = field(default_factory=list)

    @property
    def wide(self) -> bool:
        """Whether two upright pages would make this shape."""
        return self.width >= self.height * 1.2


def page(words: dict[str, Any]) -> Page:
    """Return a page from its words; marks too small to be read are left out."""
    made = Page(float(words["width"]), float(words["height"]))
    for told in words["lines"]:
        text = folded(told["text"])
        if text and told["size"] >= 3:
            x0, y0, x1, y1 = told["box"]
            made.lines.append(Line(text, x0, y0, x1, y1, told["size"], told["vertical"]))
    return made


def folded(text: str) -> str:
    """Return text in one width, its spaces each a single one."""
    return _SPACES.sub(" ", unicodedata.normalize("NFKC", text)).strip()


_KANJI = {sign: at for at, sign in enumerate("〇一二三四五六七八九")}


def number_of(text: str) -> int:
    """Return the number that Arabic or kanji figures say, 0 where they say none."""
    if text.isdigit():
        return int(text) if len(text) < 7 else 0
    if not any(sign in text for sign in "十百"):
        digits = [_KANJI.get(sign, -1) for sign in text]
        return int("".join(map(str, digits))) if digits and min(digits) >= 0 else 0
    whole = 0
    for unit, worth in (("百", 100), ("十", 10), ("", 1)):
        before, found, rest = text.partition(unit) if unit else (text, "", "")
        if unit and not found:
            continue
        if before not in _KANJI and before:
            return 0
        whole += (_KANJI[before] if before else int(bool(unit))) * worth
        text = rest
    return whole
