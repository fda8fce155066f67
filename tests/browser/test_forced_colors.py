"""In the colours of the device alone (high contrast) nothing is told by ground or shadow only."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageStat
from playwright.sync_api import Locator, expect

from tests.acts.test_guide import add
from tests.browser.axe import faults
from tests.browser.conftest import Open
from tests.browser.tablet import Tablet
from tests.cast import Council
from tests.pdf.test_guide import feet, made

CHAPTERS = [[1, "第1章 計画", 1], [2, "1節 目的", 2], [1, "第2章 結び", 3]]
FRAME = """(part) => {
  const { borderTopWidth, borderTopColor } = getComputedStyle(part);
  return [borderTopWidth, borderTopColor];
}"""
HIGHLIGHT = """() => {
  const probe = document.body.appendChild(document.createElement('p'));
  probe.style.cssText = 'forced-color-adjust: none; color: Highlight';
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}"""


@pytest.fixture
def ueda(live_council: Council, tablet: Open) -> Tablet:
    """A member's tablet of high contrast, with a paper of chapters called for all."""
    document = made(feet("- 1 -", "- 2 -", "- 3 -"))
    document.set_toc(CHAPTERS)
    add(live_council, document.tobytes())
    live_council.add_paper("議案第42号", pages=2)
    live_council.do("aoki", "papers.publish")
    live_council.bring_to("open")
    version = live_council.versions[0]
    live_council.do("inoue", "floor.turn", version=version, page=1, epoch=0)
    one = tablet("ueda")
    one.page.emulate_media(forced_colors="active", reduced_motion="reduce")
    return one


def stands_out(part: Locator, other: Locator | None = None) -> None:
    """A part has a thick frame in the colour of choices; another one of its kind has not."""
    highlight = part.page.evaluate(HIGHLIGHT)
    expect(part).to_have_css("border-top-width", "4px")
    expect(part).to_have_css("border-top-color", highlight)
    if other:
        assert other.evaluate(FRAME) != ["4px", highlight]


def is_drawn(part: Locator) -> None:
    """Something of another colour than its ground is painted where a part stands."""
    picture = Image.open(io.BytesIO(part.screenshot())).convert("L")
    [(low, high)] = ImageStat.Stat(picture).extrema
    assert high - low > 100, part


def test_the_reader_shows_what_is_chosen_called_and_found_and_loses_nothing_drawn(
    ueda: Tablet,
) -> None:
    page = ueda.page
    ueda.shows(1)
    stands_out(page.locator(".agenda .paper").first, page.locator(".agenda .paper").last)
    assert page.locator(".agenda .called").first.evaluate(FRAME)[0] == "2px"
    ueda.find("ribbon").tap()
    stands_out(ueda.find("ribbon"))
    ueda.tap("write")
    stands_out(ueda.find("tool-pen"), ueda.find("tool-eraser"))
    stands_out(ueda.find("layer-private"), ueda.find("layer-shared"))
    for part in (".icon", ".swatch", ".thickness"):
        is_drawn(page.locator(f"#tools {part}").first)
    ueda.tap("layer-shared")
    expect(ueda.find("shared-banner")).to_be_visible()
    assert (
        page.locator("main.desk").evaluate(
            "(part) => getComputedStyle(part, '::after').borderTopWidth"
        )
        == "4px"
    )
    ueda.tap("layer-private")
    ueda.tap("write")
    page.keyboard.press("Control+f")
    ueda.find("seek-words").fill("- 1")
    ueda.tap("seek-next")
    stands_out(page.locator(".seek-line[aria-current]"))
    ground = "(part) => getComputedStyle(part).backgroundColor"
    assert page.locator(".hit.now").evaluate(ground) == "rgba(255, 150, 0, 0.45)"
    page.keyboard.press("Escape")
    ueda.tap("all-pages")
    is_drawn(page.locator(".mark.ribboned"))
    stands_out(page.locator(".thumbnail").first, page.locator(".thumbnail").last)
    ueda.tap("tab-contents")
    tabs = page.locator("#overview-tabs [role=tab]")
    stands_out(tabs.nth(1), tabs.nth(0))
    is_drawn(page.locator("[aria-expanded] > .twist").first)
    assert faults(page) == []
    page.keyboard.press("Escape")
    page.locator(".agenda .beside").last.tap()
    expect(page.locator(".pane")).to_have_count(2)
    is_drawn(page.locator(".divider"))
    stands_out(page.locator(".pane.active > .pane-head"))
    assert (
        page.locator(".page").first.evaluate("(part) => getComputedStyle(part).backgroundColor")
        == "rgb(255, 255, 255)"
    )
    assert faults(page) == []
    ueda.tap("page-number")
    expect(page.locator("#find-words")).to_be_focused()
    outline = page.locator("#find-words").evaluate("(part) => getComputedStyle(part).outline")
    assert "solid 4px" in outline


def test_the_clerks_screens_show_where_one_is_and_where_a_question_ends(ueda: Tablet) -> None:
    page = ueda.page
    page.goto(ueda.url)
    assert (
        page.locator(".ways [aria-current]").evaluate(
            "(part) => getComputedStyle(part).borderBottomStyle"
        )
        == "solid"
    )
    page.locator("[data-opens=ease]").tap()
    assert page.locator("#ease").evaluate(FRAME)[0] == "2px"
    assert faults(page) == []
