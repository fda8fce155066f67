"""The sealed minutes as a PDF for the archive (PDF/A-2b), set like a printed record.

`minutes_pdf` makes it in this process; `compose_minutes` in a child, so that a long record
does not hold up the server. As a program it reads the arguments as JSON and writes the PDF.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from datetime import datetime
from itertools import islice

from meetings.pdf.compose_child import composed
from meetings.pdf.compose_fonts import GOTHIC, MINCHO
from meetings.pdf.compose_lines import lines
from meetings.pdf.compose_page import A4, Paper
from meetings.pdf.compose_setting import BOTTOM, LEAD, LEFT, MEASURE, SIZE, TOP, Setting, one_line

Facts = Sequence[tuple[str, str]]
_HEADINGS = {"# ": 0, "## ": 1}
_LIST_SIGNS = ("- ", "* ", "・")
_WORDS = {
    "ja": ("この記録の証明", "書体にない文字（〓で示した）"),
    "en": ("Proof of this record", "Characters missing in the type, shown as 〓"),
}


def minutes_pdf(
    title: str, text: str, facts: Facts, lang: str = "ja", *, made: datetime, meta: Facts = ()
) -> bytes:
    """The minutes as a PDF/A-2b file; equal arguments give equal bytes.

    `text` has headings (`# `, `## `), list lines (`- `, `・`) and paragraphs, one a line; `meta`
    stands under the title, `facts` on a last page of their own. `made` is the date written into
    the file and needs a time zone (ValueError without).
    """
    title = one_line(title)
    paper = Paper(title, made, lang, archival=True)
    setting = Setting(paper)
    _front(setting, title, meta)
    rows = [line.rstrip() for line in text.replace("\r\n", "\n").split("\n")]
    for index, line in enumerate(rows):
        if _level(line) is not None:
            setting.room(_with_following(setting, rows, index))
        _line(setting, line)
    _proof(setting, facts, lang)
    _number_pages(setting, title)
    return paper.finish()


def _number_pages(setting: Setting, title: str) -> None:
    total = len(setting.paper.pages)
    running = setting.glyphs(title if len(title) <= 50 else f"{title[:49]}…", MINCHO)
    for number, page in enumerate(setting.paper.pages, 1):
        page.text(A4[0] / 2, A4[1] - 42, f"{number}/{total}", 9, align="center")
        if number > 1:
            page.glyphs(LEFT + MEASURE, 50, running, 8, align="right")
            page.line(LEFT, 56, LEFT + MEASURE, 56, 0.3)


def _front(setting: Setting, title: str, meta: Facts) -> None:
    setting.y = 92
    for row in lines(setting.glyphs(title, GOTHIC), MEASURE * 1000 / 18):
        setting.room(28)
        setting.page.glyphs(A4[0] / 2, setting.y + 18, row, 18, align="center")
        setting.y += 28
    setting.paper.mark(title)
    setting.y += 10
    _facts(setting, meta)
    setting.page.line(LEFT, setting.y, LEFT + MEASURE, setting.y, 0.8)
    setting.y += 16


def _facts(setting: Setting, facts: Facts) -> None:
    for name, value in facts:
        setting.fact(one_line(name), one_line(value))


def _level(line: str) -> int | None:
    """The level of a heading, or None for another line."""
    return next((level for sign, level in _HEADINGS.items() if line.startswith(sign)), None)


def _line(setting: Setting, line: str) -> None:
    level = _level(line)
    if level is not None:
        setting.heading(line[level + 2 :], level)
    elif line.startswith(_LIST_SIGNS):
        words = line.removeprefix("・").removeprefix("- ").removeprefix("* ")
        setting.write(words, indent=2 * SIZE, sign="・")
    elif line:
        setting.write(line)
    elif setting.y > TOP:
        setting.y += LEAD / 2


def _with_following(setting: Setting, rows: Sequence[str], at: int) -> float:
    """The height of a heading, of headings that follow at once, and of two lines under them."""
    height = 2 * LEAD
    for line in islice(rows, at, None):
        level = _level(line)
        if (line and level is None) or height > BOTTOM - TOP:
            break
        height += LEAD / 2 if level is None else setting.heading_height(line[level + 2 :], level)
    return height


def _proof(setting: Setting, facts: Facts, lang: str) -> None:
    heading, missing = _WORDS.get(lang, _WORDS["ja"])
    setting.new_page()
    setting.heading(heading, 0)
    setting.y += 6
    _facts(setting, facts)
    if setting.missing:
        signs = (" ".join(f"U+{ord(char):04X}" for char in text) for text in setting.missing)
        setting.fact(missing, "、".join(signs))
    setting.page.line(LEFT, setting.y, LEFT + MEASURE, setting.y, 0.3)


def compose_minutes(
    title: str,
    text: str,
    facts: Facts,
    lang: str = "ja",
    *,
    made: datetime,
    meta: Facts = (),
    seconds: float = 300,
) -> bytes:
    """`minutes_pdf` in a child process; RuntimeError when it fails or takes longer."""
    asked = {
        "title": title,
        "text": text,
        "facts": list(facts),
        "lang": lang,
        "made": made.isoformat(),
        "meta": list(meta),
    }
    return composed("meetings.pdf.compose", asked, seconds)


def main() -> None:
    """Read the arguments of `minutes_pdf` as JSON from standard input, write the PDF to output."""
    asked = json.load(sys.stdin)
    sys.stdout.buffer.write(
        minutes_pdf(
            asked["title"],
            asked["text"],
            [(name, value) for name, value in asked["facts"]],
            asked["lang"],
            made=datetime.fromisoformat(asked["made"]),
            meta=[(name, value) for name, value in asked["meta"]],
        )
    )


if __name__ == "__main__":
    main()
