"""The lines of a page as a person counts them on paper: rows from the top, or from the right."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from meetings.pdf.order import gutter

_SIGNS = r"[\s\-－―ー‐—–−・.()（）]*"
_NUMBER = re.compile(f"{_SIGNS}[0-9０-９ivxlⅰ-ⅻ]+{_SIGNS}", re.IGNORECASE)
_MARGIN = 0.1
"""Share of a page's side, at its edges, in which a number by itself is the page's own."""
_SMALL = 0.6  # of the usual size: kana beside their signs are no line of their own


@dataclass(frozen=True, slots=True)
class Counted:
    """Where a line stands: which half of a spread in reading order (from 0), which row (from 1)."""

    half: int
    row: int


def counted(words: Mapping[str, Any]) -> list[Counted]:
    """Return for each stored line of a page where a person finds it.

    Cells beside each other are one row; a page's own number is row 0, as are kana beside signs.
    """
    lines, width, height = words["lines"], float(words["width"]), float(words["height"])
    middle = gutter(((line["box"][0], line["box"][2]) for line in lines), width, height)
    upright = _mostly_vertical(lines)
    halves: dict[int, list[int]] = {}
    for at, line in enumerate(lines):
        right = middle is not None and line["box"][2] > middle
        halves.setdefault(int(right != upright) if middle is not None else 0, []).append(at)
    found: dict[int, Counted] = {}
    for half, inside in halves.items():
        usual = _usual(lines[at]["size"] for at in inside)
        taken = [at for at in inside if not _aside(lines[at], usual, width, height)]
        for row, beside in enumerate(_rows(lines, taken, upright=upright), 1):
            found |= {at: Counted(half, row) for at in beside}
        found |= {at: Counted(half, 0) for at in inside if at not in found}
    return [found[at] for at in range(len(lines))]


def _aside(line: Mapping[str, Any], usual: float, width: float, height: float) -> bool:
    """Whether a line is none that a person counts."""
    x0, y0, x1, y1 = line["box"]
    outer = y1 < _MARGIN * height or y0 > (1 - _MARGIN) * height
    outer = outer or x1 < _MARGIN * width / 2 or x0 > (1 - _MARGIN / 2) * width
    if outer and _NUMBER.fullmatch(line["text"]):
        return True
    return line["size"] < _SMALL * usual and _kana(line["text"])


def _kana(text: str) -> bool:
    return all("ぁ" <= sign <= "ー" or sign.isspace() for sign in text)


def _rows(lines: list[Any], inside: list[int], *, upright: bool) -> list[list[int]]:
    """The lines gathered to rows, in the order one counts them."""
    placed = sorted(
        ((*_across(lines[at]["box"], upright=upright), at) for at in inside),
        key=lambda one: one[0] + one[1],
    )
    rows: list[list[int]] = []
    first = (0.0, 0.0)
    for start, end, at in placed:
        # The middle of a line beside another one is within it.
        if not rows or start + end > first[0] + first[1] + min(end - start, first[1] - first[0]):
            rows.append([])
            first = start, end
        rows[-1].append(at)
    return rows


def _across(box: list[float], *, upright: bool) -> tuple[float, float]:
    """Where a line begins and ends across its direction, growing as one counts."""
    return (-box[2], -box[0]) if upright else (box[1], box[3])


def _mostly_vertical(lines: Iterable[Mapping[str, Any]]) -> bool:
    share = sum(len(line["text"]) * (1 if line["vertical"] else -1) for line in lines)
    return share > 0


def _usual(sizes: Iterable[float]) -> float:
    in_order = sorted(sizes)
    return in_order[len(in_order) // 2] if in_order else 0.0
