"""Turns at writing: acts that come together are committed by one sync, and each stands alone."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.exc import IntegrityError, OperationalError

from meetings.desk import Answer
from meetings.domain import record
from meetings.domain.base import Refused
from meetings.domain.record import Entry
from meetings.turns import MOST
from tests.cast import Council
from tests.conftest import ON_BOTH
from tests.full_disk import fill, no_more_room

Came = dict[str, Answer | Exception]


@pytest.fixture
def commits(council: Council) -> list[None]:
    """One for each commit of the database."""
    made: list[None] = []
    event.listen(council.house.database.engine, "commit", lambda _: made.append(None))
    return made


@contextmanager
def together(council: Council, *titles: str) -> Iterator[Came]:
    """Have agenda items added that all wait for the same turn; what came of each, by title."""
    came: Came = {}

    def add(title: str) -> None:
        try:
            came[title] = council.do("aoki", "agenda.add", title=title)
        except (Refused, IntegrityError, OperationalError) as trouble:
            came[title] = trouble

    threads = [threading.Thread(target=add, args=(title,)) for title in titles]
    with council.house.database.turn():
        for thread in threads:
            thread.start()
        deadline = time.monotonic() + 60
        while len(council.desk.turns.waiting) < len(titles):
            assert time.monotonic() < deadline
        yield came
    for thread in threads:
        thread.join()


def items(council: Council) -> list[Entry]:
    with council.house.database.read() as session:
        rows = record.after(session, f"meeting:{council.meeting}", 0)
    assert list(record.broken(rows)) == []
    return [row for row in rows if row.kind == "agenda.added"]


@ON_BOTH
def test_what_waits_together_is_committed_by_one_sync_told_in_order_and_then_answered(
    council: Council, commits: list[None]
) -> None:
    before, titles = len(items(council)), [f"日程{n}" for n in range(20)]
    heard: list[int] = []

    def hear(entries: list[Entry]) -> None:
        assert came == {}
        heard.extend(entry.number for entry in entries)

    council.desk.listeners.append(hear)
    with together(council, *titles) as came:
        del commits[:]
    assert len(commits) == 1
    numbers = [answer["number"] for answer in came.values() if isinstance(answer, dict)]
    assert heard == sorted(numbers)
    assert heard == [row.number for row in items(council)[before:]]
    assert {row.body["title"] for row in items(council)[before:]} == set(titles)


@ON_BOTH
def test_one_that_is_refused_or_fails_undoes_nothing_of_the_others(
    council: Council, monkeypatch: pytest.MonkeyPatch
) -> None:
    admitted = council.desk._admitted  # noqa: SLF001  # an act that fails by a mistake of ours

    def fails(session: Any, act: Any, person: Any, given: Any, author: Any) -> Any:
        if given["title"] == "失敗":
            # A key twice: the database itself refuses it.
            first = record.Author(author.person, 1, "device-1", 1)
            record.write(session, "council", "body.added", first, {})
            again = record.Author(author.person, 1, "device-1", 1)
            record.write(session, "council", "body.added", again, {})
        return admitted(session, act, person, given, author)

    monkeypatch.setattr(council.desk, "_admitted", fails)
    before = len(items(council))
    with together(council, "諸般の報告", "", "失敗", "一般質問") as came:
        pass
    assert isinstance(came[""], Refused)
    assert isinstance(came["失敗"], IntegrityError)
    assert {row.body["title"] for row in items(council)[before:]} == {"諸般の報告", "一般質問"}
    with council.house.database.read() as session:
        assert (
            record.done_before(session, record.Author(council.who("aoki").id, 1, "device-1", 1))
            is None
        )


def test_more_than_fit_in_one_turn_are_all_done(council: Council) -> None:
    titles = [f"日程{n}" for n in range(MOST + 6)]
    before = len(items(council))
    with together(council, *titles) as came:
        pass
    assert all(isinstance(answer, dict) for answer in came.values())
    assert len(items(council)) - before == len(titles)


def test_where_there_is_no_room_for_all_those_are_done_that_fit(council: Council) -> None:
    with no_more_room(council.house.database.engine):
        with pytest.raises(Refused, match=r"storage\.full"):
            fill(council)
        before = {row.number for row in items(council)}
        with together(council, *(f"{n}" * 150 for n in range(8))) as came:
            pass
    done = {a["number"] for a in came.values() if isinstance(a, dict)}
    refused = [a.reason for a in came.values() if isinstance(a, Refused)]
    assert set(refused) == {"storage.full"}
    assert len(refused) + len(done) == 8
    assert {row.number for row in items(council)} - before == done
    assert council.do("aoki", "agenda.add", title="空きができた")["done"]
