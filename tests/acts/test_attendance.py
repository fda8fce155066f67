"""Attendance: nobody is silently present, and a meeting opens with a quorum or knowingly."""

from __future__ import annotations

from dataclasses import replace

import pytest

from meetings.domain import attendance, record
from meetings.domain.base import Refused
from meetings.domain.meetings import Meeting
from meetings.domain.minutes import Minutes
from tests.cast import Council


@pytest.fixture
def announced(council: Council) -> Council:
    """A meeting everybody sees, in which nobody is marked."""
    council.do("aoki", "meeting.announce")
    return council


def draft(council: Council) -> str:
    council.do("aoki", "meeting.close")
    council.do("aoki", "minutes.draft")
    with council.house.database.read() as session:
        return session.get_one(Minutes, council.meeting).text


def test_without_marks_nobody_is_present_and_opening_is_refused_with_numbers_and_clause(
    announced: Council,
) -> None:
    announced.do("aoki", "attendance.mark", person=announced.ids["inoue"], state="present")
    announced.do("aoki", "attendance.mark", person=announced.ids["ueda"], state="late")
    with pytest.raises(Refused, match=r"meeting\.no_quorum") as refused:
        announced.do("inoue", "meeting.open")
    told = announced.desk.sentence(refused.value, "ja")
    assert "出席の印が1人で、定足数の2人（定数4人）に足りません" in told
    assert "地方自治法第113条" in told


def test_a_chair_goes_on_without_a_quorum_only_knowingly_and_the_minutes_say_so(
    announced: Council,
) -> None:
    announced.do("inoue", "meeting.open", without_quorum=True)
    text = draft(announced)
    assert "開議のときの出席　0人（定数4人、定足数2人）　定足数に達しないまま開議した。" in text
    assert "- 木村　（記録がありません）" in text


def test_marking_the_rest_keeps_the_exceptions_marked_before(announced: Council) -> None:
    announced.do("aoki", "attendance.mark", person=announced.ids["kimura"], state="absent")
    announced.do("inoue", "attendance.mark_rest")
    announced.do("inoue", "meeting.open")
    with pytest.raises(Refused, match=r"attendance\.all_marked"):
        announced.do("inoue", "attendance.mark_rest")
    text = draft(announced)
    assert "- 木村　欠席" in text
    assert "- 上田　出席" in text


def test_the_fixed_number_of_the_rules_counts_vacant_seats_too(announced: Council) -> None:
    announced.do("aoki", "attendance.mark_rest")
    announced.house.rules = replace(announced.house.rules, fixed_numbers={"本会議": 9})
    with announced.house.database.read() as session:
        row = session.get_one(Meeting, announced.meeting)
        count = attendance.quorum(session, row, announced.house.rules)
    assert (count.present, count.needed, count.fixed) == (4, 5, 9)
    with pytest.raises(Refused, match=r"meeting\.no_quorum"):
        announced.do("inoue", "meeting.open")
    announced.do("inoue", "meeting.open", without_quorum=True)
    with announced.house.database.read() as session:
        entries = record.after(session, f"meeting:{announced.meeting}", 0)
        opened = [entry.body for entry in entries if entry.kind == "meeting.opened"]
    assert opened == [{"state": "open", "quorum": {"present": 4, "needed": 5, "fixed": 9}}]
