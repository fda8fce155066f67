"""The reader while the meeting sits, and what its pictures want done before they are taken."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.shots.camera import Camera, Step
from tests.shots.demo import MEETING, Demo, ring, underline

BUDGET, PETITION, SUPPLEMENT = "予算書", "請願", "補正予算"
SPREAD = 81
"""A page of the budget book that is full of figures, with its second half beside it."""
READER = f"/meetings/{MEETING}"


def sitting(camera: Camera, council: Demo) -> None:
    """The reader while the meeting sits: following, leading, leaving, writing, looking around."""
    camera.take("reader-chair-opens", "inoue", READER, _press("#step"))
    council.do("aoki", "attendance.mark_rest")
    council.do("inoue", "meeting.open")
    council.turn(PETITION, 1)
    council.turn(BUDGET, SPREAD)
    council.draw("ueda", BUDGET, SPREAD, ring(council.spot(BUDGET, SPREAD, "18,691")))
    under = underline(council.spot(BUDGET, SPREAD, "児童福祉総務費"))
    council.draw("ueda", BUDGET, SPREAD, under, color="#0017c1")
    camera.take("reader", "ueda", READER, synced)
    camera.take("reader-chair", "inoue", READER, synced)
    camera.take("reader-agenda", "ueda", READER, _agenda)
    camera.take("reader-alone", "egawa", READER, _leave)
    camera.take("reader-writing", "ueda", READER, _write)
    camera.take("reader-tools", "ueda", READER, _tools)
    camera.take("reader-note", "ueda", READER, _note)
    camera.take("reader-lasso", "ueda", READER, _lasso)
    camera.take("reader-pages", "ueda", READER, _press("#all-pages"))
    camera.take("reader-find", "ueda", READER, _press("#page-number"))
    camera.take("reader-views", "ueda", READER, _press("#view-choice"))
    camera.take("reader-panes", "kimura", READER, _beside)
    camera.take("reader-three", "kimura", READER, _third)
    camera.take("reader-hand-over", "inoue", READER, _press("#hand-over"))
    camera.take("reader-contents", "ueda", READER, _contents)
    camera.take("reader-search", "ueda", READER, _search)
    camera.take("reader-words", "ueda", READER, _words)
    camera.take("reader-large", "egawa", READER, _large)
    camera.take("reader-halves", "ogawa", READER, _view("半分ずつ"))
    camera.take("reader-double", "ogawa", READER, _two_by_two)
    camera.take("reader-dark", "ogawa", READER, _dark)
    _replaced(camera, council)
    camera.take("prepare-sitting", "aoki", f"{READER}/prepare")


def _replaced(camera: Camera, council: Demo) -> None:
    """A figure is corrected and a page taken out, on which somebody had written."""
    council.draw("ueda", SUPPLEMENT, 4, ring(council.spot(SUPPLEMENT, 4, "445,100")))
    asked = council.replace(SUPPLEMENT, 3, "38,450", "39,450", gone=4)
    camera.take("reader-replaced", "ueda", f"{READER}?{asked}", _former)
    camera.take("reader-tray", "ueda", f"{READER}?{asked}", _tray)


def _former(page: Page) -> None:
    """Put the former page beside the new one."""
    synced(page)
    page.get_by_role("button", name="前のページと並べる").click()
    expect(page.locator(".differs > .hit")).not_to_have_count(0)


def _tray(page: Page) -> None:
    synced(page)
    page.get_by_role("button", name="置き場所を待つ書きこみ").click()
    expect(page.locator(".tray-picture")).to_be_visible()


def synced(page: Page) -> None:
    """Wait until the reader has the line and the page's picture."""
    expect(page.locator("#line")).to_have_attribute("data-line", "open")
    expect(page.locator(".picture").first).to_be_visible()


def _agenda(page: Page) -> None:
    synced(page)
    toggle = page.locator("#agenda-toggle")
    if toggle.is_visible() and toggle.get_attribute("aria-expanded") != "true":
        toggle.click()


def _leave(page: Page) -> None:
    synced(page)
    page.locator("#next").click()
    expect(page.locator("#to-called")).to_be_visible()


def _write(page: Page) -> None:
    synced(page)
    page.locator("#write").click()
    expect(page.locator("#tools")).to_be_visible()


def _tools(page: Page) -> None:
    _write(page)
    page.locator("#more-tools").click()


def _note(page: Page) -> None:
    """Begin a question slip on the page."""
    _tools(page)
    page.locator("#take-slip").click()
    box = page.locator(".stage").first.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] * 0.5, box["y"] + box["height"] * 0.6)
    page.locator("#entry-text").fill("児童福祉総務費がふえたのはなぜですか。")


def _lasso(page: Page) -> None:
    _tools(page)
    page.locator("#take-lasso").click()
    page.locator(".chosen-all").first.click()
    expect(page.locator(".chosen").first).to_be_visible()


def _beside(page: Page) -> None:
    """Put the paper that the clerk proposes beside the petition."""
    _agenda(page)
    page.locator("#agenda .paper").filter(has_text="請願第三号").click()
    page.locator("#open-pair").click()
    for picture in page.locator(".picture").all():
        expect(picture).to_have_attribute("data-painted", "1")


def _press(selector: str) -> Step:
    def press(page: Page) -> None:
        synced(page)
        page.locator(selector).click()

    return press


def _third(page: Page) -> None:
    """Put one more paper beside the two that lie there."""
    if page.locator(".pane").count() < 3:
        _agenda(page)
        page.get_by_role("button", name="並べる：「一般質問").click()
    expect(page.locator(".pane")).to_have_count(3)
    _close_agenda(page)


def _contents(page: Page) -> None:
    _press("#all-pages")(page)
    page.locator("#tab-contents").click()
    expect(page.locator("#contents [aria-current]")).to_be_visible()


def _search(page: Page) -> None:
    synced(page)
    page.keyboard.press("Control+f")
    page.locator("#seek-words").fill("児童福祉")
    expect(page.locator(".seek-line").first).to_be_visible()
    page.locator("#seek-next").click()
    expect(page.locator(".hit.now")).to_be_visible()


def _words(page: Page) -> None:
    _agenda(page)
    page.locator("#as-words").click()
    expect(page.locator(".words-sheet")).to_contain_text("児童福祉総務費")
    _close_agenda(page)


def _close_agenda(page: Page) -> None:
    """Close the agenda where it lies over the page."""
    close = page.locator("#agenda-close")
    if close.is_visible():
        close.click()


def _large(page: Page) -> None:
    """Choose the largest text, as 見やすさ does."""
    _agenda(page)
    page.locator(".agenda [data-opens=ease]").click()
    page.get_by_role("radio", name="200%").check()
    page.locator("#ease").get_by_role("button", name="閉じる").click()
    _close_agenda(page)
    synced(page)


def _view(name: str) -> Step:
    def choose(page: Page) -> None:
        synced(page)
        page.locator("#view-choice").click()
        page.locator("#view-list").get_by_role("button", name=name).click()
        expect(page.locator("#views")).to_be_hidden()

    return choose


def _two_by_two(page: Page) -> None:
    """Look at the single pages of another paper as spreads."""
    _agenda(page)
    page.locator("#agenda .paper").filter(has_text=SUPPLEMENT).click()
    expect(page.locator(".picture")).to_have_attribute("data-painted", "1")
    _view("2ページ並べる")(page)
    page.locator("#next").click()
    expect(page.locator("#page-number")).to_contain_text("2-3")


def _dark(page: Page) -> None:
    page.emulate_media(color_scheme="dark")
    synced(page)
