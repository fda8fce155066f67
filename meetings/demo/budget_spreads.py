"""The budget's detailed statements (事項別明細書): two printed pages side by side on A3."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from meetings.demo.budget_figures import Chapter, Head, Section
from meetings.demo.writing import THICK, THIN, yen
from meetings.pdf.compose_page import A3_LANDSCAPE, Page, Paper

_PITCH, _ROWS, _TOP, _SIZE = 14.2, 42, 136.0, 8.6
# Left edges of the columns, in points from the left edge of the sheet.
_LEFT = (62.0, 148.0, 213.0, 278.0, 338.0, 393.0, 448.0, 498.0, 553.0)
_RIGHT = (638.0, 730.0, 792.0, 1128.0)
_LEFT_HEADS = (
    "目",
    "本年度予算額",
    "前年度予算額",
    "比　較",
    "国県支出金",
    "地 方 債",
    "そ の 他",
    "一般財源",
)


@dataclass(frozen=True, slots=True)
class Row:
    """One printed line of a spread: cells of the left page, of the kinds, of the explanation."""

    left: tuple[str, ...] = ()
    kind: tuple[str, str] = ("", "")
    told: tuple[str, str] = ("", "")
    rule: bool = False


class Spreads:
    """Writes chapters on spreads; `number` is the next printed page number."""

    def __init__(
        self, paper: Paper, title: str, number: int, contents: list[tuple[int, str, int]]
    ) -> None:
        self.paper, self.title, self.number, self.contents = paper, title, number, contents
        self._waiting: list[tuple[int, str]] = []

    def write(self, chapters: Sequence[Chapter]) -> None:
        """All chapters, each section from a new spread on."""
        self._entry(0, f"事項別明細書　{self.title}")
        for index, chapter in enumerate(chapters, 1):
            self._entry(1, f"{index}款　{chapter.name}")
            for place, section in enumerate(chapter.sections, 1):
                self._section(
                    f"{index}款　{chapter.name}",
                    chapter,
                    f"{place}項　{section.name}",
                    section,
                    first=place == 1,
                )

    def _entry(self, level: int, title: str) -> None:
        self.contents.append((level, title, self.number))
        self._waiting.append((level, title))

    def _section(
        self, name: str, chapter: Chapter, part: str, section: Section, first: bool
    ) -> None:
        rows = [row for at, head in enumerate(section.heads, 1) for row in _head_rows(at, head)]
        rows.append(Row(("計", *_amounts(section.heads)), rule=True))
        while rows:
            page = self._spread(name, yen(chapter.total) if first else "", part, yen(section.total))
            self._rows(page, rows[:_ROWS])
            rows, first = rows[_ROWS:], False

    def _spread(self, name: str, total: str, part: str, subtotal: str) -> Page:
        page = self.paper.page(*A3_LANDSCAPE)
        for level, title in self._waiting:
            self.paper.mark(title, level)
        self._waiting = []
        page.text(76, 66, name, 11.5)
        page.text(92, 84, part, 10.5)
        page.text(553, 66, total and f"{total}千円", 9.5, align="right")
        page.text(553, 84, f"{subtotal}千円", 9.5, align="right")
        for x in (297.6, 892.9):
            page.text(x, page.high - 38, f"－{self.number}－", 9.5, align="center")
            self.number += 1
        _headings(page)
        return page

    def _rows(self, page: Page, rows: Sequence[Row]) -> None:
        bottom = _TOP + len(rows) * _PITCH + 4
        for index, row in enumerate(rows):
            y = _TOP + index * _PITCH
            if row.rule and index:
                page.line(_LEFT[0], y + 1, _LEFT[-1], y + 1, THIN)
                page.line(_RIGHT[0], y + 1, _RIGHT[-1], y + 1, THIN)
            _row(page, y + _PITCH - 3, row)
        for edges in (_LEFT, _RIGHT):
            page.box(edges[0], 94, edges[-1] - edges[0], bottom - 94, THICK)
        for x in (*_LEFT[1:-1], _RIGHT[1], _RIGHT[2]):
            top = 108 if x in (*_LEFT[5:8], _RIGHT[1]) else 94
            page.line(x, top, x, bottom, THIN)


def _headings(page: Page) -> None:
    for index, heading in enumerate(_LEFT_HEADS):
        middle = (_LEFT[index] + _LEFT[index + 1]) / 2
        page.text(middle, 111 if index < 4 else 118, heading, 8.2, align="center")
        if index:
            page.text(_LEFT[index + 1] - 3, 132, "千円", 6.5, align="right")
    page.text((_LEFT[4] + _LEFT[8]) / 2, 104, "本年度予算額の財源内訳", 8.2, align="center")
    page.line(_LEFT[4], 108, _LEFT[8], 108, THIN)
    page.text((_RIGHT[0] + _RIGHT[2]) / 2, 104, "節", 8.2, align="center")
    page.line(_RIGHT[0], 108, _RIGHT[2], 108, THIN)
    page.text((_RIGHT[0] + _RIGHT[1]) / 2, 118, "区　分", 8.2, align="center")
    page.text((_RIGHT[1] + _RIGHT[2]) / 2, 118, "金　額", 8.2, align="center")
    page.text((_RIGHT[2] + _RIGHT[3]) / 2, 111, "説　　　　　　　明", 8.2, align="center")
    for x in _RIGHT[2:]:
        page.text(x - 3, 132, "千円", 6.5, align="right")
    for edges in (_LEFT, _RIGHT):
        page.line(edges[0], 123, edges[-1], 123, THIN)


def _row(page: Page, y: float, row: Row) -> None:
    for index, cell in enumerate(row.left):
        if index:
            page.text(_LEFT[index + 1] - 3, y, cell, _SIZE, align="right")
        else:
            page.text(_LEFT[0] + 4, y, cell, _fit(cell, 79))
    page.text(_RIGHT[0] + 4, y, row.kind[0], _fit(row.kind[0], 85))
    page.text(_RIGHT[2] - 3, y, row.kind[1], _SIZE, align="right")
    page.text(_RIGHT[2] + 6, y, row.told[0], _SIZE)
    page.text(_RIGHT[3] - 5, y, row.told[1], _SIZE, align="right")


def _fit(string: str, room: float) -> float:
    """The type size at which a name of full-width characters fits into `room` points."""
    return min(_SIZE, room / max(1, len(string)))


def _amounts(heads: Sequence[Head]) -> tuple[str, ...]:
    """This year, last year, difference and the money's sources, summed over heads."""
    total, last = sum(head.total for head in heads), sum(head.last for head in heads)
    tied = [sum(head.tied.get(pot, 0) for head in heads) for pot in ("state", "loan", "other")]
    if not any(head.projects for head in heads):
        return (yen(total), yen(last), yen(total - last), "", "", "", "")
    return tuple(map(yen, (total, last, total - last, *tied, total - sum(tied))))


def _head_rows(number: int, head: Head) -> list[Row]:
    """The lines of one head: kinds of spending and explanation run beside each other."""
    kinds = [(f"{at:>2} {name}", yen(sum_)) for at, (name, sum_) in sorted(head.kinds().items())]
    told: list[tuple[str, str]] = []
    for at, project in enumerate(head.projects, 1):
        told.append((f"{at}　{project.name}", yen(project.total)))
        told += [(f"　　{kind}", yen(amount)) for kind, amount in project.items.items()]
    if not head.projects:
        kinds = [(f" 1 {head.name}", yen(head.total))]
        told = [
            (f"{head.name}", yen(head.total)),
            ("　前年度からの増減", yen(head.total - head.last)),
        ]
    count = max(len(kinds), len(told)) + 1
    left = [(f"{number}　{head.name}", *_amounts((head,)))]
    return [
        Row(
            left[at] if at < 1 else (),
            kinds[at] if at < len(kinds) else ("", ""),
            told[at] if at < len(told) else ("", ""),
            rule=at == 0,
        )
        for at in range(count)
    ]
