"""The database: many readers, one writer at a time, every commit synced to disk."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, OperationalError
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.pool import ConnectionPoolEntry

from meetings.config import BadSetting
from meetings.domain.base import Refused
from meetings.memory import Memory

PATIENCE = 15
"""Seconds a writer waits for another process's turn to end."""
BREATH = 0.02
"""Seconds until a lock that can't be waited for is tried again."""
WRITING = 0x676A7772
"""Number of the lock of all writers on a PostgreSQL server ("gjwr" in ASCII)."""

_PRAGMAS = ("synchronous=FULL", "foreign_keys=ON", "secure_delete=ON")
"""How SQLite is used; what somebody wiped is overwritten, not only let go of."""


class Database:
    """Sessions for reading side by side, and one for writing at a time."""

    def __init__(self, url: str) -> None:
        """Prepare an SQLite file or a PostgreSQL server; `BadSetting` for anything else."""
        self.engine = _engine(url)
        self._readers = sessionmaker(_reading(self.engine), expire_on_commit=False)
        self._writing = _writing(self.engine)
        self._writers = sessionmaker(self._writing, expire_on_commit=False)
        self._memory = Memory(self._writing)
        self._turn = threading.RLock()
        self.gate: Callable[[], None] = _nothing
        """Called before something is written; raises where it must not be."""
        self.stored: Callable[[], None] = _nothing
        """Called after a commit, still in the writer's turn."""

    @contextmanager
    def read(self) -> Iterator[Session]:
        """Yield a session that sees one moment and changes nothing."""
        with self._readers() as session:
            yield session

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for one's turn as the only writer of this process."""
        with self._turn:
            yield

    @contextmanager
    def _written(self) -> Iterator[None]:
        """Have the turn for one transaction, which is committed within."""
        with self._turn:
            self.gate()
            yield
            self.stored()

    @contextmanager
    def write(self) -> Iterator[Session]:
        """Yield the only writing session of all processes; commit at the end, or nothing."""
        with self._written(), self._writers() as session:
            yield session
            session.commit()

    @contextmanager
    def act(self) -> Iterator[Session]:
        """Yield what `write` does, with what the acts before have read and is still true.

        Objects belong to the session for as long as the transaction lasts.
        """
        with self._written(), self._memory.writing() as session:
            yield session

    @contextmanager
    def acts(self) -> Iterator[Callable[[], AbstractContextManager[Session]]]:
        """Yield what opens parts of one transaction one after the other, committed together.

        One that ends by an exception is undone alone.
        """
        with self._written(), self._memory.writing():
            yield self._memory.part

    def close(self) -> None:
        """Let go of all connections."""
        with self._turn:
            self._memory.close()
        self.engine.dispose()


def _nothing() -> None:
    """Do nothing."""


def not_stored(error: OperationalError) -> Refused:
    """Return the refusal that says why the database did not take something."""
    full = any(sign in str(error.orig) for sign in ("full", "No space left"))
    return Refused("storage.full" if full else "storage.busy")


def _engine(url: str) -> Engine:
    try:
        kind = make_url(url).get_backend_name()
        if kind == "sqlite":
            return _sqlite(url)
        if kind == "postgresql":
            return _postgresql(url)
    except ArgumentError:
        kind = "?"
    except ModuleNotFoundError as missing:
        raise BadSetting(
            f"PostgreSQL の部品（{missing.name}）がありません。pip install 'gijo[postgres]'\n"
            f"The driver for PostgreSQL ({missing.name}) is missing. pip install 'gijo[postgres]'"
        ) from None
    raise BadSetting(f"database must be sqlite:/// or postgresql+psycopg://, not {kind}")


def _postgresql(url: str) -> Engine:
    # Whatever the server's own settings: an answered act is on its disk. The server's usual
    # hundred connections are enough for two processes and the administrator.
    options = f"-c synchronous_commit=on -c lock_timeout={PATIENCE * 1000}"
    # All questions are short ones: a second worker or compiling costs more than it brings.
    options += " -c max_parallel_workers_per_gather=0 -c jit=off"
    engine = create_engine(
        url,
        pool_pre_ping=True,
        pool_size=10,
        max_overflow=30,
        connect_args={"options": options, "connect_timeout": PATIENCE},
    )

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        if connection.get_execution_options().get("writing"):
            # The streams' rows are locked too, but rights and states that were read must not go
            # stale either: one writer at a time in all processes, as SQLite has it.
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITING})")

    return engine


def _sqlite(url: str) -> Engine:
    arguments = {"check_same_thread": False, "timeout": PATIENCE, "isolation_level": None}
    engine = create_engine(url, pool_size=20, max_overflow=200, connect_args=arguments)

    @event.listens_for(engine, "connect")
    def set_up(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
        cursor = connection.cursor()
        _log_ahead(cursor.execute)
        for pragma in _PRAGMAS:
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # The driver's own transactions begin too late to hold one moment while reading. Taking
        # the write lock at the start keeps what a writer has read from going stale.
        writing = connection.get_execution_options().get("writing")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    return engine


def _log_ahead(execute: Callable[[str], object]) -> None:
    """Have a file write ahead to a log; also where several processes make it at once.

    SQLite waits for no lock here, so that two that want the same can't wait for each other.
    """
    until = time.monotonic() + PATIENCE
    while True:
        try:
            execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(BREATH)


def _writing(engine: Engine) -> Engine:
    return engine.execution_options(writing=True)


def _reading(engine: Engine) -> Engine:
    if engine.dialect.name == "sqlite":
        return engine
    return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
