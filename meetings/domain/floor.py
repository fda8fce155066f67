"""The floor: the page being spoken of, and who may turn it."""

from __future__ import annotations

from typing import Any, Literal

from sqlalchemy import ForeignKey, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from meetings.domain import bodies
from meetings.domain.base import Base
from meetings.domain.bodies import Seat
from meetings.domain.meetings import Meeting
from meetings.domain.record import Entry

Strength = Literal["offer", "bring", "hold"]
"""How a page is called: told only, turned to on every tablet that follows, or kept there too."""


class Floor(Base):
    """The called page, the presenter's lease, and whether shared ink is allowed."""

    __tablename__ = "floors"

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"), primary_key=True)
    version_id: Mapped[int | None] = mapped_column(ForeignKey("paper_versions.id"))
    page: Mapped[int | None]
    half: Mapped[int | None]
    """Of a spread, the half read first (1) or second (2); nothing means the whole page."""
    strength: Mapped[str] = mapped_column(String(8), default="bring")
    number: Mapped[int] = mapped_column(default=0)
    """Number of the entry that called the page."""
    presenter_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    """Who was granted presenting; nobody means the chair."""
    epoch: Mapped[int] = mapped_column(default=0)
    """Raised with each change of presenter, so that a late turn is known as late."""
    sharing: Mapped[bool] = mapped_column(default=True)


def of(session: Session, meeting: Meeting) -> Floor:
    """Return a meeting's floor, which begins with the meeting."""
    return session.get_one(Floor, meeting.id)


def presenter(session: Session, meeting: Meeting) -> int | None:
    """Return the id of the person who turns the page for all."""
    granted = of(session, meeting).presenter_id
    if granted is not None:
        return granted
    chair = bodies.chair(session, meeting.body_id)
    return chair.id if chair else None


def presents(session: Session, meeting: Meeting, person: int) -> bool:
    """Say whether this person turns the page for all."""
    granted = of(session, meeting).presenter_id
    if granted is not None:
        return granted == person
    seat = session.get(Seat, (meeting.body_id, person))
    return seat is not None and seat.office == "chair"


def called(session: Session, meeting: Meeting) -> list[dict[str, Any]]:
    """Return each page that was called, with the time of its last call (ms), the latest last."""
    turned = select(Entry.at, Entry.body).filter_by(stream=meeting.stream, kind="floor.turned")
    last: dict[tuple[int, int], int] = {}
    for at, body in session.execute(turned.order_by(Entry.number)):
        place = body["version"], body["page"]
        last.pop(place, None)
        last[place] = at
    return [{"version": version, "page": page, "at": at} for (version, page), at in last.items()]
