"""Acts on bodies and their seats."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field
from sqlalchemy import select

from meetings.acts import Acting, act
from meetings.domain.base import NotFound, Refused
from meetings.domain.bodies import Body, BodyKind, Office, Seat
from meetings.domain.people import Person
from meetings.given import ONE_LINE, Whole

Name = Annotated[str, ONE_LINE, Field(min_length=1, max_length=80)]


@act("body.add")
def add(acting: Acting, name: Name, kind: BodyKind) -> None:
    """Add a body that sits."""
    if acting.session.scalars(select(Body).filter_by(name=name)).first():
        raise Refused("body.name_is_taken", name=name)
    body = Body(name=name, kind=kind)
    acting.session.add(body)
    acting.session.flush()
    acting.write("council", "body.added", body=body.id, name=body.name, kind=kind)


@act("seat.give")
def give(acting: Acting, body: Whole, person: Whole, office: Office) -> None:
    """Give a member a seat in a body, or another office there; a body has one chair."""
    found = acting.session.get(Person, person)
    if acting.session.get(Body, body) is None or found is None:
        raise NotFound("body")
    if found.role != "member":
        raise Refused("seat.needs_member", name=found.name)
    if office != "member":
        held = select(Seat).filter_by(body_id=body, office=office)
        for seat in acting.session.scalars(held):
            seat.office = "member"
        acting.session.flush()
    acting.session.merge(Seat(body_id=body, person_id=person, office=office))
    acting.write("council", "seat.given", body=body, person=person, office=office)


@act("seat.end")
def end(acting: Acting, body: Whole, person: Whole) -> None:
    """End a person's seat in a body."""
    seat = acting.session.get(Seat, (body, person))
    if seat is None:
        raise NotFound("seat")
    acting.session.delete(seat)
    acting.write("council", "seat.ended", body=body, person=person)
