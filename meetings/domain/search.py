"""Finding Japanese text of any length in minutes and papers one may see."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from meetings.domain.folding import folded
from meetings.domain.meetings import Meeting
from meetings.domain.minutes import Minutes
from meetings.domain.papers import PageText, Paper, PaperVersion
from meetings.domain.people import Person
from meetings.domain.snippets import Snippet, snippet

IN_ONE = 5
"""Pages shown of one paper, so that a budget book does not hide all others."""


@dataclass(frozen=True)
class Hit:
    """One place where the words stand: a page of a paper, or the minutes (page None)."""

    meeting: int
    meeting_name: str
    paper_name: str
    version: int | None
    page: int | None
    line: Snippet
    pages: int = 1
    """Pages of the paper where the words stand, shown or not."""


def find(
    session: Session, viewer: Person, words: str, most: int = 100, version: int | None = None
) -> list[Hit]:
    """Return places where all the words stand, minutes first, newest meeting first.

    Of one paper these are its first `IN_ONE` pages; with ``version`` all pages of that
    version, and nothing else.
    """
    parts = [part for part in map(folded, words.split()) if part]
    if not parts:
        return []
    if version is not None:
        return _in_papers(session, viewer, parts, most, version)
    hits = _in_minutes(session, viewer, parts, most)
    return hits + _in_papers(session, viewer, parts, most - len(hits), None)


def _holds(column: InstrumentedAttribute[str], parts: list[str]) -> ColumnElement[bool]:
    return and_(*(column.contains(part, autoescape=True) for part in parts))


def _in_minutes(session: Session, viewer: Person, parts: list[str], most: int) -> list[Hit]:
    found = select(Minutes).join(Minutes.meeting).where(_holds(Minutes.folded, parts))
    if viewer.role != "clerk":
        found = found.where(Minutes.sealed_at.is_not(None))
    rows = session.scalars(found.order_by(Meeting.held_on.desc(), Meeting.id).limit(most))
    return [_hit(row.meeting, "", None, None, row.text, parts) for row in rows]


def _in_papers(
    session: Session, viewer: Person, parts: list[str], most: int, version: int | None
) -> list[Hit]:
    place = _places(viewer, parts, version).subquery()
    found = select(PageText, Paper, Meeting, place.c.pages)
    found = found.join(
        place, and_(place.c.version_id == PageText.version_id, place.c.page == PageText.page)
    )
    found = found.join(PaperVersion, PaperVersion.id == PageText.version_id)
    found = found.join(Paper, Paper.id == PaperVersion.paper_id)
    found = found.join(Meeting, Meeting.id == Paper.meeting_id)
    if version is None:
        found = found.where(place.c.rank <= IN_ONE)
    order = (Meeting.held_on.desc(), Meeting.id, Paper.position, PageText.page)
    return [
        _hit(meeting, paper.name, page.version_id, page.page, page.text, parts, pages)
        for page, paper, meeting, pages in session.execute(found.order_by(*order).limit(most))
    ]


def _places(viewer: Person, parts: list[str], version: int | None) -> Select[tuple[int, ...]]:
    """Select version, page, its rank among the paper's hits, and how many those are."""
    one = PageText.version_id
    rank = func.row_number().over(partition_by=one, order_by=PageText.page).label("rank")
    pages = func.count().over(partition_by=one).label("pages")
    found = select(PageText.version_id, PageText.page, rank, pages)
    found = found.join(PaperVersion, PaperVersion.id == PageText.version_id)
    found = found.join(Paper, Paper.id == PaperVersion.paper_id)
    found = found.join(Meeting, Meeting.id == Paper.meeting_id)
    found = found.where(_holds(PageText.folded, parts))
    if version is not None:
        found = found.where(PageText.version_id == version)
    if viewer.role != "clerk":
        found = found.where(Paper.published_at.is_not(None), Meeting.state != "preparing")
    return found


def _hit(
    meeting: Meeting,
    paper: str,
    version: int | None,
    page: int | None,
    text: str,
    words: list[str],
    pages: int = 1,
) -> Hit:
    line = snippet(text, words)
    return Hit(meeting.id, meeting.name, paper, version, page, line, pages)
