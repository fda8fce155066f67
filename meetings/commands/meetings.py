"""Acts on council sessions and meetings: preparing, announcing, opening, closing."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Annotated

from pydantic import Field

from meetings.acts import Acting, act
from meetings.domain import attendance, bodies
from meetings.domain.base import NotFound, Refused
from meetings.domain.floor import Floor
from meetings.domain.meetings import CouncilSession, Meeting, SessionKind, agenda
from meetings.given import ONE_LINE, Whole

Name = Annotated[str, ONE_LINE, Field(min_length=1, max_length=120)]
Day = Annotated[str, Field(pattern=r"^\d{4}-\d\d-\d\d$")]
Clock = Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
Where = Annotated[str, ONE_LINE, Field(max_length=80)]


def _day(text: str, name: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Refused("given.wrong", names=name) from None


@act("session.add")
def add_session(
    acting: Acting, name: Name, kind: SessionKind, opens_on: Day, closes_on: Day
) -> None:
    """Add a regular or special session of the council; days are ISO 8601."""
    opens, closes = _day(opens_on, "opens_on"), _day(closes_on, "closes_on")
    if closes < opens:
        raise Refused("session.ends_before_it_begins")
    row = CouncilSession(name=name, kind=kind, opens_on=opens, closes_on=closes)
    acting.session.add(row)
    acting.session.flush()
    told = {"name": row.name, "kind": kind, "opens_on": opens_on, "closes_on": closes_on}
    acting.write("council", "session.added", session=row.id, **told)


@act("meeting.add")
def add(
    acting: Acting,
    session: Whole,
    body: Whole,
    name: Name,
    held_on: Day,
    starts_at: Clock,
    place: Where = "",
) -> None:
    """Add a meeting of a body on a day; only clerks see it until it is announced."""
    if acting.session.get(CouncilSession, session) is None:
        raise NotFound("session")
    sits = acting.session.get(bodies.Body, body)
    if sits is None:
        raise NotFound("body")
    if sits.kind == "faction":
        raise Refused("meeting.of_a_faction", name=sits.name)
    told: dict[str, object] = {"name": name, "starts_at": starts_at, "place": place}
    row = Meeting(session_id=session, body_id=body, held_on=_day(held_on, "held_on"), **told)
    acting.session.add(row)
    acting.session.flush()
    acting.session.add(Floor(meeting_id=row.id))
    told |= {"session": session, "body": body, "held_on": held_on}
    acting.write("council", "meeting.added", meeting=row.id, **told)
    acting.write(row.stream, "meeting.added", meeting=row.id, **told)


@act("meeting.change")
def change(
    acting: Acting,
    meeting: Whole,
    name: Name | None = None,
    held_on: Day | None = None,
    starts_at: Clock | None = None,
    place: Where | None = None,
) -> None:
    """Change a meeting's name, day, time or place."""
    given = {"name": name, "held_on": held_on, "starts_at": starts_at, "place": place}
    changed = {key: value for key, value in given.items() if value is not None}
    row = acting.here
    for key, value in changed.items():
        setattr(row, key, _day(value, key) if key == "held_on" else value)
    acting.write(row.stream, "meeting.changed", **changed)


@act("meeting.announce")
def announce(acting: Acting, meeting: Whole) -> None:
    """Announce a meeting: from now on everybody who signs in sees it."""
    _move(acting, "announced", "meeting.announced")


@act("meeting.open")
def open_(acting: Acting, meeting: Whole, without_quorum: bool = False) -> None:
    """Open a meeting (開議); refused without a quorum, unless told to go on ``without_quorum``."""
    if bodies.chair(acting.session, acting.here.body_id) is None:
        raise Refused("meeting.has_no_chair", body=acting.here.body.name)
    if not agenda(acting.session, acting.here.id):
        raise Refused("meeting.has_no_agenda")
    count = attendance.quorum(acting.session, acting.here, acting.house.rules)
    if not count.reached and not without_quorum:
        raise Refused("meeting.no_quorum", **asdict(count))
    acting.here.opened_at = acting.at
    _move(acting, "open", "meeting.opened", quorum=asdict(count))


@act("meeting.pause")
def pause(acting: Acting, meeting: Whole) -> None:
    """Go into recess (休憩)."""
    _move(acting, "recess", "meeting.paused")


@act("meeting.resume")
def resume(acting: Acting, meeting: Whole) -> None:
    """Resume after a recess (再開)."""
    _move(acting, "open", "meeting.resumed")


@act("meeting.close")
def close(acting: Acting, meeting: Whole) -> None:
    """Close a meeting (散会): nobody turns pages or writes for all any more."""
    acting.here.closed_at = acting.at
    _move(acting, "closed", "meeting.closed")


def _move(acting: Acting, state: str, kind: str, **more: object) -> None:
    acting.here.state = state
    acting.write(acting.here.stream, kind, state=state, **more)
