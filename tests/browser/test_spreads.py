"""Spreads on a tablet: whole, by halves, two pages side by side, bound at the left or the right."""

from __future__ import annotations

import pymupdf
import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open
from tests.browser.tablet import Tablet
from tests.cast import Council


def spreads(pages: int, singles: int = 0) -> bytes:
    """Return a PDF of single pages, then of spreads, each half with its number."""
    document = pymupdf.open()
    for number in range(1, singles + 1):
        page = document.new_page(width=595, height=842)
        page.insert_text((72, 100), str(number), fontsize=60)
    for number in range(pages):
        page = document.new_page(width=1190, height=842)
        for half in range(2):
            words = str(singles + 1 + 2 * number + half)
            page.insert_text((72 + 595 * half, 100), words, fontsize=60)
    made: bytes = document.tobytes(deflate=True)
    document.close()
    return made


@pytest.fixture
def sitting(live_council: Council) -> Council:
    """An open meeting with a paper of two single pages and three spreads."""
    upload = live_council.house.files.put_bytes(spreads(3, singles=2)).digest
    answer = live_council.do("aoki", "paper.add", name="予算書", upload=upload)
    live_council.versions.append(answer["body"]["version"])
    live_council.do("aoki", "papers.publish")
    live_council.bring_to("open")
    return live_council


def bound(council: Council, binding: str) -> Council:
    """Say which pages of the paper are spreads, how they are numbered, and where it is bound."""
    version = council.versions[0]
    council.do("aoki", "guide.correct", version=version, first=3, spread=True, binding=binding)
    council.do("aoki", "guide.correct", version=version, style="arabic", number=1)
    return council


def sees(tablet: Tablet, pages: str, half: str = "") -> None:
    """These pages, or this half of one, are painted."""
    expect(tablet.find("picture")).to_have_attribute("data-painted", pages)
    expect(tablet.find("picture")).to_have_attribute("data-half", half)


def choose(tablet: Tablet, way: str) -> None:
    """Choose how the paper is viewed."""
    tablet.tap("view-choice")
    tablet.page.get_by_role("button", name=way).tap()


def test_spreads_are_read_by_halves_upright_and_turn_as_they_are_bound(
    sitting: Council, tablet: Open
) -> None:
    bound(sitting, "left")
    ueda = tablet("ueda", upright=True)
    number = ueda.find("page-number")
    for pages, half in (("1", ""), ("2", ""), ("3", "1"), ("3", "2"), ("4", "1")):
        sees(ueda, pages, half)
        ueda.tap("next")
    sees(ueda, "4", "2")
    expect(number).to_have_text("6 4 / 5")
    expect(number).to_have_attribute(
        "aria-label", "6 4 / 5（印刷された番号、ファイルのページ） ページ・議案をさがす"
    )
    ueda.swipe(0.3, 0.7)
    sees(ueda, "4", "1")
    ueda.page.keyboard.press("ArrowLeft")
    sees(ueda, "3", "2")
    choose(ueda, "見開きのまま")
    sees(ueda, "3")
    expect(number).to_have_text("3-4 3 / 5")
    ueda.page.reload()
    ueda.is_synced()
    ueda.page.keyboard.press("End")
    sees(ueda, "5")


def test_a_paper_bound_at_the_right_turns_to_the_left(sitting: Council, tablet: Open) -> None:
    ueda = tablet("ueda")
    sees(ueda, "1")
    expect(ueda.find("next")).to_have_class("control turn last")
    # The clerk corrects it while it is read.
    bound(sitting, "right")
    expect(ueda.find("next")).to_have_class("control turn")
    following, before = ueda.find("next").bounding_box(), ueda.find("previous").bounding_box()
    assert following is not None
    assert before is not None
    assert following["x"] < before["x"]
    ueda.swipe(0.3, 0.7)
    sees(ueda, "2")
    ueda.page.keyboard.press("ArrowLeft")
    sees(ueda, "3")
    choose(ueda, "半分ずつ")
    sees(ueda, "3", "1")
    ueda.touch([ueda.at(0.05, 0.5)])
    sees(ueda, "3", "2")
    ueda.touch([ueda.at(0.95, 0.5)])
    sees(ueda, "3", "1")
    ueda.page.keyboard.press("ArrowDown")
    sees(ueda, "3", "2")


def test_single_pages_lie_two_by_two_and_ink_belongs_to_the_page_under_the_pen(
    sitting: Council, tablet: Open
) -> None:
    live = sitting
    live.add_paper("議案第41号", pages=7)
    live.do("aoki", "papers.publish")
    ueda = tablet("ueda")
    ueda.page.get_by_role("button", name="議案第41号").first.tap()
    sees(ueda, "1")
    choose(ueda, "2ページ並べる")
    sees(ueda, "1-2")
    ueda.tap("next")
    sees(ueda, "3-4")
    ueda.pen_down(*[ueda.at(0.6 + i / 100, 0.4) for i in range(10)])
    ueda.pen_up(ueda.at(0.7, 0.4))
    ueda.has_ink(1)
    ueda.is_synced()
    ueda.page.keyboard.press("End")
    sees(ueda, "7")
    choose(ueda, "1ページずつ")
    ueda.page.keyboard.press("Home")
    for page, strokes in (("1", 0), ("2", 0), ("3", 0), ("4", 1)):
        sees(ueda, page)
        ueda.has_ink(strokes)
        ueda.tap("next")


def test_a_called_half_is_shown_to_who_reads_halves_and_the_spread_to_others(
    sitting: Council, tablet: Open
) -> None:
    bound(sitting, "left")
    upright, lying = tablet("ueda", upright=True), tablet("egawa")
    given = {"version": sitting.versions[0], "page": 4, "half": 2, "epoch": 0}
    sitting.do("inoue", "floor.turn", **given)
    sees(upright, "4", "2")
    sees(lying, "4")
    for one in (upright, lying):
        expect(one.find("follow-state")).to_have_text("議長に合わせています")
    upright.tap("previous")
    sees(upright, "4", "1")
    expect(upright.find("to-called")).to_be_visible()
