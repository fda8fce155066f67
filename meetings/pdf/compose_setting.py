"""Setting the minutes line by line: paragraphs, headings, and facts with their digests."""

from __future__ import annotations

import re

from meetings.pdf.compose_fonts import GETA, GOTHIC, MINCHO, Glyph, typeface
from meetings.pdf.compose_lines import lines
from meetings.pdf.compose_page import A4, Page, Paper

LEFT, TOP, BOTTOM = 73.0, 79.0, A4[1] - 79.0
MEASURE = 42 * 10.7  # 42 characters a line
SIZE, LEAD = 10.7, 19.0
_HEADINGS = (13.5, 11.5)
_FACT, _FACT_LEAD, _ABOVE, _BELOW = 9.5, 14.5, 6.0, 4.0
_COLUMN = 140.0
"""Where the value of a fact begins, in points from the left margin."""
_DIGEST = re.compile(r"[0-9a-f]{64}")
_DIGEST_INDENT = 18.0
_GROUP = 16
_ODD = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]+")


def one_line(string: str) -> str:
    """Return the text without line ends and what else no file or line may hold, each a space."""
    return _ODD.sub(" ", string).strip()


class Setting:
    """The place on the page where the next line goes; lengths in points."""

    def __init__(self, paper: Paper) -> None:
        self.paper = paper
        self.missing: dict[str, None] = {}
        self.page: Page = paper.page()
        self.y = TOP

    def new_page(self) -> None:
        """Go on at the top of a new page."""
        self.page, self.y = self.paper.page(), TOP

    def room(self, points: float) -> None:
        """Begin a new page unless so much is left on this one."""
        if self.y + points > BOTTOM and self.y > TOP:
            self.new_page()

    def glyphs(self, string: str, face: str) -> list[Glyph]:
        """The glyphs of a text; what the type lacks is kept in `missing`."""
        found = typeface(face).glyphs(string.expandtabs(4))
        geta = typeface(face).glyphs(GETA)[0].name
        self.missing |= {
            glyph.text: None for glyph in found if glyph.name == geta and glyph.text != GETA
        }
        return found

    def write(
        self,
        string: str,
        face: str = MINCHO,
        size: float = SIZE,
        lead: float = LEAD,
        indent: float = 0.0,
        sign: str = "",
    ) -> None:
        """A paragraph, its lines but the last filled; `sign` stands half way into the indent.

        Neither its first line nor its last stands alone on a page.
        """
        limit = (MEASURE - indent) * 1000 / size
        rows = lines(self.glyphs(string, face), limit)
        for index, row in enumerate(rows):
            self.room(lead * min(2 if index in (0, len(rows) - 2) else 1, len(rows)))
            if sign and index == 0:
                self.page.glyphs(LEFT + indent / 2, self.y + size, self.glyphs(sign, face), size)
            last = index + 1 == len(rows)
            length = sum(glyph.width for glyph in row)
            loose = (last and length <= limit) or limit - length > 4000
            self.page.glyphs(
                LEFT + indent, self.y + size, row, size, fill=None if loose else MEASURE - indent
            )
            self.y += lead

    def heading(self, string: str, level: int) -> None:
        """A heading with its line in the outline; level 0 is the highest."""
        size = _HEADINGS[level]
        self.y += 12 - 4 * level if self.y > TOP else 0
        self.paper.mark(string, level, self.y - 6)
        self.write(string, GOTHIC, size, LEAD + 3 - 2 * level)

    def heading_height(self, string: str, level: int) -> float:
        """How much room a heading takes."""
        rows = self._rows(string, GOTHIC, _HEADINGS[level], MEASURE)
        return 12 - 4 * level + rows * (LEAD + 3 - 2 * level)

    def _rows(self, string: str, face: str, size: float, measure: float) -> int:
        return len(lines(typeface(face).glyphs(string.expandtabs(4)), measure * 1000 / size))

    def fact(self, name: str, value: str) -> None:
        """A name and its value under a rule, kept together on one page where it holds them.

        A digest, and what belongs to a name too long for its column, stands below the name: read
        or copied from top to bottom, each stays with its own.
        """
        digest = _DIGEST.search(value)
        beside = not digest and self._rows(name, GOTHIC, 9, _COLUMN - 10) == 1
        over = 0 if beside else self._rows(name, GOTHIC, 9, MEASURE)
        under = 1 if digest else self._rows(value, MINCHO, _FACT, MEASURE - _COLUMN)
        self.room(_ABOVE + (over + under) * _FACT_LEAD + _BELOW)
        self.page.line(LEFT, self.y, LEFT + MEASURE, self.y, 0.3)
        self.y += _ABOVE
        if beside:
            self.page.glyphs(LEFT, self.y + 9, self.glyphs(name, GOTHIC), 9)
        else:
            self.write(name, GOTHIC, 9, _FACT_LEAD)
        if digest:
            self._digest(value, digest.start())
        else:
            self.write(value, MINCHO, _FACT, _FACT_LEAD, indent=_COLUMN)
        self.y += _BELOW

    def _digest(self, value: str, start: int) -> None:
        """A digest on one line without a gap, to be copied; every other 16 digits on grey."""
        found, left = self.glyphs(value, MINCHO), LEFT + _DIGEST_INDENT
        ends = [left]
        for glyph in found:
            ends.append(ends[-1] + glyph.width * _FACT / 1000)
        for at in range(start + _GROUP, start + 64, 2 * _GROUP):
            self.page.shade(ends[at], self.y - 1.5, ends[at + _GROUP] - ends[at], 13, 0.9)
        self.page.glyphs(left, self.y + _FACT - 1, found, _FACT)
        self.y += _FACT_LEAD
