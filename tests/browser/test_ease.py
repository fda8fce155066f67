"""How a device looks: text size, darkness, contrast, chosen on any screen, kept by the device."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Literal

import pytest
from playwright.sync_api import Browser, expect

from meetings.demo.calendar import Calendar
from meetings.demo.scan import scanned_annex
from tests.browser.axe import faults
from tests.browser.conftest import Open
from tests.browser.tablet import Tablet
from tests.browser.test_text_search import add, ordinance
from tests.cast import Council
from tests.conftest import Server

SIZE = "() => parseFloat(getComputedStyle(document.documentElement).fontSize)"


@pytest.fixture
def stranger(chromium: Browser, live_server: Server) -> Iterator[Tablet]:
    """A tablet in nobody's hands."""
    one = Tablet(chromium, live_server.url)
    one.page.goto(f"{one.url}/sign-in")
    yield one
    one.close()
    assert one.troubles == []


def choose(tablet: Tablet, *names: str) -> None:
    """Open the dialog of seeing with ease and choose."""
    tablet.page.locator("[data-opens=ease]").tap()
    for name in names:
        tablet.page.get_by_role("radio", name=name, exact=True).check()
    tablet.find("ease").get_by_role("button", name="閉じる").tap()
    expect(tablet.page.locator("[data-opens=ease]")).to_be_focused()


def test_what_is_chosen_before_signing_in_holds_on_every_screen(
    stranger: Tablet, live_council: Council
) -> None:
    live_council.bring_to("open")
    ordinary = stranger.page.evaluate(SIZE)
    choose(stranger, "150%", "暗い画面")
    assert stranger.page.evaluate(SIZE) == 1.5 * ordinary
    stranger.sign_in("ueda")
    stranger.read(live_council.meeting)
    stranger.shows(1)
    root = stranger.page.locator("html")
    expect(root).to_have_attribute("data-looks", "dark")
    assert stranger.page.evaluate(SIZE) == 1.5 * ordinary
    expect(stranger.page.locator(".page")).to_have_css("filter", "invert(0.93) hue-rotate(180deg)")
    stranger.tap("agenda-toggle")
    choose(stranger, "100%", "明るい画面", "はっきり")
    assert stranger.page.evaluate(SIZE) == ordinary
    expect(root).to_have_attribute("data-looks", "light")
    expect(root).to_have_attribute("data-contrast", "more")


def test_in_the_dark_text_is_turned_and_scans_are_dimmed_in_pane_and_overview_alike(
    live_council: Council, tablet: Open
) -> None:
    add(live_council, "条例", ordinance())
    add(live_council, "写し", scanned_annex(Calendar(date(2026, 12, 8))))
    live_council.do("aoki", "papers.publish")
    live_council.bring_to("open")
    ueda = tablet("ueda")
    ueda.page.emulate_media(color_scheme="dark")
    for name, filtered in (
        ("条例", "invert(0.93) hue-rotate(180deg)"),
        ("写し", "brightness(0.85)"),
    ):
        ueda.page.locator(".paper", has_text=name).tap()
        expect(ueda.find("paper-title")).to_have_text(name)
        ueda.shows(1)
        expect(ueda.page.locator(".page")).to_have_css("filter", filtered)
        ueda.tap("all-pages")
        expect(ueda.page.locator(".thumbnail img").first).to_have_css("filter", filtered)
        ueda.page.keyboard.press("Escape")


def test_where_nothing_is_chosen_the_device_decides(stranger: Tablet) -> None:
    root = stranger.page.locator("html")
    expect(root).to_have_attribute("data-looks", "light")
    stranger.page.emulate_media(color_scheme="dark", contrast="more")
    expect(root).to_have_attribute("data-looks", "dark")
    expect(root).to_have_attribute("data-contrast", "more")
    choose(stranger, "明るい画面", "ふつう")
    expect(root).to_have_attribute("data-looks", "light")
    expect(root).to_have_attribute("data-contrast", "plain")


def test_the_keys_that_are_listed_do_what_is_said(live_council: Council, tablet: Open) -> None:
    live_council.add_paper("議案第41号", pages=8)
    live_council.do("aoki", "papers.publish")
    live_council.bring_to("open")
    ueda = tablet("ueda")
    press = ueda.page.keyboard.press
    for key, page in (("ArrowDown", 2), ("ArrowRight", 3), ("PageDown", 4), ("ArrowUp", 3)):
        press(key)
        ueda.shows(page)
    for key, page in (("ArrowLeft", 2), ("PageUp", 1), ("End", 8), ("Alt+ArrowLeft", 1)):
        press(key)
        ueda.shows(page)
    for key, page in (("Alt+ArrowRight", 8), ("Home", 1)):
        press(key)
        ueda.shows(page)
    for key, opened in (
        ("?", "keyboard"),
        ("/", "find"),
        ("3", "find"),
        ("Control+f", "seek"),
    ):
        press(key)
        expect(ueda.find(opened)).to_be_visible()
        press("Escape")
        expect(ueda.find(opened)).to_be_hidden()
        # The focus leaves a closed dialog with the next frame; until then keys are the dialog's.
        expect(ueda.page.locator("dialog :focus")).to_have_count(0)


def test_the_keys_are_told_from_any_screen_and_single_ones_can_be_put_to_rest(
    live_council: Council, tablet: Open
) -> None:
    live_council.bring_to("open")
    ueda = tablet("ueda")
    ueda.page.locator(".agenda [data-opens=ease]").tap()
    ueda.find("ease").get_by_role("button", name="キーボードの操作").tap()
    keyboard = ueda.page.get_by_role("dialog", name="キーボードの操作")
    expect(keyboard.get_by_role("heading", name="キーボードの操作")).to_be_in_viewport()
    expect(keyboard).to_contain_text("ページ・議案・議題をさがす")
    assert faults(ueda.page) == []
    keyboard.get_by_role("radio", name="動かさない").check()
    keyboard.get_by_role("button", name="閉じる").tap()
    ueda.find("ease").get_by_role("button", name="閉じる").tap()
    ueda.page.goto(f"{ueda.url}/meetings/{live_council.meeting}")
    ueda.shows(1)
    for key in "?", "3":
        ueda.page.keyboard.press(key)
    ueda.page.keyboard.press("PageDown")
    ueda.shows(2)
    expect(ueda.page.locator("dialog[open]")).to_have_count(0)
    ueda.page.goto(ueda.url)
    ueda.page.locator("[data-opens=ease]").tap()
    ueda.find("ease").get_by_role("button", name="キーボードの操作").tap()
    expect(keyboard).to_contain_text("どの画面でも")
    expect(keyboard).not_to_contain_text("資料を読む画面で")
    expect(keyboard.get_by_role("radio", name="動かさない")).to_be_checked()


@pytest.mark.parametrize("contrast", ["no-preference", "more"])
def test_screens_in_the_dark_are_as_legible_as_in_the_light(
    live_council: Council, tablet: Open, contrast: Literal["no-preference", "more"]
) -> None:
    live_council.bring_to("open")
    clerk = tablet("aoki")
    clerk.page.emulate_media(reduced_motion="reduce", color_scheme="dark", contrast=contrast)
    clerk.shows(1)
    clerk.tap("write")
    assert faults(clerk.page) == []
    clerk.tap("hand-over")
    assert faults(clerk.page) == []
    for path in ("/", f"/meetings/{live_council.meeting}/prepare", "/search?q=議案", "/bodies/1"):
        clerk.page.goto(clerk.url + path)
        assert faults(clerk.page) == [], path
