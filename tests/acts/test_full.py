"""A full or locked database: a clear refusal, nothing lost, and on it goes by itself."""

from __future__ import annotations

import sqlite3

import pytest
from sqlalchemy import event

from meetings.domain import record
from meetings.domain.base import Refused
from tests.cast import Council


def fill(council: Council) -> None:
    """Add items until something refuses."""
    for _ in range(2000):
        council.do("aoki", "agenda.add", title="日程" * 90)


def test_a_full_database_refuses_clearly_and_recovers_by_itself(council: Council) -> None:
    engine = council.house.database.engine

    def limit(connection: sqlite3.Connection, *_: object) -> None:
        connection.execute(f"PRAGMA max_page_count={pages}")

    with engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
    event.listen(engine, "checkout", limit)
    with pytest.raises(Refused, match=r"storage\.full") as refusal:
        fill(council)
    assert "保存場所がいっぱいです" in council.desk.sentence(refusal.value, "ja")
    pages = 2**30
    assert council.do("aoki", "agenda.add", title="空きができた")["done"]
    with council.house.database.read() as session:
        rows = record.after(session, f"meeting:{council.meeting}", 0)
        assert list(record.broken(rows)) == []
