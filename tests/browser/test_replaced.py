"""A paper is replaced while it is read: what tablets show of it, and what they leave alone."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.axe import faults
from tests.browser.conftest import Open
from tests.browser.tablet import Tablet
from tests.cast import Council, points
from tests.pdf.pairs import book, lines

NAME = "予算書"
OLD = [lines(name) for name in "abcdef"]
CHANGED = [*OLD[2][:-1], "予備費　一千二百万円"]
NEW = [OLD[0], lines("x"), OLD[1], CHANGED, OLD[3], OLD[5]]
"""One page came before the second, the third changed, the fifth was taken out."""

WATCH = """() => {
  const [page, canvas] = document.querySelectorAll('.pane .page, .pane .picture');
  window.seen = new Set();
  const small = new OffscreenCanvas(150, 200).getContext('2d', { willReadFrequently: true });
  const look = () => {
    small.drawImage(canvas, 0, 0, 150, 200);
    const { data } = small.getImageData(0, 0, 150, 200);
    const dark = data.some((value, i) => i % 4 < 3 && value < 200);
    window.seen.add(`${page.style.transform} ${page.style.width} ${dark}`);
    requestAnimationFrame(look);
  };
  look();
}"""
"""Writes down how the page lies, and whether there are letters on it, in every frame."""


def add(council: Council, pages: list[list[str]] = OLD, name: str = NAME) -> int:
    """Add a paper of these pages and publish it."""
    upload = council.house.files.put_bytes(book(pages)).digest
    told: dict[str, Any] = council.do("aoki", "paper.add", name=name, upload=upload)["body"]
    council.versions.append(told["version"])
    council.do("aoki", "papers.publish")
    return int(told["paper"])


def replace(
    council: Council, paper: int, pages: list[list[str]] = NEW, errata: list[Any] | None = None
) -> int:
    """Replace a paper, as the clerk does step by step; return the new version."""
    upload = council.house.files.put_bytes(book(pages)).digest
    given = {"paper": paper, "upload": upload, "kind": "replacement"}
    version: int = council.do("aoki", "replacement.begin", **given)["body"]["version"]
    number = council.do(None, "replacement.find", version=version)["number"]
    if errata:
        number = council.do("aoki", "replacement.correct", version=version, errata=errata)["number"]
    council.do("aoki", "replacement.publish", version=version, revision=number)
    return version


def call(council: Council, version: int, page: int) -> None:
    """Call a page beside the server, as the chair."""
    council.do("inoue", "floor.turn", version=version, page=page, epoch=0)


def bar(tablet: Tablet) -> Locator:
    """Return what is said of versions in the pane in hand."""
    return tablet.page.locator(".pane.active .pane-replaced")


BELOW = """(pane) => pane.querySelector(".pane-replaced").getBoundingClientRect().bottom
  <= pane.querySelector(".stage").getBoundingClientRect().top + 1"""


@pytest.fixture
def sitting(live_council: Council) -> tuple[Council, int]:
    """An open meeting with a paper of six pages."""
    paper = add(live_council)
    live_council.bring_to("open")
    return live_council, paper


def test_a_page_that_stayed_the_same_is_exchanged_unseen(
    sitting: tuple[Council, int], tablet: Open
) -> None:
    council, paper = sitting
    ueda = tablet("ueda")
    ueda.tap("next")
    ueda.shows(2)
    ueda.tap("zoom")
    ueda.pinch()
    ueda.page.evaluate(WATCH)
    replace(council, paper)
    expect(ueda.find("page-number")).to_contain_text("3 / 6", timeout=20_000)
    expect(ueda.find("picture")).to_have_attribute("data-painted", "3")
    # Nothing moved, and in no frame was the page without its letters.
    seen = ueda.page.evaluate("[...window.seen]")
    assert len(seen) == 1, seen
    assert seen[0].endswith("true")
    expect(bar(ueda)).to_be_hidden()


def test_whoever_looks_at_a_page_that_changed_stays_there_and_sees_both(
    sitting: tuple[Council, int], tablet: Open
) -> None:
    council, paper = sitting
    [old] = council.versions
    ueda = tablet("ueda")
    call(council, old, 3)
    ueda.shows(3)
    ueda.draw()
    ueda.is_synced()
    replace(council, paper)
    expect(bar(ueda)).to_contain_text("このページは差しかえられました。")
    ueda.shows(3)
    expect(ueda.find("to-called")).to_be_hidden()
    ueda.draw(0.6)
    expect(ueda.page.locator(".notice")).to_contain_text("前の版には書きこめません。")
    ueda.has_ink(1)
    bar(ueda).get_by_role("button", name="新しいページを見る").tap()
    ueda.shows(4)
    expect(bar(ueda)).to_contain_text("差しかえ")
    bar(ueda).get_by_role("button", name="前のページと並べる").tap()
    panes = ueda.page.locator(".pane")
    expect(panes).to_have_count(2)
    former = panes.nth(1)
    expect(former.locator(".picture")).to_have_attribute("data-painted", "3")
    expect(former.locator(".pane-replaced")).to_contain_text("前の版（第1版）を見ています。")
    expect(former.locator(".ink")).to_have_attribute("aria-label", "書き込み1件")
    expect(bar(ueda).get_by_role("button", name="前のページと並べる")).to_have_count(0)
    for one in (panes.nth(0), former):
        expect(one.locator(".differs > .hit")).not_to_have_count(0)
        # Whoever compares the two sees all of both.
        assert one.evaluate(BELOW)
    for _ in range(2):
        assert faults(ueda.page) == []
        ueda.turn_round()
    call(council, council.versions[0], 1)
    # The presenter's own tablet may not know yet: a call on the former version means the newer.
    expect(panes.nth(0).locator(".picture")).to_have_attribute("data-painted", "1")
    expect(bar(ueda)).to_be_hidden()
    expect(former.locator(".picture")).to_have_attribute("data-painted", "3")


def test_presenter_and_followers_go_on_in_the_new_version_and_habits_lead_there(
    sitting: tuple[Council, int], tablet: Open
) -> None:
    council, paper = sitting
    [old] = council.versions
    inoue, ueda = tablet("inoue"), tablet("ueda")
    inoue.look_for("3")
    for one in (inoue, ueda):
        one.shows(3)
    replace(council, paper)
    for one in (inoue, ueda):
        expect(bar(one)).to_contain_text("このページは差しかえられました。")
        one.shows(3)
    expect(inoue.find("follow-state")).to_have_text("このページを全員に見せています")
    expect(ueda.find("follow-state")).to_have_text("議長に合わせています")
    # Leafing on leads to the new version: after the third comes what was the fourth.
    inoue.tap("next")
    for one in (inoue, ueda):
        one.shows(5)
        expect(bar(one)).to_be_hidden()
    inoue.tap("previous")
    for one in (inoue, ueda):
        one.shows(4)
        expect(bar(one)).to_contain_text("差しかえ")

    # The whole of the paper says what is new, until it is known; the agenda does so before.
    badge = ueda.page.locator("#agenda-items .replaced-badge")
    expect(badge).to_be_visible()
    ueda.tap("all-pages")
    fresh = ueda.page.locator("#thumbnail-list li", has=ueda.page.locator(".replaced-badge"))
    expect(fresh).to_have_count(2)
    ueda.tap("tab-replaced")
    news = ueda.page.locator("#edition-list .news").first.locator("button")
    expect(news).to_contain_text(["2ページ", "4ページ"])
    for _ in range(2):
        assert faults(ueda.page) == []
        ueda.turn_round()
    expect(news.nth(1)).to_contain_text("見ました")
    news.first.tap()
    ueda.shows(2)
    expect(bar(ueda)).to_contain_text("加わりました。")
    expect(badge).to_be_hidden()

    # A former version is read on purpose: its pages are turned, and one way leads to the new.
    ueda.tap("all-pages")
    ueda.tap("tab-replaced")
    ueda.page.get_by_role("button", name="この版を見る").tap()
    expect(bar(ueda)).to_contain_text("前の版（第1版）を見ています。")
    for _ in range(4):
        ueda.tap("next")
    ueda.shows(5)
    expect(bar(ueda)).to_contain_text("このページは、新しい資料にはありません。")
    ueda.page.reload()
    ueda.is_synced()
    ueda.shows(5)
    bar(ueda).get_by_role("button", name="新しい版へ").tap()
    ueda.shows(5)
    expect(bar(ueda)).to_be_hidden()
    ueda.page.goto(f"{ueda.url}/meetings/{council.meeting}?version={old}&page=2")
    expect(bar(ueda)).to_contain_text("前の版（第1版）を見ています。")


def test_a_tablet_without_a_line_finds_its_place_after_two_replacements(
    sitting: tuple[Council, int], tablet: Open
) -> None:
    council, paper = sitting
    ueda, kimura = tablet("ueda"), tablet("kimura")
    ueda.look_for("6")
    kimura.look_for("3")
    for one, page in ((ueda, 6), (kimura, 3)):
        one.shows(page)
        one.context.set_offline(True)
        expect(one.find("line")).to_contain_text("圏外")
    replace(council, paper)
    replace(council, paper, [lines("y"), *NEW])
    for one in (ueda, kimura):
        one.context.set_offline(False)
        one.is_synced()
    ueda.shows(7)
    expect(bar(ueda)).to_be_hidden()
    expect(bar(kimura)).to_contain_text("このページは差しかえられました。")
    kimura.shows(3)
    bar(kimura).get_by_role("button", name="新しいページを見る").tap()
    kimura.shows(5)

    # So much was missed that nothing of it is sent on: the meeting is asked for anew.
    kimura.context.set_offline(True)
    expect(kimura.find("line")).to_contain_text("圏外")
    row = {"page": 5, "line": "12", "wrong": "誤り", "right": "予備費　一千二百万円"}
    version = replace(council, paper, [lines("z"), *NEW], errata=[row])
    given = {"id": "a-long-shared-stroke", "version": version, "page": 1, "layer": "shared"}
    given |= {"tool": "pen", "color": "#000000", "width": 1.5, "points": points(50_000)}
    council.do("egawa", "ink.draw", **given)
    with kimura.page.expect_response(f"**/api/meetings/{council.meeting}"):
        kimura.context.set_offline(False)
    kimura.is_synced()
    kimura.shows(5)
    # Still new to whoever has read the first version, and beside that one.
    expect(bar(kimura)).to_be_visible()
    bar(kimura).get_by_role("button", name="前のページと並べる").tap()
    bar(kimura).get_by_role("button", name="正誤表").tap()
    sheet, former = kimura.page.locator(".pane.active"), kimura.page.locator(".pane").nth(2)
    expect(sheet.locator(".pane-name")).to_have_text(f"{NAME}　正誤表")
    expect(sheet.locator(".picture")).to_have_attribute("data-painted", "1")
    expect(former.locator(".pane-name")).to_have_text(f"{NAME}（第1版）")
    expect(former.locator(".picture")).to_have_attribute("data-painted", "3")


def test_notes_stay_with_their_pages_and_wait_where_theirs_is_gone(
    sitting: tuple[Council, int], tablet: Open
) -> None:
    council, paper = sitting
    ueda = tablet("ueda")
    for page, down in ((5, 0.3), (5, 0.32), (5, 0.8), (2, 0.4)):
        ueda.look_for(str(page))
        ueda.shows(page)
        ueda.draw(down)
    ueda.find("ribbon").tap()
    ueda.look_for("5")
    ueda.find("ribbon").tap()
    ueda.look_for("2")
    ueda.is_synced()
    # While the pen is on the page nothing is exchanged under it.
    path = [ueda.at(0.3 + i / 200, 0.6) for i in range(20)]
    ueda.pen_down(*path)
    replace(council, paper)
    expect(ueda.page.locator("#agenda-items .replaced-badge")).to_be_visible()
    expect(ueda.find("page-number")).to_contain_text("2 / 6")
    ueda.pen_up(path[-1])
    ueda.shows(3)
    ueda.has_ink(2)
    expect(ueda.find("ribbon")).to_have_attribute("aria-pressed", "true")

    # Two strokes of one note and one by itself wait; a tap puts each where it may belong.
    expect(bar(ueda)).to_contain_text("置き場所を待つ書きこみが3件あります。")
    bar(ueda).get_by_role("button", name="置き場所を決める").tap()
    heaps = ueda.page.locator("#edition-list .tray > li")
    expect(heaps).to_have_count(2)
    expect(heaps.first).to_contain_text("もとは前の版の5ページ")
    for _ in range(2):
        assert faults(ueda.page) == []
        ueda.turn_round()
    left = ueda.page.locator("#edition-list .bookmark")
    expect(left).to_contain_text("5ページ")
    heaps.first.get_by_role("button", name="いま見ている").tap()
    expect(ueda.find("overview")).to_be_hidden()
    ueda.has_ink(4)
    ueda.page.reload()
    ueda.is_synced()
    ueda.shows(3)
    ueda.has_ink(4)
    bar(ueda).get_by_role("button", name="置き場所を決める").tap()
    heaps.get_by_role("button", name="5ページへ").tap()
    ueda.shows(5)
    ueda.has_ink(1)
    expect(bar(ueda)).to_be_hidden()
