"""Who was marked as there, and whether they are enough to sit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sqlalchemy import BigInteger, ForeignKey, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from meetings.domain import bodies
from meetings.domain.base import Base
from meetings.domain.meetings import Meeting
from meetings.domain.people import Person
from meetings.domain.rules import Ruleset

Presence = Literal["present", "absent", "late", "left"]


class Attendance(Base):
    """Whether a person was there, as last marked; who has no row was never marked."""

    __tablename__ = "attendance"

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    state: Mapped[str] = mapped_column(String(10))
    at: Mapped[int] = mapped_column(BigInteger)


@dataclass(frozen=True)
class Quorum:
    """Members present against those needed (定足数) of a fixed number (定数)."""

    present: int
    needed: int
    fixed: int

    @property
    def reached(self) -> bool:
        """Whether the body may sit."""
        return self.present >= self.needed


def marked(session: Session, meeting: int) -> dict[int, str]:
    """Return person id -> presence, of those marked."""
    rows = session.scalars(select(Attendance).filter_by(meeting_id=meeting))
    return {row.person_id: row.state for row in rows}


def unmarked(session: Session, meeting: Meeting) -> list[Person]:
    """Return the members of the body nobody has marked yet: they count as nothing."""
    known = marked(session, meeting.id)
    seats = bodies.seats(session, meeting.body_id)
    return [seat.person for seat in seats if seat.person_id not in known]


def quorum(session: Session, meeting: Meeting, rules: Ruleset) -> Quorum:
    """Return the count at this moment; only who is marked as present is in the room."""
    known = marked(session, meeting.id)
    seats = bodies.seats(session, meeting.body_id)
    present = sum(known.get(seat.person_id) == "present" for seat in seats)
    fixed = rules.fixed_numbers.get(meeting.body.name, len(seats))
    return Quorum(present, rules.needed(fixed), fixed)
