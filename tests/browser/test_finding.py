"""Going to the page that is spoken of, and the ways back."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.tablet import Tablet
from tests.cast import Council


def test_the_pad_leads_to_a_page_and_one_tap_back(ueda: Tablet) -> None:
    ueda.tap("page-number")
    ueda.page.get_by_role("button", name="9", exact=True).tap()
    expect(ueda.find("find-heading")).to_contain_text("見つかりません")
    ueda.page.get_by_role("button", name="ページ", exact=True).tap()
    expect(ueda.find("find-heading")).to_contain_text("9ページはどの資料にもありません")
    ueda.page.get_by_role("button", name="1文字消す").tap()
    ueda.page.get_by_role("button", name="1文字消す").tap()
    ueda.page.get_by_role("button", name="1文字消す").tap()
    ueda.page.get_by_role("button", name="1文字消す").tap()
    ueda.page.get_by_role("button", name="7", exact=True).tap()
    ueda.page.locator("#find-results [data-page]").first.tap()
    ueda.shows(7)
    ueda.tap("next")
    ueda.shows(8)
    expect(ueda.find("to-back")).to_have_text("もどる（1ページ）")
    ueda.tap("to-back")
    ueda.shows(1)
    expect(ueda.find("to-back")).to_be_hidden()
    expect(ueda.find("to-ahead")).to_have_text("すすむ")
    ueda.tap("to-ahead")
    ueda.shows(8)
    expect(ueda.find("to-ahead")).to_be_hidden()
    for way, page in (("Left", 1), ("Right", 8)):
        ueda.page.keyboard.press(f"Alt+Arrow{way}")
        ueda.shows(page)


def test_the_browsers_way_back_closes_what_is_open_undoes_jumps_and_then_leaves(
    ueda: Tablet,
) -> None:
    reader = ueda.page.url
    for page in (7, 3):
        ueda.look_for(f"{page}ページ")
        ueda.shows(page)
    ueda.tap("page-number")
    ueda.page.go_back()
    expect(ueda.find("find")).to_be_hidden()
    ueda.shows(3)
    for page in (7, 1):
        ueda.page.go_back()
        ueda.shows(page)
    expect(ueda.page).to_have_url(reader)
    ueda.page.go_back()
    expect(ueda.page).not_to_have_url(reader)


def test_typing_a_number_or_a_bill_anywhere_finds_it(ueda: Tablet) -> None:
    ueda.page.keyboard.type("5")
    expect(ueda.find("find-words")).to_be_focused()
    ueda.page.keyboard.press("Enter")
    ueda.shows(5)
    ueda.tap("page-number")
    expect(ueda.find("find-results")).to_contain_text("1枚目")
    ueda.page.get_by_role("button", name="議案第", exact=True).tap()
    for key in ("4", "1", "号"):
        ueda.page.get_by_role("button", name=key, exact=True).tap()
    expect(ueda.find("find-words")).to_have_value("議案第41号")
    ueda.page.keyboard.press("ArrowDown")
    ueda.page.keyboard.press("Enter")
    ueda.shows(1)


def test_page_numbers_that_the_clerk_corrects_are_found_at_once(
    live_council: Council, ueda: Tablet
) -> None:
    version, run = live_council.versions[0], {"first": 3, "last": 8, "number": 101}
    live_council.do("aoki", "guide.correct", version=version, style="arabic", **run)
    ueda.tap("page-number")
    ueda.find("find-words").fill("103ページ")
    expect(ueda.find("find-results").locator("[data-page='5']")).to_contain_text("103ページ")
    ueda.page.keyboard.press("Enter")
    ueda.shows(5)
    expect(ueda.find("picture")).to_have_attribute("aria-label", "議案第41号 103ページ")
    # Wherever a page is named it is by its printed number; one that has none is the nth.
    for words, page, way_back in (("2枚目", 2, "103ページ"), ("104ページ", 6, "2枚目")):
        ueda.look_for(words)
        ueda.shows(page)
        expect(ueda.find("to-back")).to_have_text(f"もどる（{way_back}）")
    live_council.do("inoue", "floor.turn", version=version, page=4, epoch=0)
    expect(ueda.find("to-called")).to_have_text("議長のページへ（議案第41号 102ページ）")


def test_an_item_without_a_paper_says_so(ueda: Tablet) -> None:
    ueda.tap("page-number")
    ueda.find("find-words").fill("会議録署名議員")
    expect(ueda.find("find-results").locator("li").first).to_have_text(
        "日程第1　会議録署名議員の指名（資料はありません）"
    )


def test_the_page_found_is_ready_before_one_goes_there(ueda: Tablet) -> None:
    with ueda.page.expect_request_finished(lambda asked: "/8/" in asked.url):
        ueda.tap("page-number")
        ueda.find("find-words").fill("8ページ")
    ueda.context.set_offline(True)
    ueda.page.locator("#find-results button").first.tap()
    ueda.shows(8)
