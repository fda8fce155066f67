"""Reading on a tablet: pages, turning, zooming."""

from __future__ import annotations

import re
from math import ceil

from playwright.sync_api import expect

from tests.browser.conftest import Open
from tests.browser.tablet import Tablet
from tests.cast import Council

# What a screen reader is told, as often as it is told.
LISTEN = """() => {
  window.heard = [];
  const box = document.querySelector('#announcer');
  new MutationObserver(() => heard.push(box.textContent)).observe(box, { childList: true });
}"""


def test_the_first_paper_is_open_when_no_page_was_called(ueda: Tablet) -> None:
    ueda.shows(1)
    expect(ueda.find("paper-title")).to_have_text("議案第41号")
    expect(ueda.find("follow-state")).to_have_text("まだページは案内されていません")


def test_pages_turn_by_buttons_keys_edges_and_swipes(ueda: Tablet) -> None:
    ueda.tap("next")
    ueda.shows(2)
    ueda.page.keyboard.press("PageDown")
    ueda.shows(3)
    ueda.touch([ueda.at(0.95, 0.5)])
    ueda.shows(4)
    ueda.swipe(0.7, 0.3)
    ueda.shows(5)
    ueda.swipe(0.3, 0.7)
    ueda.shows(4)
    ueda.touch([ueda.at(0.05, 0.5)])
    ueda.shows(3)
    ueda.page.keyboard.press("End")
    ueda.shows(8)
    ueda.page.keyboard.press("Home")
    ueda.shows(1)


def test_beyond_the_last_page_a_sentence_says_so(ueda: Tablet) -> None:
    ueda.page.keyboard.press("End")
    ueda.shows(8)
    expect(ueda.find("next")).to_be_disabled()
    ueda.swipe(0.7, 0.3)
    expect(ueda.find("notices")).to_contain_text("これが最後のページです。")


def test_the_list_of_pages_shows_each_page_and_leads_there(ueda: Tablet) -> None:
    ueda.tap("all-pages")
    expect(ueda.page.locator(".thumbnail")).to_have_count(8)
    ueda.page.locator(".thumbnail").nth(4).tap()
    ueda.shows(5)


def test_two_fingers_zoom_and_a_button_shows_the_whole_page_again(ueda: Tablet) -> None:
    ueda.shows(1)
    ueda.pinch()
    expect(ueda.find("zoom")).to_have_text("縮小")
    expect(ueda.find("sharp")).to_be_visible()
    ueda.tap("zoom")
    expect(ueda.find("zoom")).to_have_text("拡大")
    expect(ueda.find("sharp")).to_be_hidden()


def test_a_page_has_the_screens_own_pixels_and_all_its_own_for_a_close_look(ueda: Tablet) -> None:
    picture = ueda.find("picture")
    ueda.shows(1)
    spare = "(canvas) => canvas.width - canvas.getBoundingClientRect().width * devicePixelRatio"
    assert picture.evaluate(spare) == 0
    ueda.pinch()
    expect(picture).to_have_js_property("width", 1640)
    ueda.tap("zoom")
    expect(picture).not_to_have_js_property("width", 1640)
    assert picture.evaluate(spare) == 0
    # Stretched while the stage changes its size, then painted anew: never coarse, never blank.
    least = """(canvas) => {
        window.least = canvas.width;
        new MutationObserver(() => { window.least = Math.min(window.least, canvas.width); })
            .observe(canvas, {attributes: true});
    }"""
    picture.evaluate(least)
    ueda.page.set_viewport_size({"width": 1180, "height": 600})
    expect(picture).not_to_have_js_property("width", ueda.page.evaluate("least"))
    assert picture.evaluate(spare) == 0
    assert ueda.page.evaluate("least") > 240


def test_a_close_look_fetches_and_paints_only_the_squares_seen(ueda: Tablet) -> None:
    ueda.shows(1)
    asked: list[str] = []
    ueda.page.on("request", lambda request: asked.append(request.url))
    for _ in range(3):
        ueda.pinch()
    expect(ueda.find("sharp")).to_be_visible()
    seen = """() => {
        const canvas = document.querySelector('.pane.active .sharp');
        const [x, y] = [canvas.width / 2, canvas.height / 2];
        const painted = canvas.getContext('2d').getImageData(x, y, 1, 1).data[3];
        return painted === 255 && canvas.width * canvas.height <= 5_000_000;
    }"""
    ueda.page.wait_for_function(seen)
    pages = [url.rsplit("/pages/", 1)[1] for url in asked if "/pages/" in url]
    squares = [page.split("/") for page in pages if "-" in page]
    assert squares
    assert not [page for page in pages if page.endswith(("/2480", "/3280"))]
    widths = [int(width) for _, _, width, _ in squares]
    # Each gesture asks for what it sees anew, so the same square may have been asked for twice.
    nearest = {tuple(square) for square in squares if int(square[2]) == widths[-1]}
    assert len(nearest) < ceil(widths[-1] / 1024) ** 2


def test_a_double_tap_zooms_in_and_out(ueda: Tablet) -> None:
    ueda.shows(1)
    for word in ("縮小", "拡大"):
        ueda.touch([ueda.at(0.5, 0.5)])
        ueda.touch([ueda.at(0.5, 0.5)])
        expect(ueda.find("zoom")).to_have_text(word)


def test_pages_already_seen_are_readable_without_a_line(ueda: Tablet) -> None:
    ueda.tap("next")
    ueda.shows(2)
    ueda.tap("previous")
    ueda.shows(1)
    ueda.context.set_offline(True)
    ueda.tap("next")
    ueda.shows(2)
    expect(ueda.find("line")).to_contain_text("圏外")
    ueda.look_for("8ページ")
    missing = "このページはまだこの端末にありません"
    expect(ueda.find("empty")).to_contain_text(missing)
    # It goes on saying so, longer than a page may be white without a word.
    ueda.page.evaluate("() => new Promise((done) => setTimeout(done, 400))")
    expect(ueda.find("empty")).to_contain_text(missing)
    ueda.context.set_offline(False)
    ueda.shows(8)


def test_a_screen_reader_hears_paper_and_page_once(ueda: Tablet) -> None:
    ueda.shows(1)
    ueda.page.evaluate(LISTEN)
    ueda.tap("next")
    # The section may follow, once it is found.
    expect(ueda.find("announcer")).to_have_text(re.compile("^議案第41号 2ページ"))
    expect(ueda.find("announcer")).to_have_attribute("aria-live", "polite")
    ueda.shows(2)
    ueda.tap("zoom")
    ueda.tap("previous")
    expect(ueda.find("announcer")).to_have_text(re.compile("^議案第41号 1ページ"))
    heard = ueda.page.evaluate("() => heard")
    assert [one.split("、")[0] for one in heard] == ["議案第41号 2ページ", "議案第41号 1ページ"]


def test_the_agenda_is_a_drawer_on_an_upright_tablet(live_council: Council, tablet: Open) -> None:
    live_council.bring_to("open")
    upright = tablet("ueda", upright=True)
    expect(upright.find("agenda")).to_be_hidden()
    upright.tap("agenda-toggle")
    expect(upright.find("agenda")).to_contain_text("会議録署名議員の指名")
    upright.page.keyboard.press("Escape")
    expect(upright.find("agenda")).to_be_hidden()
    expect(upright.find("agenda-toggle")).to_be_focused()


def test_a_meeting_without_papers_says_so_and_shows_them_when_they_come(
    live_council: Council, tablet: Open
) -> None:
    live_council.do("aoki", "meeting.announce")
    ueda = tablet("ueda")
    expect(ueda.find("empty")).to_contain_text("まだ資料がありません")
    live_council.add_paper("議案第42号")
    live_council.do("aoki", "papers.publish")
    expect(ueda.find("paper-title")).to_have_text("議案第42号")
    ueda.shows(1)


def test_an_address_beyond_the_last_page_shows_the_last_one(
    live_council: Council, tablet: Open
) -> None:
    live_council.add_paper("議案第41号", pages=3)
    live_council.do("aoki", "papers.publish")
    live_council.do("aoki", "meeting.announce")
    ueda = tablet("ueda")
    where = f"/meetings/{live_council.meeting}?version={live_council.versions[0]}"
    for asked, shown in (("9999", 3), ("2", 2), ("nonsense", 1), ("-4", 1)):
        ueda.page.goto(f"{ueda.url}{where}&page={asked}")
        ueda.shows(shown)


TINY = """() => [...document.querySelectorAll('a, button, input')]
  .filter((one) => one.offsetParent)
  .filter((one) => Math.min(one.offsetWidth, one.offsetHeight) < 44)
  .map((one) => one.id || one.textContent)"""
CUT = """() => [...document.querySelectorAll('.bar *, .paging *')]
  .filter((one) => one.offsetParent && !one.children.length && one.textContent.trim())
  .filter((one) => getComputedStyle(one).overflow !== 'visible')
  .filter((one) => one.scrollWidth > one.clientWidth + 1)
  .map((one) => one.textContent)"""


def test_no_target_is_small_and_at_twice_the_text_no_name_is_cut(
    live_council: Council, tablet: Open
) -> None:
    live_council.add_paper("令和９年度　青波市一般会計予算書")
    live_council.do("aoki", "papers.publish")
    live_council.bring_to("open")
    ueda = tablet("ueda", upright=True)
    ueda.shows(1)
    assert ueda.page.evaluate(TINY) == []
    ueda.page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert ueda.page.evaluate(CUT) == []
    ueda.turn_round()
    state, stage = ueda.find("follow-state").bounding_box(), ueda.find("stage").bounding_box()
    assert state is not None
    assert stage is not None
    assert state["y"] + state["height"] <= stage["y"]
