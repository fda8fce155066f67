"""Bookmarks are each person's own, keep their names, and are told beside the called pages."""

from __future__ import annotations

import pytest
from flask import Flask

from meetings.commands.verifying import verify
from meetings.domain import notes
from meetings.domain.base import Refused
from meetings.domain.meetings import Meeting
from tests.cast import Council, points
from tests.conftest import ON_BOTH, sign_in_client


def own(council: Council, login: str) -> list[tuple[int, int | None, bool, str]]:
    with council.house.database.read() as session:
        meeting = session.get_one(Meeting, council.meeting)
        rows = [row.told() for row in notes.bookmarks(session, council.who(login), meeting)]
    return [(row["page"], row["half"], row["on"], row["name"]) for row in rows]


@ON_BOTH
def test_a_bookmark_is_its_persons_own_and_comes_off_with_its_name_kept(council: Council) -> None:
    council.bring_to("open")
    where = {"version": council.versions[0], "page": 2}
    council.do("ueda", "bookmark.set", **where, on=True, name="質問\u3000１")
    council.do("ueda", "bookmark.set", **where, half=2, on=True)
    council.do("egawa", "bookmark.set", **where, on=True)
    answer = council.do("ueda", "bookmark.set", **where, on=False, name="質問１")
    assert answer["stream"] == f"notebook:{council.meeting}:{council.ids['ueda']}"
    assert own(council, "ueda") == [(2, 2, True, ""), (2, None, False, "質問１")]
    assert own(council, "egawa") == [(2, None, True, "")]


def test_no_bookmark_lies_beyond_the_end_or_in_a_paper_one_does_not_see(council: Council) -> None:
    council.bring_to("open")
    hidden = council.add_paper("秘密の案", 1)["body"]["version"]
    beyond = {"version": council.versions[0], "page": 4, "on": True}
    with pytest.raises(Refused, match=r"paper\.has_no_such_page"):
        council.do("ueda", "bookmark.set", **beyond)
    with pytest.raises(Refused, match=r"found\.nothing"):
        council.do("ueda", "bookmark.set", version=hidden, page=1, on=True)
    assert own(council, "ueda") == []


@ON_BOTH
def test_a_paper_never_published_goes_with_what_clerks_wrote_on_it(council: Council) -> None:
    council.bring_to("announced")
    hidden = council.add_paper("下書き", 1)["body"]
    look = {"tool": "pen", "color": "#102030", "width": 2.0, "points": points(), "layer": "private"}
    for version in (hidden["version"], council.versions[0]):
        where = {"version": version, "page": 1}
        council.do("aoki", "ink.draw", id=f"stroke-{version}", **where, **look)
        council.do("aoki", "ink.erase", ids=[f"stroke-{version}"], layer="private")
        council.do("aoki", "bookmark.set", **where, on=True, name="直す")
    council.do("aoki", "paper.remove", paper=hidden["paper"])
    assert own(council, "aoki") == [(1, None, True, "直す")]
    with council.house.database.read() as session:
        assert [row.version_id for row in session.query(notes.Stroke)] == [council.versions[0]]
        assert verify(session, council.house).faults == []


def test_marks_tell_ones_bookmarks_and_when_each_page_was_last_called(
    app: Flask, seated: Council
) -> None:
    seated.bring_to("open")
    where = {"version": seated.versions[0], "page": 3}
    seated.do("ueda", "bookmark.set", **where, on=True, name="討論")
    for page in (2, 3, 2):
        seated.do("inoue", "floor.turn", version=seated.versions[0], page=page, epoch=0)
    told = sign_in_client(app, "ueda").get(f"/api/meetings/{seated.meeting}/marks").get_json()
    assert [(row["page"], row["name"]) for row in told["bookmarks"]] == [(3, "討論")]
    assert [row["page"] for row in told["called"]] == [3, 2]
    assert told["called"][0]["at"] <= told["called"][1]["at"]
    assert told["streams"][f"notebook:{seated.meeting}:{seated.ids['ueda']}"] == 1
    other = sign_in_client(app, "egawa").get(f"/api/meetings/{seated.meeting}/marks").get_json()
    assert other["bookmarks"] == []
