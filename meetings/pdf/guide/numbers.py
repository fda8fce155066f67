"""Numbers in the headers and footers of a page that may be its printed page number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from meetings.pdf.guide.page import Line, Page, number_of

_EDGE = 0.1  # of the page's height, above and below, may hold page numbers
_SIDE = 0.07  # of its width, at both sides, where the sheet was turned
_MOST = 12  # of one page are considered

SURE, LIKELY, POSSIBLE, FAINT = 1.2, 0.9, 0.4, 0.2
"""How much a form by itself speaks for a page number."""

_ROMAN = re.compile(r"(?=.)(c{0,3})(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})", re.IGNORECASE)
_WORTH = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_FIGURE = r"(\d{1,4}|[ivxlc]{1,7}|[IVXLC]{1,7})"
_DASH = r"[-‐‑‒–—―−ーｰ~〜・*<>《》〈〉()\[\]【】〔〕|]"
_DASHED = re.compile(rf"{_DASH}+\s*{_FIGURE}\s*{_DASH}+")
_NAMED = re.compile(
    rf"{_DASH}*\s*(?:[pP](?:age)?[. ]*{_FIGURE}|第?\s*{_FIGURE}\s*(?:ページ|頁|[pP]))\s*{_DASH}*"
)
_OF_ALL = re.compile(r"\(?\s*(\d{1,4})\s*/\s*(\d{1,4})\s*\)?(?:\s*(?:ページ|頁))?")
_PLAIN = re.compile(_FIGURE)
_KANJI = re.compile("[〇一二三四五六七八九十百]{1,5}")
_PARTED = re.compile(r"([A-Za-z]|\d{1,2}|[資付別参補])\s*[-‐–−]\s*(\d{1,3})")
_ENDS = re.compile(r"(?:^(\d{1,4}) )|(?: (\d{1,4})$)")


@dataclass(slots=True, frozen=True)
class Number:
    """A number that may be printed as a page's: its value in a series, how it is printed, where.

    `series` is `arabic`, `roman` or what stands before the number of each page (`資-`); x and y
    are parts of the page's width and height, `weight` what its form speaks for it.
    """

    value: int
    text: str
    series: str
    x: float
    y: float
    weight: float


def of_page(page: Page) -> list[Number]:
    """Return the numbers of a page's edges, the most likely first."""
    found = [
        number for line in page.lines if _at_edge(line, page) for number in _of_line(line, page)
    ]
    found.sort(key=lambda number: (-number.weight, min(number.y, 1 - number.y)))
    return found[:_MOST]


def _at_edge(line: Line, page: Page) -> bool:
    y, x = line.y / page.height, line.x / page.width
    return y < _EDGE or y > 1 - _EDGE or ((x < _SIDE or x > 1 - _SIDE) and len(line.text) < 12)


def _of_line(line: Line, page: Page) -> Iterator[Number]:
    text = line.text
    if len(text) > 80:
        return
    if dashed := list(_DASHED.finditer(text)):
        # Two pages' numbers may stand in one line.
        weight = SURE if _DASHED.sub("", text).strip() == "" else LIKELY
        for one in dashed:
            middle = (one.start() + one.end()) / 2 / len(text)
            yield from _number(one[1], line, page, weight, middle)
    elif named := _NAMED.fullmatch(text):
        yield from _number(named[1] or named[2], line, page, SURE)
    elif (of_all := _OF_ALL.fullmatch(text)) and int(of_all[1]) <= int(of_all[2]):
        yield from _number(of_all[1], line, page, LIKELY)
    else:
        yield from _bare(line, page)


def _bare(line: Line, page: Page) -> Iterator[Number]:
    """Numbers with nothing around them that says they are a page's."""
    text = line.text
    if parted := _PARTED.fullmatch(text):
        head = f"{parted[1]}-"
        yield _made(int(parted[2]), head + parted[2], head, line, page, POSSIBLE)
    elif _PLAIN.fullmatch(text):
        yield from _number(text, line, page, POSSIBLE)
    elif _KANJI.fullmatch(text) and number_of(text):
        yield _made(number_of(text), str(number_of(text)), "arabic", line, page, FAINT)
    elif end := _ENDS.search(text):
        yield from _number(end[1] or end[2], line, page, FAINT, 0.0 if end[1] else 1.0)


def _number(
    figure: str, line: Line, page: Page, weight: float, along: float = 0.5
) -> Iterator[Number]:
    if figure.isdigit():
        if int(figure):
            yield _made(int(figure), str(int(figure)), "arabic", line, page, weight, along)
    elif value := roman(figure):
        yield _made(value, figure, "roman", line, page, weight, along)


def _made(
    value: int, text: str, series: str, line: Line, page: Page, weight: float, along: float = 0.5
) -> Number:
    x = line.x0 + (line.x1 - line.x0) * along
    return Number(value, text, series, x / page.width, line.y / page.height, weight)


def roman(figure: str) -> int:
    """Return the value of a roman figure, 0 where it is none."""
    if not _ROMAN.fullmatch(figure):
        return 0
    worths = [_WORTH[sign] for sign in figure.lower()]
    return sum(
        -worth if worth < max(worths[at + 1 :], default=0) else worth
        for at, worth in enumerate(worths)
    )
