"""Marks chosen with the lasso, and those for whom they are: oneself, a group, everybody."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.axe import faults
from tests.browser.conftest import Open
from tests.browser.hands import loop, note, put, take, write
from tests.browser.tablet import Tablet
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


def test_what_a_loop_chooses_is_moved_copied_taken_away_and_given_to_others(
    sitting: Council, ueda: Tablet, egawa: Tablet
) -> None:
    for height in (0.3, 0.4, 0.7):
        ueda.draw(height)
    ueda.has_ink(3)
    take(ueda, "lasso")
    bar = ueda.page.locator(".chosen-bar")
    expect(bar).to_contain_text("囲むと")
    loop(ueda, 0.42, 0.25, 0.6, 0.45)
    expect(bar).to_contain_text("2件を選びました")
    assert faults(ueda.page) == []
    box = ueda.page.locator(".chosen")
    before = box.bounding_box()
    assert before is not None
    path = [ueda.at(0.48 + i / 100, 0.35 + i / 100) for i in range(9)]
    ueda.pen_down(*path)
    ueda.pen_up(path[-1])
    ueda.has_ink(3)
    after = box.bounding_box()
    assert after is not None
    assert after["x"] > before["x"] + 20
    assert after["y"] > before["y"] + 20
    box.focus()
    for _ in range(3):
        box.press("ArrowLeft")
    bar.get_by_role("button", name="写す").tap()
    ueda.has_ink(5)
    expect(bar).to_contain_text("2件を選びました")
    bar.get_by_role("button", name="見せる相手").tap()
    ueda.page.get_by_role("dialog").get_by_role("button", name="みんなに見せる").tap()
    egawa.has_ink(2)
    expect(bar).to_contain_text("2件を選びました")
    box.press("Delete")
    ueda.has_ink(3)
    egawa.has_ink(0)
    expect(bar).to_contain_text("囲むと")
    for mine, hers in ((5, 2), (5, 0), (3, 0), (3, 0)):
        ueda.tap("undo")
        ueda.has_ink(mine)
        egawa.has_ink(hers)
    bar.get_by_role("button", name="このページの全部").tap()
    expect(bar).to_contain_text("3件を選びました")
    expect(box).to_be_focused()
    bar.get_by_role("button", name="写す").tap()
    ueda.has_ink(6)
    ueda.tap("next")
    ueda.shows(2)
    bar.get_by_role("button", name="写したものをここへ").tap()
    ueda.has_ink(3)
    expect(bar).to_contain_text("3件を選びました")
    ueda.is_synced()


def test_each_layer_is_shown_or_hidden_by_one_tap_and_that_is_said(
    ueda: Tablet, egawa: Tablet
) -> None:
    ueda.draw(0.3)
    ueda.tap("layer-shared")
    ueda.draw(0.5)
    ueda.has_ink(2)
    ueda.tap("sight-private")
    ueda.has_ink(1)
    expect(ueda.find("unhide")).to_be_visible()
    ueda.tap("sight-shared")
    ueda.has_ink(0)
    ueda.page.reload()
    ueda.shows(1)
    ueda.has_ink(0)
    ueda.tap("write")
    ueda.tap("layer-shared")
    ueda.has_ink(1)
    ueda.tap("unhide")
    ueda.has_ink(2)
    expect(ueda.find("unhide")).to_be_hidden()
    egawa.has_ink(1)


def test_the_chair_stops_what_all_write_clears_it_and_takes_that_back(
    ueda: Tablet, egawa: Tablet, tablet: Open
) -> None:
    inoue = tablet("inoue")
    ueda.draw(0.6)
    for one, height in ((ueda, 0.3), (egawa, 0.5)):
        if one is egawa:
            one.tap("write")
        one.tap("layer-shared")
        one.draw(height)
        one.is_synced()
    inoue.has_ink(2)
    inoue.tap("write")
    inoue.tap("more-tools")
    assert faults(inoue.page) == []
    inoue.tap("freeze")
    expect(ueda.find("layer-shared")).to_be_disabled()
    expect(inoue.find("freeze")).to_have_text("再開する")
    inoue.tap("freeze")
    expect(ueda.find("layer-shared")).to_be_enabled()
    inoue.tap("clear-all")
    expect(inoue.find("clearing-what")).to_contain_text("2件")
    inoue.tap("clearing-do")
    egawa.has_ink(0)
    ueda.has_ink(1)
    inoue.is_synced()
    inoue.page.reload()
    inoue.shows(1)
    inoue.tap("write")
    # The server tells nobody of others' marks that are gone: the deed knows them.
    inoue.tap("undo")
    inoue.has_ink(2)
    egawa.has_ink(2)
    ueda.has_ink(3)
    inoue.tap("write")
    inoue.touch([inoue.at(0.5, 0.3)])
    expect(inoue.find("mark-who")).to_contain_text("上田")
    inoue.tap("mark-erase")
    egawa.has_ink(1)
    ueda.tap("more-tools")
    expect(ueda.find("all-ink")).to_be_hidden()


def test_a_groups_marks_are_seen_by_its_members_and_by_nobody_else(
    sitting: Council, tablet: Open
) -> None:
    name = f"青波会{sitting.meeting}"
    body = sitting.do("aoki", "body.add", name=name, kind="faction")["body"]["body"]
    for login in ("ueda", "egawa"):
        sitting.do("aoki", "seat.give", body=body, person=sitting.ids[login], office="member")
    ueda, egawa, kimura = tablet("ueda"), tablet("egawa", upright=True), tablet("kimura")
    ueda.shows(1)
    ueda.tap("write")
    ueda.page.get_by_role("radio", name=name).tap()
    expect(ueda.find("shared-banner")).to_contain_text(f"{name}に見えます")
    ueda.draw(0.3)
    take(ueda, "slip")
    put(ueda, 0.5, 0.6)
    expect(ueda.find("entry-where")).to_contain_text(f"{name}に見えます")
    write(ueda, "財源は")
    egawa.has_ink(2)
    box = note(egawa, "質問メモ：財源は").bounding_box()
    assert box is not None
    egawa.touch([(box["x"] + 10, box["y"] + 10)])
    expect(egawa.find("mark-who")).to_contain_text(f"{name}に見えます")
    egawa.tap("mark-close")
    egawa.tap("write")
    egawa.tap(f"sight-group-{body}")
    egawa.has_ink(0)
    kimura.has_ink(0)
    expect(kimura.page.locator("#layer-choice [role=radio]")).to_have_count(2)
    slip = note(ueda, "質問メモ：財源は")
    slip.focus()
    slip.press("Enter")
    ueda.page.get_by_role("dialog").get_by_role("button", name="みんなに見せる").tap()
    kimura.has_ink(1)
    egawa.has_ink(1)
