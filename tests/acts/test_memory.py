"""What a writer remembers from one act to the next is true, whoever changed it and wherever."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from sqlalchemy import event

from meetings.config import Config
from meetings.desk import Desk
from meetings.domain import papers, people
from meetings.domain.base import Refused
from meetings.domain.meetings import Meeting
from meetings.domain.people import Signed, SignIn
from meetings.wiring import build_house
from tests.cast import Council
from tests.conftest import ON_BOTH


@pytest.fixture
def sitting(council: Council) -> Council:
    """An open meeting in which the chair has turned a page, so all about that is remembered."""
    council.bring_to("open")
    for page in (1, 2, 3):
        turn(council, page)
    return council


@pytest.fixture
def elsewhere(sitting: Council, config: Config) -> Iterator[Council]:
    """The same council in another process: it shares nothing but the database."""
    house = build_house(config)
    yield Council(house, Desk(house), sitting.ids, sitting.meeting, sitting.versions)
    house.close()


def turn(council: Council, page: int, who: str = "inoue") -> dict[str, Any]:
    return council.do(who, "floor.turn", version=council.versions[0], page=page, epoch=0)


def test_an_act_whose_facts_are_known_asks_only_whether_it_was_done(sitting: Council) -> None:
    asked: list[str] = []

    def hear(*told: Any) -> None:
        asked.append(told[2].split(" ")[0])

    person = sitting.who("inoue")
    event.listen(sitting.house.database.engine, "before_cursor_execute", hear)
    given = {"meeting": sitting.meeting, "version": sitting.versions[0], "page": 1, "epoch": 0}
    sitting.desk.do("floor.turn", person, given)
    assert asked == ["BEGIN", "PRAGMA", "SELECT", "UPDATE", "INSERT", "UPDATE"]


def seat(council: Council, who: str, **office: str) -> dict[str, Any]:
    return {"body": 1, "person": council.ids[who], **office}


def change_person(council: Council, who: str, **given: Any) -> None:
    council.do("kanri", "person.change", person=council.ids[who], **given)


Change = Callable[[Council], object]


@ON_BOTH
@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (
            lambda one: one.do("aoki", "seat.give", **seat(one, "ueda", office="chair")),
            "floor.not_presenter",
        ),
        (lambda one: one.do("aoki", "seat.end", **seat(one, "inoue")), "floor.not_presenter"),
        (lambda one: change_person(one, "inoue", active=False), "signing.needed"),
        (lambda one: change_person(one, "inoue", role="guest"), "right.missing"),
        (lambda one: one.do("aoki", "meeting.close"), "state.closed"),
        (lambda one: one.do("aoki", "floor.take"), "floor.not_presenter"),
    ],
    ids=["another chair", "no seat", "no account", "a guest", "closed", "taken"],
)
@pytest.mark.parametrize("where", ["here", "elsewhere"])
def test_what_changes_a_right_counts_from_the_next_act_on(
    change: Change, reason: str, where: str, sitting: Council, elsewhere: Council
) -> None:
    change(sitting if where == "here" else elsewhere)
    with pytest.raises(Refused, match=reason):
        turn(sitting, 1)


def test_what_went_since_is_missed_by_what_it_belonged_to(sitting: Council) -> None:
    """A paper is remembered with its versions: also with one that is dropped meanwhile."""
    for _ in range(2):
        begun = sitting.begin_replacing(1, "議案第41号　訂正")
        sitting.do("aoki", "replacement.drop", version=begun["body"]["version"])
    with sitting.house.database.read() as session:
        assert papers.paper_of(session, session.get_one(Meeting, sitting.meeting), 1).draft is None


@ON_BOTH
def test_an_ended_sign_in_and_a_revoked_token_are_worth_nothing_at_once(
    sitting: Council, elsewhere: Council
) -> None:
    """Not only when the watch closes their sockets."""
    hashed = [people.new_key()[1] for _ in range(2)]
    me, to = sitting.ids["inoue"], {"label": "script", "key_hash": hashed[0]}
    token = sitting.do("kanri", "token.issue", person=me, **to)["body"]["token"]
    row = SignIn(person_id=me, key_hash=hashed[1], began_at=0, ends_at=2**50)
    with sitting.house.database.write() as session:
        session.add(row)
    ways = [Signed(me, token=token), Signed(me, sign_in=row.id)]
    given = {"meeting": sitting.meeting, "version": sitting.versions[0], "page": 1, "epoch": 0}
    for way in ways * 2:
        sitting.desk.do("floor.turn", way, given)
    elsewhere.do("kanri", "token.revoke", token=token)
    with elsewhere.house.database.write() as session:
        session.get_one(SignIn, row.id).ends_at = 1
    for way in [*ways, Signed(me)]:
        with pytest.raises(Refused, match=r"signing\.needed"):
            sitting.desk.do("floor.turn", way, given)
