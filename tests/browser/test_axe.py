"""Every screen by axe, both ways up where they differ: nothing against WCAG 2.2 A and AA."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.axe import faults
from tests.browser.tablet import Tablet
from tests.cast import Council
from tests.conftest import Server

Sit = Callable[..., "Eyes"]


class Eyes(Tablet):
    """A tablet whose screens are judged one after the other."""

    found: list[str]

    def judge(self, what: str) -> None:
        """Note what is wrong with the screen as it stands."""
        self.found += [f"{what}: {fault}" for fault in faults(self.page)]

    def visit(self, *paths: str) -> None:
        """Judge pages."""
        for path in paths:
            self.page.goto(self.url + path)
            self.judge(path)

    def both(self, what: str) -> None:
        """Judge the screen both ways up."""
        self.judge(what)
        self.turn_round()
        self.judge(f"{what}, upright")
        self.turn_round()

    def over(self, opener: str, dialog: str, *, upright: bool = False) -> None:
        """Judge a dialog that a control opens, and close it by the keyboard."""
        self.find(opener).click()
        expect(self.find(dialog)).to_be_visible()
        (self.both if upright else self.judge)(dialog)
        self.page.keyboard.press("Escape")
        expect(self.find(dialog)).to_be_hidden()

    def in_english(self) -> None:
        """Take the other language from here on."""
        self.page.goto(f"{self.url}/search")
        self.page.get_by_role("button", name="English").click()
        expect(self.page.locator("html")).to_have_attribute("lang", "en")


@pytest.fixture
def eyes(chromium: Browser, live_server: Server) -> Iterator[Sit]:
    """Sit down at a tablet as one of the cast, or as nobody; at the end nothing was found."""
    opened: list[Eyes] = []

    def sit(login: str = "") -> Eyes:
        one = Eyes(chromium, live_server.url)
        one.page.emulate_media(reduced_motion="reduce")
        one.found = []
        opened.append(one)
        if login:
            one.seat(login)
        return one

    yield sit
    found = [fault for one in opened for fault in one.found + one.troubles]
    for one in opened:
        one.close()
    assert found == []


def test_what_anybody_sees(eyes: Sit) -> None:
    nobody = eyes()
    nobody.visit("/sign-in", "/sign-in?ended=1", "/nowhere")
    nobody.page.goto(f"{nobody.url}/sign-in")
    nobody.page.locator("#login").fill("nobody")
    nobody.page.locator("#password").fill("wrong")
    nobody.page.locator("#password").press("Enter")
    expect(nobody.page.locator("[aria-invalid=true], .refusal").first).to_be_visible()
    nobody.both("signing in refused")
    nobody.in_english()
    nobody.visit("/sign-in")


def test_the_clerks_screens(live_council: Council, eyes: Sit) -> None:
    clerk = eyes("aoki")
    here = f"/meetings/{live_council.meeting}"
    paper = live_council.add_paper("議案第41号", pages=4)["body"]["paper"]
    clerk.visit("/", "/sessions/new", "/meetings/new", f"{here}/prepare", "/bodies", "/bodies/1")
    clerk.visit(f"{here}/papers/{paper}/guide", f"{here}/papers/{paper}/arrange")
    live_council.bring_to("open")
    clerk.visit("/", f"{here}/minutes")
    clerk.page.goto(f"{clerk.url}{here}/prepare")
    clerk.both("preparing, while the meeting sits")
    clerk.in_english()
    clerk.visit("/", f"{here}/prepare", f"{here}/papers/{paper}/replace")


def test_the_minutes_at_each_step(live_council: Council, eyes: Sit) -> None:
    clerk = eyes("aoki")
    minutes = f"/meetings/{live_council.meeting}/minutes"
    live_council.bring_to("closed")
    clerk.visit(minutes)
    live_council.do("aoki", "minutes.draft")
    clerk.visit(minutes)
    clerk.both("minutes under work")
    live_council.do("aoki", "minutes.seal", revision=1, unfilled=True)
    clerk.visit(minutes, "/", "/search?q=議案", "/search?q=どこにもない")


def test_the_administrators_screens(eyes: Sit) -> None:
    administrator = eyes("kanri")
    administrator.visit("/", "/people", "/people/new", "/people/3", "/bodies/1")
    administrator.page.goto(f"{administrator.url}/people/3")
    administrator.both("a person")
    administrator.in_english()
    administrator.visit("/people", "/people/3")


def test_the_reader_and_all_that_opens_over_it(live_council: Council, eyes: Sit) -> None:
    version = live_council.add_paper("議案第41号", pages=4)["body"]["version"]
    live_council.do("aoki", "guide.correct", version=version, first=4, style="arabic", number=11)
    live_council.do("aoki", "papers.publish")
    live_council.bring_to("open")
    chair = eyes("inoue")
    chair.visit("/")
    chair.read(live_council.meeting)
    chair.shows(1)
    chair.tap("next")
    chair.both("leading")
    chair.over("hand-over", "handing", upright=True)
    chair.tap("be-alone")
    chair.judge("leading nobody")
    member = eyes("ueda")
    member.visit("/")
    member.read(live_council.meeting)
    member.shows(2)
    member.tap("write")
    member.both("writing")
    member.tap("write")
    member.tap("next")
    member.judge("by oneself")
    for panel in ("pages", "contents", "bookmarks"):
        member.tap("all-pages")
        member.tap(f"tab-{panel}")
        member.judge(f"overview-{panel}")
        member.page.keyboard.press("Escape")
    member.over("view-choice", "views")
    member.page.locator("#agenda .beside").first.click()
    expect(member.page.locator(".pane")).to_have_count(2)
    member.both("papers side by side")
    member.page.locator(".pane-close").last.click()
    member.tap("page-number")
    member.find("find-words").fill("3")
    expect(member.page.locator("#find-results button").first).to_be_visible()
    member.both("finding")
    member.page.locator(".seeker").first.click()
    expect(member.find("seek")).to_be_visible()
    member.both("searching the text")
    member.tap("seek-shrink")
    member.both("searching the text, slim")
    member.page.keyboard.press("End")
    expect(member.find("page-number")).to_contain_text("11")
    member.judge("a page with another number printed")
    member.page.keyboard.press("Escape")


def test_the_reader_where_something_is_missing(live_council: Council, eyes: Sit) -> None:
    live_council.do("aoki", "meeting.announce")
    guest = eyes("ogawa")
    guest.read(live_council.meeting)
    guest.judge("no papers")
    guest.in_english()
    guest.page.goto(f"{guest.url}/meetings/{live_council.meeting}")
    expect(guest.find("line")).to_have_attribute("data-line", "open")
    guest.both("no papers, in English")
    other = guest.context.new_page()
    other.goto(guest.url)
    other.get_by_role("button", name="Sign out").click()
    expect(guest.find("signed-out")).to_be_visible()
    guest.judge("signed out elsewhere")


def test_axe_would_tell_of_small_targets_faint_text_and_controls_without_a_name(eyes: Sit) -> None:
    one = eyes()
    one.page.set_content("""<html lang="ja"><title>題</title><main><h1>題</h1>
      <p style="color: #bbb">うすい文字</p><p><button></button></p>
      <button style="width: 9px; height: 9px; padding: 0">あ</button
      ><button style="width: 9px; height: 9px; padding: 0">い</button></main></html>""")
    told = {fault.split(":")[0] for fault in faults(one.page)}
    assert told == {"color-contrast", "button-name", "target-size"}
