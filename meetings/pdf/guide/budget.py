"""The 款, 項 and 目 of a budget book, from its running heads and tables."""

from __future__ import annotations

import re
from collections.abc import Iterator

from meetings.pdf.guide.headings import Head
from meetings.pdf.guide.page import Line, Page, number_of

_HEAD = re.compile(
    r"(\d{1,2}|第 ?(?:\d{1,2}|[一二三四五六七八九十]{1,3})) ?([款項]) ?([^\d\s]\S{0,30})(?: |$)"
)
_SIDE = re.compile(r"(?:\d{1,2} ?)?歳 ?(入|出)")
_HEAD_ROW = re.compile(r"[本前]? ?年 ?度 ?(?:当初)?予 ?算 ?額|本 ?年 ?度|予 ?算 ?額")
_NUMBERED = re.compile(r"(\d{1,2})(?: ?([^\d款項目].{0,40}))?")
_LIST = 8  # times 款 on a page: more make it a summary
_FEWEST = 3  # 款 of a budget
_TOTAL = re.compile("合? ?計")
_AMOUNT = re.compile(r"[\d,△▲\-.%\s千円]+")


class Budget:
    """What was found up to a page: the side, its 款, 項 and 目, each entered once."""

    def __init__(self) -> None:
        self.heads: list[Head] = []
        self.side = ""
        self._open: list[tuple[str, int]] = []

    def enter(self, kind: str, number: int, name: str, at: int, line: Line) -> None:
        """Enter a heading unless it is the one that is open."""
        depth = "款項目".index(kind)
        if len(self._open) < depth or self._open[depth : depth + 1] == [(kind, number)]:
            return
        self._open[depth:] = [(kind, number)]
        title = f"{number}{kind} {name}"
        self.heads.append(Head(2 + depth, title, at, line.x, kind, number))

    def turn(self, side: str, at: int, line: Line) -> None:
        """Begin with the income or the spending."""
        if side != self.side:
            self.side, self._open = side, []
            self.heads.append(Head(1, f"歳{side}", at, line.x))

    @property
    def next_item(self) -> int:
        """The number of the 目 that comes next in the open 項."""
        return self._open[2][1] + 1 if len(self._open) == 3 else 1


def budget(pages: list[Page]) -> list[Head]:
    """Return the budget's headings, or nothing where there are too few to be a budget."""
    found = Budget()
    for at, page in enumerate(pages):
        for line in page.lines:
            if (match := _SIDE.fullmatch(line.text)) and _leads(line, page):
                found.turn(match[1], at, line)
        # A list of contents or a summary names all of them on one page.
        if sum(line.text.count("款") for line in page.lines) <= _LIST:
            _look(found, at, page)
    if sum(head.kind == "款" for head in found.heads) < _FEWEST:
        return []
    return list(_filled(found.heads))


def _leads(line: Line, page: Page) -> bool:
    return line.y < page.height * 0.3 or len(page.lines) <= 3


def _filled(heads: list[Head]) -> Iterator[Head]:
    """Leave out sides that no 款 follows: those are of tables before the statements."""
    sided = heads[0].level == 1
    for head, after in zip(heads, [*heads[1:], None], strict=True):
        if head.level > 1:
            head.level -= 0 if sided else 1
            yield head
        elif after is not None and after.level == 2:
            yield head


def _look(found: Budget, at: int, page: Page) -> None:
    """Enter the headings of a page, and the rows of the column 目 under each."""
    title = next((line for line in page.lines if line.text == "目"), None)
    stops = [line for line in page.lines if line.text == "目" or _HEAD.match(line.text)]
    column = _column(page.lines, title) if title else []
    for stop in stops:
        for match in _HEAD.finditer(stop.text):
            found.enter(match[2], number_of(match[1].lstrip("第 ")), match[3], at, stop)
        end = min((line.y for line in stops if line.y0 > stop.y), default=page.height)
        for number, name, line in _items([one for one in column if stop.y1 <= one.y < end]):
            if number >= found.next_item:
                found.enter("目", number, name, at, line)


def _column(lines: list[Line], title: Line) -> list[Line]:
    """The lines of the column headed 目, which ends where the next heading begins."""
    beside = [line.x0 for line in lines if _beside(line, title)]
    edge = min(beside, default=title.x1 + 60) + 4
    column = [line for line in lines if edge - 320 < line.x0 and line.x1 <= edge]
    return sorted(column, key=lambda line: (round(line.y / 5), line.x0))


def _items(column: list[Line]) -> Iterator[tuple[int, str, Line]]:
    """Yield number, name and line of the rows of a column."""
    if not column:
        return
    number, first, last, name = 0, column[0], column[0], ""
    for line in column:
        match = _NUMBERED.fullmatch(line.text)
        if match or _TOTAL.fullmatch(line.text.replace(" ", "")):
            if number and name:
                yield number, name, first
            number, name = (int(match[1]), match[2] or "") if match else (0, "")
            first = last = line
        elif number and not _AMOUNT.fullmatch(line.text):
            if (line.y0 - last.y0) <= 2.4 * line.size:
                name += line.text
                last = line
            elif name:
                yield number, name, first
                number, name = 0, ""
    if number and name:
        yield number, name, first


def _beside(line: Line, head: Line) -> bool:
    level = abs(line.y - head.y) < 2 * head.size
    return level and line.x0 > head.x1 and bool(_HEAD_ROW.match(line.text))
