"""The sealed minutes as a PDF for the archive (PDF/A-2b), set like a printed record.

`minutes_pdf` makes it in this process; `compose_minutes` in a child, so that a long record
does not hold up the server. As a program it reads the arguments as JSON and writes the PDF.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from meetings.pdf.compose_fonts import GETA, GOTHIC, MINCHO, Glyph, typeface
from meetings.pdf.compose_lines import lines
from meetings.pdf.compose_page import A4, Page, Paper

Facts = Sequence[tuple[str, str]]
_LEFT, _TOP, _BOTTOM = 73.0, 79.0, A4[1] - 79.0
_MEASURE = 42 * 10.7  # 42 characters a line
_SIZE, _LEAD = 10.7, 19.0
_LIST_SIGNS = ("- ", "* ", "・")
_WORDS = {
    "ja": ("この記録の証明", "書体にない文字（〓で示した）"),
    "en": ("Proof of this record", "Characters missing in the type, shown as 〓"),
}


class _Setting:
    """The place on the page where the next line goes."""

    def __init__(self, paper: Paper) -> None:
        self.paper = paper
        self.missing: dict[str, None] = {}
        self.page: Page = paper.page()
        self.y = _TOP

    def new_page(self) -> None:
        self.page, self.y = self.paper.page(), _TOP

    def room(self, points: float) -> None:
        """Begin a new page unless so much is left on this one."""
        if self.y + points > _BOTTOM:
            self.new_page()

    def glyphs(self, string: str, face: str) -> list[Glyph]:
        found = typeface(face).glyphs(string.expandtabs(4))
        for glyph in found:
            if glyph.name == typeface(face).glyphs(GETA)[0].name and glyph.text != GETA:
                self.missing[glyph.text] = None
        return found

    def write(
        self,
        string: str,
        face: str = MINCHO,
        size: float = _SIZE,
        lead: float = _LEAD,
        indent: float = 0.0,
        measure: float = _MEASURE,
    ) -> None:
        """A paragraph, its lines but the last filled; `indent` and `measure` in points."""
        limit = (measure - indent) * 1000 / size
        rows = lines(self.glyphs(string, face), limit)
        for index, row in enumerate(rows):
            self.room(lead)
            last = index + 1 == len(rows)
            length = sum(glyph.width for glyph in row)
            loose = (last and length <= limit) or limit - length > 4000
            self.page.glyphs(
                _LEFT + indent, self.y + size, row, size, fill=None if loose else measure - indent
            )
            self.y += lead

    def heading(self, string: str, level: int) -> None:
        size = (13.5, 11.5)[level]
        self.y += 12 - 4 * level if self.y > _TOP else 0
        self.room(3 * _LEAD)  # never alone at the foot of a page
        self.paper.mark(string, level, self.y - 6)
        self.write(string, GOTHIC, size, _LEAD + 3 - 2 * level)

    def fact(self, name: str, value: str) -> None:
        self.room(2 * _LEAD)
        top = self.y
        self.page.line(_LEFT, top, _LEFT + _MEASURE, top, 0.3)
        self.y += 6
        first = self.page
        self.page.glyphs(_LEFT, self.y + 9, self.glyphs(name, GOTHIC), 9)
        for line in value.split("\n"):
            self.write(line, MINCHO, 9.5, 15, indent=140)
        if first is self.page:
            self.y = max(self.y, top + 21)
        self.y += 3


def minutes_pdf(
    title: str, text: str, facts: Facts, lang: str = "ja", *, made: datetime, meta: Facts = ()
) -> bytes:
    """The minutes as a PDF/A-2b file; equal arguments give equal bytes.

    `text` has headings (`# `, `## `), list lines (`- `, `・`) and paragraphs, one a line; `meta`
    stands under the title, `facts` on a last page of their own. `made` is the date written into
    the file and needs a time zone (ValueError without).
    """
    paper = Paper(title, made, lang, archival=True)
    setting = _Setting(paper)
    _front(setting, title, meta)
    for line in text.replace("\r\n", "\n").split("\n"):
        _line(setting, line.rstrip())
    _proof(setting, facts, lang)
    total = len(paper.pages)
    for number, page in enumerate(paper.pages, 1):
        page.text(A4[0] / 2, A4[1] - 42, f"{number}/{total}", 9, align="center")
        if number > 1:
            running = setting.glyphs(title, MINCHO)
            page.glyphs(_LEFT + _MEASURE, 50, running[:50], 8, align="right")
            page.line(_LEFT, 56, _LEFT + _MEASURE, 56, 0.3)
    return paper.finish()


def _front(setting: _Setting, title: str, meta: Facts) -> None:
    setting.y = 92
    for row in lines(setting.glyphs(title, GOTHIC), _MEASURE * 1000 / 18):
        setting.page.glyphs(A4[0] / 2, setting.y + 18, row, 18, align="center")
        setting.y += 28
    setting.paper.mark(title)
    setting.y += 10
    for name, value in meta:
        setting.fact(name, value)
    setting.page.line(_LEFT, setting.y, _LEFT + _MEASURE, setting.y, 0.8)
    setting.y += 16


def _line(setting: _Setting, line: str) -> None:
    if line.startswith("## "):
        setting.heading(line[3:], 1)
    elif line.startswith("# "):
        setting.heading(line[2:], 0)
    elif line.startswith(_LIST_SIGNS):
        setting.room(_LEAD)
        setting.page.glyphs(_LEFT + _SIZE, setting.y + _SIZE, setting.glyphs("・", MINCHO), _SIZE)
        setting.write(
            line.removeprefix("・").removeprefix("- ").removeprefix("* "), indent=2 * _SIZE
        )
    elif line:
        setting.write(line)
    elif setting.y > _TOP:
        setting.y += _LEAD / 2


def _proof(setting: _Setting, facts: Facts, lang: str) -> None:
    heading, missing = _WORDS.get(lang, _WORDS["ja"])
    setting.new_page()
    setting.heading(heading, 0)
    setting.y += 6
    for name, value in facts:
        setting.fact(name, value)
    if setting.missing:
        signs = (" ".join(f"U+{ord(char):04X}" for char in text) for text in setting.missing)
        setting.fact(missing, "、".join(signs))
    setting.page.line(_LEFT, setting.y, _LEFT + _MEASURE, setting.y, 0.3)


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
    root = str(Path(__file__).resolve().parents[2])
    places = os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH"))))
    try:
        done = subprocess.run(
            [sys.executable, "-m", "meetings.pdf.compose"],
            input=json.dumps(asked).encode(),
            capture_output=True,
            check=True,
            timeout=seconds,
            env={**os.environ, "PYTHONPATH": places},
        )
    except subprocess.TimeoutExpired as late:
        raise RuntimeError(f"the minutes were not set within {seconds:g} s") from late
    except subprocess.CalledProcessError as failed:
        raise RuntimeError(f"the minutes could not be set: {failed.stderr.decode()}") from failed
    return done.stdout


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
