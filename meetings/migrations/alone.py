"""The one transaction in which a database is brought to a new form, by one process at a time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, text

LOCK = 0x67696A6F
"""Number of the lock on a PostgreSQL server ("gijo" in ASCII)."""


class BrokenReference(Exception):
    """After the migrations a row would point to one that is not there; nothing was changed."""


@contextmanager
def alone(engine: Engine) -> Iterator[Connection]:
    """Yield a connection in a transaction no other process migrates beside; all or nothing."""
    if engine.dialect.name == "sqlite":
        with _sqlite(engine) as connection:
            yield connection
        return
    with engine.begin() as connection:
        connection.execute(text("SET LOCAL lock_timeout = 0"))  # as long as another one needs
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
        yield connection


@contextmanager
def _sqlite(engine: Engine) -> Iterator[Connection]:
    with engine.execution_options(writing=True).connect() as connection:
        # Altering a table may mean copying and dropping it, which must not be taken for deleting
        # rows. It can only be said before a transaction, so this connection is not used again.
        connection.connection.cursor().execute("PRAGMA foreign_keys=OFF")
        connection.detach()
        with connection.begin():
            yield connection
            broken = connection.execute(text("PRAGMA foreign_key_check")).all()
            if broken:
                raise BrokenReference(f"{len(broken)}: {broken[0]}")
