"""A database for which there is no room left, as on a full disk."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, event

from tests.cast import Council


@contextmanager
def no_more_room(engine: Engine) -> Iterator[None]:
    """Let an SQLite database grow no further; there is room again afterwards."""
    with engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()

    def limit(connection: Connection) -> None:
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")

    # At each transaction: the writer's connection is always the same one.
    event.listen(engine, "begin", limit, insert=True)
    yield
    pages = 2**30


def fill(council: Council) -> None:
    """Add items until something refuses."""
    for _ in range(2000):
        council.do("aoki", "agenda.add", title="日程" * 90)
