"""The desk: rights, arguments, one transaction, and the same answer for the same act."""

from __future__ import annotations

import threading

import pytest
from sqlalchemy.exc import IntegrityError

from meetings.domain import record
from meetings.domain.base import NotFound, Refused
from meetings.domain.record import Entry
from tests.cast import Council, points
from tests.conftest import ON_BOTH

pytestmark = ON_BOTH


def test_an_act_repeated_with_its_key_gets_the_first_answer_and_writes_nothing(
    council: Council,
) -> None:
    given = {"meeting": council.meeting, "title": "諸般の報告"}
    first = council.desk.do("agenda.add", council.who("aoki"), given, "device-1", 1)
    again = council.desk.do("agenda.add", council.who("aoki"), given, "device-1", 1)
    assert again == first | {"repeat": True}
    with council.house.database.read() as session:
        titles = [e.body["title"] for e in record.after(session, f"meeting:{council.meeting}", 0)
                  if e.kind == "agenda.added"]  # fmt: skip
    assert titles.count("諸般の報告") == 1


def test_a_repeat_is_answered_even_after_the_meeting_moved_on(council: Council) -> None:
    council.bring_to("open")
    given = {"meeting": council.meeting}
    council.desk.do("meeting.close", council.who("aoki"), given, "device-1", 7)
    again = council.desk.do("meeting.close", council.who("aoki"), given, "device-1", 7)
    assert again["repeat"] is True


def test_a_key_is_its_persons_own_whoever_else_uses_the_same(council: Council) -> None:
    council.bring_to("open")
    given = {"meeting": council.meeting}
    numbers = []
    for login in ("aoki", "inoue", None):
        who = council.who(login) if login else None
        added = ("body.add", {"name": "総務委員会", "kind": "standing"})
        act, asked = ("floor.take", given) if who else added
        first = council.desk.do(act, who, asked, "device-1", 1)
        assert "repeat" not in first
        assert council.desk.do(act, who, asked, "device-1", 1) == first | {"repeat": True}
        numbers.append((first["stream"], first["number"]))
    assert len(set(numbers)) == 3


@pytest.mark.parametrize("login", ["aoki", None])
def test_the_database_itself_takes_a_key_only_once(council: Council, login: str | None) -> None:
    by = council.who(login).id if login else None
    with council.house.database.write() as session:
        record.write(session, "council", "body.added", record.Author(by, 1, "device-1", 1), {})
    with pytest.raises(IntegrityError), council.house.database.write() as session:
        record.write(session, "council", "body.added", record.Author(by, 2, "device-1", 1), {})


def test_the_same_act_arriving_ten_times_at_once_is_done_once(council: Council) -> None:
    given = {"meeting": council.meeting, "title": "一般質問"}
    aoki = council.who("aoki")
    answers = []

    def send() -> None:
        answers.append(council.desk.do("agenda.add", aoki, given, "device-9", 3))

    threads = [threading.Thread(target=send) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == 10
    assert len({answer["number"] for answer in answers}) == 1
    assert sum("repeat" not in answer for answer in answers) == 1


def test_an_act_that_fails_half_way_leaves_nothing_behind(council: Council) -> None:
    council.bring_to("announced")
    with council.house.database.read() as session:
        before = record.head(session, f"meeting:{council.meeting}")
    with pytest.raises(NotFound):
        council.do("inoue", "floor.turn", version=999, page=1, epoch=0)
    with council.house.database.read() as session:
        assert record.head(session, f"meeting:{council.meeting}") == before


def test_listeners_get_entries_in_the_order_of_their_numbers(council: Council) -> None:
    heard: list[int] = []
    council.desk.listeners.append(lambda entries: heard.extend(e.number for e in entries))
    people = ["aoki"] * 8

    def add(login: str) -> None:
        council.do(login, "agenda.add", title="日程")

    threads = [threading.Thread(target=add, args=(login,)) for login in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert heard == sorted(heard)
    assert len(heard) == 8


def test_a_listener_that_fails_does_not_undo_the_act(council: Council) -> None:
    def fail(_: list[Entry]) -> None:
        raise RuntimeError("the line is down")

    council.desk.listeners.append(fail)
    assert council.do("aoki", "agenda.add", title="日程")["done"]


@pytest.mark.parametrize(
    ("given", "names"),
    [
        ({"title": ""}, "title"),
        ({"title": 3}, "title"),
        ({}, "title"),
        ({"title": "日程", "more": 1}, "more"),
    ],
)
def test_wrong_arguments_are_named_in_the_refusal(
    council: Council, given: dict[str, object], names: str
) -> None:
    with pytest.raises(Refused) as refusal:
        council.desk.do("agenda.add", council.who("aoki"), {"meeting": council.meeting} | given)
    assert refusal.value.reason == "given.wrong"
    assert refusal.value.values["names"] == names


def test_a_sign_no_writing_has_is_refused_as_not_all_databases_keep_it(council: Council) -> None:
    with pytest.raises(Refused, match=r"given\.wrong") as refusal:
        council.do("aoki", "agenda.add", title="議案\0第41号")
    assert refusal.value.values == {"names": "title"}


def test_a_refusal_is_a_japanese_sentence_that_cites_its_clause(council: Council) -> None:
    council.bring_to("open")
    with pytest.raises(Refused) as refusal:
        council.do("ueda", "floor.turn", version=council.versions[0], page=1, epoch=0)
    told = council.desk.told(refusal.value, "ja")
    assert told["refused"] == "floor.not_presenter"
    assert told["clause"] == "地方自治法第104条（議長の議事整理権）"
    assert told["clause"] in told["message"]


def test_a_disabled_person_can_do_nothing_more(council: Council) -> None:
    ueda = council.who("ueda")
    council.desk.do("person.change", council.who("kanri"), {"person": ueda.id, "active": False})
    council.bring_to("announced")
    given = {"meeting": council.meeting, "layer": "private", "ids": ["stroke-1"]}
    with pytest.raises(Refused, match=r"signing\.needed"):
        council.desk.do("ink.erase", ueda, given)


def test_the_points_of_a_stroke_must_be_whole(council: Council) -> None:
    council.bring_to("announced")
    given = {"version": council.versions[0], "page": 1, "layer": "private", "tool": "pen"}
    given |= {"color": "#000000", "width": 1.5}
    assert council.do("ueda", "ink.draw", id="stroke-01", points=points(), **given)["done"]
    for wrong in ("", "not base64!", "AQ==", points(70_000)):
        with pytest.raises(Refused, match=r"ink\."):
            council.do("ueda", "ink.draw", id="stroke-02", points=wrong, **given)
