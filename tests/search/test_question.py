"""Questions: words, or, not, exactly; whatever one writes is read as something."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.domain.question import Not, Or, Question, Word, read, stands, words

PAGES = {
    "予教": "予算と教育",
    "予": "予算だけ",
    "教": "教育だけ",
    "下": "下水道の予算(仮称)",
    "離": "予算、そして案",
}


def found(written: str) -> set[str]:
    question = read(written)
    assert question is not None
    return {name for name, text in PAGES.items() if stands(question, text)}


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("予算 教育", {"予教"}),
        ("予算　教育", {"予教"}),
        ("予算 AND 教育", {"予教"}),
        ("教育 OR 下水道", {"予教", "教", "下"}),
        ("教育 または 下水道", {"予教", "教", "下"}),
        ("教育|下水道", {"予教", "教", "下"}),
        ("予算 -教育", {"予", "下", "離"}),
        ("予算 －教育", {"予", "下", "離"}),
        ("予算 除く 教育", {"予", "下", "離"}),
        ("予算 NOT (教育 または 下水道)", {"予", "離"}),
        ("（教育 または 下水道） 予算", {"予教", "下"}),
        ("「予算と」", {"予教"}),
        ('"予算 と"', {"予教"}),
        ("予算 -「予算、」", {"予教", "予", "下"}),
        ("予 と", {"予教"}),
    ],
)
def test_words_and_signs_are_understood(written: str, names: set[str]) -> None:
    assert found(written) == names


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("予算)", "予算"),
        ("(予算", "予算"),
        ("((予算) 教育", "予算 教育"),
        ("-予算", "予算"),
        ("予算 OR", "予算 「OR」"),
        ("OR 予算", "「OR」 予算"),
        ("予算 -", "予算 「-」"),
        ("予算 除く", "予算 「除く」"),
        ("NOT", "「NOT」"),
        ("予算 ()", "予算"),
        ('"予算', "予算"),
        ("「予算 教育", "予算 教育"),
        ("教育 OR -予算", "教育 OR 予算"),
    ],
)
def test_what_makes_no_sense_is_read_as_plain_words(written: str, plain: str) -> None:
    assert read(written) == read(plain)


@pytest.mark.parametrize("written", ["", " 　", "()", "\u200b"])
def test_without_a_word_there_is_no_question(written: str) -> None:
    assert read(written) is None


@given(st.text(st.sampled_from('予算ab -－()（）「」『』"“”|｜ORNT除くまたは　\n'), max_size=40))
def test_any_question_asks_for_a_word(written: str) -> None:
    question = read(written)
    if question is not None:
        assert words(question)
        assert_sound(question)


def assert_sound(question: Question) -> None:
    """Nothing but a part of an `And` is left out, and never all of it."""
    match question:
        case Not():
            raise AssertionError(question)
        case Or(parts):
            for part in parts:
                assert_sound(part)
        case Word():
            return
        case _:
            kept = [part for part in question.parts if not isinstance(part, Not)]
            assert kept
            for part in kept:
                assert_sound(part)
