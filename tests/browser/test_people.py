"""Administration in a browser: people, passwords, access keys, bodies and their seats."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import requests
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.tablet import Tablet
from tests.cast import CAST, PASSWORD, Council
from tests.conftest import Server


@pytest.fixture
def office(chromium: Browser, live_server: Server, live_council: Council) -> Iterator[Page]:
    """The administrator's tablet; nothing may go wrong in its console."""
    tablet = Tablet(chromium, live_server.url)
    tablet.seat("kanri")
    tablet.page.goto(live_server.url)
    yield tablet.page
    tablet.close()
    assert tablet.troubles == []


def visit(page: Page, way: str) -> None:
    """Go to a screen by the links at its top."""
    page.get_by_role("navigation").get_by_role("link", name=way).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(way)


def see(page: Page, name: str) -> None:
    """Open somebody's screen from the list."""
    visit(page, "名簿")
    page.get_by_role("link", name=f"{name}さんを見る・変える").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(name)


def fill_in(page: Page, login: str, *, password: str = PASSWORD) -> None:
    """Fill in the form of a new person."""
    page.get_by_label("名前", exact=True).fill("西野 五郎")
    page.get_by_label("ふりがな", exact=True).fill("にしの ごろう")
    page.get_by_label("ID", exact=True).fill(login)
    page.get_by_role("radio", name="理事者").check()
    page.get_by_label("最初のパスワード").fill(password)
    page.get_by_role("button", name="この人を加える").click()


def row(page: Page, text: str) -> Locator:
    """Return the row of a list that has this text."""
    return page.locator(".row").filter(has_text=text)


def add_body(page: Page, name: str, kind: str) -> None:
    """Add a body and come to its seats."""
    visit(page, "会議体と委員")
    page.get_by_label("会議体の名前").fill(name)
    page.get_by_role("radio", name=kind).check()
    page.get_by_role("button", name="この会議体を加える").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)


def seat(page: Page, login: str, office: str) -> None:
    """Give somebody of the cast a seat."""
    name, furigana, _ = CAST[login]
    page.get_by_label("加える議員").select_option(f"{name}（{furigana}）")
    page.get_by_label("役職", exact=True).select_option(office)
    page.get_by_role("button", name="この議員を加える").click()
    expect(page.get_by_label(f"{name}さんの役職", exact=True)).to_be_visible()


def test_the_people_are_listed_in_kana_order_with_furigana(office: Page) -> None:
    visit(office, "名簿")
    readings = office.locator(".rows rt").all_text_contents()
    assert [one for one in readings if one in {furigana for _, furigana, _ in CAST.values()}] == [
        furigana for _, furigana, _ in sorted(CAST.values(), key=lambda one: one[1])
    ]


def test_a_new_person_is_listed_and_can_sign_in(
    office: Page, chromium: Browser, live_server: Server
) -> None:
    visit(office, "名簿")
    office.get_by_role("link", name="新しい人を加える").click()
    fill_in(office, "nishino")
    expect(office.get_by_role("status")).to_contain_text("西野 五郎さんを加えました")
    expect(row(office, "ID nishino")).to_contain_text("理事者")
    theirs = Tablet(chromium, live_server.url)
    theirs.sign_in("nishino")
    expect(theirs.page.get_by_text("西野 五郎さん")).to_be_visible()
    theirs.close()


def test_a_taken_id_is_told_at_its_field_and_what_was_typed_stays(office: Page) -> None:
    office.goto(office.url.rstrip("/") + "/people/new")
    fill_in(office, "ueda")
    taken = "ID「ueda」はすでに使われています。別のIDにしてください。"
    expect(office.locator("#login-fault")).to_have_text(taken)
    expect(office.get_by_label("ID", exact=True)).to_be_focused()
    expect(office.get_by_label("ID", exact=True)).to_have_value("ueda")
    expect(office.get_by_label("ふりがな", exact=True)).to_have_value("にしの ごろう")


def test_a_short_password_is_told_at_its_field_and_is_not_kept(office: Page) -> None:
    office.goto(office.url.rstrip("/") + "/people/new")
    fill_in(office, "somebody", password="short")
    expect(office.locator("#password-fault")).to_have_text("パスワードは10文字以上にしてください。")
    expect(office.get_by_label("最初のパスワード")).to_have_value("")
    expect(office.get_by_label("最初のパスワード")).to_be_focused()
    expect(office.get_by_label("名前", exact=True)).to_have_value("西野 五郎")
    expect(office.get_by_role("radio", name="理事者")).to_be_checked()


def test_a_password_being_typed_can_be_shown(office: Page) -> None:
    office.goto(office.url.rstrip("/") + "/people/new")
    office.get_by_label("最初のパスワード").fill("visible now")
    office.get_by_label("パスワードを表示する").check()
    expect(office.get_by_label("最初のパスワード")).to_have_attribute("type", "text")


def test_a_changed_name_and_role_are_shown(office: Page, live_council: Council) -> None:
    see(office, "小川")
    office.get_by_label("名前", exact=True).fill("小川 改")
    office.get_by_role("radio", name="理事者").check()
    office.get_by_role("button", name="保存する").click()
    expect(office.get_by_role("status")).to_have_text("保存しました。")
    expect(office.get_by_role("heading", level=1)).to_contain_text("小川 改")
    assert live_council.who("ogawa").role == "executive"


def test_an_administrator_is_not_offered_to_stop_themselves(office: Page) -> None:
    see(office, "管理")
    expect(office.get_by_text("ご自分の役割の変更や停止はできません")).to_be_visible()
    expect(office.get_by_label("サインインできるようにする")).to_have_count(0)


def test_a_disabled_person_is_marked_in_the_list(office: Page) -> None:
    see(office, "加藤")
    office.get_by_label("サインインできるようにする").uncheck()
    office.get_by_role("button", name="保存する").click()
    visit(office, "名簿")
    expect(row(office, "ID kato")).to_contain_text("停止中")


def test_an_access_key_is_shown_once_works_and_can_be_revoked(
    office: Page, live_server: Server
) -> None:
    see(office, "青木")
    office.get_by_label("使いみち").fill("夜の写し")
    office.get_by_role("button", name="アクセスキーを発行する").click()
    key = office.locator("#key").text_content() or ""

    def answer() -> int:
        bearer = {"Authorization": f"Bearer {key}"}
        asked = requests.get(f"{live_server.url}/api/meetings/1", headers=bearer, timeout=30)
        return asked.status_code

    assert answer() == 200
    see(office, "青木")
    expect(office.locator("#key")).to_have_count(0)
    assert key not in office.content()
    office.get_by_role("button", name="アクセスキー「夜の写し」を取り消す").click()
    office.get_by_role("dialog").get_by_role("button", name="やめる").click()
    assert answer() == 200
    office.get_by_role("button", name="アクセスキー「夜の写し」を取り消す").click()
    office.get_by_role("dialog").get_by_role("button", name="取り消す").click()
    expect(row(office, "夜の写し")).to_contain_text("取り消し済み")
    assert answer() == 401


def test_a_committee_has_the_offices_of_a_committee_and_the_plenary_its_own(office: Page) -> None:
    add_body(office, "総務委員会", "常任委員会")
    assert office.get_by_label("役職", exact=True).locator("option").all_text_contents() == [
        *("委員長", "副委員長", "委員"),
    ]
    visit(office, "会議体と委員")
    office.get_by_role("link", name="本会議の議員を見る・変える").click()
    expect(office.get_by_label("井上さんの役職", exact=True)).to_have_value("chair")
    expect(office.get_by_label("井上さんの役職", exact=True).locator("option").first).to_have_text(
        "議長"
    )


def test_a_new_chair_takes_the_office_over(office: Page) -> None:
    add_body(office, "建設委員会", "常任委員会")
    seat(office, "ueda", "委員長")
    seat(office, "egawa", "委員")
    office.get_by_label("江川さんの役職", exact=True).select_option("委員長")
    office.get_by_role("button", name="江川さんの役職を変える").click()
    expect(office.get_by_role("status")).to_have_text("保存しました。")
    expect(office.get_by_label("江川さんの役職", exact=True)).to_have_value("chair")
    expect(office.get_by_label("上田さんの役職", exact=True)).to_have_value("member")


def test_a_seat_ends_only_after_it_was_asked(office: Page) -> None:
    add_body(office, "特別委員会", "特別委員会")
    seat(office, "kimura", "委員")
    office.get_by_role("button", name="木村さんを外す").click()
    office.get_by_role("dialog").get_by_role("button", name="やめる").click()
    expect(office.get_by_label("木村さんの役職", exact=True)).to_be_visible()
    office.get_by_role("button", name="木村さんを外す").click()
    office.get_by_role("dialog").get_by_role("button", name="外す").click()
    expect(office.get_by_label("木村さんの役職", exact=True)).to_have_count(0)


def test_a_body_of_the_same_name_is_told_and_its_kind_stays_chosen(office: Page) -> None:
    visit(office, "会議体と委員")
    office.get_by_label("会議体の名前").fill("本会議")
    office.get_by_role("radio", name="全員協議会").check()
    office.get_by_role("button", name="この会議体を加える").click()
    expect(office.locator("#name-fault")).to_have_text("「本会議」はすでにあります。")
    expect(office.get_by_label("会議体の名前")).to_have_value("本会議")
    expect(office.get_by_role("radio", name="全員協議会")).to_be_checked()


def test_a_screen_that_is_not_there_says_so_and_leads_home(office: Page) -> None:
    office.goto(office.url.rstrip("/") + "/people/999")
    expect(office.get_by_role("heading", level=1)).to_have_text("ここから先へ進めません")
    office.get_by_role("link", name="はじめの画面へ戻る").click()
    expect(office.get_by_role("navigation")).to_be_visible()
