"""The rarer writing tools: lines, marked words, notes, stamps, question slips."""

from __future__ import annotations

import gzip
import json
import re
from datetime import date

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from meetings.demo.calendar import Calendar
from meetings.demo.petition import petition
from meetings.demo.scan import scanned_annex
from meetings.domain.notes import Stroke
from meetings.domain.points import unpacked
from tests.browser.axe import faults
from tests.browser.conftest import Open
from tests.browser.hands import choose, note, put, take, write
from tests.browser.tablet import Point, Tablet
from tests.browser.test_text_search import add
from tests.cast import Council


@pytest.fixture
def sitting(live_council: Council) -> Council:
    """An open meeting with one paper."""
    live_council.bring_to("open")
    return live_council


@pytest.fixture
def ueda(sitting: Council, tablet: Open) -> Tablet:
    """A member's tablet with the tools in sight."""
    one = tablet("ueda")
    one.shows(1)
    one.tap("write")
    return one


@pytest.fixture
def egawa(sitting: Council, tablet: Open) -> Tablet:
    """Another member's tablet, held upright."""
    one = tablet("egawa", upright=True)
    one.shows(1)
    return one


def on_page(one: Tablet, x: float, y: float) -> Point:
    """Return a place of an A4 page, pt, in px of the screen."""
    box = one.find("picture").bounding_box()
    assert box is not None
    return box["x"] + x / 595 * box["width"], box["y"] + y / 842 * box["height"]


def drawn(council: Council) -> list[Stroke]:
    """Return the marks that the server has, oldest first."""
    with council.house.database.read() as session:
        mine = select(Stroke).where(Stroke.meeting_id == council.meeting)
        return list(session.scalars(mine.order_by(Stroke.at)))


def test_a_line_is_rubbed_through_and_taken_back_even_on_a_page_loaded_anew(
    ueda: Tablet,
) -> None:
    choose(ueda, "まっすぐ")
    ueda.pen_down(ueda.at(0.4, 0.4), ueda.at(0.5, 0.45), ueda.at(0.6, 0.402))
    ueda.pen_up(ueda.at(0.6, 0.402))
    ueda.has_ink(1)
    put(ueda, 0.5, 0.7)
    ueda.has_ink(1)
    ueda.tap("tool-eraser")
    choose(ueda, "一部分")
    way = ueda.find("way-choice").locator("button").first.element_handle()
    ueda.rub(0.5, (0.35, 0.45))
    ueda.has_ink(2)
    ueda.tap("undo")
    ueda.has_ink(1)
    # What a finger may rest on is not made anew by each deed.
    assert way.evaluate("(button) => button.isConnected")
    ueda.is_synced()
    ueda.page.reload()
    ueda.shows(1)
    ueda.tap("write")
    # What can be taken back and done again is not lost with the page.
    ueda.tap("redo")
    ueda.has_ink(2)
    ueda.tap("undo")
    ueda.has_ink(1)
    ueda.tap("undo")
    ueda.has_ink(0)
    ueda.is_synced()


def test_a_stamp_is_pressed_by_pen_or_finger_and_all_who_may_see_it_learn_whose_it_is(
    ueda: Tablet, egawa: Tablet
) -> None:
    take(ueda, "stamp")
    ueda.tap("layer-shared")
    choose(ueda, "要確認")
    put(ueda, 0.5, 0.5)
    ueda.has_ink(1)
    ueda.is_synced()
    ueda.page.reload()
    ueda.shows(1)
    ueda.tap("write")
    expect(ueda.find("tool-stamp")).to_be_checked()
    ueda.tap("layer-shared")
    # A pen was seen: fingers write no lines, but what only needs a place is set by a tap.
    ueda.touch([ueda.at(0.5, 0.7)])
    ueda.has_ink(2)
    ueda.touch([ueda.at(0.5 - 0.02, 0.3)], [ueda.at(0.4, 0.3)], [ueda.at(0.3, 0.3)])
    ueda.has_ink(2)
    egawa.has_ink(2)
    stamp = note(egawa, "はんこ：要確認").first
    box = stamp.bounding_box()
    assert box is not None
    egawa.touch([(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)])
    expect(egawa.find("mark-title")).to_have_text("はんこ")
    expect(egawa.find("mark-text")).to_have_text("要確認")
    expect(egawa.find("mark-who")).to_contain_text("上田")
    expect(egawa.find("mark-who")).to_contain_text(re.compile(r"月.*日.*みんなに見えます"))
    expect(egawa.find("mark-who").locator("rt")).not_to_be_empty()
    expect(egawa.find("mark-erase")).to_be_hidden()
    assert faults(egawa.page) == []


def test_a_note_keeps_what_is_typed_while_pages_are_turned_and_loaded_anew(
    ueda: Tablet, sitting: Council
) -> None:
    take(ueda, "sticky")
    put(ueda, 0.5, 0.6)
    expect(ueda.find("entry-text")).to_be_focused()
    ueda.page.keyboard.insert_text("財源は基金か")
    ueda.tap("next")
    ueda.shows(2)
    expect(ueda.find("entry-text")).to_have_value("財源は基金か")
    expect(ueda.find("entry-where")).to_contain_text("1ページ")
    ueda.page.reload()
    expect(ueda.find("entry-text")).to_have_value("財源は基金か")
    ueda.find("entry-text").press("Enter")
    ueda.page.keyboard.insert_text("予算書とくらべる")
    ueda.find("entry-text").press("Control+Enter")
    expect(ueda.find("entry")).to_be_hidden()
    ueda.tap("previous")
    ueda.shows(1)
    ueda.has_ink(1)
    sticky = note(ueda, "付箋：財源は基金か")
    paper = ueda.page.locator(".note-paper")
    expect(paper).to_have_text("財源は基金か\n予算書とくらべる")
    assert float(paper.evaluate("(one) => parseFloat(getComputedStyle(one).fontSize)")) >= 16
    ueda.is_synced()
    # By keys, without a pen or a finger: read it, write it anew, take that back.
    sticky.focus()
    sticky.press("Enter")
    ueda.find("mark-rewrite").press("Enter")
    write(ueda, "財源は市債")
    expect(note(ueda, "付箋：財源は市債")).to_have_count(1)
    ueda.has_ink(1)
    ueda.page.keyboard.press("Control+z")
    expect(sticky).to_have_count(1)
    expect(note(ueda, "付箋：財源は市債")).to_have_count(0)


def test_conversion_by_an_ime_ends_no_note(ueda: Tablet) -> None:
    take(ueda, "text")
    put(ueda, 0.5, 0.6)
    told = """(field) => {
      const press = (isComposing) => field.dispatchEvent(new KeyboardEvent('keydown',
        { key: 'Enter', ctrlKey: true, isComposing, bubbles: true, cancelable: true }));
      return press(true);
    }"""
    ueda.page.keyboard.insert_text("へんかん")
    assert ueda.find("entry-text").evaluate(told)
    expect(ueda.find("entry")).to_be_visible()
    choose(ueda, "大")
    ueda.tap("entry-done")
    expect(note(ueda, "文字：へんかん")).to_have_count(1)
    ueda.tap("undo")
    ueda.has_ink(0)


def test_the_marker_follows_the_words_and_goes_by_hand_where_there_are_none(
    sitting: Council, ueda: Tablet
) -> None:
    add(sitting, "写し", scanned_annex(Calendar(date(2026, 12, 8))))
    sitting.do("aoki", "papers.publish")
    ueda.tap("tool-highlighter")
    choose(ueda, "文字にそって")
    choose(ueda, "桃")
    path = [on_page(ueda, 75 + 10 * i, 94 + i) for i in range(9)]
    ueda.pen_down(*path)
    ueda.words_come()
    ueda.pen_up(path[-1])
    ueda.has_ink(1)
    ueda.is_synced()
    (mark,) = drawn(sitting)
    assert (mark.tool, mark.text, mark.color) == ("words", "議案第41", "#ff8ebb")
    assert 15 < mark.width < 40
    ueda.tap("tool-eraser")
    choose(ueda, "一部分")
    ueda.pen_down((path[4][0], path[4][1] - 60), path[4])
    ueda.pen_up(path[4])
    ueda.has_ink(2)
    ueda.is_synced()
    assert [one.tool for one in drawn(sitting)] == ["words", "highlighter", "highlighter"]
    ueda.page.locator(".paper", has_text="写し").tap()
    ueda.tap("tool-highlighter")
    ueda.draw(0.5)
    ueda.has_ink(1)
    expect(ueda.find("notices")).to_contain_text("文字をたどれない")
    ueda.is_synced()
    assert drawn(sitting)[-1].tool == "highlighter"


def test_question_slips_are_listed_and_lead_to_their_page(ueda: Tablet) -> None:
    ueda.tap("next")
    ueda.shows(2)
    take(ueda, "slip")
    put(ueda, 0.5, 0.3)
    write(ueda, "財源の内訳は")
    ueda.tap("previous")
    ueda.shows(1)
    ueda.tap("all-pages")
    ueda.tap("tab-slips")
    assert faults(ueda.page) == []
    ueda.page.get_by_role("button", name="財源の内訳は").tap()
    ueda.shows(2)
    ueda.tap("all-pages")
    ueda.find("slip-here").tap()
    write(ueda, "いつからか")
    expect(note(ueda, "質問メモ：いつからか")).to_have_count(1)
    ueda.has_ink(2)


@pytest.mark.parametrize("upright", [False, True])
def test_tools_field_and_choice_are_within_reach_for_the_left_hand_too(
    sitting: Council, tablet: Open, upright: bool
) -> None:
    one = tablet("ueda", upright=upright)
    one.shows(1)
    one.tap("write")
    one.among_others("left-handed")
    for tool in ("sticky", "text", "stamp", "slip", "lasso"):
        take(one, tool)
        expect(one.find(f"tool-{tool}")).to_be_checked()
        small = one.page.eval_on_selector_all(
            "#tools button, .chosen-bar button",
            """(all) => all.filter((one) => one.checkVisibility()).filter((one) => {
              const { width, height } = one.getBoundingClientRect();
              return width < 44 || height < 44;
            }).map((one) => one.textContent.trim())""",
        )
        assert small == []
        assert faults(one.page) == []
    take(one, "text")
    one.touch([one.at(0.5, 0.2)])
    expect(one.find("entry")).to_be_visible()
    expect(one.find("entry-done")).to_be_in_viewport()
    assert faults(one.page) == []


def test_the_marker_follows_vertical_writing_down_its_column(
    sitting: Council, tablet: Open
) -> None:
    content, words = petition(Calendar(date(2026, 12, 8))), "通学路の安全対策"
    file = sitting.house.files.path(sitting.house.files.put_bytes(content).digest)
    (page,) = sitting.house.pages.words(file, 1, 1)
    told = json.loads(gzip.decompress(page.packed))
    column = next(line for line in told["lines"] if words in line["text"])
    begin = column["text"].index(words)
    top, low = column["at"][begin], column["at"][begin + len(words)]
    middle = (column["box"][0] + column["box"][2]) / 2
    add(sitting, "請願", content)
    sitting.do("aoki", "papers.publish")
    ueda = tablet("ueda")
    ueda.page.locator(".paper", has_text="請願").tap()
    expect(ueda.find("picture")).to_have_attribute("aria-label", re.compile("請願"))
    ueda.shows(1)
    ueda.tap("write")
    ueda.tap("tool-highlighter")
    choose(ueda, "文字にそって")
    box = ueda.find("picture").bounding_box()
    assert box is not None
    x = box["x"] + middle / told["width"] * box["width"]
    ys = [top + 5 + (low - top - 10) * at / 9 for at in range(10)]
    # A little askew, as a hand draws.
    path = [(x + at % 3, box["y"] + y / told["height"] * box["height"]) for at, y in enumerate(ys)]
    ueda.pen_down(*path)
    ueda.words_come()
    ueda.pen_up(path[-1])
    ueda.has_ink(1)
    ueda.is_synced()
    (mark,) = drawn(sitting)
    assert (mark.tool, mark.text) == ("words", words)
    first, last = unpacked(mark.points)
    assert first[0] == last[0] == pytest.approx(middle, abs=1)
    assert (first[1], last[1]) == pytest.approx((top, low), abs=1)
