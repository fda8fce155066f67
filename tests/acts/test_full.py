"""A full or locked database: a clear refusal, nothing lost, and on it goes by itself."""

from __future__ import annotations

import pytest

from meetings.domain import record
from meetings.domain.base import Refused
from tests.cast import Council
from tests.full_disk import fill, no_more_room


def test_a_full_database_refuses_clearly_and_recovers_by_itself(council: Council) -> None:
    with (
        no_more_room(council.house.database.engine),
        pytest.raises(Refused, match=r"storage\.full") as refusal,
    ):
        fill(council)
    assert "保存場所がいっぱいです" in council.desk.sentence(refusal.value, "ja")
    assert council.do("aoki", "agenda.add", title="空きができた")["done"]
    with council.house.database.read() as session:
        rows = record.after(session, f"meeting:{council.meeting}", 0)
        assert list(record.broken(rows)) == []
