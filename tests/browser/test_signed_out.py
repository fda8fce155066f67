"""What becomes of an open page when its sign-in ends elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, WebSocketRoute, expect

from meetings.domain.people import SignIn
from tests.browser.conftest import Open
from tests.browser.tablet import Tablet
from tests.browser.test_blocked import SOCKETS
from tests.cast import PASSWORD, Council
from tests.conftest import Server


@pytest.fixture
def clerk(chromium: Browser, live_server: Server, live_council: Council) -> Iterator[Tablet]:
    """The clerk, signed in; nothing may go wrong on her pages."""
    one = Tablet(chromium, live_server.url)
    one.seat("aoki")
    yield one
    one.close()
    assert one.troubles == []


def revoke(council: Council, login: str) -> None:
    """End all sign-ins of a person beside the server."""
    with council.house.database.write() as session:
        session.query(SignIn).filter_by(person_id=council.ids[login]).delete()


def sign_out_elsewhere(tablet: Tablet) -> None:
    """Sign out on another page of the same browser."""
    other = tablet.context.new_page()
    other.goto(tablet.url)
    other.get_by_role("button", name="サインアウト").click()
    expect(other.locator("#login")).to_be_visible()
    other.close()


def is_covered(tablet: Tablet) -> None:
    """Nothing of the papers is on the screen, nor told to a screen reader."""
    expect(tablet.page.get_by_role("alertdialog")).to_contain_text("サインインが終わりました")
    expect(tablet.find("reader")).to_be_hidden()
    told = tablet.page.locator("body").aria_snapshot()
    assert "議案第41号" not in told
    assert "書き込み" not in told


def enter(tablet: Tablet, login: str) -> None:
    """Fill in the form of signing in and send it."""
    tablet.find("login").fill(login)
    tablet.find("password").fill(PASSWORD)
    tablet.find("password").press("Enter")


def test_signing_out_elsewhere_covers_the_papers_and_signing_in_leads_back_to_the_page(
    live_council: Council, tablet: Open
) -> None:
    live_council.bring_to("open")
    ueda = tablet("ueda")
    ueda.tap("next")
    ueda.tap("next")
    ueda.shows(3)
    ueda.tap("all-pages")
    path = [ueda.at(0.45 + i / 200, 0.4) for i in range(20)]
    ueda.page.keyboard.press("Escape")
    ueda.pen_down(*path)
    sign_out_elsewhere(ueda)
    is_covered(ueda)
    expect(ueda.find("signed-out-unsent")).to_contain_text("1件")
    expect(ueda.find("signed-out-unsent")).to_contain_text("上田さんがサインインすると送ります")
    expect(ueda.find("sign-in")).to_be_focused()
    box = ueda.find("sign-in").bounding_box()
    assert box is not None
    assert box["height"] >= 60
    ueda.pen_up(path[-1])
    ueda.tap("sign-in")
    enter(ueda, "ueda")
    ueda.shows(3)
    ueda.is_synced()
    ueda.has_ink(1)
    assert live_council.notes_of("ueda") == 1


def test_another_person_on_the_same_browser_neither_sees_nor_sends_what_is_unsent(
    live_council: Council, tablet: Open
) -> None:
    live_council.bring_to("open")
    ueda = tablet("ueda")
    ueda.shows(1)
    ueda.context.set_offline(True)
    expect(ueda.find("line")).to_contain_text("圏外")
    ueda.draw(0.4)
    ueda.draw(0.6)
    expect(ueda.find("line")).to_contain_text("未送信2件")
    revoke(live_council, "ueda")
    ueda.context.set_offline(False)
    is_covered(ueda)
    expect(ueda.find("signed-out-unsent")).to_contain_text("2件")

    # Another signs in on a page beside the covered one, and both stay what they are.
    covered, ueda.page = ueda.page, ueda.context.new_page()
    ueda.sign_in("egawa")
    ueda.read(live_council.meeting)
    ueda.shows(1)
    ueda.has_ink(0)
    covered.bring_to_front()
    covered.evaluate("dispatchEvent(new Event('online'))")
    expect(covered.get_by_role("alertdialog")).to_contain_text("2件")
    ueda.is_synced()
    assert live_council.notes_of("egawa") == live_council.notes_of("ueda") == 0

    # The first one comes back in that other page: the covered one opens and sends.
    sign_out_elsewhere(ueda)
    ueda.sign_in("ueda")
    covered.evaluate("dispatchEvent(new Event('online'))")
    ueda.page.close()
    ueda.page = covered
    ueda.is_synced()
    ueda.has_ink(2)
    assert live_council.notes_of("egawa") == 0
    assert live_council.notes_of("ueda") == 2


def test_a_tablet_that_wakes_after_its_sign_in_ended_is_covered_at_once(
    live_council: Council, tablet: Open
) -> None:
    live_council.bring_to("open")
    ueda = tablet("ueda")
    asleep: list[bool] = []

    def connect(line: WebSocketRoute) -> None:
        """A line that says nothing while the tablet sleeps, not even that it has ended."""
        server = line.connect_to_server()
        line.on_message(server.send)
        server.on_message(lambda news: None if asleep else line.send(news))
        server.on_close(lambda code, why: None if asleep else line.close(code=code, reason=why))

    ueda.context.route_web_socket(SOCKETS, connect)
    ueda.page.reload()
    ueda.is_synced()
    ueda.shows(1)
    asleep.append(True)
    revoke(live_council, "ueda")
    ueda.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(ueda.find("signed-out")).to_be_visible(timeout=3_000)
    is_covered(ueda)


def test_a_clerk_who_comes_back_to_the_screen_sees_that_the_sign_in_has_ended(
    live_council: Council, clerk: Tablet
) -> None:
    clerk.page.goto(f"{clerk.url}/meetings/{live_council.meeting}/prepare")
    revoke(live_council, "aoki")
    clerk.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(clerk.page.get_by_role("dialog", name="サインインが終わりました")).to_be_visible()


def test_the_clerk_loses_nothing_typed_while_preparing(
    live_council: Council, clerk: Tablet
) -> None:
    page = clerk.page
    page.goto(f"{clerk.url}/meetings/{live_council.meeting}/prepare")
    title = page.locator("#agenda-titles")
    title.fill("議案第50号　市道の認定について")
    sign_out_elsewhere(clerk)
    page.get_by_role("button", name="日程に加える").click()
    asked = page.get_by_role("dialog", name="サインインが終わりました")
    expect(asked).to_contain_text("この画面に残してあります")
    with page.expect_popup() as opened:
        asked.get_by_role("link", name="サインインする").click()
    clerk.page = opened.value
    enter(clerk, "aoki")
    expect(clerk.page.get_by_text("青木さん")).to_be_visible()
    page.evaluate("dispatchEvent(new Event('focus'))")
    expect(asked).to_be_hidden()
    expect(title).to_have_value("議案第50号　市道の認定について")
    page.get_by_role("button", name="日程に加える").click()
    expect(page.locator("#agenda")).to_contain_text("議案第50号")


def test_the_clerk_loses_nothing_typed_into_the_minutes(
    live_council: Council, clerk: Tablet
) -> None:
    live_council.bring_to("closed")
    live_council.do("aoki", "minutes.draft")
    page = clerk.page
    page.goto(f"{clerk.url}/meetings/{live_council.meeting}/minutes")
    text = page.locator("#text").input_value() + "- 書き足し\n"
    page.locator("#text").fill(text)
    sign_out_elsewhere(clerk)
    is_asked_to_sign_in(clerk)
    expect(page.locator("#text")).to_have_value(text)
    revoke(live_council, "aoki")
    is_asked_to_sign_in(clerk)
    expect(page.locator("#text")).to_have_value(text)
    page.get_by_role("button", name="保存する").click()
    expect(page.get_by_text("会議録の案を保存しました。")).to_be_visible()


def is_asked_to_sign_in(clerk: Tablet) -> None:
    """Saving the minutes is refused and leads through signing in back to what was typed."""
    clerk.page.get_by_role("button", name="保存する").click()
    expect(clerk.page.locator("main [role=status]")).to_contain_text("操作は届いていません")
    enter(clerk, "aoki")
    expect(clerk.page.locator("#restored")).to_be_visible()
