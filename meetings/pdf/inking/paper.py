"""Marks put on the pages of a paper, in a layer of their own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pymupdf

from meetings.pdf import arranging
from meetings.pdf.inking import writing
from meetings.pdf.inking.added import Added
from meetings.pdf.inking.leaf import Leaf, Sheets
from meetings.pdf.inking.plates import Letters
from meetings.pdf.inking.shapes import Mark

_mupdf: Any = pymupdf.mupdf


def inked(
    paper: Any, marks: Sequence[Mark], layer: str, pages: Sequence[int] | None
) -> tuple[bool, bytes]:
    """Draw marks on their pages, the lowest first; it changes `paper`, a pymupdf Document.

    Returns the bytes to be put behind those of the paper (True), or a file of its own (False):
    where only some `pages` are wanted, or the paper is one that can't be added to. `layer` names
    the marks where a reader lists a file's layers.
    """
    by_page: dict[int, list[Mark]] = {}
    for mark in marks:
        by_page.setdefault(mark["page"], []).append(mark)
    letters = Letters()
    whole = pages is None and writing.can_be_added_to(paper)
    if by_page:
        _draw(paper, by_page, letters, layer)
    elif whole:
        return True, b""
    if whole:
        return True, writing.added(paper)
    wanted = range(1, paper.page_count + 1) if pages is None else pages
    return False, arranging.arranged(paper, None, [(0, page) for page in wanted])


def _draw(paper: Any, by_page: Mapping[int, Sequence[Mark]], letters: Letters, layer: str) -> None:
    objects = Added(paper)
    # The letters are known when all is set; until then their font has only its number.
    fonts = objects.reserve()
    sheets = Sheets(paper, objects, fonts, writing.layer(paper, layer))
    for page, marks in by_page.items():
        Leaf(sheets, page).draw(marks, letters)
    names = []
    for index, font in letters.fonts.values():
        names.append(b"/F%d %d 0 R" % (index, font.write(objects)[0]))
    objects.put(b"<< %s >>" % b" ".join(names), fonts)
