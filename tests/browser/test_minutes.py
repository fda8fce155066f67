"""Minutes in the clerk's hands: drafting, editing, two at once, sealing, and what all may read."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Dialog, Page, expect

from meetings.domain.minutes import Minutes
from tests.browser.tablet import Tablet
from tests.cast import Council
from tests.conftest import Server

Sit = Callable[..., Page]


@pytest.fixture
def minutes_of(chromium: Browser, live_server: Server, live_council: Council) -> Iterator[Sit]:
    """Open the minutes of the meeting as one of the cast; nothing may go wrong on the page."""
    opened: list[Tablet] = []

    def open_one(login: str) -> Page:
        one = Tablet(chromium, live_server.url)
        opened.append(one)
        one.seat(login)
        one.page.goto(f"{live_server.url}/meetings/{live_council.meeting}/minutes")
        return one.page

    yield open_one
    troubles = [trouble for one in opened for trouble in one.troubles]
    for one in opened:
        one.close()
    assert troubles == []


@pytest.fixture
def drafted(live_council: Council) -> Council:
    """A closed meeting whose minutes are drafted."""
    live_council.bring_to("closed")
    live_council.do("aoki", "minutes.draft")
    return live_council


def write(page: Page, line: str) -> str:
    """Add a line at the end of the field and return the whole text."""
    text = page.locator("#text").input_value() + line + "\n"
    page.locator("#text").fill(text)
    return text


def saved(council: Council) -> str:
    """Return the text the server has."""
    with council.house.database.read() as session:
        return session.get_one(Minutes, council.meeting).text


def test_minutes_come_only_after_the_meeting_has_closed(
    live_council: Council, minutes_of: Sit
) -> None:
    live_council.bring_to("open")
    clerk = minutes_of("aoki")
    expect(clerk.get_by_text("会議録は、散会したあとにつくります")).to_be_visible()
    expect(clerk.get_by_role("button", name="会議録の案をつくる")).to_have_count(0)
    live_council.do("inoue", "meeting.close")
    clerk.reload()
    clerk.get_by_role("button", name="会議録の案をつくる").click()
    expect(clerk.locator("#text")).to_have_value(saved(live_council))
    expect(clerk.locator("#preview")).to_contain_text("会議の経過")


def test_what_is_typed_shows_at_once_as_it_will_be_set(drafted: Council, minutes_of: Sit) -> None:
    clerk = minutes_of("aoki")
    served = clerk.locator("#preview").inner_text()
    clerk.locator("#text").fill("# 題\n\n## 見出し\n- 一つ\n- 二つ\n文です。\n")
    preview = clerk.locator("#preview")
    expect(preview.locator("h2")).to_have_text("題")
    expect(preview.locator("h3")).to_have_text("見出し")
    expect(preview.locator("ul")).to_have_count(1)
    expect(preview.locator("li")).to_have_text(["一つ", "二つ"])
    expect(preview.locator("p")).to_have_text("文です。")
    clerk.locator("#text").fill(saved(drafted))
    assert preview.inner_text() == served


def test_saving_keeps_the_text_to_the_letter(drafted: Council, minutes_of: Sit) -> None:
    clerk = minutes_of("aoki")
    text = "\n\n# <b>題</b> & 「記号」\n- 　空白　\n"
    clerk.locator("#text").fill(text)
    expect(clerk.get_by_text("保存していない変更があります")).to_be_visible()
    clerk.get_by_role("button", name="保存する").click()
    expect(clerk.get_by_text("会議録の案を保存しました。")).to_be_visible()
    expect(clerk.get_by_text("保存してあります")).to_be_visible()
    expect(clerk.locator("#text")).to_have_value(text)
    assert saved(drafted) == text


def test_a_text_that_was_not_saved_is_there_again_after_leaving(
    drafted: Council, minutes_of: Sit
) -> None:
    clerk = minutes_of("aoki")
    text = write(clerk, "- 書きかけ")
    asked: list[str] = []

    def leave(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    clerk.once("dialog", leave)
    clerk.reload()
    assert asked == ["beforeunload"]
    expect(clerk.locator("#restored")).to_be_visible()
    expect(clerk.locator("#text")).to_have_value(text)
    clerk.locator("#drop-restored").click()
    expect(clerk.locator("#text")).to_have_value(saved(drafted))
    expect(clerk.locator("#restored")).to_be_hidden()
    clerk.reload()
    expect(clerk.locator("#text")).to_have_value(saved(drafted))


def test_of_two_clerks_the_later_sees_both_texts_and_loses_none(
    drafted: Council, minutes_of: Sit
) -> None:
    clerk = minutes_of("aoki")
    mine = write(clerk, "- 自分の行")
    drafted.do("aoki", "minutes.save", text=saved(drafted) + "- 相手の行\n", revision=1)
    clerk.get_by_role("button", name="保存する").click()
    expect(clerk.get_by_text("ほかの方が先に保存しました。")).to_be_visible()
    expect(clerk.locator("#text")).to_have_value(mine)
    expect(clerk.locator("mark")).to_have_text("- 相手の行")
    write(clerk, "- 相手の行")
    clerk.get_by_role("button", name="保存する").click()
    expect(clerk.get_by_text("会議録の案を保存しました。")).to_be_visible()
    assert saved(drafted) == mine + "- 相手の行\n"


def test_a_text_kept_from_before_anothers_save_does_not_overwrite_it(
    drafted: Council, minutes_of: Sit
) -> None:
    clerk = minutes_of("aoki")
    mine = write(clerk, "- 自分の行")
    theirs = saved(drafted) + "- 相手の行\n"
    drafted.do("aoki", "minutes.save", text=theirs, revision=1)
    clerk.once("dialog", lambda dialog: dialog.accept())
    clerk.reload()
    expect(clerk.locator("#text")).to_have_value(mine)
    clerk.get_by_role("button", name="保存する").click()
    expect(clerk.locator("mark")).to_have_text("- 相手の行")
    clerk.get_by_role("link", name="あなたの文をやめて、保存されている文を使う").click()
    expect(clerk.locator("#text")).to_have_value(theirs)
    expect(clerk.locator("#restored")).to_be_hidden()


def test_sealing_is_asked_once_more_and_stopping_comes_first(
    drafted: Council, minutes_of: Sit
) -> None:
    clerk = minutes_of("aoki")
    clerk.get_by_role("button", name="封印へ進む").click()
    dialog = clerk.get_by_role("dialog")
    expect(dialog).to_contain_text("もう誰にも書きかえられません")
    expect(dialog).to_contain_text("絵文字など、PDFの書体にない文字は「〓」になり")
    expect(dialog).to_contain_text("まだ書き入れていないところが3か所あります。")
    expect(dialog.get_by_role("listitem")).to_have_text(
        ["会議録署名議員", "説明のため出席した者", "職務のため出席した事務局職員"]
    )
    expect(dialog.get_by_role("button", name="封印する")).to_be_disabled()
    expect(dialog.get_by_role("button", name="やめる")).to_be_focused()
    clerk.keyboard.press("Enter")
    expect(dialog).to_be_hidden()
    # A press on an open place leads to it, and what is typed takes its place.
    clerk.get_by_role("button", name="封印へ進む").click()
    dialog.get_by_role("button", name="説明のため出席した者").click()
    clerk.keyboard.insert_text("- 市長　加藤")
    assert "## 説明のため出席した者\n- 市長　加藤\n" in clerk.locator("#text").input_value()
    expect(clerk.locator("#text")).to_be_editable()


def test_sealing_saves_what_is_in_the_field_and_all_may_read_and_keep_it(
    drafted: Council, minutes_of: Sit, tmp_path: Path
) -> None:
    clerk = minutes_of("aoki")
    write(clerk, "- 最後の行")
    clerk.get_by_role("button", name="封印へ進む").click()
    clerk.get_by_role("dialog").get_by_label("書き入れないまま封印する").check()
    clerk.get_by_role("dialog").get_by_role("button", name="封印する").click()
    expect(clerk.get_by_text("会議録を封印しました。")).to_be_visible()
    guest = minutes_of("ogawa")
    expect(guest.locator("article")).to_contain_text("最後の行")
    expect(guest.locator("textarea")).to_have_count(0)
    expect(guest.locator(".proof ruby")).to_have_text("青木（あおき）")
    expect(guest.locator(".proof dd").nth(1)).to_have_text("青木（あおき）さん")
    expect(guest.locator("article ruby rt")).to_have_text(
        ["いのうえ", "うえだ", "えがわ", "きむら"]
    )
    expect(guest.locator(".note")).to_contain_text("事務局が書き入れないまま封印しました")
    expect(guest.locator("article .missing")).to_have_text(["（記録がありません）"] * 3)
    with guest.expect_download() as pdf:
        guest.get_by_role("link", name="PDFをダウンロード").click()
    with guest.expect_download() as archive:
        guest.get_by_role("link", name="保管ファイル（zip）をダウンロード").click()
    guest.get_by_text("照合のための値").click()
    digest = hashlib.sha256(pdf.value.path().read_bytes()).hexdigest()
    expect(guest.get_by_text(digest)).to_be_visible()
    with zipfile.ZipFile(archive.value.path()) as kept:
        assert hashlib.sha256(kept.read("minutes.pdf")).hexdigest() == digest


def test_who_saves_after_the_seal_gets_the_text_back_to_copy(
    drafted: Council, minutes_of: Sit
) -> None:
    clerk = minutes_of("aoki")
    mine = write(clerk, "- 遅れた行")
    drafted.do("aoki", "minutes.seal", revision=1, unfilled=True)
    clerk.get_by_role("button", name="保存する").click()
    expect(clerk.get_by_role("alert")).to_contain_text("封印されています")
    clerk.get_by_text("保存されなかったあなたの文").click()
    expect(clerk.locator("textarea")).to_have_value(mine)


def test_members_find_no_minutes_before_the_seal(drafted: Council, minutes_of: Sit) -> None:
    member = minutes_of("ueda")
    expect(member.get_by_role("heading", name="ここから先へ進めません")).to_be_visible()
