"""Which page became which: inserted, removed, moved, changed, in doubt."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from meetings.pdf import Pages, Prepared, Refused, Tray, carry
from meetings.pdf.pairing.leaf import Leaf
from meetings.pdf.pairing.sides import Side
from meetings.pdf.pairing.telling import tell
from tests.pdf.pairs import book, drawn, lines, paired, pymupdf, scans, states, went


def side(texts: list[str]) -> Side:
    """A paper by the texts of its pages alone."""
    leaves = []
    for text in texts:
        at = [12.0 * place for place in range(len(text) + 1)]
        line = {"text": text, "box": [0, 0, at[-1], 12], "size": 12, "vertical": False, "at": at}
        leaves.append(Leaf(595, 842, [line]))

    def unseen(_: int) -> Any:
        raise AssertionError("pages with words need no picture")

    return Side(leaves, unseen)


def text_of(page: int) -> str:
    return "".join(lines(page, 4))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.permutations(range(9)), st.sets(st.integers(0, 8)), st.data())
def test_any_inserting_removing_and_reordering_of_pages_that_differ_is_found(
    order: list[int], removed: set[int], data: st.DataObject
) -> None:
    kept = [page for page in order if page not in removed]
    new: list[int | None] = list(kept)
    for place in data.draw(st.lists(st.integers(0, len(kept)), max_size=4)):
        new.insert(place, None)
    texts = [text_of(900 + at if page is None else page) for at, page in enumerate(new)]
    told = tell(side([text_of(page) for page in range(9)]), side(texts))
    assert went(told) == {page + 1: new.index(page) + 1 for page in kept}
    assert [one["from"] for one in told["removed"]] == [page + 1 for page in sorted(removed)]
    assert told["inserted"] == [at for at, page in enumerate(new, 1) if page is None]
    assert told["doubts"] == []


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 2), min_size=1, max_size=8), st.data())
def test_of_pages_that_are_alike_none_is_paired_with_a_wrong_one(
    old: list[int], data: st.DataObject
) -> None:
    gone = data.draw(st.sets(st.integers(0, len(old) - 1)))
    kept = [at for at in range(len(old)) if at not in gone]
    told = tell(side([text_of(one) for one in old]), side([text_of(old[at]) for at in kept]))
    # Where a page could be one of several, any pairing is a guess; it must be asked or be forced.
    for page, to in went(told).items():
        assert old[page - 1] == old[kept[to - 1]]
    asked = {one["from"] for one in told["doubts"]}
    for sign in set(old):
        mine = {at + 1 for at, one in enumerate(old) if one == sign}
        left = sum(old[at] == sign for at in kept)
        if left and left < len(mine) and set(old) == {sign}:
            assert asked >= mine - set(went(told))


def test_one_of_two_equal_pages_taken_away_is_asked_about_not_guessed() -> None:
    told = tell(side([text_of(1)] * 3), side([text_of(1)] * 2))
    assert went(told) == {}
    assert [one["from"] for one in told["doubts"]] == [1, 2, 3]
    assert isinstance(carry(told, 1, (10, 10)), Tray)
    assert carry(told, 2, (10, 10)) == Tray(tuple(told["doubts"][1]["guesses"]))


def test_equal_pages_are_told_apart_by_their_neighbours() -> None:
    old = [1, 7, 2, 7, 3]
    told = tell(side([text_of(one) for one in old]), side([text_of(one) for one in (1, 7, 2, 3)]))
    assert went(told) == {1: 1, 2: 2, 3: 3, 5: 4}
    assert [one["from"] for one in told["removed"]] == [4]


def test_pages_that_share_a_form_are_told_apart_by_what_is_filled_in() -> None:
    form = "".join(lines("form", 10))
    old = [form + text_of(page) for page in range(8)]
    new = [form + text_of(page)[:-20] + "改" * 20 for page in (0, 1, 3, 4, 6, 7)]
    told = tell(side(old), side(new))
    assert went(told) == {1: 1, 2: 2, 4: 3, 5: 4, 7: 5, 8: 6}
    assert {one["from"] for one in told["removed"]} | {one["from"] for one in told["doubts"]} == {
        3,
        6,
    }


def test_papers_with_no_common_page_have_none(pages: Pages, tmp_path: Path) -> None:
    told = paired(pages, tmp_path, book([lines(1), lines(2)]), book([lines(3)]))
    assert (told["pairs"], told["doubts"], told["inserted"]) == ([], [], [1])
    assert carry(told, 2, (100, 100)) == Tray(())


def test_a_moved_a_changed_and_an_unchanged_page_are_called_so(
    pages: Pages, tmp_path: Path
) -> None:
    old = [lines(page) for page in range(6)]
    new = [old[0], old[2], old[3], old[4], old[1], [*old[5][:4], "別の文", *old[5][5:]]]
    told = paired(pages, tmp_path, book(old), book(new))
    assert went(told) == {1: 1, 2: 5, 3: 2, 4: 3, 5: 4, 6: 6}
    expected = {1: "same", 2: "same moved", 3: "same", 4: "same", 5: "same", 6: "changed"}
    assert states(told) == expected
    again = paired(pages, tmp_path, book(old), book(old))
    assert set(states(again).values()) == {"same"}
    assert all(pair["runs"] == [] for pair in again["pairs"])


@pytest.mark.parametrize("how", ["another writer", "a hair aside", "smaller"])
def test_a_page_written_anew_is_the_same(pages: Pages, tmp_path: Path, how: str) -> None:
    old = book([lines(1), lines(2)])
    paper = pymupdf.open(stream=old)
    if how == "another writer":
        new = paper.tobytes(garbage=4, clean=True, deflate=True)
    else:
        made = pymupdf.open()
        for page in range(2):
            sheet = made.new_page(width=595, height=842)
            shrunk = pymupdf.Rect(50, 40, 50 + 0.9 * 595, 40 + 0.9 * 842)
            aside = pymupdf.Rect(0.3, 0.3, 595.3, 842.3)
            sheet.show_pdf_page(shrunk if how == "smaller" else aside, paper, page)
        new = made.tobytes()
    assert set(states(paired(pages, tmp_path, old, new)).values()) == {"same"}


@pytest.mark.parametrize("what", ["stamp", "line", "image"])
def test_what_is_drawn_beside_the_same_words_is_a_change(
    pages: Pages, tmp_path: Path, what: str
) -> None:
    old = book([lines(1), lines(2)])
    paper = pymupdf.open(stream=old)
    match what:
        case "stamp":
            paper[1].draw_circle((450, 700), 20, color=(0.8, 0, 0), width=2)
        case "line":
            paper[1].draw_line((70, 600), (300, 600), width=0.8)
        case _:
            paper[1].insert_image(pymupdf.Rect(300, 600, 400, 750), stream=drawn("12", 1))
    told = paired(pages, tmp_path, old, paper.tobytes())
    assert states(told) == {1: "same", 2: "changed"}
    x0, y0, x1, y1 = told["pairs"][1]["differs"][0]
    assert (x0, y0) > (60, 590)
    assert x1 - x0 < 320
    assert y1 - y0 < 170


def test_a_changed_figure_of_a_scan_is_seen_and_another_packing_is_not(
    pages: Pages, tmp_path: Path
) -> None:
    old = scans([drawn("12,345", 1), drawn("12,345", 2), drawn("777", 3)])
    new = scans([drawn("12,345", 1, 60), drawn("12,845", 2, 60), drawn("777", 3, 60)])
    told = paired(pages, tmp_path, old, new)
    assert states(told) == {1: "same", 2: "changed", 3: "same"}


def test_blank_pages_between_others_are_paired_and_one_taken_away_is_asked_about(
    pages: Pages, tmp_path: Path
) -> None:
    old = [lines(1), [], lines(2), [], []]
    assert set(states(paired(pages, tmp_path, book(old), book(old))).values()) == {"same"}
    told = paired(pages, tmp_path, book(old), book(old[:4]))
    assert went(told).items() >= {1: 1, 2: 2, 3: 3}.items()
    assert [one["from"] for one in told["doubts"]] == [4, 5]


def test_malformed_papers_are_refused_or_paired_as_far_as_they_can_be_read(
    pages: Pages, tmp_path: Path
) -> None:
    good = book([lines(page) for page in range(4)])
    with pytest.raises(Refused) as refusal:
        paired(pages, tmp_path, good, b"no paper at all")
    assert refusal.value.reason == "paper.not_a_pdf"
    paper = pymupdf.open(stream=good)
    paper.update_stream(paper[1].get_contents()[0], b"q q q (((( Tj ]] 1e99 Tf <<")
    told = paired(pages, tmp_path, good, paper.tobytes())
    assert went(told).items() >= {1: 1, 3: 3, 4: 4}.items()
    assert states(told).get(2, "changed") == "changed"
    locked = tmp_path / "locked.pdf"
    pymupdf.open(stream=good).save(locked, encryption=5, user_pw="a", owner_pw="b")
    with pytest.raises(Refused):
        pages.pairing(Prepared(locked, (), ()), Prepared(locked, (), ()))


def test_what_was_made_ahead_is_used(pages: Pages, tmp_path: Path) -> None:
    paths = []
    for name, texts in (("a", [lines(1), []]), ("b", [lines(9), []])):
        paths.append(tmp_path / name)
        paths[-1].write_bytes(book(texts))
    stored = tmp_path / "words.gz"
    stored.write_bytes(pages.words(paths[0], 1, 1)[0].packed)
    sides = [Prepared(path, [stored, None], [None, None]) for path in paths]
    # What is stored says that the first pages have the same words; the papers say otherwise.
    assert went(pages.pairing(*sides)) == {1: 1, 2: 2}


def test_a_new_page_with_a_heading_of_a_removed_one_takes_none_of_its_notes(
    pages: Pages, tmp_path: Path
) -> None:
    heading = "令和８年度青波市一般会計補正予算（第３号）に関する説明書"
    old = [lines(1), [heading, *lines(2)], lines(3)]
    new = [lines(1), [heading, *lines(8)], lines(3)]
    told = paired(pages, tmp_path, book(old), book(new))
    assert isinstance(carry(told, 2, (100, 90)), Tray)
