"""One's own notes from the page they were written on to the list, and until they are wiped."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import faults
from tests.browser.conftest import Open
from tests.browser.tablet import Tablet
from tests.cast import Council, packed

WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
SMALL = """() => [...document.querySelectorAll('main a, main button, main input, main summary')]
  .filter((one) => one.checkVisibility() && one.type !== 'radio')
  .filter((one) => one.getBoundingClientRect().height < 44)
  .map((one) => one.outerHTML)"""


def slip(council: Council, name: str, page: int, text: str) -> None:
    at: dict[str, Any] = {"version": council.versions[0], "page": page, "layer": "private"}
    at |= {"points": packed([(300, 300)]), "color": "#0a5ad6", "width": 24.0}
    council.do("ueda", "ink.draw", id=name, tool="slip", text=text, **at)


@pytest.fixture
def sitting(live_council: Council) -> Council:
    """An open meeting with one paper, and two questions of Ueda's."""
    live_council.bring_to("open")
    slip(live_council, f"slip-one-{live_council.meeting}", 1, "基金の残高は？")
    slip(live_council, f"slip-two-{live_council.meeting}", 2, "財源は何か。")
    return live_council


def sound(page: Page) -> None:
    """The screen has no fault that axe knows, fits its width, and is easy to touch."""
    assert faults(page) == []
    assert page.evaluate(WIDE) <= 0
    assert page.evaluate(SMALL) == []


def loaded(page: Page, ink: str) -> None:
    """The picture of the ink on a page is there."""
    shown = page.locator(f"img.ink[src$='{ink}']")
    shown.scroll_into_view_if_needed()
    expect(shown).to_have_js_property("complete", value=True)
    assert shown.evaluate("(one) => one.naturalWidth") > 0


def test_notes_are_listed_spoken_from_and_wiped_on_every_tablet(
    sitting: Council, tablet: Open
) -> None:
    meeting, version = sitting.meeting, sitting.versions[0]
    ueda, other = tablet("ueda", upright=True), tablet("ueda")
    ueda.shows(1)
    ueda.draw()
    ueda.is_synced()
    other.has_ink(2)
    ueda.tap("all-pages")
    ueda.tap("overview-notes")
    page = ueda.page
    expect(page.locator(".marked-page")).to_have_count(2)
    loaded(page, f"/notes/ink/{version}/1.svg")
    expect(page.locator(".marked-page").first).to_contain_text("手書き")
    sound(page)
    page.locator(".marked-page a").nth(1).tap()
    expect(page).to_have_url(f"{ueda.url}/meetings/{meeting}?version={version}&page=2")
    ueda.shows(2)
    _questions(ueda, meeting)
    _wipe(ueda, meeting)
    # The other tablet was open all the time.
    other.has_ink(0)
    other.page.reload()
    other.shows(1)
    other.has_ink(0)


def _questions(ueda: Tablet, meeting: int) -> None:
    page = ueda.page
    page.goto(f"{ueda.url}/notes/questions?meeting={meeting}")
    spoken = page.locator(".spoken")
    expect(spoken).to_have_text(["基金の残高は？", "財源は何か。"])
    assert spoken.first.evaluate("(one) => parseFloat(getComputedStyle(one).fontSize)") >= 30
    expect(page.locator("#print")).to_be_visible()
    sound(page)
    page.locator(".question").nth(1).get_by_role("button", name="上へ").tap()
    expect(spoken).to_have_text(["財源は何か。", "基金の残高は？"])
    page.get_by_role("link", name="ページの順").tap()
    expect(spoken).to_have_text(["基金の残高は？", "財源は何か。"])
    page.emulate_media(media="print")
    expect(page.locator(".top")).to_be_hidden()
    expect(page.locator(".moving").first).to_be_hidden()
    page.emulate_media(media="screen")


def _wipe(ueda: Tablet, meeting: int) -> None:
    page = ueda.page
    page.goto(f"{ueda.url}/notes/takeout")
    sound(page)
    page.locator(f"input[name=meeting][value='{meeting}']").check()
    page.locator("#word").fill("けす")
    page.locator("button.danger").tap()
    expect(page.locator(".refusal")).to_contain_text("まだ何も消していません")
    sound(page)
    page.locator("#word").fill("消します")
    page.locator("button.danger").tap()
    expect(page.locator(".done")).to_contain_text("消しました")
    page.goto(f"{ueda.url}/notes?meeting={meeting}")
    expect(page.locator(".marked-page")).to_have_count(0)
