"""Minutes of a meeting: the text under work, and its seal."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

from sqlalchemy import BigInteger, ForeignKey, String, Text, delete
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from meetings.domain import grams
from meetings.domain.base import Base
from meetings.domain.folding import folded
from meetings.domain.meetings import Meeting

PASSAGE = 2000
"""Characters after which a passage ends with its line."""
_GAP = re.compile(r"\n\s*\n")


class Minutes(Base):
    """The text of a meeting's minutes; sealed, it never changes again."""

    __tablename__ = "minutes"

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"), primary_key=True)
    text: Mapped[str] = mapped_column(Text)
    revision: Mapped[int]
    sealed_at: Mapped[int | None] = mapped_column(BigInteger)
    sealed_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    pdf: Mapped[str | None] = mapped_column(String(64))
    """SHA-256 of the sealed PDF."""
    meeting: Mapped[Meeting] = relationship(lazy="joined")


class Passage(Base):
    """A part of a meeting's minutes as they are searched: its lines up to an empty one."""

    __tablename__ = "passages"

    meeting_id: Mapped[int] = mapped_column(ForeignKey("minutes.meeting_id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str] = mapped_column(Text)
    folded: Mapped[str] = mapped_column(Text)


PASSAGES = grams.Texts(Passage.meeting_id, Passage.number, Passage.text, Passage.folded)


def passages(text: str) -> Iterator[str]:
    """Yield the passages of minutes: cut at empty lines, long ones at the end of a line."""
    for part in _GAP.split(text):
        passage = ""
        for line in part.splitlines(keepends=True):
            passage += line
            if len(passage) > PASSAGE:
                yield passage
                passage = ""
        if passage.strip():
            yield passage


def write_passages(session: Session, meeting: int, text: str) -> None:
    """Write the passages of a meeting's minutes anew, and their index."""
    grams.remove(session, PASSAGES, meeting)
    session.execute(delete(Passage).where(Passage.meeting_id == meeting))
    for number, part in enumerate(passages(text), start=1):
        row = Passage(meeting_id=meeting, number=number, text=part, folded=folded(part))
        session.add(row)
        grams.put(session, PASSAGES, meeting, number, row.folded)


def text_digest(text: str) -> str:
    """Return the SHA-256 (hex) of a text in UTF-8, which the seal names."""
    return hashlib.sha256(text.encode()).hexdigest()
