"""Clearing: what nobody needs any more goes, and the record stays."""

from __future__ import annotations

from sqlalchemy import select

from meetings.domain import record
from meetings.domain.base import now
from meetings.domain.people import SignIn
from meetings.jobs.clearing import DAY, Clearer
from tests.cast import Council


def test_sign_ins_that_ended_a_month_ago_go_and_the_record_stays(council: Council) -> None:
    ended = {"living": -1, "of late": 29, "long ago": 31}
    with council.house.database.write() as session:
        for name, days in ended.items():
            row = SignIn(person_id=1, key_hash=name, began_at=0, ends_at=now() - days * DAY)
            session.add(row)
        before = record.head(session, "council")
    Clearer(council.house).clear_for([])
    with council.house.database.read() as session:
        assert set(session.scalars(select(SignIn.key_hash))) == {"living", "of late"}
        assert record.head(session, "council") == before
