"""The chair opens, pauses, resumes and closes the meeting from the reader."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from meetings.domain.attendance import Attendance
from tests.browser.conftest import Open
from tests.browser.tablet import Tablet
from tests.cast import Council


@pytest.fixture
def announced(live_council: Council) -> Council:
    """An announced meeting with a paper, where nobody has been marked yet."""
    live_council.add_paper()
    live_council.do("aoki", "papers.publish")
    live_council.do("aoki", "meeting.announce")
    return live_council


def is_in(state: str, *tablets: Tablet) -> None:
    """All tablets say the same state of the meeting."""
    for one in tablets:
        expect(one.find("meeting-state")).to_have_text(state)


def test_the_chair_leads_the_meeting_from_its_opening_to_its_end(
    announced: Council, tablet: Open
) -> None:
    announced.do("aoki", "attendance.mark_rest")
    chair, ueda = tablet("inoue"), tablet("ueda", upright=True)
    expect(ueda.find("step")).to_be_hidden()
    expect(chair.find("step")).to_have_text("開議する")
    chair.tap("step")
    asked = chair.page.get_by_role("dialog", name="開議しますか")
    expect(asked).to_contain_text("出席議員は4人です。定数4人の定足数2人に達しています")
    expect(chair.find("step-not")).to_be_focused()
    chair.page.keyboard.press("Enter")
    expect(asked).to_be_hidden()
    is_in("開議前", chair, ueda)
    for button, done, state in (
        ("開議する", "開議します", "会議中"),
        ("休憩・散会", "休憩にします", "休憩中"),
        ("再開する", "再開します", "会議中"),
    ):
        expect(chair.find("step")).to_have_text(button)
        chair.tap("step")
        chair.page.get_by_role("button", name=done, exact=True).tap()
        is_in(state, chair, ueda)
    chair.tap("step")
    chair.tap("step-other")
    expect(chair.page.get_by_role("dialog", name="散会しますか")).to_be_visible()
    chair.tap("step-do")
    is_in("散会", chair, ueda)
    expect(chair.find("step")).to_be_hidden()


def test_without_a_quorum_the_chair_is_told_and_decides(announced: Council, tablet: Open) -> None:
    chair = tablet("inoue", upright=True)
    chair.tap("step")
    asked = chair.page.get_by_role("dialog", name="開議しますか")
    expect(asked).to_contain_text("出席は事務局がつけます。事務局に声をかけてください")
    expect(asked).to_contain_text("あと2人足りません。（地方自治法第113条（定足数））")
    announced.do("aoki", "attendance.mark", person=announced.ids["ueda"], state="present")
    expect(asked).to_contain_text(
        "出席の印のない議員が3人います（井上（いのうえ）、江川（えがわ）、木村（きむら））"
    )
    expect(asked).to_contain_text("あと1人足りません")
    expect(asked.get_by_role("button", name="開議します", exact=True)).to_have_count(0)
    asked.get_by_role("button", name="定足数に足りないまま開議します").tap()
    is_in("会議中", chair)


def test_a_refusal_is_shown_with_its_clause_and_without_a_line_nobody_opens(
    announced: Council, tablet: Open
) -> None:
    for login in ("ueda", "egawa"):
        announced.do("aoki", "attendance.mark", person=announced.ids[login], state="present")
    chair = tablet("inoue")
    chair.tap("step")
    expect(chair.find("step-count")).to_contain_text("定足数2人に達しています")
    # As when the news of somebody's leaving is still under way to the chair.
    with announced.house.database.write() as session:
        session.get_one(Attendance, (announced.meeting, announced.ids["egawa"])).state = "left"
    chair.tap("step-do")
    expect(chair.find("step-trouble")).to_contain_text("地方自治法第113条（定足数）")
    expect(chair.find("step-do")).to_have_text("定足数に足りないまま開議します")
    is_in("開議前", chair)
    chair.tap("step-not")
    chair.context.set_offline(True)
    expect(chair.find("line")).to_contain_text("圏外")
    chair.tap("step")
    expect(chair.find("step-trouble")).to_contain_text("人数を確かめられません")
    expect(chair.find("step-do")).to_be_disabled()
    chair.context.set_offline(False)
    expect(chair.find("step-count")).to_contain_text("あと1人足りません")
    expect(chair.find("step-trouble")).to_be_empty()
