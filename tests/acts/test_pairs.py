"""Papers proposed to be read side by side: what clerks say, and what others learn of it when."""

from __future__ import annotations

import pytest

from meetings.commands.comparing import differences
from meetings.domain import meetings, record, snapshot
from meetings.domain.base import NotFound, Refused
from tests.cast import Council


def told(council: Council) -> list[tuple[str, int | None]]:
    """Return the pairs as a member's tablet has them: a paper's name and what lies beside it."""
    with council.house.database.read() as session:
        row = session.get_one(meetings.Meeting, council.meeting)
        viewer = council.who("ueda")
        told = snapshot.of_meeting(session, viewer, row, council.house.rules)
        return [(paper["name"], paper["beside"]) for paper in told["papers"]]


def heard(council: Council, stream: str) -> list[object]:
    """Return the papers named as lying beside another in a stream, in order."""
    with council.house.database.read() as session:
        entries = record.after(session, f"{stream}:{council.meeting}", 0)
        return [entry.body["beside"] for entry in entries if entry.kind == "paper.paired"]


def test_a_pair_is_told_to_all_only_when_both_papers_are_published(council: Council) -> None:
    bill, table = (council.add_paper(name)["body"]["paper"] for name in ("議案", "新旧対照表"))
    council.do("aoki", "paper.pair", paper=bill, beside=table)
    council.do("aoki", "paper.publish", paper=bill)
    council.do("aoki", "meeting.announce")
    assert told(council) == [("議案", None)]
    assert (heard(council, "meeting"), heard(council, "office")) == ([], [table])
    council.do("aoki", "paper.publish", paper=table)
    assert told(council) == [("議案", table), ("新旧対照表", None)]
    assert heard(council, "meeting") == [table]
    council.do("aoki", "paper.pair", paper=bill, beside=0)
    assert told(council) == [("議案", None), ("新旧対照表", None)]
    assert heard(council, "meeting") == heard(council, "office") == [table, None]


def test_a_new_partner_not_yet_published_ends_the_old_pair_and_stays_unknown(
    council: Council,
) -> None:
    bill, table = (council.add_paper(name)["body"]["paper"] for name in ("議案", "新旧対照表"))
    council.do("aoki", "paper.pair", paper=bill, beside=table)
    council.do("aoki", "papers.publish")
    later = council.add_paper("説明書")["body"]["paper"]
    council.do("aoki", "paper.pair", paper=bill, beside=later)
    assert heard(council, "meeting") == [table, None]
    assert heard(council, "office") == [table, later]
    council.do("aoki", "paper.remove", paper=later)
    assert told(council) == [("議案", None), ("新旧対照表", None)]
    with council.house.database.read() as session:
        row = session.get_one(meetings.Meeting, council.meeting)
        assert list(differences(session, row)) == []


def test_a_paper_lies_beside_another_of_its_meeting_and_never_beside_itself(
    council: Council,
) -> None:
    bill = council.add_paper("議案")["body"]["paper"]
    with pytest.raises(Refused, match=r"paper\.beside_itself"):
        council.do("aoki", "paper.pair", paper=bill, beside=bill)
    with pytest.raises(NotFound):
        council.do("aoki", "paper.pair", paper=bill, beside=99)
