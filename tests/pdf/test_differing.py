"""Which words of a page were changed, and on which line a person finds them."""

from __future__ import annotations

import random
import time
from collections.abc import Sequence
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from meetings.pdf import words
from meetings.pdf.pairing.counting import counted
from meetings.pdf.pairing.differing import Change, changes
from tests.pdf.pairs import A4, lines, pymupdf, write


def page(texts: Sequence[str], top: float = 90) -> dict[str, Any]:
    """The stored words of a page with these lines."""
    paper = pymupdf.open()
    write(paper.new_page(width=A4[0], height=A4[1]), texts, top)
    return words.of_page(paper[0])


def rows(found: Sequence[Change]) -> list[tuple[int, str, str]]:
    """Row (of the old page where there is one), wrong and right words."""
    told = []
    for one in found:
        stands = one.old or one.new
        assert stands is not None
        before, after = (spot.text if spot else "" for spot in (one.old, one.new))
        told.append((stands.where.row, before, after))
    return told


def stored(*texts: str, vertical: bool = False) -> dict[str, Any]:
    """Words as they are stored: each text one line of 10 pt, beneath or left of each other."""
    told = []
    for number, text in enumerate(texts):
        edges = [50 + 10.0 * at for at in range(len(text) + 1)]
        across = (500 - 20 * number, 510 - 20 * number) if vertical else (100 + 20 * number,) * 2
        box = (
            [across[0], edges[0], across[1], edges[-1]]
            if vertical
            else [edges[0], across[0], edges[-1], across[0] + 10]
        )
        told.append({"text": text, "box": box, "size": 10, "vertical": vertical, "at": edges})
    return {"v": 1, "width": 595.0, "height": 842.0, "lines": told, "links": []}


def test_a_changed_figure_is_told_whole_and_with_boxes_on_both_pages() -> None:
    before = page(["令和８年度一般会計補正予算", "歳入 12,340 千円", "歳出 56,780 千円"])
    after = page(["令和８年度一般会計補正予算", "歳入 12,390 千円", "歳出 56,780 千円"])
    (found,) = changes(before, after)
    assert rows([found]) == [(2, "12,340", "12,390")]
    assert found.old is not None
    assert found.new is not None
    x0, y0, x1, y1 = found.old.boxes[0]
    assert 95 < x0 < x1 < 175
    assert 100 < y0 < y1 < 120
    assert found.new.boxes == found.old.boxes


def test_what_was_added_or_taken_out_is_told_with_the_word_it_is_in() -> None:
    before = stored("一般予算を定める。", "第３条　削られる条文", "おわり")
    after = stored("一般会計予算を定める。", "おわり", "附則　新しい")
    assert rows(changes(before, after)) == [
        (1, "一般予算", "一般会計予算"),
        (2, "第３条　削られる条文", ""),
        (3, "", "附則　新しい"),
    ]


def test_vertical_writing_is_counted_from_the_right_and_marked_down_the_line() -> None:
    before = stored("　議案第四十一号", "本市の条例を改める", "附則", vertical=True)
    after = stored("　議案第四十一号", "本市の規則を改める", "附則", vertical=True)
    (found,) = changes(before, after)
    assert rows([found]) == [(2, "条例", "規則")]
    assert found.old is not None
    assert found.old.boxes == [(480, 80, 490, 100)]


def test_cells_of_a_row_are_one_line_and_a_pages_own_number_is_none() -> None:
    told = page(["歳入歳出", "市税"])
    last = told["lines"][1]
    amount = last | {"text": "1,000", "box": [300, *last["box"][1:]]}
    foot = last | {"text": "- 12 -", "box": [290, 800, 310, 812], "size": 9.0}
    told["lines"] += [amount, foot]
    assert [one.row for one in counted(told)] == [1, 2, 2, 0]


def test_each_half_of_a_spread_is_counted_by_itself() -> None:
    paper = pymupdf.open()
    sheet = paper.new_page(width=1190, height=842)
    write(sheet, lines("left", 5), left=60)
    write(sheet, lines("right", 4), left=660)
    found = [(one.half, one.row) for one in counted(words.of_page(sheet))]
    assert found == [*((0, row) for row in range(1, 6)), *((1, row) for row in range(1, 5))]


def test_rows_read_in_another_order_but_left_where_they_were_have_not_changed() -> None:
    before = page(lines("a", 30))
    after = before | {"lines": [*before["lines"][20:], *before["lines"][:20]]}
    assert changes(before, after) == []


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 6))
@example(1418, 6)  # the last cell of a row and the first of the next one
def test_every_changed_figure_of_a_table_is_found_and_nothing_else(seed: int, count: int) -> None:
    dice = random.Random(seed)
    table = [
        [f"事業{row:02}", *(f"{dice.randrange(10**6, 10**7):,}" for _ in range(4))]
        for row in range(25)
    ]
    changed = [list(row) for row in table]
    wanted = set()
    for row in dice.sample(range(25), count):
        column = dice.randrange(1, 5)
        changed[row][column] = f"{dice.randrange(10**6, 10**7):,}"
        wanted.add((row + 1, table[row][column], changed[row][column]))
    before, after = (stored(*("　".join(row) for row in one)) for one in (table, changed))
    assert set(rows(changes(before, after))) == wanted


def test_a_page_full_of_text_that_was_rewritten_takes_no_time() -> None:
    before, after = (
        stored(*("".join(lines((seed, row), 1))[:28] * 3 for row in range(120)))
        for seed in ("old", "new")
    )
    start = time.process_time()
    assert changes(before, after)
    assert time.process_time() - start < 1.5
