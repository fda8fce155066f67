"""Migrations: bring a database to the form this program knows, or refuse it untouched.

A revision is a file ``versions/v<number>_<words>.py``; the database keeps the number it has.
All that is missing is done in one transaction, by one process at a time.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, create_engine, text
from sqlalchemy import inspect as look

from meetings.migrations import keeping
from meetings.migrations.alone import alone

if TYPE_CHECKING:
    from alembic.config import Config as Alembic

log = logging.getLogger(__name__)
FOLDER = Path(__file__).parent
BASELINE = "0001"
"""The form of the databases that were made before there were migrations."""


class UnknownDatabase(Exception):
    """The database has a form this program does not know; it was not touched."""


@dataclass(frozen=True)
class Migrations:
    """The revisions in a folder, and what to do with a database that lacks some."""

    versions: Path = FOLDER / "versions"

    def numbers(self) -> list[str]:
        """Return the numbers of all revisions, the oldest first."""
        files = self.versions.glob("v[0-9]*.py")
        return sorted(path.stem.split("_")[0].removeprefix("v") for path in files)

    def bring(self, engine: Engine, storage: Path) -> None:
        """Bring a database to the newest form; raises `UnknownDatabase`.

        Of an SQLite file that is changed a copy is kept in ``storage`` first.
        """
        numbers = self.numbers()
        with engine.connect() as connection:
            if self._found(connection) == numbers[-1]:
                return  # The usual start: Alembic is not even imported.
        with alone(engine) as connection:
            found = self._found(connection)
            if found == numbers[-1]:
                return  # Another process was faster.
            if found is None and (found := self._recognised(connection)):
                self._stamp(connection, found)
            if found is not None and found != numbers[-1]:
                keeping.keep(engine, storage, f"{found}-to-{numbers[-1]}")
            self._upgrade(connection)
        if found is not None and found != numbers[-1]:
            log.warning("the database was brought from form %s to %s", found, numbers[-1])

    def _found(self, connection: Connection) -> str | None:
        """Return the number a database has, None where it has none; refuse a strange one."""
        if not look(connection).has_table("alembic_version"):
            return None
        found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
        if found is None or found in self.numbers():
            return found
        raise UnknownDatabase(
            f"データベースはこのプログラムより新しい版（{found}）で作られています。"
            "何も変えていません。新しい版の議場を入れるか、"
            "更新前の控え（保存場所の upgrades）に戻してください。\n"
            f"The database was made by a newer version ({found}) than this program. Nothing was "
            "changed. Install the newer Gijo, or go back to the copy from before the update "
            "(upgrades in the storage folder)."
        )

    def _recognised(self, connection: Connection) -> str | None:
        """Return the baseline's number for a database made before migrations, None for an empty."""
        there = _columns(connection)
        wanted = self._baseline() if there else {}
        if not wanted.keys() & there.keys():
            return None
        if all(there.get(table) == columns for table, columns in wanted.items()):
            return BASELINE
        raise UnknownDatabase(
            "データベースの表が、議場のどの版とも合いません。何も変えていません。"
            "保存場所（--storage）と GIJO_DATABASE を確かめるか、控えに戻してください。\n"
            "The tables in the database fit no version of Gijo. Nothing was changed. "
            "Check --storage and GIJO_DATABASE, or go back to a backup."
        )

    def _baseline(self) -> dict[str, set[str]]:
        """Return tables and columns of the baseline, made for a moment in memory."""
        engine = create_engine("sqlite://")
        with engine.begin() as connection:
            self._upgrade(connection, BASELINE)
            found = _columns(connection)
        engine.dispose()
        return {table: columns for table, columns in found.items() if table != "alembic_version"}

    def alembic(self, connection: Connection) -> Alembic:
        """Return Alembic's settings for work on a connection."""
        from alembic.config import Config as Alembic  # noqa: PLC0415  # rarely needed, 0.1 s

        settings = Alembic(attributes={"connection": connection})
        settings.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
        settings.set_main_option("version_locations", str(self.versions).replace("%", "%%"))
        settings.set_main_option("path_separator", "newline")
        return settings

    def _stamp(self, connection: Connection, number: str) -> None:
        from alembic import command  # noqa: PLC0415  # as above

        command.stamp(self.alembic(connection), number)

    def _upgrade(self, connection: Connection, number: str = "head") -> None:
        from alembic import command  # noqa: PLC0415  # as above

        command.upgrade(self.alembic(connection), number)


def is_of_a_model(name: str | None, *_: object) -> bool:
    """Say whether a table or index is one that models have; the index of searching is in none."""
    return not (name or "").startswith("grams_")


def _columns(connection: Connection) -> dict[str, set[str]]:
    inspector = look(connection)
    tables = inspector.get_table_names()
    return {table: {column["name"] for column in inspector.get_columns(table)} for table in tables}
