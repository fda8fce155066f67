"""The clerk replaces a paper in the browser the night before: compares, corrects, publishes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.axe import faults
from tests.browser.tablet import Tablet
from tests.browser.test_preparing import pdf
from tests.cast import Council
from tests.conftest import Server
from tests.pdf.pairs import book, lines

OLD = [lines(name) for name in "abcdefgh"]
CHANGED = [*lines("b")[:-1], "予備費　一千二百万円"]
NEW = [OLD[0], lines("x"), CHANGED, OLD[3], OLD[5], OLD[4], OLD[6], OLD[7]]
PATIENCE = 60_000
"""For a file to come in, be read and compared, in ms."""


@pytest.fixture
def aoki(chromium: Browser, live_server: Server, live_council: Council) -> Iterator[Tablet]:
    """The clerk, a paper of the meeting distributed; nothing goes wrong in her console."""
    upload = live_council.house.files.put_bytes(book(OLD)).digest
    paper = live_council.do("aoki", "paper.add", name="予算書", upload=upload)["body"]["paper"]
    live_council.do("aoki", "papers.publish")
    live_council.do("aoki", "meeting.announce")
    clerk = Tablet(chromium, live_server.url)
    clerk.page.emulate_media(reduced_motion="reduce")
    clerk.seat("aoki")
    clerk.page.goto(f"{live_server.url}/meetings/{live_council.meeting}/papers/{paper}/replace")
    yield clerk
    troubles = clerk.troubles
    clerk.close()
    assert troubles == []


def judged(clerk: Tablet) -> None:
    """The screen has no faults, held either way."""
    for _ in range(2):
        assert faults(clerk.page) == []
        width = "document.documentElement.scrollWidth <= innerWidth"
        assert clerk.page.evaluate(width)
        clerk.turn_round()


def put_in(clerk: Tablet, pages: list[list[str]], name: str = "予算書（訂正後）.pdf") -> None:
    """Choose the new file and wait until its pages are compared."""
    clerk.find("file").set_input_files([pdf(name.removesuffix(".pdf"), book(pages))])
    expect(clerk.find("chosen")).to_contain_text(name)
    clerk.tap("replace-send")
    expect(clerk.find("pages-title")).to_be_visible(timeout=PATIENCE)


def test_a_new_file_is_compared_corrected_given_errata_and_published(
    aoki: Tablet, live_council: Council
) -> None:
    page = aoki.page
    judged(aoki)
    aoki.tap("replace-send")
    expect(aoki.find("replace-fault")).to_contain_text("新しいPDFを選んでから")
    page.get_by_label("正誤").check()
    page.get_by_label("理由").fill("予備費の誤り")
    put_in(aoki, NEW)
    rows = page.locator(".pair-row")
    expect(rows).to_have_count(4)
    page.wait_for_load_state()  # The rows are there before the screen has come to life.
    # A colleague goes on with it while this screen lies in the background.
    version = int(str(aoki.find("replacement").get_attribute("data-version")))
    live_council.do("aoki", "replacement.correct", version=version, reason="予備費の額の誤り")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(aoki.find("stale")).to_be_visible()
    expect(aoki.find("stale")).to_contain_text("開いたあとに、準備の内容が変わりました")
    aoki.find("stale").get_by_role("link").tap()
    expect(aoki.find("standing")).to_contain_text("予備費の額の誤り")
    expect(aoki.find("stale")).to_be_hidden()
    changed = page.locator("#page-2")
    changed.scroll_into_view_if_needed()
    # The words that changed are told in the row and marked on both pages.
    expect(changed.locator("ins").first).to_have_text("予備費　一千二百万円", timeout=PATIENCE)
    expect(changed.locator(".leaf-old .mark-old").first).to_be_attached()
    expect(changed.locator(".leaf-new .mark-new").first).to_be_attached()
    judged(aoki)
    changed.get_by_role("link", name="2ページ目を大きく見る").last.tap()
    expect(page.get_by_role("heading", level=1)).to_contain_text("元の2ページ目 → 新しい3ページ目")
    judged(aoki)
    page.get_by_label("ちがうところに色をつける").uncheck()
    expect(page.locator(".page-marks").first).to_be_hidden()
    aoki.tap("look-after")
    expect(page.get_by_role("heading", level=1)).to_contain_text("元の3ページ目")
    page.get_by_label("元の3ページ目は").select_option(label="新しい2ページ目")
    page.get_by_role("button", name="この組にする").tap()
    expect(aoki.find("told")).to_contain_text(
        "新しい2ページ目の組にしました（変更）", timeout=PATIENCE
    )
    page.get_by_role("button", name="見くらべから下書きを作る").tap()
    expect(aoki.find("told")).to_contain_text("下書きを作りました", timeout=PATIENCE)
    sheet = page.locator("#errata-rows tr")
    before = sheet.count()
    judged(aoki)
    page.get_by_role("button", name="1番を取り除く", exact=True).tap()
    expect(sheet).to_have_count(before - 1)
    aoki.tap("errata-add")
    page.get_by_label(f"{before}番のページ").fill("八")
    page.get_by_label(f"{before}番の正").fill("別紙のとおり")
    page.get_by_role("button", name="正誤表を保存する").last.tap()
    expect(aoki.find("errata-fault")).to_be_focused()
    expect(page.get_by_label(f"{before}番の正")).to_have_value("別紙のとおり")
    page.get_by_label(f"{before}番のページ").fill("8")
    page.get_by_role("button", name="正誤表を保存する").last.tap()
    expect(aoki.find("told")).to_contain_text(f"正誤表を保存しました（{before}件）")
    aoki.tap("publish-now")
    question = page.get_by_role("dialog")
    expect(question).to_contain_text("「予算書」を正誤として配付しますか")
    expect(question).to_contain_text("正誤表")
    judged(aoki)
    question.get_by_role("link", name="やめる").tap()
    expect(question).to_have_count(0)
    aoki.tap("publish-now")
    question.get_by_role("button", name="配付します").tap()
    expect(aoki.find("told")).to_contain_text("「予算書」を差しかえました", timeout=PATIENCE)
    expect(page.locator("#paper-rows")).not_to_contain_text("差しかえを準備中")


def test_single_pages_are_taken_out_and_put_in_by_touch(
    aoki: Tablet, live_council: Council
) -> None:
    page = aoki.page
    page.get_by_role("link", name="いまの資料のページを抜く・入れる・並べかえる").tap()
    expect(aoki.find("arrange-title")).to_be_visible()
    judged(aoki)
    order = aoki.find("order")
    page.get_by_role("button", name="3ページ目を抜く").tap()
    expect(order).to_have_value("1,2,4,5,6,7,8")
    expect(page.locator("#tile-4")).to_be_focused()
    page.get_by_role("button", name="5ページ目を後へ").press("Enter")
    expect(order).to_have_value("1,2,4,6,5,7,8")
    expect(page.get_by_role("button", name="5ページ目を後へ")).to_be_focused()
    page.get_by_role("button", name="8ページ目を抜く").tap()
    page.get_by_role("button", name="8ページ目をもどす").tap()
    expect(order).to_have_value("1,2,4,6,5,7,8")
    expect(aoki.find("count")).to_contain_text("7ページ（元は8ページ）")
    judged(aoki)
    aoki.find("file").set_input_files([pdf("追加", book([lines("x")]))])
    aoki.find("after").fill("1")
    aoki.tap("make")
    expect(aoki.find("pages-title")).to_be_visible(timeout=PATIENCE)
    kinds = page.locator(".pair-row").evaluate_all("rows => rows.map((row) => row.dataset.state)")
    assert sorted(kinds) == ["inserted", "moved", "removed"]


DROP = """(row, bytes) => {
  const dataTransfer = new DataTransfer();
  const kind = { type: 'application/pdf' };
  dataTransfer.items.add(new File([new Uint8Array(bytes)], '直した予算書.pdf', kind));
  const given = { dataTransfer, bubbles: true, cancelable: true };
  for (const type of ['dragover', 'drop']) row.dispatchEvent(new DragEvent(type, given));
}"""


def test_a_file_dropped_on_a_row_asks_what_it_is_to_be_and_who_is_at_it_is_said(
    aoki: Tablet, live_council: Council
) -> None:
    page = aoki.page
    page.get_by_role("link", name="会議の準備にもどる").tap()
    # Its modules run now: before, nobody listens for what is dropped.
    expect(aoki.find("files-send")).to_be_hidden()
    row = page.locator("#paper-rows li").first
    content = list(book([lines("p"), lines("q")]))
    row.evaluate(DROP, content)
    question = page.get_by_role("dialog")
    expect(question).to_contain_text("「予算書」を、このファイルで差しかえますか")
    judged(aoki)
    question.get_by_role("button", name="新しい資料として入れる").tap()
    expect(page.locator("#paper-rows .row-name strong")).to_have_text(["予算書", "直した予算書"])
    content = list(book([lines("p")]))
    row.evaluate(DROP, content)
    # Another clerk began meanwhile: who it was and since when is said, and what was chosen stays.
    upload = live_council.house.files.put_bytes(book([lines("z")])).digest
    given = {"paper": int(str(row.get_attribute("id")).split("-")[1]), "upload": upload}
    version = live_council.do("aoki", "replacement.begin", kind="erratum", **given)["body"]
    question.get_by_role("button", name="入れて、ページを見くらべる").tap()
    expect(question.get_by_role("alert")).to_contain_text("青木さんが令和")
    live_council.do("aoki", "replacement.drop", version=version["version"])
    question.get_by_role("button", name="入れて、ページを見くらべる").tap()
    expect(aoki.find("publishing")).to_contain_text(
        "同じページが一つも見つかりません", timeout=PATIENCE
    )
    page.get_by_role("link", name="会議の準備にもどる").tap()
    expect(row).to_contain_text("差しかえを準備中")
    expect(row.get_by_role("link", name="「予算書」の差しかえの準備を続ける")).to_be_visible()
    # The modules run: until then what they replace is still on its way out.
    expect(aoki.find("files-send")).to_be_hidden()
    judged(aoki)
    row.get_by_text("取りやめる", exact=True).tap()
    row.get_by_role("button", name="取りやめます").tap()
    expect(row).not_to_contain_text("差しかえを準備中")
