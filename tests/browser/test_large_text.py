"""Text at twice its size: nothing falls off the screen, whichever way the tablet is held."""

from __future__ import annotations

import pytest
from playwright.sync_api import FloatRect, Locator, expect

from tests.browser.conftest import Open
from tests.browser.tablet import Tablet
from tests.cast import Council

TWICE = "document.documentElement.style.fontSize = '200%'"
LARGEST = "document.documentElement.style.fontSize = '225%'"
"""The largest that 見やすさ gives."""
FOOT = ("previous", "page-number", "next", "zoom", "view-choice", "all-pages", "write")
LINES = """(part) => {
  const range = document.createRange();
  range.selectNodeContents(part);
  return new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size;
}"""
CUT = "(part) => part.scrollWidth > part.clientWidth || part.scrollHeight > part.clientHeight"


@pytest.fixture
def sitting(live_council: Council) -> Council:
    """An open meeting with a paper."""
    live_council.add_paper("令和９年度　青波市一般会計予算書", pages=30)
    live_council.do("aoki", "papers.publish")
    live_council.bring_to("open")
    return live_council


def inside(part: Locator, tablet: Tablet, within: str = "") -> None:
    """A part lies wholly on the screen, and inside another part where one is named."""
    box, size = part.bounding_box(), tablet.page.viewport_size
    assert box is not None
    assert size is not None
    frame = FloatRect(x=0, y=0, width=size["width"], height=size["height"])
    if within:
        inner = tablet.find(within).bounding_box()
        assert inner is not None
        frame = inner
    assert box["x"] >= frame["x"] - 1
    assert box["y"] >= frame["y"] - 1
    assert box["x"] + box["width"] <= frame["x"] + frame["width"] + 1
    assert box["y"] + box["height"] <= frame["y"] + frame["height"] + 1


def reaches(tablet: Tablet, names: tuple[str, ...], within: str) -> None:
    """All these can be scrolled into view inside another part, which is on the screen itself."""
    inside(tablet.find(within), tablet)
    for name in names:
        tablet.find(name).scroll_into_view_if_needed()
        inside(tablet.find(name), tablet, within)


def has_room(tablet: Tablet, part: str, height: int) -> None:
    """A part is at least so high, px."""
    box = tablet.find(part).bounding_box()
    assert box is not None
    assert box["height"] >= height


@pytest.mark.parametrize("upright", [False, True])
def test_at_twice_the_text_tools_paging_and_the_chairs_step_are_within_reach(
    sitting: Council, tablet: Open, upright: bool
) -> None:
    chair = tablet("inoue", upright=upright)
    chair.draw()
    chair.tap("next")
    chair.tap("write")
    chair.page.evaluate(TWICE)
    tools = ("tool-pen", "tool-eraser", "more-tools", "undo", "layer-private", "sight-shared")
    reaches(chair, tools, "tools")
    for name in ("step", "be-alone", "hand-over", "previous", "next", "page-number", "write"):
        inside(chair.find(name), chair)
    has_room(chair, "stage", 280)
    chair.tap("step")
    inside(chair.find("step-question"), chair)
    inside(chair.find("step-do"), chair)


@pytest.mark.parametrize("upright", [False, True])
def test_at_the_largest_text_the_foot_is_one_row_lying_and_two_upright_with_whole_words(
    sitting: Council, tablet: Open, upright: bool
) -> None:
    leading, writing = tablet("inoue", upright=upright), tablet("ueda", upright=upright)
    for one in (leading, writing):
        one.tap("write")
        one.shows(1)
        one.page.evaluate(LARGEST)
        rows = set()
        for name in FOOT:
            inside(one.find(name), one)
            assert not one.find(name).evaluate(CUT), name
            box = one.find(name).bounding_box()
            assert box is not None
            rows.add(round((box["y"] + box["height"] / 2) / 20))
        assert len(rows) == (2 if upright else 1)
        has_room(one, "stage", 250)


def test_the_heads_of_three_papers_side_by_side_are_whole_however_narrow_they_are(
    sitting: Council, tablet: Open
) -> None:
    for name in ("議案第42号　令和８年度青波市一般会計補正予算（第４号）", "議案第43号"):
        sitting.add_paper(name, pages=3)
    sitting.do("aoki", "papers.publish")
    ueda = tablet("ueda")
    for name in ("議案第42号", "議案第43号"):
        if ueda.find("agenda").is_hidden():
            ueda.tap("agenda-toggle")
        ueda.page.get_by_role("button", name=f"並べる：「{name}").tap()
    expect(ueda.page.locator(".pane")).to_have_count(3)
    ueda.page.keyboard.press("Control+f")
    expect(ueda.find("seek")).to_be_visible()
    _heads_are_whole(ueda)
    ueda.page.keyboard.press("Escape")
    _heads_are_whole(ueda)
    ueda.page.evaluate(LARGEST)
    _heads_are_whole(ueda)


def _heads_are_whole(tablet: Tablet) -> None:
    """Each pane shows its three ways out, some of its name and all of its page's number."""
    for pane in tablet.page.locator(".pane").all():
        frame = pane.bounding_box()
        assert frame is not None
        for part in (".pane-follow", ".pane-swap", ".pane-close", ".pane-page"):
            box = pane.locator(part).bounding_box()
            assert box is not None
            assert frame["x"] <= box["x"], part
            assert box["x"] + box["width"] <= frame["x"] + frame["width"], part
        name = pane.locator(".pane-name").bounding_box()
        assert name is not None
        assert name["width"] > 60
        _bookmark_is_in_the_head(pane)


def _bookmark_is_in_the_head(pane: Locator) -> None:
    """The bookmark covers neither the page nor a way out, and a finger can touch it."""
    ribbon = pane.locator(".ribbon").bounding_box()
    frame = pane.locator(".pane-head").bounding_box()
    close = pane.locator(".pane-close").bounding_box()
    assert ribbon is not None
    assert frame is not None
    assert close is not None
    assert min(ribbon["width"], ribbon["height"]) >= 44
    assert frame["y"] - 1 <= ribbon["y"]
    assert ribbon["y"] + ribbon["height"] <= frame["y"] + frame["height"] + 1
    assert close["x"] + close["width"] <= ribbon["x"] + 1
    assert ribbon["x"] + ribbon["width"] <= frame["x"] + frame["width"] + 1


def test_two_papers_upright_at_the_largest_text_have_whole_heads_and_some_of_their_pages(
    sitting: Council, tablet: Open
) -> None:
    sitting.add_paper("議案第42号　令和８年度青波市一般会計補正予算（第４号）", pages=3)
    sitting.do("aoki", "papers.publish")
    chair = tablet("inoue", upright=True)
    ribbon, stage = chair.find("ribbon").bounding_box(), chair.find("stage").bounding_box()
    assert ribbon is not None
    assert stage is not None
    assert ribbon["x"] + ribbon["width"] == stage["x"] + stage["width"]
    assert 44 <= ribbon["width"] <= 54
    chair.tap("agenda-toggle")
    chair.page.get_by_role("button", name="並べる：「議案第42号").tap()
    expect(chair.page.locator(".pane")).to_have_count(2)
    _heads_are_whole(chair)
    chair.page.evaluate(LARGEST)
    _heads_are_whole(chair)
    for name in (*FOOT, "step", "be-alone", "hand-over"):
        inside(chair.find(name), chair)
    for desk in chair.page.locator(".pane-desk").all():
        box = desk.bounding_box()
        assert box is not None
        assert box["height"] >= 150
    chair.find("ribbon").tap()
    expect(chair.find("ribbon")).to_have_attribute("aria-pressed", "true")
    chair.tap("write")
    expect(chair.find("ribbon")).to_be_visible()


def test_the_clerk_sees_pages_as_large_as_there_is_room_beside_their_numbers(
    sitting: Council, tablet: Open
) -> None:
    paper = sitting.add_paper("議案第41号", pages=6)["body"]
    run = {"first": 1, "last": 6, "style": "arabic", "number": 11}
    sitting.do("aoki", "guide.correct", version=paper["version"], **run)
    clerk = tablet("aoki")
    clerk.page.goto(f"{clerk.url}/meetings/{sitting.meeting}/papers/{paper['paper']}/guide")
    for upright, least in ((False, 320), (True, 180)):
        size = (820, 1180) if upright else (1180, 820)
        clerk.page.set_viewport_size({"width": size[0], "height": size[1]})
        for picture in clerk.page.locator(".strip img").all():
            box = picture.bounding_box()
            assert box is not None
            assert box["width"] >= least
            assert picture.evaluate("(page) => page.getBoundingClientRect().right <= innerWidth")
        assert clerk.page.locator(".strip img").count() == 3
        clerk.page.evaluate(LARGEST)


@pytest.mark.parametrize(("upright", "twice"), [(False, False), (False, True), (True, True)])
def test_a_chair_who_reads_alone_sees_so_in_whole_words_with_all_ways_back(
    sitting: Council, tablet: Open, upright: bool, twice: bool
) -> None:
    sitting.add_paper("議案第42号　令和８年度青波市一般会計補正予算（第４号）", pages=3)
    sitting.do("aoki", "papers.publish")
    chair = tablet("inoue", upright=upright)
    chair.tap("next")
    chair.tap("be-alone")
    chair.look_for("議案第42号")
    if twice:
        chair.page.evaluate(TWICE)
    for name in ("follow-state", "to-called", "to-back", "show-all", "step", "next", "write"):
        inside(chair.find(name), chair)
    box = chair.find("follow-state").bounding_box()
    assert box is not None
    assert box["width"] > 2 * box["height"]
    step = chair.find("step").bounding_box()
    assert step is not None
    beside = step["x"] + step["width"] <= box["x"]
    assert beside or step["y"] + step["height"] <= box["y"]
    has_room(chair, "stage", 250)


@pytest.mark.parametrize(("upright", "text"), [(False, LARGEST), (True, TWICE), (True, LARGEST)])
def test_at_large_text_pad_and_what_is_found_are_both_within_reach(
    sitting: Council, tablet: Open, upright: bool, text: str
) -> None:
    ueda = tablet("ueda", upright=upright)
    ueda.page.evaluate(text)
    ueda.tap("page-number")
    ueda.page.get_by_role("button", name="1", exact=True).tap()
    first = ueda.page.locator("#find-results button").first
    expect(first).to_be_visible()
    inside(first, ueda)
    for name in ("find-text", "find-close", "find-words", "find-erase"):
        inside(ueda.find(name), ueda)
    for name in ("find-text", "find-close", "find-erase"):
        assert ueda.find(name).locator("span").evaluate(LINES) == 1, name
    for key in ueda.page.locator("#find-keys button").all():
        key.scroll_into_view_if_needed()
        inside(key, ueda, "find-keys")
        box = key.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 44
    inside(ueda.find("find-keys"), ueda)
    found = ueda.page.locator(".find-found").bounding_box()
    assert found is not None
    assert found["height"] >= 200
    inside(first, ueda)
    first.tap()
    ueda.shows(1)
