"""Where a note goes: with its words, over lines and pages, with margins, turns and scans."""

from __future__ import annotations

import math
import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.ground.rescans import scan
from meetings.pdf import Carried, Pages, carry
from meetings.pdf.pairing.matching import gaps, matches
from tests.pdf.pairs import book, drawn, lines, paired, pymupdf, scans

NEAR = 3 / 25.4 * 72  # 3 mm in pt


def landed(told: dict[str, Any], page: int, x: float, y: float) -> tuple[int, float, float]:
    found = carry(told, page, (x, y))
    assert isinstance(found, Carried)
    return found.page, x + found.dx, y + found.dy


def word(paper: bytes, page: int, text: str) -> tuple[float, float]:
    """The middle of a text on a page as shown."""
    with pymupdf.open(stream=paper) as opened:
        sheet = opened[page - 1]
        box = sheet.search_for(text)[0] * sheet.rotation_matrix
        return (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2


@settings(max_examples=80, deadline=None)
@given(st.text("予算一二三12,", max_size=300), st.text("予算一二三12,", max_size=300), st.data())
def test_what_is_matched_is_the_same_in_both_texts_and_in_order(
    old: str, new: str, data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(old)))
    new = old[:place] + new + old[place:]
    found = matches(old, new)
    at = (0, 0)
    for match in found:
        assert old[match.old :][: match.length] == new[match.new :][: match.length]
        assert (match.old, match.new) >= at
        at = match.old + match.length, match.new + match.length
    covered = sum(match.length for match in found)
    assert covered + sum(end - start for start, end in gaps(found, len(old))) == len(old)


def test_notes_follow_lines_that_an_inserted_paragraph_pushed_down_and_over_the_page(
    pages: Pages, tmp_path: Path
) -> None:
    texts = [line for page in range(3) for line in lines(page, 28)]
    added = lines("new", 5)
    edited = [*texts[:10], *added, *texts[10:]]
    old = book([texts[at : at + 28] for at in range(0, len(texts), 28)])
    new = book([edited[at : at + 28] for at in range(0, len(edited), 28)])
    told = paired(pages, tmp_path, old, new)
    for number, line in enumerate(texts):
        page = number // 28 + 1
        x, y = word(old, page, line)
        now = edited.index(line)
        to, x1, y1 = landed(told, page, x, y)
        assert to == now // 28 + 1
        assert math.dist((x1, y1), word(new, to, line)) < 1
    # Beside the last line, in the margin: it belongs to that line.
    to, _, y1 = landed(told, 1, 30, word(old, 1, texts[27])[1])
    assert to == 2
    assert abs(y1 - word(new, 2, texts[27])[1]) < 1


def test_a_word_changed_in_a_line_leaves_the_notes_of_its_other_words_in_place(
    pages: Pages, tmp_path: Path
) -> None:
    old, new = (
        book([[f"予算額は{figure}円とし、残りは翌年度に繰り越す。", *lines(1)]])
        for figure in ("１２３", "９，８７６，５４３")
    )
    told = paired(pages, tmp_path, old, new)
    for text in ("予算額", "翌年度", "繰り越す"):
        assert math.dist(landed(told, 1, *word(old, 1, text))[1:], word(new, 1, text)) < 1


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_turned_page_turns_its_notes(pages: Pages, tmp_path: Path, turn: int) -> None:
    texts = lines(1)
    old = book([texts])
    paper = pymupdf.open(stream=old)
    paper[0].set_rotation(turn)
    new = paper.tobytes()
    told = paired(pages, tmp_path, old, new)
    assert told["pairs"][0]["state"] == "same"
    x, y = word(old, 1, texts[5])
    found = carry(told, 1, (x - 10, y - 5, x + 10, y + 5))
    assert isinstance(found, Carried)
    assert found.turn == turn
    assert found.scale == pytest.approx(1, abs=0.01)
    assert math.dist((x + found.dx, y + found.dy), word(new, 1, texts[5])) < 1


def test_smaller_print_makes_notes_smaller(pages: Pages, tmp_path: Path) -> None:
    texts = lines(1)
    old = book([texts])
    made = pymupdf.open()
    sheet = made.new_page(width=595, height=842)
    box = pymupdf.Rect(40, 60, 40 + 0.8 * 595, 60 + 0.8 * 842)
    sheet.show_pdf_page(box, pymupdf.open(stream=old), 0)
    new = made.tobytes()
    told = paired(pages, tmp_path, old, new)
    found = carry(told, 1, word(old, 1, texts[9]))
    assert isinstance(found, Carried)
    assert found.scale == pytest.approx(0.8, abs=0.005)
    for text in texts:
        assert math.dist(landed(told, 1, *word(old, 1, text))[1:], word(new, 1, text)) < 1


def test_a_scan_of_the_print_keeps_notes_within_three_millimetres(
    pages: Pages, tmp_path: Path
) -> None:
    dice = random.Random(4)
    old = book([lines(page, 24) for page in range(4)])
    jpegs, ways = zip(*(scan(page, dice) for page in pymupdf.open(stream=old)), strict=True)
    told = paired(pages, tmp_path, old, scans(jpegs))
    assert [pair["to"] for pair in told["pairs"]] == [1, 2, 3, 4]
    assert {pair["state"] for pair in told["pairs"]} == {"changed"}
    for page, (a, b, c, d, e, f) in enumerate(ways, 1):
        for x, y in ((80, 100), (400, 300), (150, 600)):
            to, x1, y1 = landed(told, page, x, y)
            assert to == page
            assert math.dist((x1, y1), (a * x + c * y + e, b * x + d * y + f)) < NEAR


def test_a_turned_scan_is_found_and_its_notes_turn(pages: Pages, tmp_path: Path) -> None:
    old = scans([drawn("12", 1), drawn("34", 2)])
    paper = pymupdf.open(stream=old)
    paper[1].set_rotation(90)
    told = paired(pages, tmp_path, old, paper.tobytes())
    found = carry(told, 2, (100, 200))
    assert isinstance(found, Carried)
    assert (found.page, found.turn) == (2, 90)
    assert math.dist((100 + found.dx, 200 + found.dy), (842 - 200, 100)) < 1
    assert told["pairs"][1]["state"] == "same"
