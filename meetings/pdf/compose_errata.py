"""An errata sheet as a PDF: page, line, wrong, right, ruled as councils hand them out.

As a program it reads the arguments of `errata_pdf` as JSON and writes the PDF.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise

from meetings.pdf.compose_child import composed
from meetings.pdf.compose_fonts import GOTHIC, MINCHO, Glyph
from meetings.pdf.compose_lines import lines
from meetings.pdf.compose_page import A4, Paper
from meetings.pdf.compose_setting import BOTTOM, LEFT, MEASURE, Setting, one_line

Row = tuple[str, str, str, str, str]
"""Page, line, wrong, right, note; an empty wrong was not there, an empty right is taken out."""

_WORDS = {
    "ja": ("ページ", "行", "誤", "正", "備考", "（記載なし）", "（削除）"),
    "en": ("Page", "Line", "Wrong", "Right", "Note", "(not there)", "(deleted)"),
}
_NARROW = (54.0, 40.0)
_NOTE = 84.0
_SIZE, _LEAD, _PAD = 10.5, 16.0, 6.0
_Cells = list[list[list[Glyph]]]


def errata_pdf(
    title: str, about: str, dated: str, rows: Sequence[Row], lang: str = "ja", *, made: datetime
) -> bytes:
    """The sheet as a PDF; equal arguments give equal bytes.

    `about` names the paper under the title, `dated` stands at the right. `made` is the date
    written into the file and needs a time zone (ValueError without).
    """
    title, words = one_line(title), _WORDS.get(lang, _WORDS["ja"])
    setting = Setting(Paper(title, made, lang))
    _front(setting, title, one_line(about), one_line(dated))
    edges = _edges(noted=any(row[4].strip() for row in rows))
    heads = [[setting.glyphs(word, GOTHIC)] for word in words[: len(edges) - 1]]
    _head(setting, heads, edges)
    for row in rows:
        page, line, wrong, right, note = map(one_line, row)
        texts = (page, line, wrong or words[5], right or words[6], note)
        _row(setting, _cells(setting, texts[: len(edges) - 1], edges), heads, edges)
    for number, sheet in enumerate(setting.paper.pages, 1):
        sheet.text(A4[0] / 2, A4[1] - 42, f"{number}/{len(setting.paper.pages)}", 9, align="center")
    return setting.paper.finish()


def _front(setting: Setting, title: str, about: str, dated: str) -> None:
    setting.page.text(LEFT + MEASURE, setting.y + 10, dated, _SIZE, align="right")
    setting.y += 34
    setting.page.text(A4[0] / 2, setting.y + 20, title, 20, GOTHIC, align="center")
    setting.paper.mark(title)
    setting.y += 40
    for row in lines(setting.glyphs(about, MINCHO), MEASURE * 1000 / 12):
        setting.page.glyphs(A4[0] / 2, setting.y + 12, row, 12, align="center")
        setting.y += 18
    setting.y += 14


def _edges(*, noted: bool) -> list[float]:
    """Where the columns begin and end, in points."""
    note = _NOTE if noted else 0.0
    wide = (MEASURE - sum(_NARROW) - note) / 2
    edges = [LEFT]
    for column in (*_NARROW, wide, wide, *((note,) if noted else ())):
        edges.append(edges[-1] + column)
    return edges


def _cells(setting: Setting, texts: Sequence[str], edges: Sequence[float]) -> _Cells:
    limits = [(right - left - 2 * _PAD) * 1000 / _SIZE for left, right in pairwise(edges)]
    return [
        lines(setting.glyphs(text, MINCHO), limit) if text else []
        for text, limit in zip(texts, limits, strict=True)
    ]


def _head(setting: Setting, heads: _Cells, edges: Sequence[float]) -> None:
    setting.page.shade(LEFT, setting.y, MEASURE, _LEAD + _PAD, 0.92)
    _draw(setting, heads, edges, 1, centred=len(edges))


def _row(setting: Setting, cells: _Cells, heads: _Cells, edges: Sequence[float]) -> None:
    """One row; what is too long for the page goes on under the heads of the next."""
    while any(cells):
        fitting = int((BOTTOM - setting.y - _PAD) // _LEAD)
        longest = max(map(len, cells))
        # Neither one line of many stands alone at the foot, nor a short row in two parts.
        if fitting < min(longest, 3):
            setting.new_page()
            _head(setting, heads, edges)
            continue
        count = min(fitting, longest)
        _draw(setting, [cell[:count] for cell in cells], edges, count, centred=2)
        cells = [cell[count:] for cell in cells]


def _draw(
    setting: Setting, cells: _Cells, edges: Sequence[float], count: int, *, centred: int
) -> None:
    """Draw cells of so many lines with their frame; the first ones in the middle of theirs."""
    high = count * _LEAD + _PAD
    for column, ((left, right), cell) in enumerate(zip(pairwise(edges), cells, strict=True)):
        setting.page.box(left, setting.y, right - left, high)
        for number, row in enumerate(cell):
            y = setting.y + _PAD / 2 + number * _LEAD + _SIZE + 1.5
            if column < centred:
                setting.page.glyphs((left + right) / 2, y, row, _SIZE, align="center")
            else:
                setting.page.glyphs(left + _PAD, y, row, _SIZE)
    setting.y += high


def compose_errata(
    title: str,
    about: str,
    dated: str,
    rows: Sequence[Row],
    lang: str = "ja",
    *,
    made: datetime,
    seconds: float = 120,
) -> bytes:
    """`errata_pdf` in a child process; RuntimeError when it fails or takes longer."""
    asked = {"title": title, "about": about, "dated": dated, "rows": list(rows)}
    asked |= {"lang": lang, "made": made.isoformat()}
    return composed("meetings.pdf.compose_errata", asked, seconds)


def main() -> None:
    """Read the arguments of `errata_pdf` as JSON from standard input, write the PDF to output."""
    asked = json.load(sys.stdin)
    rows: list[Row] = [(page, line, *rest) for page, line, *rest in asked.pop("rows")]
    made = datetime.fromisoformat(asked.pop("made"))
    sys.stdout.buffer.write(errata_pdf(**asked, rows=rows, made=made))


if __name__ == "__main__":
    main()
