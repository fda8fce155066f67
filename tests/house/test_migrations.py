"""Tables change only by revisions, and an update of the program loses nothing."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

import meetings.commands  # noqa: F401  (every table is known once all acts are)
from meetings.config import DATABASE, Config
from meetings.database import Database
from meetings.domain import Base, record
from meetings.migrations import FOLDER, Migrations, UnknownDatabase, is_of_a_model
from meetings.migrations.alone import BrokenReference
from meetings.wiring import build_house
from tests.house.revision import make
from tests.house.tree import ROOT

BASELINE = (Path(__file__).parent / "baseline.sql").read_text(encoding="utf-8")
"""A council with sealed minutes as the program made it before there were migrations."""


@pytest.fixture
def storage(tmp_path: Path) -> Path:
    """A storage folder with the database of a council from before there were migrations."""
    folder = tmp_path / "storage"
    folder.mkdir()
    with closing(sqlite3.connect(folder / DATABASE)) as database:
        database.executescript(BASELINE)
    return folder


@pytest.fixture
def old(storage: Path) -> Iterator[Database]:
    """The database of that council."""
    database = Database(Config(storage=storage).database_url)
    yield database
    database.close()


def rows(file: Path) -> dict[str, list[tuple[object, ...]]]:
    """Return the rows of all tables, without the number of the form."""
    with closing(sqlite3.connect(file)) as database:
        names = database.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
        return {
            name: database.execute(f"SELECT * FROM {name}").fetchall()  # noqa: S608
            for (name,) in names
            if name != "alembic_version" and is_of_a_model(name)
        }


def form(file: Path) -> str:
    """Return the number of the form a database has."""
    with closing(sqlite3.connect(file)) as database:
        return str(database.execute("SELECT version_num FROM alembic_version").fetchone()[0])


def revision(versions: Path, after: str, body: str) -> Migrations:
    """Copy all revisions so far and add one that does this; return the whole."""
    shutil.copytree(FOLDER / "versions", versions, ignore=shutil.ignore_patterns("__pycache__"))
    number = f"{int(after) + 1:04}"
    made = f"import sqlalchemy as sa\nfrom alembic import op\nrevision = {number!r}\n"
    made += f"down_revision = {after!r}\ndef upgrade():\n    {body}\n"
    (versions / f"v{number}_more.py").write_text(made, encoding="utf-8")
    return Migrations(versions)


NEWEST = Migrations().numbers()[-1]
FOLLOWING = f"{int(NEWEST) + 1:04}"
WIDER = """with op.batch_alter_table("people") as batch:
        batch.add_column(sa.Column("shoe_size", sa.Integer(), server_default="26"))
        batch.alter_column("name", type_=sa.String(200))"""
START = """import sys, pathlib
from meetings.config import Config
from meetings.database import Database
from meetings.migrations import Migrations
input()
storage = pathlib.Path(sys.argv[1])
Migrations().bring(Database(Config(storage=storage).database_url).engine, storage)
"""
COMPARED = {"compare_server_default": True, "include_name": is_of_a_model}
NOBODY = 'op.execute("DELETE FROM people")'


def test_the_revisions_make_exactly_the_tables_of_the_models(house: object, config: Config) -> None:
    database = Database(config.database_url)
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts=COMPARED)
        assert compare_metadata(context, Base.metadata) == []
    database.close()


def test_the_revisions_are_one_row_without_holes() -> None:
    numbers = Migrations().numbers()
    assert numbers == [f"{number:04}" for number in range(1, len(numbers) + 1)]
    script = ScriptDirectory(str(FOLDER), version_locations=[str(FOLDER / "versions")])
    assert script.get_heads() == [NEWEST]


def test_a_council_from_before_the_migrations_is_brought_along_whole(storage: Path) -> None:
    before = rows(storage / DATABASE)
    house = build_house(Config(storage=storage, password_cost=1))
    with house.database.read() as session:
        for stream in session.query(record.Stream):
            assert list(record.broken(record.after(session, stream.name, 0))) == []
        context = MigrationContext.configure(session.connection(), opts=COMPARED)
        assert compare_metadata(context, Base.metadata) == []
    house.close()
    after = rows(storage / DATABASE)
    assert form(storage / DATABASE) == NEWEST
    assert {name: len(after[name]) for name in before} == {
        name: len(found) for name, found in before.items()
    }


def test_a_changed_table_keeps_its_rows_and_what_points_to_them(
    storage: Path, old: Database, tmp_path: Path
) -> None:
    Migrations().bring(old.engine, storage)
    before = rows(storage / DATABASE)
    revision(tmp_path / "versions", NEWEST, WIDER).bring(old.engine, storage)
    after = rows(storage / DATABASE)
    assert [row[:-1] for row in after.pop("people")] == before.pop("people")
    assert form(storage / DATABASE) == FOLLOWING
    assert {name: after[name] for name in before} == before


def test_the_database_as_it_was_is_kept_and_of_copies_the_three_newest(
    storage: Path, old: Database, tmp_path: Path
) -> None:
    before = rows(storage / DATABASE)
    kept = storage / "upgrades"
    kept.mkdir()
    for number in range(3):
        (kept / f"older-{number}.sqlite3").write_bytes(b"")
        os.utime(kept / f"older-{number}.sqlite3", (number, number))
    revision(tmp_path / "versions", NEWEST, WIDER).bring(old.engine, storage)
    name = f"0001-to-{FOLLOWING}.sqlite3"
    assert {path.name for path in kept.iterdir()} == {name, "older-1.sqlite3", "older-2.sqlite3"}
    assert rows(kept / name) == before


@pytest.mark.parametrize(
    ("body", "error"),
    [(f"{WIDER}\n    raise RuntimeError", RuntimeError), (NOBODY, BrokenReference)],
)
def test_an_upgrade_that_fails_changes_nothing_and_can_be_tried_again(
    storage: Path, old: Database, tmp_path: Path, body: str, error: type[Exception]
) -> None:
    before = rows(storage / DATABASE)
    failing = revision(tmp_path / "failing", NEWEST, body)
    for _ in range(2):
        with pytest.raises(error):
            failing.bring(old.engine, storage)
        assert rows(storage / DATABASE) == before
    revision(tmp_path / "right", NEWEST, WIDER).bring(old.engine, storage)
    assert form(storage / DATABASE) == FOLLOWING
    nowhere = text("INSERT INTO seats (body_id, person_id, office) VALUES (99, 99, 'member')")
    with old.read() as session, pytest.raises(IntegrityError):
        session.execute(nowhere)


def test_a_database_of_a_newer_program_is_refused_and_not_touched(
    storage: Path, old: Database, tmp_path: Path
) -> None:
    revision(tmp_path / "versions", NEWEST, WIDER).bring(old.engine, storage)
    old.close()
    before = (storage / DATABASE).read_bytes()
    done = subprocess.run(
        [sys.executable, "-m", "meetings", "person", "list", "--storage", str(storage)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "新しい版の議場を入れるか" in done.stderr
    assert "Install the newer Gijo" in done.stderr
    assert (storage / DATABASE).read_bytes() == before


def test_a_database_with_other_tables_of_these_names_is_refused(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / DATABASE)) as database:
        database.execute("CREATE TABLE people (id INTEGER PRIMARY KEY, nickname TEXT)")
    with pytest.raises(UnknownDatabase, match="fit no version"):
        build_house(Config(storage=tmp_path))
    assert rows(tmp_path / DATABASE) == {"people": []}


@pytest.mark.parametrize("made", [True, False])
def test_several_that_start_at_once_bring_a_database_along_once(storage: Path, made: bool) -> None:
    if not made:
        (storage / DATABASE).unlink()
    command = [sys.executable, "-c", START, str(storage)]
    started = [
        subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stderr=subprocess.PIPE)
        for _ in range(3)
    ]
    with ThreadPoolExecutor(3) as pool:
        said = list(pool.map(lambda one: one.communicate(b"\n", timeout=120), started))
    assert [one.returncode for one in started] == [0, 0, 0], said
    assert form(storage / DATABASE) == NEWEST


def test_a_file_that_several_open_at_once_for_the_first_time_refuses_none(tmp_path: Path) -> None:
    # SQLite turns one of two away in one round of twenty: a hundred and fifty leave no doubt.
    def open_it(database: Database) -> str:
        with database.engine.connect() as connection:
            return str(connection.execute(text("PRAGMA journal_mode")).scalar())

    with ThreadPoolExecutor(8) as pool:
        for number in range(150):
            several = [Database(f"sqlite:///{tmp_path / str(number)}") for _ in range(8)]
            assert list(pool.map(open_it, several)) == ["wal"] * 8
            for one in several:
                one.close()


def test_a_new_table_gets_its_revision_by_one_command(tmp_path: Path) -> None:
    first = make("The first tables of all", Migrations(tmp_path))
    assert first.name == "v0001_the_first_tables_of_all.py"
    assert '"entries"' in first.read_text(encoding="utf-8")
    second = make("Nothing more", Migrations(tmp_path))
    assert "op." not in second.read_text(encoding="utf-8")
