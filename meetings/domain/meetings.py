"""Council sessions, meetings, their states and agenda."""

from __future__ import annotations

from datetime import date
from typing import Literal

from sqlalchemy import BigInteger, ForeignKey, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from meetings.domain.base import Base, NotFound
from meetings.domain.bodies import Body, Seat
from meetings.domain.people import Person

SessionKind = Literal["regular", "special"]
State = Literal["preparing", "announced", "open", "recess", "closed", "sealed"]


class CouncilSession(Base):
    """A regular or special session of the council and its term."""

    __tablename__ = "council_sessions"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(120))
    kind: Mapped[str] = mapped_column(String(20))
    opens_on: Mapped[date]
    closes_on: Mapped[date]


class Meeting(Base):
    """One meeting of a body on a day."""

    __tablename__ = "meetings"

    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("council_sessions.id"))
    body_id: Mapped[int] = mapped_column(ForeignKey("bodies.id"))
    name: Mapped[str] = mapped_column(String(120))
    held_on: Mapped[date]
    starts_at: Mapped[str] = mapped_column(String(5))
    place: Mapped[str] = mapped_column(String(80), default="")
    state: Mapped[str] = mapped_column(String(20), default="preparing")
    opened_at: Mapped[int | None] = mapped_column(BigInteger)
    closed_at: Mapped[int | None] = mapped_column(BigInteger)
    session: Mapped[CouncilSession] = relationship(lazy="joined")
    body: Mapped[Body] = relationship(lazy="joined")

    @property
    def stream(self) -> str:
        """Name of the stream everybody admitted follows."""
        return f"meeting:{self.id}"

    @property
    def office(self) -> str:
        """Name of the clerks' stream of this meeting."""
        return f"office:{self.id}"

    def notebook(self, person: int) -> str:
        """Return the name of one person's private stream in this meeting."""
        return f"notebook:{self.id}:{person}"

    def group(self, body: int) -> str:
        """Return the name of the stream of a group's notes in this meeting."""
        return f"group:{self.id}:{body}"


class AgendaItem(Base):
    """Item no. ``position`` of the order of the day (日程第n)."""

    __tablename__ = "agenda_items"

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"), index=True)
    position: Mapped[int]
    title: Mapped[str] = mapped_column(String(200))


def agenda(session: Session, meeting: int) -> list[AgendaItem]:
    """Return the order of the day."""
    found = select(AgendaItem).filter_by(meeting_id=meeting)
    return list(session.scalars(found.order_by(AgendaItem.position)))


def item_of(session: Session, meeting: Meeting, item: int) -> AgendaItem:
    """Return an agenda item of this meeting; `NotFound` where it is another's."""
    found = session.get(AgendaItem, item)
    if found is None or found.meeting_id != meeting.id:
        raise NotFound("item")
    return found


def place(rows: list[AgendaItem]) -> None:
    """Number the items 1, 2, 3 in the order given."""
    for position, row in enumerate(rows, start=1):
        row.position = position


def sessions(session: Session) -> list[CouncilSession]:
    """Return the council's sessions, the newest first."""
    newest = (CouncilSession.opens_on.desc(), CouncilSession.id.desc())
    return list(session.scalars(select(CouncilSession).order_by(*newest)))


def visible(session: Session, viewer: Person) -> list[Meeting]:
    """Return the meetings this viewer may see, newest day first."""
    found = select(Meeting).order_by(Meeting.held_on.desc(), Meeting.starts_at.desc(), Meeting.id)
    if viewer.role != "clerk":
        found = found.where(Meeting.state != "preparing")
    return list(session.scalars(found))


def seen(session: Session, viewer: Person, meeting: int) -> Meeting:
    """Return a meeting as this viewer may see it; otherwise it isn't found."""
    found = session.get(Meeting, meeting)
    if found is None or (found.state == "preparing" and viewer.role != "clerk"):
        raise NotFound("meeting")
    return found


def role_in(session: Session, person: Person, meeting: Meeting) -> str:
    """Return the role a person has in a meeting: the account's, or ``chair``."""
    if person.role == "member":
        seat = session.get(Seat, (meeting.body_id, person.id))
        if seat is not None and seat.office == "chair":
            return "chair"
    return person.role
