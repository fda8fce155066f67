"""Writing on the pages: private, shared, live, erased, undone, refused."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open
from tests.browser.tablet import Tablet
from tests.cast import Council, points


@pytest.fixture
def sitting(live_council: Council) -> Council:
    """An open meeting with one paper."""
    live_council.bring_to("open")
    return live_council


@pytest.fixture
def ueda(sitting: Council, tablet: Open) -> Tablet:
    """A member's tablet with the first page open."""
    one = tablet("ueda")
    one.shows(1)
    return one


@pytest.fixture
def egawa(sitting: Council, tablet: Open) -> Tablet:
    """Another member's tablet with the first page open."""
    one = tablet("egawa", upright=True)
    one.shows(1)
    return one


def test_private_writing_is_on_my_other_tablet_and_on_nobody_elses(
    ueda: Tablet, egawa: Tablet, tablet: Open
) -> None:
    ueda.draw()
    ueda.has_ink(1)
    ueda.is_synced()
    other = tablet("ueda", upright=True)
    other.has_ink(1)
    ueda.draw(0.6)
    other.has_ink(2)
    egawa.has_ink(0)


def test_shared_writing_is_seen_by_all_while_it_is_written(ueda: Tablet, egawa: Tablet) -> None:
    ueda.tap("write")
    ueda.tap("layer-shared")
    expect(ueda.find("shared-banner")).to_be_visible()
    path = [ueda.at(0.4 + i / 100, 0.5) for i in range(15)]
    ueda.pen_down(*path)
    expect(egawa.find("ink")).to_have_attribute("data-under-way", "1")
    egawa.has_ink(0)
    ueda.pen_up(path[-1])
    egawa.has_ink(1)
    expect(egawa.find("ink")).to_have_attribute("data-under-way", "0")


def test_undo_and_redo_take_strokes_away_and_bring_them_back(ueda: Tablet, tablet: Open) -> None:
    other = tablet("ueda")
    ueda.tap("write")
    ueda.draw()
    ueda.draw(0.6)
    other.has_ink(2)
    ueda.tap("undo")
    other.has_ink(1)
    ueda.tap("redo")
    other.has_ink(2)
    ueda.page.keyboard.press("Control+z")
    other.has_ink(1)
    expect(ueda.find("notices")).to_be_empty()
    # What is taken back on a page that is not in sight is told.
    ueda.tap("next")
    ueda.shows(2)
    ueda.tap("undo")
    other.has_ink(0)
    expect(ueda.find("notices")).to_contain_text("取り消しました：議案第41号 1ページ")
    ueda.tap("redo")
    other.has_ink(1)
    expect(ueda.find("notices").locator(".notice")).to_have_count(1)
    expect(ueda.find("notices")).to_contain_text("元にもどしました：議案第41号 1ページ")


def test_what_a_closed_page_did_the_next_takes_back_and_never_what_one_beside_it_did(
    ueda: Tablet,
) -> None:
    ueda.tap("write")
    ueda.draw()
    other = ueda.another_page()
    other.tap("write")
    other.draw(0.6)
    ueda.has_ink(2)
    other.tap("undo")
    ueda.has_ink(1)
    expect(other.find("undo")).to_be_disabled()
    ueda.is_synced()
    ueda.page.close()
    expect(other.find("undo")).to_be_enabled()
    other.tap("undo")
    other.has_ink(0)
    other.is_synced()
    third = other.another_page()
    other.page.close()
    third.tap("write")
    third.tap("redo")
    third.has_ink(1)
    third.tap("redo")
    third.has_ink(2)


def test_the_eraser_takes_my_own_strokes_only(ueda: Tablet, egawa: Tablet) -> None:
    for one, height in ((ueda, 0.4), (egawa, 0.3)):
        one.tap("write")
        one.tap("layer-shared")
        one.draw(height)
        one.is_synced()
    ueda.has_ink(2)
    ueda.tap("tool-eraser")
    ueda.touch([ueda.at(0.5, 0.1)])
    path = [ueda.at(0.5, 0.05 + i / 60) for i in range(55)]
    ueda.pen_down(*path)
    ueda.pen_up(path[-1])
    ueda.has_ink(1)
    egawa.has_ink(1)
    ueda.tap("undo")
    egawa.has_ink(2)


def test_a_finger_writes_until_a_pen_is_seen_and_then_turns_no_page_while_one_writes(
    ueda: Tablet,
) -> None:
    line = [[ueda.at(0.5 - i / 50, 0.4)] for i in range(9)]
    ueda.tap("write")
    expect(ueda.find("finger-writes")).to_be_hidden()
    ueda.touch(*line)
    ueda.has_ink(1)
    ueda.draw(0.7)
    ueda.has_ink(2)
    ueda.is_synced()
    ueda.page.reload()
    ueda.shows(1)
    ueda.tap("write")
    ueda.touch(*line)
    expect(ueda.find("notices")).to_contain_text("指でページはめくれません")
    ueda.shows(1)
    ueda.touch([ueda.at(0.97, 0.5)])
    ueda.shows(2)
    ueda.among_others("finger-writes")
    ueda.touch(*line)
    ueda.has_ink(1)
    ueda.tap("write")
    ueda.touch(*line)
    ueda.shows(3)


def test_the_ball_of_a_writing_hand_turns_no_page(ueda: Tablet) -> None:
    ueda.draw()
    ueda.is_synced()
    ueda.page.reload()
    ueda.shows(1)
    ueda.tap("write")
    ueda.touch([ueda.at(0.97, 0.5)], broad=60)
    ueda.touch([ueda.at(0.97, 0.5)])
    ueda.shows(2)
    ueda.touch([ueda.at(0.97, 0.5)], broad=60)
    ueda.touch([ueda.at(0.03, 0.5)])
    ueda.shows(1)


def test_a_second_finger_makes_a_pinch_of_a_dot(ueda: Tablet) -> None:
    ueda.tap("write")
    ueda.pinch()
    expect(ueda.find("zoom")).to_have_text("縮小")
    ueda.has_ink(0)


def test_shared_writing_that_is_no_longer_allowed_stays_as_a_private_note(
    sitting: Council, ueda: Tablet, egawa: Tablet
) -> None:
    ueda.tap("write")
    ueda.tap("layer-shared")
    ueda.context.set_offline(True)
    expect(ueda.find("line")).to_contain_text("圏外")
    ueda.draw()
    sitting.do("inoue", "floor.share", allowed=False)
    ueda.context.set_offline(False)
    expect(ueda.find("notices")).to_contain_text("自分だけの書きこみとして残しました")
    ueda.is_synced()
    ueda.has_ink(1)
    expect(ueda.find("layer-shared")).to_be_disabled()
    egawa.has_ink(0)


def test_who_writes_for_all_is_told_when_that_is_switched_off(
    sitting: Council, ueda: Tablet
) -> None:
    ueda.tap("write")
    ueda.tap("layer-shared")
    sitting.do("inoue", "floor.share", allowed=False)
    told = "これから書くものは、自分だけに見えます"
    expect(ueda.find("notices")).to_contain_text(told)
    expect(ueda.find("layer-private")).to_have_attribute("aria-checked", "true")
    sitting.do("inoue", "floor.share", allowed=True)
    expect(ueda.find("layer-shared")).to_be_enabled()
    expect(ueda.find("notices")).to_be_empty()
    sitting.do("inoue", "floor.share", allowed=False)
    expect(ueda.find("layer-shared")).to_be_disabled()
    expect(ueda.find("notices")).to_be_empty()


def test_writing_is_kept_over_a_reload(ueda: Tablet) -> None:
    ueda.draw()
    ueda.has_ink(1)
    # Also what is under way when another app comes before the page: no pen is heard to leave.
    ueda.pen_down(*[ueda.at(0.4 + i / 100, 0.6) for i in range(15)])
    ueda.page.evaluate("Object.defineProperty(document, 'hidden', {get: () => true})")
    ueda.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    ueda.has_ink(2)
    ueda.page.reload()
    ueda.has_ink(2)


def test_a_tablet_turned_round_in_the_middle_of_a_stroke_makes_two_without_a_leap(
    ueda: Tablet,
) -> None:
    ueda.pen_down(*[ueda.at(0.45 + i / 200, 0.4) for i in range(10)])
    ueda.turn_round()
    path = [ueda.at(0.45 + i / 200, 0.6) for i in range(10)]
    ueda.pen_move(*path)
    ueda.pen_up(path[-1])
    ueda.has_ink(2)
    ueda.is_synced()


def test_a_palm_or_a_pinch_under_the_writing_pen_moves_nothing(ueda: Tablet) -> None:
    place = ueda.find("picture").bounding_box()
    path = [ueda.at(0.45 + i / 200, 0.55) for i in range(20)]
    ueda.pen_down(*path)
    ueda.pinch()
    ueda.swipe(0.8, 0.2)
    ueda.pen_up(path[-1])
    ueda.has_ink(1)
    ueda.shows(1)
    assert ueda.find("picture").bounding_box() == place


TAKE = """() => new Promise((done) => {
  const asked = indexedDB.open('gijo');
  asked.onsuccess = () => {
    const all = asked.result.transaction('acts').objectStore('acts').getAll();
    all.onsuccess = () => { asked.result.close(); done(all.result.map((item) => item.given)); };
  };
})"""
SET_ASIDE = """(item) => new Promise((done) => {
  const asked = indexedDB.open('gijo');
  asked.onsuccess = () => {
    const change = asked.result.transaction('kept', 'readwrite');
    change.objectStore('kept').put(item);
    change.oncomplete = () => { asked.result.close(); done(); };
  };
})"""


def test_no_refused_stroke_is_stranded_on_the_tablet(
    sitting: Council, ueda: Tablet, egawa: Tablet
) -> None:
    ueda.tap("write")
    ueda.tap("layer-shared")
    ueda.context.set_offline(True)
    expect(ueda.find("line")).to_contain_text("圏外")
    ueda.draw()
    expect(ueda.find("line")).to_contain_text("1件")
    (drawn,) = ueda.page.evaluate(TAKE)
    sitting.do("egawa", "ink.draw", **drawn | {"points": points(9)})
    ueda.context.set_offline(False)
    ueda.is_synced()
    egawa.has_ink(2)
    ueda.has_ink(2)
    private = drawn | {"id": "stroke-set-aside", "layer": "private"}
    item = {"n": 9999, "person": sitting.ids["ueda"], "stream": "", "act": "ink.draw", "at": 1}
    item |= {"given": private | {"meeting": sitting.meeting}}
    ueda.page.evaluate(SET_ASIDE, item | {"answer": {"refused": "device.is_anothers"}})
    ueda.page.reload()
    ueda.has_ink(3)
    ueda.is_synced()
    assert sitting.notes_of("ueda") == 1
