"""Folding: what counts as the same, and the way back to the text as it stands."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.domain.folding import TABLE, fold, folded, standing
from tests.search.japanese import MARKS, anything, japanese


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("髙﨑", "高崎"),
        ("澤田、濵田、渡邊、渡邉", "沢田、浜田、渡辺、渡辺"),
        ("齋藤と齊藤", "斎藤と斉藤"),
        ("葛\U000e0100城市、辻\U000e0101", "葛城市、辻"),
        ("第３款　民生費", "第3款民生費"),
        ("一般\n  会計", "一般会計"),
        ("ｶﾞｿﾘﾝ", "ガソリン"),
        ("か\u3099い、か゛い", "がい、がい"),
        ("サ－バ‐", "サーバー"),
        ("２０２６−０４―０１", "2026-04-01"),
        ("霞ヶ関", "霞ケ関"),
        ("㈱ＡＢＣ", "(株)abc"),
        ("⻑野県の⾒本", "長野県の見本"),
    ],
)
def test_what_is_the_same_to_a_reader_folds_to_the_same(one: str, other: str) -> None:
    assert folded(one) == folded(other)


@pytest.mark.parametrize(
    ("one", "other"), [("が", "か"), ("一", "ー"), ("斎", "斉"), ("は", "ハ"), ("つ", "っ")]
)
def test_what_is_another_word_stays_another(one: str, other: str) -> None:
    assert folded(one) != folded(other)


def test_no_sign_stands_for_two_and_none_that_stands_for_others_is_in_another_group() -> None:
    groups = [*TABLE["signs"], *TABLE["kanji"].split()]
    others = "".join(group[1:] for group in groups)
    assert len(others) == len(set(others))
    assert not set(others) & {group[0] for group in groups}


@given(anything, anything)
def test_a_part_folds_to_a_part_wherever_it_is_cut_between_signs(one: str, other: str) -> None:
    assert folded(f"{one}、{other}") == folded(one) + "、" + folded(other)


@given(japanese, st.data())
def test_every_hit_leads_back_to_what_folds_to_the_word(text: str, data: st.DataObject) -> None:
    found = fold(text)
    # A mark over a blank is one sign with it.
    if not found.text or re.search(f"\\s[{MARKS}]", text):
        return
    start = data.draw(st.integers(0, len(found.text) - 1))
    end = data.draw(st.integers(start + 1, len(found.text)))
    first, last = found.span(start, end)
    assert found.text[start:end] in folded(text[first:last])
    assert text[first:last].strip() == text[first:last]


def test_hits_are_marked_in_the_text_as_it_stands_the_longest_word_first() -> None:
    text = "一般会\n 計の㈱髙島屋、会計"
    words = ["会", "会計", "高島"]
    found = fold(text)
    places = [found.span(*at) for at in standing(found.text, words)]
    assert [text[first:last] for first, last in places] == ["会\n 計", "髙島", "会計"]
