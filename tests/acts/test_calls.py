"""Calling a page: told only, turned to, or held; and what that is after a handing over."""

from __future__ import annotations

import pytest

from meetings.commands.comparing import differences
from meetings.domain import floor, snapshot
from meetings.domain.base import Refused
from meetings.domain.meetings import Meeting
from tests.cast import Council


def strength(council: Council) -> str:
    """How the page is called now, as every tablet is told it."""
    with council.house.database.read() as session:
        meeting = session.get_one(Meeting, council.meeting)
        told = snapshot.of_meeting(session, council.who("ueda"), meeting, council.house.rules)
        assert list(differences(session, meeting)) == []
        assert floor.of(session, meeting).strength == told["floor"]["strength"]
    return str(told["floor"]["strength"])


def call(council: Council, login: str, page: int, epoch: int, **how: str) -> dict[str, object]:
    given = {"version": council.versions[0], "page": page, "epoch": epoch}
    body: dict[str, object] = council.do(login, "floor.turn", **given, **how)["body"]
    return body


def test_each_call_says_how_strong_it_is_and_the_next_says_it_anew(council: Council) -> None:
    council.bring_to("open")
    assert strength(council) == "bring"
    assert call(council, "inoue", 2, 0, strength="hold")["strength"] == "hold"
    assert strength(council) == "hold"
    assert call(council, "inoue", 2, 0, strength="offer")["strength"] == "offer"
    assert strength(council) == "offer"
    assert "strength" not in call(council, "inoue", 3, 0)
    assert strength(council) == "bring"
    with pytest.raises(Refused, match=r"given\.wrong"):
        call(council, "inoue", 2, 0, strength="push")


def test_only_the_chair_holds_everybody_and_who_takes_over_lets_them_go(council: Council) -> None:
    council.bring_to("open")
    call(council, "inoue", 2, 0, strength="hold")
    council.do("inoue", "floor.grant", to=council.who("kato").id)
    assert strength(council) == "bring"
    with pytest.raises(Refused) as refusal:
        call(council, "kato", 2, 1, strength="hold")
    told = council.desk.told(refusal.value, "ja")
    assert told["refused"] == "floor.only_chair_holds"
    assert told["clause"] == "地方自治法第104条（議長の議事整理権）"
    call(council, "kato", 2, 1, strength="offer")
    council.do("aoki", "floor.take")
    assert strength(council) == "bring"
