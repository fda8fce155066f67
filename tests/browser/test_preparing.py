"""The clerk prepares a meeting in the browser: agenda, papers by the dozen, steps, attendance."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from typing import Any

import pymupdf
import pytest
from playwright.sync_api import Browser, FilePayload, Page, expect

from tests.browser.conftest import Open
from tests.browser.tablet import Tablet
from tests.cast import PASSWORD, Council, paper
from tests.conftest import Server

SENT = 30_000
"""Patience for uploads, in ms."""


@pytest.fixture
def aoki(chromium: Browser, live_server: Server, live_council: Council) -> Iterator[Tablet]:
    """The clerk with the preparing screen of the meeting before her."""
    clerk = Tablet(chromium, live_server.url)
    clerk.seat("aoki")
    clerk.page.goto(f"{live_server.url}/meetings/{live_council.meeting}/prepare")
    yield clerk
    troubles = clerk.troubles
    clerk.close()
    assert troubles == []


def pdf(name: str, content: bytes | None = None) -> FilePayload:
    """Return a file as it is chosen in the browser."""
    made = paper(name) if content is None else content
    return {"name": f"{name}.pdf", "mimeType": "application/pdf", "buffer": made}


def heavy(name: str) -> FilePayload:
    """Return a PDF of some 3 MB."""
    document = pymupdf.open(stream=paper(name))
    document.embfile_add("noise", os.urandom(3_000_000))
    return pdf(name, document.tobytes())


def choose(clerk: Tablet, *files: FilePayload) -> None:
    clerk.find("files").set_input_files(list(files))


def lists(clerk: Tablet, *names: str) -> None:
    """The papers are these, in this order."""
    found = clerk.page.locator("#paper-rows .row-name strong")
    expect(found).to_have_text(list(names), timeout=SENT)


def sending(clerk: Tablet, name: str) -> Any:
    """Return the line of a file under way."""
    return clerk.page.locator("#sending-rows li").filter(has_text=name)


def slow(clerk: Tablet, bytes_per_second: int) -> None:
    """Make the line slow upwards; -1 lifts it."""
    given = {"offline": False, "latency": 0, "downloadThroughput": -1}
    clerk.cdp.send("Network.enable")
    given["uploadThroughput"] = bytes_per_second
    clerk.cdp.send("Network.emulateNetworkConditions", given)


def test_many_files_come_in_their_order_and_a_bad_one_harms_no_other(aoki: Tablet) -> None:
    choose(aoki, pdf("議案第４１号"), pdf("だめ", b"junk"), pdf("請願"), pdf("参考資料"))
    lists(aoki, "議案第４１号", "請願", "参考資料")
    bad = sending(aoki, "だめ")
    expect(bad.get_by_role("alert")).to_contain_text("「だめ」はPDFではありません")
    expect(aoki.find("sending-title")).to_contain_text("資料3件が入り、1件は入りませんでした")
    first = aoki.page.locator("#paper-rows li").first
    expect(first.locator("[name=item] option:checked")).to_contain_text("日程第2 議案第41号")
    expect(bad.get_by_role("button", name="もう一度入れる")).to_be_hidden()
    choose(aoki, pdf("追加議案"))
    lists(aoki, "議案第４１号", "請願", "参考資料", "追加議案")
    expect(aoki.find("sending-title")).to_contain_text("資料4件が入り、1件は入りませんでした")
    bad.get_by_role("button", name="一覧から消す").tap()
    expect(bad).to_have_count(0)


def test_what_is_typed_elsewhere_stays_while_papers_come_in(aoki: Tablet) -> None:
    aoki.find("agenda-titles").fill("書きかけの日程")
    aoki.page.get_by_text("会議の名前・日時・場所を直す").tap()
    aoki.find("facts-place").fill("書きかけの場所")
    choose(aoki, pdf("一"), pdf("二"))
    lists(aoki, "一", "二")
    expect(aoki.find("agenda-titles")).to_have_value("書きかけの日程")
    expect(aoki.find("facts-place")).to_have_value("書きかけの場所")


def test_a_file_under_way_can_be_cancelled_and_leaving_meanwhile_warns(aoki: Tablet) -> None:
    slow(aoki, 50_000)
    choose(aoki, heavy("重い資料"), pdf("軽い資料"))
    expect(sending(aoki, "重い資料")).to_contain_text("送っています")
    # A browser warns only where somebody has touched the page.
    aoki.find("sending-title").tap()
    with aoki.page.expect_event("dialog") as warned:
        aoki.page.close(run_before_unload=True)
    assert warned.value.type == "beforeunload"
    warned.value.dismiss()
    sending(aoki, "重い資料").get_by_role("button", name="やめる").tap()
    slow(aoki, -1)
    lists(aoki, "軽い資料")
    expect(aoki.find("sending-title")).to_have_text("資料1件が入りました")


def test_files_that_a_broken_line_kept_out_are_tried_again_into_their_places(aoki: Tablet) -> None:
    aoki.context.set_offline(True)
    choose(aoki, pdf("一"), pdf("二"), pdf("三"))
    expect(sending(aoki, "三.pdf").get_by_role("alert")).to_contain_text("「三」を送れませんでした")
    aoki.context.set_offline(False)
    sending(aoki, "三.pdf").get_by_role("button", name="もう一度入れる").tap()
    lists(aoki, "三")
    sending(aoki, "一.pdf").get_by_role("button", name="もう一度入れる").tap()
    lists(aoki, "一", "三")
    sending(aoki, "二.pdf").get_by_role("button", name="もう一度入れる").tap()
    lists(aoki, "一", "二", "三")


def test_the_same_file_twice_is_named_with_the_paper_it_is(aoki: Tablet) -> None:
    content = paper("同じ中身")
    choose(aoki, pdf("はじめ", content), pdf("もう一つ", content))
    lists(aoki, "はじめ")
    told = sending(aoki, "もう一つ").get_by_role("alert")
    expect(told).to_contain_text("「もう一つ」は「はじめ」と同じファイルです")


def test_a_name_of_300_characters_keeps_its_beginning_and_its_end_and_the_layout(
    aoki: Tablet,
) -> None:
    choose(aoki, pdf(f"令和８年度{'長' * 290}（その２）", b"junk"))
    line = aoki.page.locator("#sending-rows li")
    expect(line.get_by_role("alert")).to_contain_text("「令和８年度長長")
    expect(line.get_by_role("alert")).to_contain_text("長（その２）」はPDFではありません")
    expect(line.locator("strong")).to_have_text(re.compile(r"^令和８年度長+…長+（その２）\.pdf$"))
    box = line.bounding_box()
    assert box is not None
    assert box["height"] < 200
    assert box["x"] + box["width"] <= 1180


def test_papers_are_renamed_moved_attached_and_removed_in_their_rows(aoki: Tablet) -> None:
    choose(aoki, pdf("一"), pdf("二"))
    lists(aoki, "一", "二")
    page = aoki.page
    page.get_by_role("button", name="「二」を上へ").tap()
    lists(aoki, "二", "一")
    rows = page.locator("#paper-rows li")
    rows.first.locator("[name=item]").select_option(label="日程第1 会議録署名議員の指名")
    expect(page.locator("#agenda-rows li").first).to_contain_text("資料 1件")
    rows.first.get_by_text("名前を変える").tap()
    rows.first.get_by_label("資料の名前").fill("日程第一の資料")
    rows.first.get_by_role("button", name="保存する").tap()
    lists(aoki, "日程第一の資料", "一")
    rows.last.get_by_text("取り除く", exact=True).tap()
    expect(rows.last).to_contain_text("「一」を資料から取り除きます")
    rows.last.get_by_role("button", name="取り除きます").tap()
    lists(aoki, "日程第一の資料")


def test_publishing_all_shows_the_papers_on_an_open_tablet_at_once(
    aoki: Tablet, live_council: Council, tablet: Open
) -> None:
    live_council.do("aoki", "meeting.announce")
    ueda = tablet("ueda")
    choose(aoki, pdf("議案第41号"), pdf("参考資料"))
    lists(aoki, "議案第41号", "参考資料")
    expect(ueda.find("agenda-items")).not_to_contain_text("参考資料")
    aoki.tap("publish-all")
    question = aoki.page.get_by_role("dialog")
    expect(question).to_contain_text("全員の端末に出ます")
    question.get_by_role("button", name="2件を配付します").tap()
    expect(aoki.page.locator("#paper-rows .badge-published")).to_have_count(2)
    expect(aoki.find("told")).to_contain_text("資料2件を配付しました")
    expect(ueda.find("agenda-items")).to_contain_text("参考資料")


def items(page: Page, *titles: str) -> None:
    """The order of the day is this."""
    expect(page.locator("#agenda-rows .row-name strong")).to_have_text(list(titles))


def test_the_order_of_the_day_is_pasted_moved_renamed_and_cleared(aoki: Tablet) -> None:
    page, old = aoki.page, ("会議録署名議員の指名", "議案第41号　青波市税条例の一部改正")
    aoki.find("agenda-titles").fill("会期の決定\n\n 諸般の報告 \n")
    page.get_by_role("button", name="日程に加える").tap()
    items(page, *old, "会期の決定", "諸般の報告")
    expect(aoki.find("agenda-titles")).to_have_value("")
    expect(aoki.find("agenda-titles")).to_be_focused()
    page.get_by_role("button", name="「会期の決定」を上へ").tap()
    items(page, old[0], "会期の決定", old[1], "諸般の報告")
    rows = page.locator("#agenda-rows li")
    rows.nth(3).get_by_text("名前を変える").tap()
    rows.nth(3).get_by_label("件名").fill("議長の報告")
    rows.nth(3).get_by_role("button", name="保存する").tap()
    items(page, old[0], "会期の決定", old[1], "議長の報告")
    rows.first.get_by_text("取り除く", exact=True).tap()
    rows.first.get_by_role("button", name="取り除きます").tap()
    items(page, "会期の決定", old[1], "議長の報告")


def test_a_title_that_is_refused_stays_in_its_field_with_the_reason(aoki: Tablet) -> None:
    aoki.find("agenda-titles").fill(f"よい日程\n{'長' * 201}")
    aoki.page.get_by_role("button", name="日程に加える").tap()
    expect(aoki.find("agenda-new-fault")).to_be_visible()
    expect(aoki.find("agenda-titles")).to_have_value("長" * 201)
    expect(aoki.find("agenda-titles")).to_be_focused()
    expect(aoki.page.locator("#agenda-rows li")).to_have_count(3)


def test_each_step_is_asked_for_in_words_and_leads_to_the_next(aoki: Tablet) -> None:
    page = aoki.page
    aoki.tap("step-announce")
    page.get_by_role("dialog").get_by_role("button", name="公開します").tap()
    expect(page.locator("#standing .badge")).to_have_text("開議前")
    # Nobody is marked: opening warns with the numbers and leads to the attendance.
    aoki.tap("step-open")
    question = page.get_by_role("dialog")
    expect(question).to_contain_text("定数4人の定足数2人に、あと2人足りません")
    expect(question).to_contain_text("地方自治法第113条")
    expect(question).to_contain_text("印のない議員が4人います（井上、上田、江川、木村）")
    expect(question.get_by_role("button", name="定足数に足りないまま開議します")).to_be_visible()
    question.get_by_role("link", name="先に出席をとる").tap()
    expect(question).to_have_count(0)
    expect(aoki.find("attendance-rest")).to_be_in_viewport()
    aoki.tap("attendance-rest")
    expect(aoki.find("marking")).to_contain_text("定足数2人に達しています")
    steps = (
        ("open", "開議の時刻として会議録に残ります", "開議します", "会議中"),
        ("pause", "休憩の時刻", "休憩にします", "休憩中"),
        ("resume", "再開の時刻", "再開します", "会議中"),
        ("close", "開議に戻すことはできません", "散会します", "散会"),
    )
    for step, words, press, state in steps:
        aoki.tap(f"step-{step}")
        question = page.get_by_role("dialog")
        expect(question).to_contain_text(words)
        question.get_by_role("button", name=press).tap()
        expect(page.locator("#standing .badge")).to_have_text(state)
    expect(page.get_by_role("link", name="会議録へ進む")).to_be_visible()
    expect(aoki.find("paper-new")).to_be_hidden()


def test_a_question_answered_with_no_changes_nothing(aoki: Tablet) -> None:
    aoki.tap("step-announce")
    aoki.page.get_by_role("link", name="やめる").tap()
    expect(aoki.page.get_by_role("dialog")).to_have_count(0)
    expect(aoki.page.locator("#standing .badge")).to_have_text("準備中")


def test_attendance_is_marked_for_all_at_once(aoki: Tablet, live_council: Council) -> None:
    live_council.do("aoki", "meeting.announce")
    aoki.page.reload()
    late = aoki.page.get_by_role("group", name="上田")
    expect(aoki.page.get_by_role("group", name="井上").get_by_label("出席")).not_to_be_checked()
    late.get_by_label("遅刻").check()
    aoki.page.get_by_role("group", name="江川").get_by_label("欠席").check()
    aoki.tap("attendance-rest")
    expect(aoki.find("told")).to_contain_text("出席を保存しました")
    aoki.page.get_by_role("group", name="木村").get_by_label("早退").check()
    aoki.tap("attendance-save")
    expect(aoki.find("marking")).to_contain_text("あと1人足りません")
    aoki.page.reload()
    expect(late.get_by_label("遅刻")).to_be_checked()
    expect(aoki.page.get_by_role("group", name="井上").get_by_label("出席")).to_be_checked()
    aoki.tap("sharing-switch")
    expect(aoki.find("sharing-now")).to_contain_text("いまは止めています")


def test_the_screen_works_without_scripts(
    chromium: Browser, live_server: Server, live_council: Council
) -> None:
    context = chromium.new_context(java_script_enabled=False, locale="ja-JP")
    page = context.new_page()
    page.goto(f"{live_server.url}/sign-in")
    page.locator("#login").fill("aoki")
    page.locator("#password").fill(PASSWORD)
    page.locator("#password").press("Enter")
    expect(page.locator("#login")).to_have_count(0)
    page.goto(f"{live_server.url}/meetings/{live_council.meeting}/prepare")
    page.locator("#files").set_input_files([pdf("議案第41号"), pdf("だめ", b"junk")])
    page.get_by_role("button", name="選んだファイルを入れる").click()
    expect(page.locator("#paper-rows .row-name strong")).to_have_text(["議案第41号"])
    expect(page.locator("#told")).to_contain_text("「だめ」はPDFではありません")
    page.locator("#step-announce").click()
    page.get_by_role("button", name="公開します").click()
    expect(page.locator("#standing .badge")).to_have_text("開議前")
    context.close()
