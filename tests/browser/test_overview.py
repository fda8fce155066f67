"""The whole of a paper: its pages with what marks them, its contents, one's own bookmarks."""

from __future__ import annotations

import pymupdf
import pytest
from playwright.sync_api import Locator, expect

from meetings.domain import notes
from meetings.domain.meetings import Meeting
from tests.acts.test_guide import add
from tests.browser.conftest import Open
from tests.browser.tablet import Tablet
from tests.cast import Council
from tests.pdf.test_guide import feet, made

CHAPTERS = [[1, "第1章 計画", 3], [2, "1節 目的", 3], [2, "2節 方法", 4], [1, "第2章 結び", 6]]


@pytest.fixture
def ueda(live_council: Council, tablet: Open) -> Tablet:
    """A member's tablet with a paper of roman and arabic numbers and two chapters open."""
    document = made(feet("ⅰ", "ⅱ", "- 1 -", "- 2 -", "- 3 -", "- 4 -", "- 5 -", "- 6 -"))
    document.set_toc(CHAPTERS)
    add(live_council, document.tobytes())
    live_council.add_paper("議案第42号", pages=2)
    live_council.do("aoki", "papers.publish")
    live_council.bring_to("open")
    for page in (5, 7):
        live_council.do("inoue", "floor.turn", version=live_council.versions[0], page=page, epoch=0)
    return tablet("ueda")


def on(council: Council, login: str) -> list[tuple[int, str]]:
    """Return the pages and names of somebody's bookmarks as the tables have them."""
    with council.house.database.read() as session:
        meeting = session.get_one(Meeting, council.meeting)
        rows = notes.bookmarks(session, council.who(login), meeting)
    return [(row.page, row.name) for row in rows if row.on]


def test_pages_contents_and_bookmarks_lead_to_each_place(
    live_council: Council, ueda: Tablet
) -> None:
    page = ueda.page
    ueda.shows(7)
    ueda.find("ribbon").tap()
    expect(ueda.find("ribbon")).to_have_attribute("aria-pressed", "true")
    ueda.draw()
    ueda.has_ink(1)
    ueda.tap("all-pages")
    fifth, seventh = (page.locator(f".thumbnail[data-page='{at}']") for at in (5, 7))
    expect(seventh).to_have_text("5ページ7枚目しおり書き込みあり案内中")
    expect(seventh).to_be_focused()
    expect(fifth).to_contain_text("に案内")
    page.locator("#tab-contents").tap()
    expect(page.locator("#contents [aria-current]")).to_have_text("第2章 結び4ページ")
    page.locator("#contents li", has_text="方法").tap()
    ueda.shows(4)
    ueda.tap("all-pages")
    page.locator("#tab-contents").press("ArrowRight")
    expect(page.locator("#bookmark-list li")).to_contain_text("5ページ第2章 結び")
    page.get_by_role("button", name="名前をつける").tap()
    page.get_by_role("textbox", name="しおりの名前").fill("質問するところ")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="質問するところ").tap()
    ueda.shows(7)
    ueda.is_synced()
    assert on(live_council, "ueda") == [(7, "質問するところ")]
    ueda.find("ribbon").tap()
    expect(ueda.find("ribbon")).to_have_attribute("aria-pressed", "false")
    ueda.is_synced()
    assert on(live_council, "ueda") == []


def test_all_of_it_goes_by_keyboard_and_chapters_fold(ueda: Tablet) -> None:
    keys, lines = ueda.page.keyboard, ueda.page.locator("#contents li")
    ueda.shows(7)
    ueda.find("all-pages").press("Enter")
    ueda.page.locator("#tab-pages").focus()
    keys.press("ArrowRight")
    expect(lines).to_have_count(4)
    keys.press("Tab")
    expect(ueda.page.locator("#contents [aria-current]")).to_be_focused()
    keys.press("Home")
    keys.press("ArrowLeft")
    expect(lines).to_have_count(2)
    keys.press("ArrowRight")
    keys.press("ArrowRight")
    keys.press("ArrowDown")
    expect(lines.filter(has_text="方法")).to_be_focused()
    keys.press("Enter")
    ueda.shows(4)
    ueda.page.locator(".agenda .paper", has_text="42号").tap()
    ueda.shows(1)
    ueda.find("all-pages").press("Enter")
    expect(ueda.page.locator("#contents-none")).to_contain_text("目次がありません")
    ueda.page.get_by_role("button", name="ページの一覧を見る").tap()
    expect(ueda.page.locator(".thumbnail")).to_have_count(2)
    keys.press("Escape")
    expect(ueda.find("overview")).to_be_hidden()


def test_a_bookmark_put_without_a_line_waits_and_reaches_every_tablet(
    live_council: Council, tablet: Open, ueda: Tablet
) -> None:
    ueda.shows(7)
    ueda.context.set_offline(True)
    expect(ueda.find("line")).to_contain_text("圏外")
    ueda.find("ribbon").tap()
    expect(ueda.find("ribbon")).to_have_attribute("aria-pressed", "true")
    expect(ueda.find("line")).to_contain_text("未送信1件")
    assert on(live_council, "ueda") == []
    ueda.context.set_offline(False)
    ueda.is_synced()
    assert on(live_council, "ueda") == [(7, "")]
    second = tablet("ueda")
    second.shows(7)
    expect(second.find("ribbon")).to_have_attribute("aria-pressed", "true")
    second.find("ribbon").tap()
    expect(ueda.find("ribbon")).to_have_attribute("aria-pressed", "false")


def test_links_and_named_bills_are_followed_by_a_tap_alone(
    live_council: Council, tablet: Open
) -> None:
    broken = [(0.3, 0.6, "討論は議案第４"), (0.3, 0.615, "２号を見る。")]
    document = made([broken, *feet("", "")])
    spot = pymupdf.Rect(100, 300, 300, 330)
    document[0].insert_link({"kind": pymupdf.LINK_GOTO, "page": 2, "from": spot})
    add(live_council, document.tobytes())
    live_council.add_paper("議案第42号　補正予算", pages=2)
    live_council.do("aoki", "papers.publish")
    live_council.bring_to("open")
    ueda = tablet("ueda")
    links = ueda.page.locator(".link")
    ueda.shows(1)
    expect(links).to_have_count(3)
    own, bill = (_middle(links.nth(at)) for at in range(2))
    ueda.touch(*[[(own[0] + 60 - 12 * at, own[1])] for at in range(9)])
    ueda.shows(2)
    ueda.tap("previous")
    ueda.shows(1)
    expect(links).to_have_count(3)
    ueda.pen_down(*[(own[0] - 20 + 5 * at, own[1]) for at in range(9)])
    ueda.pen_up((own[0] + 20, own[1]))
    ueda.has_ink(1)
    ueda.shows(1)
    ueda.tap("next")
    ueda.tap("previous")
    ueda.shows(1)
    expect(links).to_have_count(3)
    ueda.touch([own])
    ueda.shows(3)
    ueda.tap("to-back")
    ueda.shows(1)
    expect(links).to_have_count(3)
    ueda.touch([(bill[0], bill[1] - 12)])
    expect(ueda.find("paper-title")).to_have_text("議案第42号　補正予算")
    ueda.tap("to-back")
    ueda.shows(1)
    expect(links).to_have_count(3)
    expect(links.nth(2)).to_have_attribute("aria-hidden", "true")
    ueda.touch([_middle(links.nth(2))])
    expect(ueda.find("paper-title")).to_have_text("議案第42号　補正予算")
    ueda.tap("to-back")
    ueda.shows(1)
    links.nth(1).press("Enter")
    expect(ueda.find("paper-title")).to_have_text("議案第42号　補正予算")


def _middle(one: Locator) -> tuple[float, float]:
    box = one.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
