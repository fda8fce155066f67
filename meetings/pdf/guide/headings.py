"""An outline made from headings, for papers that bring none."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from meetings.pdf.guide.page import Line, Page, number_of

_FIGURE = r"(\d{1,4}|[〇一二三四五六七八九十百]{1,5})"
_BILL = re.compile(
    rf"(議案|報告|認定|諮問|同意案?|承認|請願|陳情|発議)(?:案)?第 ?{_FIGURE} ?号"
    r"(?:[ :] ?(.{1,60}))?"
)
_CHAPTER = re.compile(rf"第 ?{_FIGURE} ?([編章節])(?: ?(.{{1,40}}))?")
_KINDS = {"編": "part", "章": "chapter", "節": "section"}
_NOUNS = {"議案": "bill", "報告": "report", "請願": "petition", "陳情": "petition"}
_LIST = 4  # headings of one kind on a page: more make it a list of contents
_LARGER = 1.2  # times the running text's size is a heading
_MOST_LARGE = 300
_LONGEST = 40


@dataclass(slots=True)
class Head:
    """One heading: level from 1, title, page from 0, its middle from left to right in pt."""

    level: int
    title: str
    page: int
    x: float
    kind: str = ""
    number: int = 0


def kind_of(title: str) -> dict[str, Any]:
    """Return `kind` and `number` of what a title names, or nothing."""
    if match := re.match(rf"第? ?{_FIGURE} ?([款項目])(?: |$)", title):
        return {"kind": match[2], "number": number_of(match[1])}
    if match := _BILL.match(title):
        return {"kind": _NOUNS.get(match[1], "item"), "number": number_of(match[2])}
    if match := _CHAPTER.match(title):
        return {"kind": _KINDS[match[2]], "number": number_of(match[1])}
    return {}


def bills(pages: list[Page]) -> list[Head]:
    """Return the heads of bills, reports and petitions, each with its title in the next line."""
    found: list[Head] = []
    seen: set[tuple[str, int]] = set()
    for at, page in enumerate(pages):
        matches = [(place, _BILL.fullmatch(line.text)) for place, line in enumerate(page.lines)]
        hits = [(place, match) for place, match in matches if match]
        for place, match in hits if len(hits) <= _LIST else ():
            line = page.lines[place]
            mark = match[1], number_of(match[2])
            if mark in seen:
                continue
            seen.add(mark)
            name = match[3] or _next(page.lines, place)
            title = f"{match[1]}第{mark[1]}号 {name}".strip()
            kind = _NOUNS.get(match[1], "item")
            found.append(Head(1, title, at, line.x, kind, mark[1]))
    return found


def _next(lines: list[Line], place: int) -> str:
    """The line under a bill's number, where it may be the bill's name."""
    after = lines[place + 1] if place + 1 < len(lines) else None
    near = after is not None and after.y0 - lines[place].y1 < 4 * lines[place].size
    return after.text if after is not None and near and 4 < len(after.text) <= 60 else ""


def chapters(pages: list[Page]) -> list[Head]:
    """Return parts, chapters and sections whose numbers follow each other."""
    found: list[Head] = []
    for at, page in enumerate(pages):
        hits = [
            (line, match)
            for line in page.lines
            if (match := _CHAPTER.fullmatch(line.text)) and not re.search(r"[…‥・.]{2}", line.text)
        ]
        for line, match in hits if len(hits) <= _LIST else ():
            level = 1 + "編章節".index(match[2])
            head = Head(level, match[0], at, line.x, _KINDS[match[2]], number_of(match[1]))
            last = next((one.number for one in reversed(found) if one.level == level), 0)
            if head.number in (1, last + 1) and head.number != last:
                found.append(head)
    return found if len(found) > 2 else []


def large(pages: list[Page]) -> list[Head]:
    """Return lines set larger than the running text, in up to three levels by their size."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page.lines:
            sizes[line.size] += len(line.text)
    if not sizes:
        return []
    body = sizes.most_common(1)[0][0]
    lines = list(_larger(pages, body))
    times = Counter(line.text for _, line in lines)
    often = max(2, len(pages) // 4)
    lines = [(at, line) for at, line in lines if times[line.text] <= often]
    levels = {size: level for level, size in enumerate(_steps(lines), 1)}
    return [Head(levels[line.size], line.text, at, line.x) for at, line in lines
            if line.size in levels][:_MOST_LARGE]  # fmt: skip


def _larger(pages: list[Page], body: float) -> Iterator[tuple[int, Line]]:
    for at, page in enumerate(pages):
        for line in page.lines:
            short = 2 <= len(line.text) <= _LONGEST and not line.text.endswith(("。", "、"))
            if line.size >= body * _LARGER and short and re.search(r"[^\W\d_]{2}", line.text):
                yield at, line


def _steps(lines: list[tuple[int, Line]]) -> list[float]:
    """The three largest sizes that occur often enough to be a level."""
    sizes = Counter(line.size for _, line in lines)
    return sorted(sizes, reverse=True)[:3]
