"""A database for which there is no room left, as on a full disk."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine, event

from tests.cast import Council


@contextmanager
def no_more_room(engine: Engine) -> Iterator[None]:
    """Let an SQLite database grow no further; there is room again afterwards."""
    with engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()

    def limit(connection: sqlite3.Connection, *_: object) -> None:
        connection.execute(f"PRAGMA max_page_count={pages}")

    event.listen(engine, "checkout", limit)
    yield
    pages = 2**30


def fill(council: Council) -> None:
    """Add items until something refuses."""
    for _ in range(2000):
        council.do("aoki", "agenda.add", title="日程" * 90)
