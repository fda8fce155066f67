"""The words of a page: joined to paragraphs, in its place at any size, aloud, unseen beside it."""

from __future__ import annotations

from typing import Any

import pymupdf
import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.axe import faults
from tests.browser.conftest import Open
from tests.browser.tablet import Tablet
from tests.browser.test_modules import ask
from tests.cast import Council

A4 = {"width": 595, "height": 842}


def line(text: str, x: float, y: float, size: float = 11) -> dict[str, Any]:
    """A line across the page, its characters as wide as high."""
    box = [x, y, x + size * len(text), y + size]
    return {"text": text, "box": box, "size": size, "vertical": False}


def down(text: str, x: float, y: float, size: float = 13) -> dict[str, Any]:
    """A line of vertical writing."""
    box = [x, y, x + size, y + size * len(text)]
    return {"text": text, "box": box, "size": size, "vertical": True}


def read(page: Page, lines: list[dict[str, Any]], **size: float) -> list[tuple[str, list[str]]]:
    """Join lines to what one reads: kinds and cells."""
    script = "return m.paragraphs(given.lines, given.size)"
    given = {"lines": lines, "size": A4 | size}
    return [(one["kind"], one["cells"]) for one in ask(page, "record/paragraphs.js", script, given)]


def test_lines_become_headings_paragraphs_and_rows_of_tables(page: Page) -> None:
    first = "　公民館の使用料を改めるとともに、還付に関する規定を整備するため、"
    rule = "第１条　この条例は、令和九年四月一日から施行する。ただし、次の各号は"
    lines = [
        line("議案第４１号", 78, 80, 13),
        line(first, 78, 150),
        line("条例を改正する。", 78, 171),
        line("（提案理由）", 78, 192),
        line(rule, 78, 213),
        line("除く。", 89, 234),
        line("款", 83, 300),
        line("補正額", 300, 300),
        line("………………", 90, 318),
        line("地方交付税及びこれに", 83, 330),
        line("準ずるもの", 83, 345),
        line("84,215", 300, 330),
        line("－1－", 285, 793, 9),
    ]
    assert read(page, lines) == [
        ("heading", ["議案第４１号"]),
        ("text", [f"{first.strip()}条例を改正する。"]),
        ("text", ["（提案理由）"]),
        ("text", [f"{rule}除く。"]),
        ("row", ["款", "補正額"]),
        ("row", ["地方交付税及びこれに準ずるもの", "84,215"]),
        ("text", ["－1－"]),
    ]


def test_vertical_writing_is_joined_as_it_is_read(page: Page) -> None:
    lines = [
        down("請", 743, 143, 20),
        down("願", 743, 183, 20),
        down("書", 743, 223, 20),
        down("一", 572, 85),
        down("請願の要旨", 572, 111),
        down("青波小学校の通学路において、児童が安心して歩ける環境を速やかにと", 548, 98),
        down("一", 415, 552, 10),
        down("とのえること。", 524, 85),
    ]
    assert read(page, lines, width=842, height=595) == [
        ("heading", ["請願書"]),
        ("text", ["一　請願の要旨"]),
        (
            "text",
            ["青波小学校の通学路において、児童が安心して歩ける環境を速やかにととのえること。"],
        ),
        ("text", ["一"]),
    ]


@pytest.fixture
def ueda(live_council: Council, tablet: Open) -> Tablet:
    """A member's tablet with a paper of four pages open."""
    live_council.add_paper("議案第41号", pages=4)
    live_council.do("aoki", "papers.publish")
    live_council.bring_to("open")
    one = tablet("ueda")
    one.shows(1)
    return one


def text(tablet: Tablet) -> Locator:
    """The words of the page in hand."""
    return tablet.page.locator(".pane.active .words-sheet")


def test_a_screen_reader_finds_the_words_beside_the_page(ueda: Tablet) -> None:
    expect(text(ueda)).to_have_text("議案第41号 1")
    assert "議案第41号 1" in ueda.page.get_by_role("region", name="資料の文字").aria_snapshot()
    expect(ueda.page.get_by_role("button", name="読み上げ")).to_have_count(0)


def test_the_words_stand_in_the_pages_place_at_any_size(
    ueda: Tablet, live_council: Council
) -> None:
    ueda.tap("as-words")
    words = ueda.page.locator(".words-view")
    expect(words).to_be_focused()
    expect(text(ueda)).to_have_text("議案第41号 1")
    before = ueda.page.locator(".said").evaluate("one => one.getBoundingClientRect().height")
    for _ in range(3):
        ueda.page.get_by_role("button", name="大きく").tap()
    expect(ueda.page.locator(".words-size")).to_have_text("300%")
    after = ueda.page.locator(".said").evaluate("one => one.getBoundingClientRect().height")
    assert after > 1.8 * before
    ueda.page.get_by_role("button", name="ゴシック").tap()
    ueda.page.get_by_role("button", name="行間").tap()
    ueda.find("next").tap()
    expect(text(ueda)).to_have_text("議案第41号 2")
    words.focus()
    ueda.page.keyboard.press("ArrowRight")
    expect(text(ueda)).to_have_text("議案第41号 3")
    ueda.touch([(900, 500)], [(800, 505)], [(700, 510)])
    expect(text(ueda)).to_have_text("議案第41号 4")
    version = live_council.versions[0]
    ueda.find("previous").tap()
    live_council.do("inoue", "floor.turn", version=version, page=2, epoch=0)
    ueda.tap("to-called")
    expect(text(ueda)).to_have_text("議案第41号 2")
    assert faults(ueda.page) == []
    ueda.turn_round()
    assert faults(ueda.page) == []
    ueda.page.get_by_role("button", name="ページの画像へ").tap()
    expect(ueda.find("stage")).to_be_focused()
    ueda.shows(2)


def test_a_page_without_words_says_so_and_a_device_without_a_voice_too(
    live_council: Council, tablet: Open
) -> None:
    scan = pymupdf.open()
    scan.new_page().draw_rect((100, 100, 200, 200), fill=(0, 0, 0))
    upload = live_council.house.files.put_bytes(scan.tobytes()).digest
    live_council.do("aoki", "paper.add", name="写し", upload=upload)
    live_council.do("aoki", "papers.publish")
    live_council.versions.append(1)
    live_council.bring_to("open")
    ueda = tablet("ueda", upright=True)
    ueda.shows(1)
    ueda.tap("agenda-toggle")
    ueda.tap("as-words")
    expect(text(ueda)).to_contain_text("文字の情報がありません")
    expect(ueda.page.get_by_role("button", name="読み上げの声なし")).to_be_disabled()
    expect(ueda.page.locator(".words-why")).to_contain_text("日本語の声がない")


SPEAKING = """
  class Said { constructor(text) { this.text = text; this.heard = {}; }
    addEventListener(kind, heard) { this.heard[kind] = heard; } }
  window.said = [];
  const device = { getVoices: () => [{ lang: 'ja-JP', localService: true }], addEventListener() {},
    cancel() {}, speak(one) { said.push(one.text); window.finish = () => one.heard.end(); } };
  Object.defineProperty(window, 'speechSynthesis', { value: device });
  Object.defineProperty(window, 'SpeechSynthesisUtterance', { value: Said });
"""
"""A device with a Japanese voice, as browsers describe one; the test says when it has spoken."""


@pytest.fixture
def heard(ueda: Tablet) -> Tablet:
    """The tablet, with a voice."""
    ueda.page.add_init_script(SPEAKING)
    ueda.page.reload()
    ueda.shows(1)
    ueda.tap("as-words")
    return ueda


def test_the_device_reads_aloud_marks_the_sentence_and_goes_on_by_choice(heard: Tablet) -> None:
    heard.page.get_by_role("button", name="読み上げる").tap()
    expect(heard.page.locator(".being-read")).to_have_text("議案第41号 1")
    heard.page.get_by_role("button", name="一時停止").tap()
    heard.page.get_by_role("button", name="続きから").tap()
    assert heard.page.evaluate("said") == ["議案第41号 1", "議案第41号 1"]
    heard.page.get_by_label("次のページへ続ける").check()
    heard.page.evaluate("finish()")
    expect(heard.page.locator(".being-read")).to_have_text("議案第41号 2")
    heard.page.get_by_role("button", name="止める").tap()
    expect(heard.page.locator(".being-read")).to_have_count(0)
    expect(heard.page.get_by_role("button", name="読み上げる")).to_be_focused()
