"""Notes: the marks people make on pages, where these are on each version, and bookmarks.

A mark never changes. Where it is, on which version, and whether it is erased there, does.
"""

from __future__ import annotations

import base64
import binascii
from typing import Any, Literal

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, String, Text, and_, delete, or_, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from meetings.domain import bodies
from meetings.domain.base import Base, Refused
from meetings.domain.meetings import Meeting
from meetings.domain.people import Person

Layer = Literal["private", "group", "shared"]
Tool = Literal["pen", "highlighter", "line", "words", "text", "sticky", "stamp", "slip"]
STAMPS = ("済", "要確認", "質問", "○", "×")
WORDED: dict[str, int] = {"words": 0, "text": 2, "sticky": 1, "stamp": 1, "slip": 1}
"""Tools whose marks have words, and how many points each; of `words` two for each line of them."""
MOST_BYTES = 262_144
"""Bytes of one stroke, some 60,000 points: several minutes without lifting the pen."""


class Stroke(Base):
    """A mark as its author made it: ink, or a few points with words."""

    __tablename__ = "strokes"
    __table_args__ = (Index("strokes_of_author", "author_id", "meeting_id"),)

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"))
    version_id: Mapped[int] = mapped_column(ForeignKey("paper_versions.id"))
    """The version it was made on, as `page` is the page: neither ever changes."""
    page: Mapped[int]
    author_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    layer: Mapped[str] = mapped_column(String(10))
    group_id: Mapped[int | None] = mapped_column(ForeignKey("bodies.id", name="fk_strokes_group"))
    """The body whose members see it, where the layer is theirs."""
    rev: Mapped[int] = mapped_column(default=0)
    """How often it was laid on another layer: of two accounts the one with the higher holds."""
    tool: Mapped[str] = mapped_column(String(12))
    color: Mapped[str] = mapped_column(String(7))
    width: Mapped[float]
    points: Mapped[str] = mapped_column(Text)
    text: Mapped[str | None] = mapped_column(Text)
    number: Mapped[int]
    """Of the entry that drew it."""
    at: Mapped[int] = mapped_column(BigInteger)
    """When that was, in ms."""
    places: Mapped[list[StrokePlace]] = relationship(
        back_populates="stroke", order_by="StrokePlace.version_id", lazy="selectin"
    )

    @property
    def layer_of(self) -> tuple[str, int | None]:
        """The layer, and the group where it is a group's."""
        return self.layer, self.group_id

    def facts(self) -> dict[str, Any]:
        """Return what is true of it on every version."""
        same = ("id", "page", "layer", "rev", "tool", "color", "width", "points", "text")
        told = {name: getattr(self, name) for name in (*same, "number", "at")}
        return told | {"version": self.version_id, "group": self.group_id, "by": self.author_id}

    def whole(self) -> dict[str, Any]:
        """Return it with all its places, as the record adds it up."""
        return self.facts() | {"places": {place.version_id: place.facts() for place in self.places}}


class StrokePlace(Base):
    """Where a mark is on one version, and whether it is erased there.

    It is moved by `dx` and `dy` (pt), and by `scale` and `turn` (degrees clockwise, in quarters)
    about the middle of its own box.
    """

    __tablename__ = "stroke_places"
    __table_args__ = (Index("stroke_places_of_page", "version_id", "page"),)

    stroke_id: Mapped[str] = mapped_column(ForeignKey("strokes.id"), primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("paper_versions.id"), primary_key=True)
    page: Mapped[int]
    """0: it waits for its author to say where it belongs."""
    dx: Mapped[float] = mapped_column(default=0.0)
    dy: Mapped[float] = mapped_column(default=0.0)
    scale: Mapped[float] = mapped_column(default=1.0)
    turn: Mapped[int] = mapped_column(default=0)
    points: Mapped[str | None] = mapped_column(Text)
    """Instead of its own, where its words were found again in other lines."""
    guesses: Mapped[list[int] | None] = mapped_column(JSON(none_as_null=True))
    """Pages that it may belong to, the likeliest first."""
    erased: Mapped[bool] = mapped_column(default=False)
    number: Mapped[int]
    """Of the entry that put it so, in the stream of the mark's layer."""
    stroke: Mapped[Stroke] = relationship(back_populates="places")

    def facts(self) -> dict[str, Any]:
        """Return where it is."""
        same = ("page", "dx", "dy", "scale", "turn", "points", "guesses", "erased", "number")
        return {name: getattr(self, name) for name in same}

    def told(self) -> dict[str, Any]:
        """Return the mark with its place on this version, as tablets get it."""
        number, here = self.stroke.number, self.facts()
        here["points"] = self.points or self.stroke.points
        return self.stroke.facts() | here | {"version": self.version_id, "number": number}


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


class SlipOrder(Base):
    """The order in which a person means to put the questions of a meeting's slips."""

    __tablename__ = "slip_orders"

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"), primary_key=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    ids: Mapped[list[str]] = mapped_column(JSON)
    """Of slips, the first to be put first; those that are not in it come after."""


def bookmarks(session: Session, viewer: Person, meeting: Meeting) -> list[Bookmark]:
    """Return a viewer's own bookmarks in a meeting's papers, also those taken off."""
    found = select(Bookmark).filter_by(meeting_id=meeting.id, author_id=viewer.id)
    return list(session.scalars(found.order_by(Bookmark.number)))


def forget(session: Session, version: int) -> None:
    """Forget the marks and bookmarks made on a version that goes; entries still tell of them."""
    gone = select(Stroke.id).filter_by(version_id=version)
    session.execute(delete(StrokePlace).where(StrokePlace.stroke_id.in_(gone)))
    for table in (Stroke, Bookmark):
        session.execute(delete(table).where(table.version_id == version))


def check_points(points: str) -> int:
    """Return how many points these are; refuse what isn't base64 of varints, four to a point."""
    try:
        raw = base64.b64decode(points, validate=True)
    except (binascii.Error, ValueError):
        raise Refused("ink.unreadable") from None
    if len(raw) > MOST_BYTES:
        raise Refused("ink.too_long")
    ends = sum(byte < 0x80 for byte in raw)
    if not raw or raw[-1] >= 0x80 or ends % 4:
        raise Refused("ink.unreadable")
    return ends // 4


def check_mark(tool: str, points: str, text: str | None) -> None:
    """Refuse a mark whose points or words aren't those of its tool."""
    count = check_points(points)
    if tool not in WORDED:
        if text is not None:
            raise Refused("ink.has_no_words")
    elif not (text or "").strip() or (tool == "stamp" and text not in STAMPS):
        raise Refused("ink.wants_words")
    wanted = 2 if tool == "line" else WORDED.get(tool, count)
    if count % 2 if tool == "words" else count != wanted:
        raise Refused("ink.unreadable")


def on_pages(
    session: Session, viewer: Person, meeting: Meeting, version: int, page: int | None
) -> list[StrokePlace]:
    """Return a version's marks that a viewer may see: one's own, one's groups', shared ones.

    Other people's erased ones, and those that wait for their place, are left out; one's own
    come, for undo and to be placed. Oldest first.
    """
    found = select(StrokePlace).join(Stroke).where(StrokePlace.version_id == version)
    found = found.where(Stroke.meeting_id == meeting.id)
    groups = bodies.groups(session, viewer)
    theirs = or_(
        Stroke.layer == "shared",
        and_(Stroke.layer == "group", Stroke.group_id.in_([body.id for body in groups])),
    )
    shown = and_(theirs, ~StrokePlace.erased, StrokePlace.page > 0)
    found = found.where(or_(Stroke.author_id == viewer.id, shown))
    if page is not None:
        found = found.where(StrokePlace.page == page)
    return list(session.scalars(found.order_by(Stroke.at, Stroke.number, Stroke.id)))


def of_author(session: Session, meeting: Meeting, author: int, ids: set[str]) -> list[Stroke]:
    """Return these of somebody's marks in a meeting, those that are there."""
    found = select(Stroke).where(Stroke.id.in_(ids)).order_by(Stroke.id)
    return list(session.scalars(found.filter_by(meeting_id=meeting.id, author_id=author)))
