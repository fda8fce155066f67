"""Words in the open paper: found while typing, marked where they stand, gone through one by one."""

from __future__ import annotations

from datetime import date
from typing import Any

import pymupdf
from playwright.sync_api import expect

from meetings.demo.calendar import Calendar
from meetings.demo.petition import petition
from meetings.demo.scan import scanned_annex
from meetings.domain.papers import PaperVersion
from meetings.jobs.guiding import Finder
from meetings.jobs.preparing import Preparer
from tests.browser.conftest import Open
from tests.browser.tablet import Tablet
from tests.cast import Council

MM = 72 / 25.4
"""A millimetre, in pt."""
MARKS = """() => {
  const sheet = document.querySelector('.pane.active .page').getBoundingClientRect();
  return [...document.querySelectorAll('.pane.active .hit')].map((mark) => {
    const box = mark.getBoundingClientRect();
    return [(box.left - sheet.left) / sheet.width, (box.top - sheet.top) / sheet.height,
      (box.right - sheet.left) / sheet.width, (box.bottom - sheet.top) / sheet.height];
  });
}"""


def add(council: Council, name: str, file: bytes) -> int:
    """Add a paper with its words read and its guide found; return its version."""
    upload = council.house.files.put_bytes(file).digest
    version: int = council.do("aoki", "paper.add", name=name, upload=upload)["body"]["version"]
    with council.house.database.read() as session:
        row = session.get_one(PaperVersion, version)
    Preparer(council.house, Finder(council.desk)).prepare(row)
    council.versions.append(version)
    return version


def ordinance() -> bytes:
    """Six pages: a word twice on 2, over a line's end on 4, on the turned page 6, widths mixed."""
    written = {
        2: ["第３款　民生費の総額", "民生費は増"],
        4: ["そのうち民生", "費の内訳"],
        6: ["民生費"],
    }
    document = pymupdf.open()
    for number in range(1, 7):
        page = document.new_page(width=595, height=842)
        for line, text in enumerate([f"本文 {number}", *written.get(number, [])]):
            page.insert_text((72, 100 + 40 * line), text, fontname="japan", fontsize=20)
        page.set_rotation(90 if number == 6 else 0)
    made: bytes = document.tobytes(deflate=True)
    return made


def lie_on(tablet: Tablet, version: int, page: int, words: str) -> None:
    """The marks on the page lie where the words stand, within a millimetre."""
    read = "(path) => fetch(path).then((answer) => answer.json())"
    digest = tablet.page.evaluate(read, f"/api/versions/{version}")["digest"]
    told = tablet.page.evaluate(read, f"/pages/{digest}/{page}/words")
    size = (told["width"], told["height"]) * 2
    shares = tablet.page.evaluate(MARKS)
    marked = [[at * length for at, length in zip(box, size, strict=True)] for box in shares]
    stand = boxes(told["lines"], words)
    assert stand
    for box in stand:
        assert any(all(abs(a - b) < MM for a, b in zip(box, one, strict=True)) for one in marked), (
            box,
            marked,
        )


def boxes(lines: list[dict[str, Any]], words: str) -> list[list[float]]:
    """Return where words stand within single lines, by the edges of their characters, pt."""
    found = []
    for line in lines:
        start = line["text"].find(words)
        while start >= 0:
            first, last = line["at"][start], line["at"][start + len(words)]
            x0, y0, x1, y1 = line["box"]
            found.append([x0, first, x1, last] if line["vertical"] else [first, y0, last, y1])
            start = line["text"].find(words, start + 1)
    return found


def search(tablet: Tablet, words: str) -> None:
    """Open the search from the field of pages and write words."""
    tablet.tap("page-number")
    tablet.tap("find-text")
    tablet.find("seek-words").fill(words)


def test_words_are_found_marked_and_gone_through_over_pages(
    live_council: Council, tablet: Open
) -> None:
    version = add(live_council, "条例", ordinance())
    live_council.do("aoki", "papers.publish")
    live_council.bring_to("announced")
    member = tablet("ueda")
    hits, now = member.page.locator(".hit"), member.page.locator(".hit.now")
    count = member.find("seek-count")
    search(member, "民生費")
    expect(count).to_have_text("4か所")
    lines = member.page.locator("#seek-list button")
    expect(lines).to_have_count(3)
    expect(lines.first.locator("mark")).to_have_text(["民生費", "民生費"])
    member.shows(1)
    member.find("seek-words").press("Enter")
    member.shows(2)
    expect(count).to_have_text("1 / 4か所")
    expect(hits).to_have_count(2)
    lie_on(member, version, 2, "民生費")
    member.tap("seek-next")
    expect(count).to_have_text("2 / 4か所")
    expect(now).to_have_count(1)
    member.tap("seek-shrink")
    member.tap("seek-next")
    member.shows(4)
    expect(now).to_have_count(2)  # one word, over a line's end
    member.tap("seek-next")
    member.shows(6)
    expect(now).to_have_count(1)
    lie_on(member, version, 6, "民生費")
    member.find("seek-previous").press("Enter")
    member.shows(4)
    expect(count).to_have_text("3 / 4か所")
    # Marks take no finger away: zooming and turning go on as ever.
    member.pinch()
    member.tap("zoom")
    member.swipe(0.7, 0.3)
    member.shows(5)
    expect(hits).to_have_count(0)
    member.page.keyboard.press("Escape")
    expect(member.find("seek")).to_be_hidden()


def test_an_address_with_words_shows_the_page_with_them_marked(
    live_council: Council, tablet: Open
) -> None:
    add(live_council, "条例", ordinance())
    version = add(live_council, "請願", petition(Calendar(date(2026, 12, 8))))
    live_council.do("aoki", "papers.publish")
    live_council.bring_to("announced")
    member = tablet("ueda", upright=True)
    address = f"/meetings/{live_council.meeting}?version={version}&page=1&q=通学路"
    member.page.goto(member.url + address)
    expect(member.find("seek")).to_have_attribute("data-slim", "true")
    expect(member.find("seek-count")).to_contain_text("1 / ")
    expect(member.page.locator(".hit.now").first).to_be_visible()
    lie_on(member, version, 1, "通学路")
    member.tap("seek-close")
    expect(member.page.locator(".hit")).to_have_count(0)
    # What is no page and no bill may stand in the text.
    member.tap("page-number")
    member.find("find-words").fill("路側帯")
    member.page.get_by_role("button", name="「路側帯」をこの資料の本文からさがす").tap()
    expect(member.find("seek-words")).to_have_value("路側帯")
    expect(member.page.locator(".hit").first).to_be_visible()
    lie_on(member, version, 1, "路側帯")
    member.tap("page-number")
    member.find("find-words").fill("民生費")
    member.page.get_by_role("link", name="「民生費」をすべての資料からさがす").tap()
    expect(member.page.locator("#count")).to_contain_text("見つかりました")


def test_scans_say_that_they_have_no_words_and_without_a_line_what_is_here_is_searched(
    live_council: Council, tablet: Open
) -> None:
    add(live_council, "条例", ordinance())
    add(live_council, "写し", scanned_annex(Calendar(date(2026, 12, 8))))
    live_council.do("aoki", "papers.publish")
    live_council.bring_to("announced")
    member = tablet("ueda")
    note = member.find("seek-note")
    search(member, "民生費")
    member.find("seek-words").press("Enter")
    expect(member.page.locator(".hit")).to_have_count(2)
    member.page.locator(".paper", has_text="写し").tap()
    expect(note).to_contain_text("画像だけで、文字が入っていません")
    expect(member.find("seek-next")).to_be_disabled()
    member.page.locator(".paper", has_text="条例").tap()
    expect(note).to_be_hidden()
    expect(member.page.locator(".hit")).to_have_count(2)
    member.context.set_offline(True)
    expect(member.find("line")).to_contain_text("圏外", timeout=20_000)
    member.find("seek-words").fill("総額")
    expect(note).to_contain_text("ページの中だけをさがしました")
    expect(member.page.locator("#seek-list mark")).to_have_text(["総額"])
    member.context.set_offline(False)
    expect(note).to_be_hidden(timeout=20_000)
    expect(member.page.locator("#seek-list mark")).to_have_text(["総額"])


def test_marks_lie_right_on_halves_of_spreads_and_on_every_pane_that_shows_the_paper(
    live_council: Council, tablet: Open
) -> None:
    document = pymupdf.open()
    for width, starts in ((595, ()), (1190, (72, 667)), (1190, (667,))):
        page = document.new_page(width=width, height=842)
        page.insert_text((72, 300), f"本文 {page.number}", fontname="japan", fontsize=20)
        for x in starts:
            page.insert_text((x, 100), "民生費", fontname="japan", fontsize=20)
    version = add(live_council, "予算書", document.tobytes())
    live_council.do("aoki", "guide.correct", version=version, first=2, spread=True, binding="left")
    live_council.do("aoki", "papers.publish")
    live_council.bring_to("announced")
    member = tablet("ueda", upright=True)
    picture, marked = member.find("picture"), member.page.locator(".pane.active .hit.now")
    search(member, "民生費")
    expect(member.find("seek-count")).to_have_text("3か所")
    for number, half in (("2", "1"), ("2", "2"), ("3", "2")):
        member.find("seek-words").press("Enter")
        expect(picture).to_have_attribute("data-painted", number)
        expect(picture).to_have_attribute("data-half", half)
        expect(marked).to_have_count(1)
        seen, start = 1190 * 0.51, 72 if half == "1" else 667 - 1190 * 0.49
        ((left, _, right, _),) = member.page.evaluate(MARKS)
        assert abs(left * seen - start) < MM
        assert abs(right * seen - start - 60) < MM
    member.tap("seek-shrink")
    member.tap("agenda-toggle")
    member.page.locator(".agenda .beside").first.tap()
    expect(member.page.locator(".pane")).to_have_count(2)
    expect(member.page.locator(".pane .hit")).to_have_count(2)
    member.tap("seek-close")
    expect(member.page.locator(".pane .hit")).to_have_count(0)
