"""Snippets: the text as it stands, on one line, with the words marked."""

from __future__ import annotations

from hypothesis import given

from meetings.domain.folding import folded
from meetings.domain.snippets import AROUND, snippet
from tests.search.japanese import japanese


def test_a_line_shows_the_text_as_it_stands_and_not_as_it_was_folded() -> None:
    line = snippet(
        "第３款　民生費は、髙島屋\n  前の道路（ＡＢＣ）です。", ["民生費", "高島", "abc"]
    )
    assert line.text == "第３款 民生費は、髙島屋前の道路（ＡＢＣ）です。"
    assert [text for text, marked in line.pieces() if marked] == ["民生費", "髙島", "ＡＢＣ"]
    assert "".join(text for text, _ in line.pieces()) == line.text


def test_a_line_is_cut_around_the_first_place_and_counts_all() -> None:
    line = snippet("あ" * 100 + "議会" + "い" * 100 + "議会", ["議会"])
    assert line.text == "あ" * AROUND + "議会" + "い" * AROUND
    assert (line.marks, line.times) == ([(AROUND, AROUND + 2)], 2)


def test_a_word_broken_over_lines_is_whole_again() -> None:
    line = snippet("## 予算の説明\n一般会\n計 and\nmore", ["一般会計"])
    assert line.text == "予算の説明一般会計 and more"
    assert [text for text, marked in line.pieces() if marked] == ["一般会計"]


@given(japanese, japanese)
def test_a_line_shows_a_word_wherever_it_stands(before: str, after: str) -> None:
    line = snippet(f"{before}、鯨幕。{after}", ["鯨幕"])
    assert "鯨幕" in line.text
    assert all(folded(text) == "鯨幕" for text, marked in line.pieces() if marked)
