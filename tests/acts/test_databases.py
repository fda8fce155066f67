"""On SQLite and on PostgreSQL the house does the same."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text

from meetings.commands import archive
from meetings.commands.verifying import verify
from meetings.config import BadSetting, Config
from meetings.database import Database
from meetings.desk import Desk
from meetings.domain import Base, record, search
from meetings.domain.meetings import Meeting
from meetings.domain.question import read
from meetings.jobs.preparing import Preparer
from meetings.migrations import Migrations, UnknownDatabase, is_of_a_model
from meetings.wiring import build_house
from tests import postgres
from tests.cast import Council, points
from tests.conftest import ON_BOTH, ROOT
from tests.postgres import Postgres


@ON_BOTH
def test_a_meeting_is_held_searched_sealed_archived_and_proven(
    council: Council, tmp_path: Path
) -> None:
    house = council.house
    council.bring_to("open")
    ink = {"tool": "pen", "color": "#102030", "width": 2.0, "points": points(), "page": 1}
    named = {"id": "stroke-1", "layer": "private", "version": council.versions[0]}
    council.do("ueda", "ink.draw", **ink, **named)
    council.do("ueda", "ink.erase", layer="private", ids=["stroke-1"])
    council.do("inoue", "floor.turn", version=council.versions[0], page=2, epoch=0)
    council.do("aoki", "attendance.mark", person=council.ids["egawa"], state="absent")
    council.do("aoki", "meeting.close")
    council.do("aoki", "minutes.draft")
    council.do("aoki", "minutes.seal", revision=1, unfilled=True)
    preparer = Preparer(house)
    while version := preparer.next_version():
        preparer.prepare(version)
    with house.database.read() as session, (tmp_path / "meeting.zip").open("wb") as packed:
        question = read("議案第４１号")
        assert question is not None
        groups = search.find(session, council.who("ueda"), search.Wanted(question)).groups
        assert [group.what for group in groups] == ["minutes", "papers"]
        assert groups[1].places == [1, 2, 3]
        assert verify(session, house).faults == []
        archive.pack(session, house.files, session.get_one(Meeting, council.meeting), packed)
    assert archive.verify(tmp_path / "meeting.zip").faults == []


@ON_BOTH
def test_two_processes_write_one_row_of_numbers(council: Council, config: Config) -> None:
    """Two houses on one database share nothing but it, as two processes do."""
    council.bring_to("open")
    house = build_house(config)
    other = Council(house, Desk(house), council.ids, council.meeting, council.versions)
    ends: list[int] = []

    def write(one: Council, who: str) -> None:
        for _ in range(8):
            answer = one.do(who, "floor.turn", version=one.versions[0], page=1, epoch=0)
            ends.append(answer["number"])

    pairs = [(council, "inoue"), (other, "inoue"), (other, "inoue")]
    threads = [threading.Thread(target=write, args=pair) for pair in pairs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with house.database.read() as session:
        entries = record.after(session, f"meeting:{council.meeting}", 0)
        assert [entry.number for entry in entries] == list(range(1, len(entries) + 1))
        assert list(record.broken(entries)) == []
        assert verify(session, house).faults == []
    house.close()
    assert len(set(ends)) == 24


@ON_BOTH
def test_a_reader_sees_one_moment_while_others_write(council: Council) -> None:
    with council.house.database.read() as session:
        before = record.head(session, "council")
        council.desk.do("body.add", None, {"name": "総務委員会", "kind": "standing"})
        assert record.head(session, "council") == before


def test_the_revisions_make_the_tables_of_the_models_on_postgresql_too(server: Postgres) -> None:
    database = Database(server.url("empty"))
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_name": is_of_a_model})
        assert compare_metadata(context, Base.metadata) == []
    database.close()


def test_acts_are_synced_and_questions_short_whatever_the_postgresql_server_says(
    server: Postgres,
) -> None:
    database = Database(server.url("empty"))
    settings = ("synchronous_commit", "jit", "max_parallel_workers_per_gather")
    with database.read() as session:
        shown = [session.scalar(text(f"SHOW {setting}")) for setting in settings]
    database.close()
    assert shown == ["on", "off", "0"]


def test_several_bring_a_postgresql_database_along_once(server: Postgres, tmp_path: Path) -> None:
    with server.database() as url:
        started = [
            subprocess.Popen(
                [sys.executable, "-m", "meetings", "person", "list", "--storage", str(tmp_path)],
                cwd=ROOT,
                env=os.environ | {"GIJO_DATABASE": url},
            )
            for _ in range(2)
        ]
        assert [one.wait(timeout=120) for one in started] == [0, 0]


def test_a_newer_postgresql_database_is_refused(server: Postgres, tmp_path: Path) -> None:
    with server.database("empty") as url:
        database = Database(url)
        with database.write() as session:
            session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        with pytest.raises(UnknownDatabase, match="Install the newer Gijo"):
            Migrations().bring(database.engine, tmp_path)
        database.close()


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("postgresql+psycopg://gijo:secret@/none?host=/nowhere", "につながりません"),
        ("mysql://gijo@localhost/gijo", "not mysql"),
        ("no url", r"not \?"),
    ],
)
def test_a_database_that_cannot_be_used_is_said_without_its_password(
    tmp_path: Path, url: str, sentence: str
) -> None:
    with pytest.raises(BadSetting, match=sentence) as refusal:
        build_house(Config(storage=tmp_path, database=url))
    assert "secret" not in str(refusal.value)


def test_a_server_of_the_tests_goes_though_their_run_breaks() -> None:
    programs = postgres.programs()
    if programs is None:
        pytest.skip("no PostgreSQL on this machine: apt-get install postgresql")
    with contextlib.suppress(KeyboardInterrupt), postgres.served(programs) as server:
        told = (server.folder / "data/postmaster.pid").read_text(encoding="utf-8")
        raise KeyboardInterrupt
    assert not server.folder.exists()
    # Who ended without anybody to be told keeps its number, but runs no program.
    assert not Path("/proc", told.split()[0], "exe").exists()
