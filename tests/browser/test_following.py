"""Following the called page: leaving, coming back, presenting, handing over."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open
from tests.cast import Council


@pytest.fixture
def sitting(live_council: Council) -> Council:
    """An open meeting with a paper of thirty pages."""
    live_council.add_paper("議案第41号", pages=30)
    live_council.do("aoki", "papers.publish")
    live_council.bring_to("open")
    return live_council


def call(council: Council, page: int) -> None:
    """Call a page beside the server, as the chair."""
    given = {"version": council.versions[0], "page": page, "epoch": 0}
    council.do("inoue", "floor.turn", **given)


def test_the_chairs_turn_is_every_followers_turn(sitting: Council, tablet: Open) -> None:
    chair, ueda, kato = tablet("inoue"), tablet("ueda"), tablet("kato", upright=True)
    for _ in range(2):
        chair.tap("next")
    for one in (chair, ueda, kato):
        one.shows(3)
    expect(chair.find("follow-state")).to_have_text("このページを全員に見せています")
    expect(ueda.find("follow-state")).to_have_text("議長に合わせています")


def test_who_comes_late_lands_on_the_called_page(sitting: Council, tablet: Open) -> None:
    call(sitting, 12)
    tablet("egawa").shows(12)


def test_one_tap_goes_to_the_called_page_and_one_tap_back(sitting: Council, tablet: Open) -> None:
    call(sitting, 5)
    ueda = tablet("ueda")
    ueda.shows(5)
    ueda.tap("next")
    ueda.shows(6)
    call(sitting, 9)
    expect(ueda.find("to-called")).to_have_text("議長のページへ（議案第41号 9ページ）")
    ueda.shows(6)
    ueda.tap("to-called")
    ueda.shows(9)
    ueda.tap("to-back")
    ueda.shows(6)
    expect(ueda.find("to-called")).to_be_visible()


def test_back_at_the_called_page_one_follows_again(sitting: Council, tablet: Open) -> None:
    call(sitting, 5)
    ueda = tablet("ueda")
    ueda.tap("next")
    ueda.shows(6)
    ueda.tap("to-called")
    ueda.shows(5)
    call(sitting, 20)
    ueda.shows(20)


def test_the_chair_looks_something_up_without_moving_anyone(sitting: Council, tablet: Open) -> None:
    chair, ueda = tablet("inoue"), tablet("ueda")
    chair.tap("next")
    ueda.shows(2)
    chair.tap("be-alone")
    chair.tap("next")
    chair.shows(3)
    expect(chair.find("follow-state")).to_have_text("自分だけ：全員には見えません")
    ueda.shows(2)
    chair.tap("show-all")
    ueda.shows(3)
    chair.tap("next")
    ueda.shows(4)


def test_the_chair_hands_presenting_on_and_takes_it_back(sitting: Council, tablet: Open) -> None:
    chair, kato = tablet("inoue"), tablet("kato")
    chair.tap("hand-over")
    expect(chair.find("handing-now")).to_contain_text("井上（いのうえ）（あなた）")
    expect(chair.page.locator("#handing-people rt").first).to_have_text("あおき")
    chair.page.get_by_role("button", name="加藤").tap()
    expect(kato.find("follow-state")).to_have_text("あなたが案内する番です")
    kato.tap("next")
    chair.shows(2)
    expect(chair.find("follow-state")).to_have_text("加藤（かとう）さんに合わせています")
    expect(chair.page.locator("#follow-state rt")).to_have_text("かとう")
    chair.tap("take-back")
    expect(kato.find("follow-state")).to_have_text("議長に合わせています")
    chair.tap("next")
    kato.shows(3)


def test_a_chair_who_takes_presenting_back_elsewhere_is_told_that_nobody_sees_it(
    sitting: Council, tablet: Open
) -> None:
    chair, kato = tablet("inoue"), tablet("kato")
    sitting.do("inoue", "floor.grant", to=sitting.ids["kato"])
    expect(kato.find("follow-state")).to_have_text("あなたが案内する番です")
    kato.tap("next")
    chair.shows(2)
    chair.tap("next")
    chair.shows(3)
    chair.tap("take-back")
    state = chair.find("follow-state")
    expect(state).to_have_text("自分だけ：全員には見えません")
    expect(chair.find("notices")).to_contain_text("まだ全員には見えていません")
    expect(chair.find("to-called")).to_have_text("全員のページへもどる（議案第41号 2ページ）")
    chair.tap("next")
    chair.shows(4)
    expect(state).to_have_text("自分だけ：全員には見えません")
    kato.shows(2)
    chair.tap("show-all")
    kato.shows(4)
    expect(state).to_have_text("このページを全員に見せています")
    expect(chair.find("to-called")).to_be_hidden()


def test_without_a_line_nobody_is_said_to_see_what_others_see(
    sitting: Council, tablet: Open
) -> None:
    call(sitting, 5)
    chair, ueda = tablet("inoue"), tablet("ueda")
    for one in (chair, ueda):
        one.shows(5)
        one.context.set_offline(True)
        expect(one.find("line")).to_contain_text("圏外")
    expect(ueda.find("follow-state")).to_have_text("圏外：最後に届いたページです")
    assert ueda.find("follow-state").get_attribute("data-mood") == "last"
    ueda.tap("next")
    expect(ueda.find("to-called")).to_have_text("最後に届いたページへ（議案第41号 5ページ）")
    expect(chair.find("follow-state")).to_have_text("圏外：つながると全員に見せます")
    chair.tap("next")
    chair.shows(6)
    sitting.do("inoue", "floor.grant", to=sitting.ids["kato"])
    for one in (chair, ueda):
        one.context.set_offline(False)
        one.is_synced()
    expect(ueda.find("to-called")).to_contain_text("加藤さんのページへ")
    # What she turned to meanwhile was not hers to call any more, and she follows again.
    chair.tap("to-called")
    chair.shows(5)
    given = {"version": sitting.versions[0], "page": 9, "epoch": 1}
    sitting.do("kato", "floor.turn", **given)
    chair.shows(9)


def test_twenty_turns_and_ten_strokes_without_a_line_are_all_made_good(
    sitting: Council, tablet: Open
) -> None:
    chair, ueda, other = tablet("inoue"), tablet("ueda"), tablet("ueda")
    chair.shows(1)
    ueda.shows(1)
    ueda.context.set_offline(True)
    expect(ueda.find("line")).to_contain_text("圏外")
    for _ in range(20):
        chair.tap("next")
    chair.shows(21)
    for stroke in range(10):
        ueda.draw(0.3 + stroke / 30)
    ueda.has_ink(10)
    expect(ueda.find("line")).to_contain_text("未送信10件")
    # Each thing that waits is told by name, and leads to its page.
    ueda.tap("line")
    waiting = ueda.find("unsent-list").locator("li")
    expect(waiting).to_have_count(10)
    expect(waiting.first).to_contain_text(re.compile(r"1ページ.*ペンの書き込みを書いた　\d+:\d\d"))
    expect(ueda.find("unsent-line")).to_contain_text("つながっていません")
    expect(ueda.find("unsent-count")).to_contain_text("10件")
    ueda.context.set_offline(False)
    expect(ueda.find("unsent-count")).to_have_text("書いたものは、すべてサーバーに届いています。")
    expect(waiting).to_have_count(0)
    ueda.tap("unsent-close")
    ueda.is_synced()
    ueda.shows(21)
    other.shows(21)
    other.look_for("1ページ")
    other.has_ink(10)
    ueda.context.set_offline(True)
    expect(ueda.find("line")).to_contain_text("圏外")
    ueda.draw()
    ueda.tap("previous")
    ueda.tap("line")
    waiting.get_by_role("button", name="21ページ").tap()
    expect(ueda.find("unsent")).to_be_hidden()
    ueda.shows(21)


def test_a_call_passing_where_one_reads_takes_nobody_along(sitting: Council, tablet: Open) -> None:
    call(sitting, 5)
    ueda = tablet("ueda")
    ueda.shows(5)
    ueda.tap("next")
    ueda.shows(6)
    call(sitting, 6)
    expect(ueda.find("to-called")).to_contain_text("6ページ")
    expect(ueda.find("follow-state")).to_be_hidden()
    call(sitting, 9)
    expect(ueda.find("to-called")).to_contain_text("9ページ")
    ueda.shows(6)
    call(sitting, 6)
    expect(ueda.find("to-called")).to_contain_text("6ページ")
    ueda.tap("to-called")
    expect(ueda.find("follow-state")).to_have_text("議長に合わせています")
    call(sitting, 9)
    ueda.shows(9)


def test_before_the_bell_turning_pages_is_said_to_be_before_it(
    live_council: Council, tablet: Open
) -> None:
    live_council.bring_to("announced")
    chair, ueda = tablet("inoue"), tablet("ueda")
    expect(ueda.find("follow-state")).to_have_text("会議はまだ始まっていません")
    chair.tap("next")
    ueda.shows(2)
    expect(chair.find("follow-state")).to_have_text("開議前：このページを全員に見せています")
    expect(ueda.find("follow-state")).to_have_text("開議前：議長に合わせています")
    live_council.do("inoue", "meeting.open")
    expect(chair.find("follow-state")).to_have_text("このページを全員に見せています")
    expect(ueda.find("follow-state")).to_have_text("議長に合わせています")


def test_after_closing_nobody_follows_and_everybody_writes_for_themselves(
    sitting: Council, tablet: Open
) -> None:
    call(sitting, 5)
    chair, ueda = tablet("inoue"), tablet("ueda")
    ueda.tap("write")
    ueda.tap("layer-shared")
    ueda.tap("next")
    expect(ueda.find("to-called")).to_be_visible()
    sitting.do("inoue", "meeting.close")
    for one in (chair, ueda):
        expect(one.find("follow-state")).to_have_text("会議は終わりました")
        expect(one.page.locator("#follow button:visible")).to_have_count(0)
        expect(one.page.locator(".called:visible")).to_have_count(0)
    expect(ueda.find("layer-shared")).to_be_disabled()
    expect(ueda.find("layer-why")).to_have_text(
        "会議が終わったので、書いたものは自分だけに見えます"
    )
    sitting.do("aoki", "minutes.draft")
    sitting.do("aoki", "minutes.seal", revision=1, unfilled=True)
    expect(ueda.find("meeting-state")).to_have_text("会議録 封印済み")
    ueda.shows(6)
    ueda.draw()
    ueda.has_ink(1)
    ueda.is_synced()
    assert sitting.notes_of("ueda") == 1
    ueda.page.reload()
    ueda.shows(6)
    expect(ueda.find("follow-state")).to_have_text("会議は終わりました")
