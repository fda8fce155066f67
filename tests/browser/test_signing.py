"""Signing in and out in a browser, and what ends a sign-in elsewhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.tablet import Tablet
from tests.cast import PASSWORD, Council
from tests.conftest import Server

SIGN_IN = re.compile(r"/sign-in")
Lend = Callable[[], Tablet]


@pytest.fixture
def lend(chromium: Browser, live_server: Server, live_council: Council) -> Iterator[Lend]:
    """Lend tablets on which nobody signed in; nothing may go wrong in their consoles."""
    lent: list[Tablet] = []

    def one() -> Tablet:
        lent.append(Tablet(chromium, live_server.url))
        return lent[-1]

    yield one
    troubles = [trouble for tablet in lent for trouble in tablet.troubles]
    for tablet in lent:
        tablet.close()
    assert troubles == []


def enter(page: Page, login: str, password: str) -> None:
    """Fill in the form of signing in and send it."""
    page.get_by_label("ID").fill(login)
    page.get_by_label("パスワード", exact=True).fill(password)
    page.get_by_role("button", name="サインインする").click()


def test_a_wrong_password_is_told_and_the_id_stays(lend: Lend) -> None:
    tablet = lend()
    tablet.page.goto(f"{tablet.url}/sign-in")
    enter(tablet.page, "ueda", "not the password")
    expect(tablet.page.get_by_role("alert")).to_contain_text("パスワードが違います")
    expect(tablet.page.get_by_label("ID")).to_have_value("ueda")
    expect(tablet.page.get_by_label("パスワード", exact=True)).to_have_value("")
    enter(tablet.page, "ueda", PASSWORD)
    expect(tablet.page.get_by_text("上田さん")).to_be_visible()


def test_a_link_into_the_house_leads_there_after_signing_in(
    lend: Lend, live_council: Council
) -> None:
    live_council.bring_to("announced")
    tablet = lend()
    tablet.page.goto(f"{tablet.url}/meetings/{live_council.meeting}")
    expect(tablet.page).to_have_url(SIGN_IN)
    enter(tablet.page, "ueda", "not the password")
    enter(tablet.page, "ueda", PASSWORD)
    expect(tablet.page).to_have_url(f"{tablet.url}/meetings/{live_council.meeting}")


def test_signing_in_never_leads_to_another_site(lend: Lend) -> None:
    tablet = lend()
    tablet.page.goto(f"{tablet.url}/sign-in?onward=//example.org/")
    enter(tablet.page, "ueda", PASSWORD)
    expect(tablet.page).to_have_url(f"{tablet.url}/")


def test_who_signed_out_is_asked_to_sign_in_again(lend: Lend) -> None:
    tablet = lend()
    tablet.sign_in("ueda")
    tablet.page.get_by_role("button", name="サインアウト").click()
    expect(tablet.page).to_have_url(SIGN_IN)
    tablet.page.goto(f"{tablet.url}/search")
    expect(tablet.page).to_have_url(SIGN_IN)


def test_a_password_being_typed_can_be_shown(lend: Lend) -> None:
    tablet = lend()
    tablet.page.goto(f"{tablet.url}/sign-in")
    tablet.page.get_by_label("パスワードを表示する").check()
    expect(tablet.page.locator("#password")).to_have_attribute("type", "text")


def test_a_disabled_person_is_signed_out_of_the_page_they_have_open(
    lend: Lend, live_council: Council
) -> None:
    live_council.bring_to("open")
    member, office = lend(), lend()
    member.sign_in("egawa")
    member.read(live_council.meeting)
    office.sign_in("kanri")
    office.page.goto(f"{office.url}/people/{live_council.who('egawa').id}")
    office.page.get_by_label("サインインできるようにする").uncheck()
    office.page.get_by_role("button", name="保存する").click()
    expect(member.find("signed-out")).to_contain_text("もう一度サインインしてください")
    member.page.goto(f"{member.url}/")
    expect(member.page).to_have_url(SIGN_IN)
    enter(member.page, "egawa", PASSWORD)
    expect(member.page.get_by_role("alert")).to_contain_text("パスワードが違います")


def test_a_new_password_ends_what_was_opened_with_the_old_one(
    lend: Lend, live_council: Council
) -> None:
    member, office = lend(), lend()
    member.sign_in("kimura")
    office.sign_in("kanri")
    office.page.goto(f"{office.url}/people/{live_council.who('kimura').id}")
    office.page.get_by_label("新しいパスワード").fill("quite another one")
    office.page.get_by_role("button", name="新しいパスワードにする").click()
    expect(office.page.get_by_role("status")).to_contain_text("新しいパスワードにしました")
    member.page.reload()
    expect(member.page).to_have_url(SIGN_IN)
    enter(member.page, "kimura", "quite another one")
    expect(member.page.get_by_text("木村さん")).to_be_visible()


def test_the_language_is_chosen_before_signing_in_and_kept_on_other_tablets(lend: Lend) -> None:
    tablet, another = lend(), lend()
    tablet.page.goto(f"{tablet.url}/sign-in")
    tablet.page.get_by_role("button", name="English").click()
    expect(tablet.page.get_by_role("heading", level=1)).to_have_text("Sign in")
    tablet.sign_in("inoue")
    expect(tablet.page.get_by_role("button", name="Sign out")).to_be_visible()
    tablet.page.get_by_role("button", name="日本語").click()
    expect(tablet.page.get_by_role("button", name="サインアウト")).to_be_visible()
    tablet.page.get_by_role("button", name="English").click()
    expect(tablet.page.get_by_role("button", name="Sign out")).to_be_visible()
    another.sign_in("inoue")
    expect(another.page.get_by_role("button", name="Sign out")).to_be_visible()
