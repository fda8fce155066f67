"""Notes: what people write on pages, and where they put bookmarks."""

from __future__ import annotations

import base64
import binascii
from typing import Any, Literal

from sqlalchemy import ForeignKey, Index, String, Text, or_, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from meetings.domain.base import Base, Refused
from meetings.domain.meetings import Meeting
from meetings.domain.people import Person

Layer = Literal["private", "shared"]
Tool = Literal["pen", "highlighter"]
MOST_BYTES = 262_144
"""Bytes of one stroke, some 60,000 points: several minutes without lifting the pen."""


class Stroke(Base):
    """One finished stroke; never changed, only erased and restored."""

    __tablename__ = "strokes"
    __table_args__ = (Index("strokes_of_page", "version_id", "page"),)

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"))
    version_id: Mapped[int] = mapped_column(ForeignKey("paper_versions.id"))
    page: Mapped[int]
    author_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    layer: Mapped[str] = mapped_column(String(10))
    tool: Mapped[str] = mapped_column(String(12))
    color: Mapped[str] = mapped_column(String(7))
    width: Mapped[float]
    points: Mapped[str] = mapped_column(Text)
    number: Mapped[int]
    erased: Mapped[bool] = mapped_column(default=False)

    def told(self) -> dict[str, Any]:
        """Return the stroke as tablets get it."""
        same = ("id", "page", "layer", "tool", "color", "width", "points", "number", "erased")
        told = {name: getattr(self, name) for name in same}
        return told | {"version": self.version_id, "by": self.author_id}


class Bookmark(Base):
    """A bookmark of one person on one page; taken off it stays, with its name, to be put back."""

    __tablename__ = "bookmarks"

    author_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("paper_versions.id"), primary_key=True)
    page: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    half: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    """The half of a spread in reading order, 0 where the whole page is meant."""
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"))
    on: Mapped[bool]
    name: Mapped[str] = mapped_column(String(80))
    number: Mapped[int]

    def told(self) -> dict[str, Any]:
        """Return the bookmark as tablets get it."""
        told = {name: getattr(self, name) for name in ("page", "on", "name", "number")}
        return told | {"version": self.version_id, "half": self.half or None}


def bookmarks(session: Session, viewer: Person, meeting: Meeting) -> list[Bookmark]:
    """Return a viewer's own bookmarks in a meeting's papers, also those taken off."""
    found = select(Bookmark).filter_by(meeting_id=meeting.id, author_id=viewer.id)
    return list(session.scalars(found.order_by(Bookmark.number)))


def check_points(points: str) -> None:
    """Refuse points that aren't base64 of whole varints, four to a point."""
    try:
        raw = base64.b64decode(points, validate=True)
    except (binascii.Error, ValueError):
        raise Refused("ink.unreadable") from None
    if len(raw) > MOST_BYTES:
        raise Refused("ink.too_long")
    ends = sum(byte < 0x80 for byte in raw)
    if not raw or raw[-1] >= 0x80 or ends % 4:
        raise Refused("ink.unreadable")


def on_pages(
    session: Session, viewer: Person, meeting: Meeting, version: int, page: int | None
) -> list[Stroke]:
    """Return the strokes a viewer may see: one's own and shared ones, oldest first.

    Other people's erased strokes are left out; one's own come, for undo.
    """
    found = select(Stroke).filter_by(meeting_id=meeting.id, version_id=version)
    mine = Stroke.author_id == viewer.id
    found = found.where(or_(mine, (Stroke.layer == "shared") & ~Stroke.erased))
    if page is not None:
        found = found.filter_by(page=page)
    return list(session.scalars(found.order_by(Stroke.layer, Stroke.number)))
