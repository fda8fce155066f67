"""Two boxes: what was answered by the first is on the second, whatever becomes of the first."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests
from sqlalchemy import select

from bench.ground.chamber import Chamber, chamber
from bench.ground.judging import Stored, judge
from bench.ground.pair import LEVEL, Standby, command, invited, side, stands
from bench.ground.writers import Writer
from meetings.commands.verifying import verify
from meetings.domain.record import Entry
from tests.cast import paper
from tests.conftest import Server, free_port


@pytest.fixture
def first() -> Iterator[Chamber]:
    """The first box, with an open meeting."""
    with chamber(paper("議案", 1)) as house:
        house.prepared()
        yield house


@pytest.fixture
def second(first: Chamber, tmp_path: Path) -> Iterator[Standby]:
    """Its standby, level with it; after taking over it serves at the same address."""
    standby = Standby(
        tmp_path / "second", first.server.url, invited(first.server), first.server.port
    )
    standby.start()
    yield standby
    standby.stop(signal.SIGKILL)


def writing(house: Chamber) -> list[Writer]:
    """Start clients that draw without a pause."""
    logins = ("aoki", "ueda", "egawa", "kimura")
    writers = [
        Writer(house, login, f"tablet-{login}", socket=n % 2 == 0) for n, login in enumerate(logins)
    ]
    for writer in writers:
        writer.start()
    return writers


def until(writers: list[Writer], acts: int) -> None:
    """Wait until each has had so many more answers."""
    goals = [len(writer.told.done) + acts for writer in writers]
    ends = threading.Event()
    while not all(len(w.told.done) >= goal for w, goal in zip(writers, goals, strict=True)):
        ends.wait(0.02)


def judged(house: Chamber, storage: Path, writers: list[Writer]) -> None:
    """Hold what writers were told against a box's record."""
    for writer in writers:
        writer.over.set()
    for writer in writers:
        writer.join(timeout=60)
        assert not writer.is_alive()
        assert writer.told.refused == []
    house.server.storage = storage
    with house.council() as council, council.house.database.read() as session:
        rows = session.scalars(select(Entry).filter_by(kind="ink.drawn"))
        drawn = [Stored(e.stream, e.number, e.device, e.n, e.body["id"]) for e in rows]
        found = judge([one for writer in writers for one in writer.told.done], drawn)
        assert (found.lost, found.doubled, found.unasked, found.disordered) == (0, 0, 0, 0)
        assert verify(session, council.house).faults == []


def test_the_first_box_is_killed_under_load_and_tablets_go_on_at_the_second(
    first: Chamber, second: Standby
) -> None:
    writers = writing(first)
    until(writers, 20)
    assert stands(first.server.storage)["state"] == "level"
    first.server.stop(signal.SIGKILL)
    assert "引き継ぎました" in second.take_over()
    until(writers, 5)
    judged(first, second.storage, writers)


def test_a_box_that_is_alive_hands_over_and_is_refused_a_new_start(
    first: Chamber, second: Standby
) -> None:
    writers = writing(first)
    until(writers, 5)
    second.port, old = free_port(), first.server.url
    second.stop(signal.SIGKILL)
    second.begin()
    second.until(LEVEL)
    second.url = f"http://127.0.0.1:{second.port}"
    assert "元の機器は書き込みを止めました" in second.take_over()
    assert requests.get(f"{old}/healthz", timeout=30).status_code == 503
    first.server.url = second.url  # as a floating address has it
    until(writers, 5)
    judged(first, second.storage, writers)
    assert side(second.storage)["told"]


def test_a_standby_that_was_away_comes_back_level_and_a_first_box_from_the_dead_is_fenced(
    first: Chamber, second: Standby
) -> None:
    writers = writing(first)
    until(writers, 5)
    second.stop(signal.SIGKILL)
    until(writers, 30)
    assert stands(first.server.storage)["state"] == "alone"
    second.begin()
    second.until(LEVEL)
    until(writers, 5)
    old, storage = Server(first.server.storage, first.server.port), first.server.storage
    first.server.stop(signal.SIGKILL)
    second.port = free_port()
    second.stop(signal.SIGKILL)
    second.begin()
    second.until("つながりません")
    second.url = f"http://127.0.0.1:{second.port}"
    assert "元の機器につながりません" in second.take_over()
    first.server.url = second.url
    until(writers, 5)
    old.start()
    ends = threading.Event()
    while requests.get(f"{old.url}/healthz", timeout=30).status_code != 503:
        ends.wait(0.1)
    old.stop()
    done = command("serve", storage, "--port", str(old.port))
    assert (done.returncode, "引き継がれました" in done.stderr) == (1, True)
    judged(first, second.storage, writers)
