"""Acts on attendance: marking one member, and all who are left."""

from __future__ import annotations

from meetings.acts import Acting, act
from meetings.domain import attendance, bodies
from meetings.domain.attendance import Attendance, Presence
from meetings.domain.base import NotFound, Refused
from meetings.given import Whole


@act("attendance.mark")
def mark(acting: Acting, meeting: Whole, person: Whole, state: Presence) -> None:
    """Mark a member of the body as present, absent, late or left."""
    if acting.session.get(bodies.Seat, (acting.here.body_id, person)) is None:
        raise NotFound("seat")
    _mark(acting, person, state)


@act("attendance.mark_rest")
def mark_rest(acting: Acting, meeting: Whole) -> None:
    """Mark every member of the body whom nobody has marked yet as present."""
    rest = attendance.unmarked(acting.session, acting.here)
    if not rest:
        raise Refused("attendance.all_marked")
    for person in rest:
        _mark(acting, person.id, "present")


def _mark(acting: Acting, person: int, state: Presence) -> None:
    row = Attendance(meeting_id=acting.here.id, person_id=person, state=state, at=acting.at)
    acting.session.merge(row)
    acting.write(acting.here.stream, "attendance.marked", person=person, state=state)
