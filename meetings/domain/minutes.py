"""Minutes of a meeting: the text under work, and its seal."""

from __future__ import annotations

from sqlalchemy import BigInteger, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from meetings.domain.base import Base
from meetings.domain.meetings import Meeting


class Minutes(Base):
    """The text of a meeting's minutes; sealed, it never changes again."""

    __tablename__ = "minutes"

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"), primary_key=True)
    text: Mapped[str] = mapped_column(Text)
    folded: Mapped[str] = mapped_column(Text)
    revision: Mapped[int]
    sealed_at: Mapped[int | None] = mapped_column(BigInteger)
    sealed_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    pdf: Mapped[str | None] = mapped_column(String(64))
    """SHA-256 of the sealed PDF."""
    meeting: Mapped[Meeting] = relationship(lazy="joined")
