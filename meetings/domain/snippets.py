"""Snippets: a line of the text as it stands around the first place of the words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise, starmap

from meetings.domain.folding import fold, standing

AROUND = 40
"""Characters shown on each side of a hit."""
_HEADING = re.compile(r"^[#\-]+ ", re.MULTILINE)
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True)
class Snippet:
    """A line of text and the places of the words in it."""

    text: str
    marks: list[tuple[int, int]]
    times: int
    """How often the words stand in the whole text."""

    def pieces(self) -> list[tuple[str, bool]]:
        """Return the line cut at the marks: text, and whether it is one of the words."""
        places = [0, *(place for mark in self.marks for place in mark), len(self.text)]
        cut = (self.text[a:b] for a, b in pairwise(places))
        return [(text, bool(i % 2)) for i, text in enumerate(cut) if text]


def snippet(text: str, words: list[str]) -> Snippet:
    """Return the line around the first of the folded words in a text, or its beginning."""
    folded = fold(text)
    found = list(standing(folded.text, words))
    start, end = folded.span(*found[0]) if found else (0, 0)
    begin, stop = max(0, start - AROUND), min(len(text), end + AROUND)
    line, marks, at = "", [], begin
    # On a page of numbers a digit stands hundreds of times: only the line's own are led back.
    for first, last in starmap(folded.span, found):
        if last > stop:
            break
        line += _tidy(text[at:first])
        mark = len(line)
        line += _tidy(text[first:last])
        marks.append((mark, len(line)))
        at = last
    return Snippet(line + _tidy(text[at:stop]), marks, len(found))


def _tidy(text: str) -> str:
    """Return text on one line: a Japanese word goes on where its line ended."""
    return _SPACE.sub(_space, _HEADING.sub("", text))


def _space(found: re.Match[str]) -> str:
    before, after = found.string[: found.start()][-1:], found.string[found.end() :][:1]
    broken = "\n" in found[0] and not (before + after).isascii()
    return "" if broken else " "
