"""Papers side by side on a tablet: places and notes of their own, following, pairs, dividers."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import Open
from tests.browser.tablet import Tablet
from tests.cast import Council

BILL, TABLE, BUDGET = "議案第41号", "新旧対照表", "予算書"
COUNT_BITMAPS = """() => {
  window.bitmaps = { live: 0, most: 0 };
  const [make, close] = [createImageBitmap, ImageBitmap.prototype.close];
  window.createImageBitmap = async (...given) => {
    const made = await make(...given);
    window.bitmaps.live += 1;
    window.bitmaps.most = Math.max(window.bitmaps.most, window.bitmaps.live);
    return made;
  };
  ImageBitmap.prototype.close = function () { window.bitmaps.live -= 1; close.call(this); };
}"""
TURN = """async (turns) => {
  for (let turn = 0; turn < turns; turn += 1) {
    const key = Math.floor(turn / 25) % 2 ? 'PageUp' : 'PageDown';
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
    await new Promise((resolve) => setTimeout(resolve, turn % 50 ? 0 : 400));
  }
  const canvases = [...document.querySelectorAll('canvas')].map((one) => one.width * one.height);
  return { ...window.bitmaps, canvases };
}"""
STAGES = """() => [...document.querySelectorAll('.stage')].map((one) => {
  const { left, top, width, height } = one.getBoundingClientRect();
  return [left, top, width, height];
})"""


@pytest.fixture
def sitting(live_council: Council) -> Council:
    """An open meeting with a bill, a table of comparison that belongs to it, and a budget."""
    papers = [
        live_council.add_paper(name, pages)["body"]["paper"]
        for name, pages in ((BILL, 30), (TABLE, 6), (BUDGET, 12))
    ]
    live_council.do("aoki", "paper.pair", paper=papers[0], beside=papers[1])
    live_council.do("aoki", "papers.publish")
    live_council.bring_to("open")
    return live_council


def call(council: Council, page: int) -> None:
    """Call a page of the bill beside the server, as the chair."""
    given = {"version": council.versions[0], "page": page, "epoch": 0}
    council.do("inoue", "floor.turn", **given)


def open_beside(tablet: Tablet, name: str) -> None:
    """Put a paper beside the others, from the agenda."""
    if tablet.find("agenda").is_hidden():
        tablet.tap("agenda-toggle")
    tablet.page.get_by_role("button", name=f"並べる：「{name}」を横に開く").tap()


def pane(tablet: Tablet, number: int) -> Locator:
    """Return a pane by its place from the left or the top, from 0."""
    return tablet.page.locator(".pane").nth(number)


def shows(tablet: Tablet, *seen: tuple[str, int]) -> None:
    """The panes show these papers and pages, in this order."""
    expect(tablet.page.locator(".pane")).to_have_count(len(seen))
    for number, (name, page) in enumerate(seen):
        expect(pane(tablet, number).locator(".pane-name")).to_have_text(name)
        expect(pane(tablet, number).locator(".picture")).to_have_attribute(
            "data-painted", str(page)
        )


def stages(tablet: Tablet) -> list[list[float]]:
    """Return left, top, width and height of every stage, CSS px."""
    found: list[list[float]] = tablet.page.evaluate(STAGES)
    return found


def test_two_papers_have_their_own_places_and_notes_and_one_follows(
    sitting: Council, tablet: Open
) -> None:
    call(sitting, 3)
    ueda = tablet("ueda")
    ueda.shows(3)
    expect(ueda.find("open-pair")).to_have_text(f"{TABLE}と並べる")
    ueda.tap("open-pair")
    shows(ueda, (BILL, 3), (TABLE, 1))
    expect(ueda.find("open-pair")).to_be_hidden()
    ueda.tap("next")
    shows(ueda, (BILL, 3), (TABLE, 2))
    ueda.draw()
    ueda.has_ink(1)
    call(sitting, 7)
    shows(ueda, (BILL, 7), (TABLE, 2))

    # A touch takes the other pane in hand; the one that follows is another's by one tap.
    pane(ueda, 0).locator(".stage").tap()
    ueda.has_ink(0)
    ueda.draw()
    ueda.has_ink(1)
    pane(ueda, 1).locator(".pane-follow").tap()
    shows(ueda, (BILL, 7), (BILL, 7))
    for number in (0, 1):
        told = pane(ueda, number).locator(".ink")
        expect(told).to_have_attribute("aria-label", "書き込み1件")
    call(sitting, 9)
    shows(ueda, (BILL, 7), (BILL, 9))
    ueda.tap("to-back")
    shows(ueda, (BILL, 7), (TABLE, 2))
    call(sitting, 11)
    expect(ueda.find("to-called")).to_contain_text("11ページ")
    shows(ueda, (BILL, 7), (TABLE, 2))
    ueda.is_synced()


def test_how_papers_lie_and_where_they_are_open_comes_back_after_a_reload(
    sitting: Council, tablet: Open
) -> None:
    ueda = tablet("ueda")
    ueda.shows(1)
    open_beside(ueda, BUDGET)
    ueda.tap("next")
    ueda.tap("next")
    shows(ueda, (BILL, 1), (BUDGET, 3))
    wide = stages(ueda)[1][2]
    bar = ueda.page.get_by_role("separator")
    box = bar.bounding_box()
    assert box is not None
    ueda.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 300)
    ueda.page.mouse.down()
    ueda.page.mouse.move(box["x"] - 150, box["y"] + 300, steps=5)
    ueda.page.mouse.up()
    wider = stages(ueda)[1][2]
    assert wider > wide + 120
    bar.press("ArrowLeft")
    widest = stages(ueda)[1][2]
    assert widest > wider + 30
    ueda.page.reload()
    ueda.is_synced()
    shows(ueda, (BILL, 1), (BUDGET, 3))
    assert stages(ueda)[1][2] == pytest.approx(widest, abs=2)
    pane(ueda, 1).locator(".pane-swap").tap()
    shows(ueda, (BUDGET, 3), (BILL, 1))
    pane(ueda, 1).locator(".pane-close").tap()
    shows(ueda, (BUDGET, 3))
    expect(pane(ueda, 0).locator(".pane-head")).to_be_hidden()


def test_three_papers_stand_one_above_the_other_upright_and_are_as_wide_as_the_tablet(
    sitting: Council, tablet: Open
) -> None:
    ueda = tablet("ueda", upright=True)
    ueda.shows(1)
    alone = share(ueda)
    open_beside(ueda, TABLE)
    open_beside(ueda, BUDGET)
    shows(ueda, (BILL, 1), (TABLE, 1), (BUDGET, 1))
    tops = [top for _, top, _, _ in stages(ueda)]
    assert tops == sorted(tops)
    for one in ueda.page.locator(".page").all():
        box = one.bounding_box()
        assert box is not None
        assert box["width"] > 790
    assert alone > 0.75
    assert share(ueda) > 0.65
    ueda.swipe(0.7, 0.3)
    shows(ueda, (BILL, 1), (TABLE, 1), (BUDGET, 2))


def share(tablet: Tablet) -> float:
    """Return the share of the screen that pages get."""
    size = tablet.page.viewport_size
    assert size is not None
    return sum(w * h for _, _, w, h in stages(tablet)) / (size["width"] * size["height"])


def test_however_many_pages_are_turned_few_pictures_are_kept(
    sitting: Council, tablet: Open
) -> None:
    ueda = tablet("ueda")
    ueda.shows(1)
    ueda.page.evaluate(COUNT_BITMAPS)
    open_beside(ueda, BILL)
    told: dict[str, Any] = ueda.page.evaluate(TURN, 200)
    assert told["most"] <= 30, told
    assert max(told["canvases"]) <= 5_010_000
    assert sum(told["canvases"]) < 20_000_000


def test_the_clerk_chooses_what_is_read_beside_a_paper(sitting: Council, tablet: Open) -> None:
    aoki = tablet("aoki")
    aoki.page.goto(f"{aoki.url}/meetings/{sitting.meeting}/prepare")
    choice = aoki.page.locator("#paper-rows .paper").first.get_by_label("並べて読む資料")
    expect(choice.locator("option:checked")).to_have_text(TABLE)
    choice.select_option(label=BUDGET)
    expect(aoki.page.get_by_text("並べて読む資料を決めました。")).to_be_visible()
    aoki.page.reload()
    expect(choice.locator("option:checked")).to_have_text(BUDGET)
