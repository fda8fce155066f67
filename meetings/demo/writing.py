"""Setting the demo's papers: running text and ruled tables, in points from the top left."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from meetings.pdf.compose_fonts import GOTHIC, MINCHO, Glyph, typeface
from meetings.pdf.compose_lines import lines
from meetings.pdf.compose_page import RYUMIN, Align, Page, Paper, width

THIN, THICK = 0.4, 0.9


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: heading, width in points, how its cells stand."""

    heading: str
    wide: float
    align: Align = "left"


def wrap(string: str, measure: float, size: float) -> list[str]:
    """The text cut into lines of at most `measure` points."""
    limit = measure * 1000 / size
    return [
        "".join(glyph.text for glyph in row)
        for part in string.split("\n")
        for row in lines(typeface(MINCHO).glyphs(part), limit)
    ]


class Writing:
    """A paper written from top to bottom, with a new page where one is full."""

    def __init__(self, paper: Paper, size: float = 11.5, lead: float = 21, face: str = MINCHO):
        self.paper, self.size, self.lead, self.face = paper, size, lead, face
        self.left, self.top = 78.0, 82.0
        self.page: Page = paper.page()
        self.y = self.top

    @property
    def right(self) -> float:
        """Where lines end."""
        return self.page.wide - self.left

    def turn(self) -> None:
        """Begin a new page."""
        self.page, self.y = self.paper.page(), self.top

    def room(self, points: float) -> None:
        """Begin a new page unless so much is left on this one."""
        if self.y + points > self.page.high - 76:
            self.turn()

    def gap(self, of_lines: float = 1) -> None:
        """Leave lines empty."""
        self.y += of_lines * self.lead

    def one(
        self,
        string: str,
        align: Align = "left",
        size: float | None = None,
        face: str | None = None,
        inset: float = 0.0,
    ) -> None:
        """One line at the left, in the centre or at the right."""
        size = size or self.size
        self.room(self.lead)
        x = {"left": self.left + inset, "center": self.page.wide / 2, "right": self.right - inset}
        self.page.text(x[align], self.y + size, string, size, face or self.face, align)
        self.y += self.lead * max(1.0, size / self.size)

    def heading(self, string: str, size: float = 12) -> None:
        """A heading in gothic type, with its line in the outline."""
        self.room(3 * self.lead)
        self.paper.mark(string, 0, self.y)
        self.one(string, size=size, face=GOTHIC if self.face == MINCHO else self.face)

    def text(self, string: str, inset: float = 0.0, hang: float = 0.0) -> None:
        """A paragraph whose lines are filled; lines after the first begin `hang` points further."""
        measure = self.right - self.left - inset
        unit = 1000 / self.size
        glyphs = typeface(MINCHO).glyphs(string)
        first = lines(glyphs, measure * unit)[0]
        rest = (
            lines(glyphs[len(first) :], (measure - hang) * unit) if len(first) < len(glyphs) else []
        )
        for index, row in enumerate([first, *rest]):
            self.room(self.lead)
            shift = inset + (hang if index else 0)
            self._row(row, self.left + shift, measure - (hang if index else 0), index < len(rest))
            self.y += self.lead

    def _row(self, row: list[Glyph], x: float, measure: float, filled: bool) -> None:
        if self.face == RYUMIN:
            self.page.text(x, self.y + self.size, "".join(g.text for g in row), self.size, RYUMIN)
        else:
            self.page.glyphs(
                x, self.y + self.size, row, self.size, fill=measure if filled else None
            )

    def table(
        self,
        columns: Sequence[Column],
        rows: Sequence[Sequence[str]],
        size: float = 9.5,
        pad: float = 5.0,
        totals: int = 0,
        changed: Mapping[str, set[int]] | None = None,
    ) -> None:
        """A ruled table with its headings again on every page; the last `totals` rows stand out.

        `changed` has, by a cell's text without line ends, the characters to underline.
        """
        top = self._table_head(columns, size)
        for number, row in enumerate(rows):
            cells = [
                wrap(cell, column.wide - 2 * pad, size)
                for cell, column in zip(row, columns, strict=True)
            ]
            high = max(map(len, cells)) * size * 1.42 + 7
            if self.y + high > self.page.high - 70:
                self._frame(columns, top)
                self.turn()
                top = self._table_head(columns, size)
            if number == len(rows) - totals:
                self.page.line(self.left, self.y, self._end(columns), self.y, THICK)
            self._cells(columns, cells, size, pad)
            if changed:
                self._underline(columns, cells, size, pad, changed)
            self.y += high
            self.page.line(self.left, self.y, self._end(columns), self.y, THIN)
        self._frame(columns, top)

    def _end(self, columns: Sequence[Column]) -> float:
        return self.left + sum(column.wide for column in columns)

    def _table_head(self, columns: Sequence[Column], size: float) -> float:
        top, x, high = self.y, self.left, size * 2.2
        self.page.shade(x, top, self._end(columns) - x, high, 0.93)
        for column in columns:
            self.page.text(
                x + column.wide / 2,
                top + high / 2 + size * 0.37,
                column.heading,
                size,
                self.face,
                "center",
            )
            x += column.wide
        self.y += high
        self.page.line(self.left, self.y, self._end(columns), self.y, THIN)
        return top

    def _cells(
        self, columns: Sequence[Column], cells: list[list[str]], size: float, pad: float
    ) -> None:
        x = self.left
        for column, texts in zip(columns, cells, strict=True):
            place = {"left": x + pad, "center": x + column.wide / 2, "right": x + column.wide - pad}
            for index, line in enumerate(texts):
                self.page.text(
                    place[column.align],
                    self.y + 3 + size * (1.02 + 1.42 * index),
                    line,
                    size,
                    self.face,
                    column.align,
                )
            x += column.wide

    def _underline(
        self,
        columns: Sequence[Column],
        cells: list[list[str]],
        size: float,
        pad: float,
        changed: Mapping[str, set[int]],
    ) -> None:
        x = self.left + pad
        for column, texts in zip(columns, cells, strict=True):
            marks, start = changed.get("".join(texts), set()), 0
            for index, line in enumerate(texts):
                y = self.y + 5.2 + size * (1.02 + 1.42 * index)
                for at, char in enumerate(line):
                    if start + at in marks and char != "　":
                        left = x + width(line[:at], size)
                        self.page.line(left, y, left + width(char, size), y, 0.6)
                start += len(line)
            x += column.wide

    def _frame(self, columns: Sequence[Column], top: float) -> None:
        x = self.left
        for column in columns[:-1]:
            x += column.wide
            self.page.line(x, top, x, self.y, THIN)
        self.page.box(self.left, top, self._end(columns) - self.left, self.y - top, THICK)


def yen(thousands: int) -> str:
    """A sum as council papers write it: 1,234, and △1,234 below nought."""
    return f"{thousands:,}" if thousands >= 0 else f"△{-thousands:,}"


def number_pages(paper: Paper, first: int = 1, style: str = "－{}－") -> None:
    """Print page numbers at the foot of every page of a paper."""
    for number, page in enumerate(paper.pages, first):
        page.text(page.wide / 2, page.high - 40, style.format(number), 9.5, align="center")
