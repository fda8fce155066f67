"""Bodies that sit (plenary, committees), factions that don't, and who has a seat in them."""

from __future__ import annotations

from typing import Literal

from sqlalchemy import ForeignKey, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from meetings.domain.base import Base
from meetings.domain.people import Person, in_kana_order

BodyKind = Literal["plenary", "standing", "special", "steering", "all_members", "faction"]
GROUPS = ("faction", "standing", "special", "steering")
"""Kinds whose members may write for each other: groups within the council, not all of it."""
Office = Literal["chair", "vice_chair", "member"]


class Body(Base):
    """A plenary, a committee, an all-member conference, or a faction (会派)."""

    __tablename__ = "bodies"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(80), unique=True)
    kind: Mapped[str] = mapped_column(String(20))


class Seat(Base):
    """A member's place in a body, with the office held there."""

    __tablename__ = "seats"

    body_id: Mapped[int] = mapped_column(ForeignKey("bodies.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    office: Mapped[str] = mapped_column(String(20))
    person: Mapped[Person] = relationship(lazy="joined")


def every_body(session: Session) -> list[Body]:
    """Return all bodies in the order they were made."""
    return list(session.scalars(select(Body).order_by(Body.id)))


def that_sit(session: Session) -> list[Body]:
    """Return the bodies that hold meetings: a faction does not."""
    return [body for body in every_body(session) if body.kind != "faction"]


def seats(session: Session, body: int) -> list[Seat]:
    """Return the seats of a body: the chair first, then in kana order."""
    found = session.scalars(select(Seat).filter_by(body_id=body))
    ranks = {"chair": 0, "vice_chair": 1}
    return sorted(found, key=lambda seat: (ranks.get(seat.office, 2), in_kana_order(seat.person)))


def chair(session: Session, body: int) -> Person | None:
    """Return the chair of a body, if the office is held."""
    return next((seat.person for seat in seats(session, body) if seat.office == "chair"), None)


def sits_in(session: Session, person: int) -> set[int]:
    """Return the ids of the bodies a person has a seat in."""
    return set(session.scalars(select(Seat.body_id).filter_by(person_id=person)))


def groups(session: Session, person: Person) -> list[Body]:
    """Return the bodies whose members this person writes for and reads: factions first."""
    found = select(Body).join(Seat, Seat.body_id == Body.id).where(Seat.person_id == person.id)
    rows = session.scalars(found.where(Body.kind.in_(GROUPS)).order_by(Body.id))
    return sorted(rows, key=lambda body: body.kind != "faction")
