"""The database: many readers, one writer at a time, every commit synced to disk."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.pool import ConnectionPoolEntry


class Database:
    """Sessions for reading side by side, and one for writing at a time."""

    def __init__(self, url: str) -> None:
        self.engine = _sqlite(url) if url.startswith("sqlite") else _server(url)
        self._readers = sessionmaker(self.engine, expire_on_commit=False)
        # Taking SQLite's write lock at the start keeps what was read from going stale.
        writer = self.engine.execution_options(begin="BEGIN IMMEDIATE")
        self._writers = sessionmaker(writer, expire_on_commit=False)
        self._writing = threading.RLock()

    @contextmanager
    def read(self) -> Iterator[Session]:
        """Yield a session that sees one moment and changes nothing."""
        with self._readers() as session:
            yield session

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for one's turn as the only writer of this process."""
        with self._writing:
            yield

    @contextmanager
    def write(self) -> Iterator[Session]:
        """Yield the only writing session of this process; commit at the end, or nothing."""
        with self._writing, self._writers() as session:
            yield session
            session.commit()

    def close(self) -> None:
        """Let go of all connections."""
        self.engine.dispose()


def _server(url: str) -> Engine:
    return create_engine(url, pool_pre_ping=True, pool_size=20, max_overflow=80)


def _sqlite(url: str) -> Engine:
    arguments = {"check_same_thread": False, "timeout": 15, "isolation_level": None}
    engine = create_engine(url, pool_size=20, max_overflow=200, connect_args=arguments)

    @event.listens_for(engine, "connect")
    def set_up(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
        cursor = connection.cursor()
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # The driver's own transactions begin too late to hold one moment while reading.
        connection.exec_driver_sql(connection.get_execution_options().get("begin", "BEGIN"))

    return engine
