"""Finding Japanese text of any length in minutes and papers one may see."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from meetings.domain.meetings import Meeting
from meetings.domain.minutes import Minutes
from meetings.domain.papers import PageText, Paper, PaperVersion
from meetings.domain.people import Person

AROUND = 40
"""Characters shown on each side of a hit."""


@dataclass(frozen=True)
class Hit:
    """One place where the words stand: a page of a paper, or the minutes (page None)."""

    meeting: int
    meeting_name: str
    paper_name: str
    version: int | None
    page: int | None
    before: str
    words: str
    after: str


def folded(text: str) -> str:
    """Return text as it is searched: one width, one case, no spaces or line ends."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def find(session: Session, viewer: Person, words: str, most: int = 100) -> list[Hit]:
    """Return places where all the words stand, minutes first, newest meeting first."""
    parts = [part for part in map(folded, words.split()) if part]
    if not parts:
        return []
    hits = _in_minutes(session, viewer, parts, most)
    return hits + _in_papers(session, viewer, parts, most - len(hits))


def _holds(column: InstrumentedAttribute[str], parts: list[str]) -> ColumnElement[bool]:
    return and_(*(column.contains(part, autoescape=True) for part in parts))


def _in_minutes(session: Session, viewer: Person, parts: list[str], most: int) -> list[Hit]:
    found = select(Minutes).join(Minutes.meeting).where(_holds(Minutes.folded, parts))
    if viewer.role != "clerk":
        found = found.where(Minutes.sealed_at.is_not(None))
    rows = session.scalars(found.order_by(Meeting.held_on.desc(), Meeting.id).limit(most))
    return [_hit(row.meeting, "", None, None, row.folded, parts[0]) for row in rows]


def _in_papers(session: Session, viewer: Person, parts: list[str], most: int) -> list[Hit]:
    found = select(PageText, Paper, Meeting).join(
        PaperVersion, PaperVersion.id == PageText.version_id
    )
    found = found.join(Paper, Paper.id == PaperVersion.paper_id)
    found = found.join(Meeting, Meeting.id == Paper.meeting_id)
    found = found.where(_holds(PageText.folded, parts))
    if viewer.role != "clerk":
        found = found.where(Paper.published_at.is_not(None), Meeting.state != "preparing")
    order = (Meeting.held_on.desc(), Meeting.id, Paper.position, PageText.page)
    return [
        _hit(meeting, paper.name, page.version_id, page.page, page.folded, parts[0])
        for page, paper, meeting in session.execute(found.order_by(*order).limit(most))
    ]


def _hit(
    meeting: Meeting, paper: str, version: int | None, page: int | None, text: str, words: str
) -> Hit:
    at = text.index(words)
    end = at + len(words)
    before, after = text[max(0, at - AROUND) : at], text[end : end + AROUND]
    return Hit(meeting.id, meeting.name, paper, version, page, before, words, after)
