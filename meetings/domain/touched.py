"""How much of what people wrote a replacement touches: numbers alone, never who or what.

Private notes and a group's are counted with the others, so nothing finer than sums is told.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from meetings.domain.notes import Bookmark, Stroke, StrokePlace


def touched(session: Session, version: int) -> dict[str, int]:
    """Return how many people have notes on a version, on how many pages, marks and bookmarks."""
    marks = select(Stroke.author_id, StrokePlace.page).join(StrokePlace.stroke)
    marks = marks.where(StrokePlace.version_id == version, ~StrokePlace.erased)
    kept = select(Bookmark.author_id, Bookmark.page)
    kept = kept.where(Bookmark.version_id == version, Bookmark.on)
    both = marks.union_all(kept).subquery()
    people, pages = both.c.author_id, both.c.page
    # What waits in somebody's tray is on no page.
    told = select(func.count(people.distinct()), func.count(func.nullif(pages, 0).distinct()))
    counts = session.execute(told).one()
    sums = {"marks": _sum(session, marks), "bookmarks": _sum(session, kept)}
    return {"people": counts[0], "pages": counts[1]} | sums


def _sum(session: Session, rows: Any) -> int:
    return session.scalar(select(func.count()).select_from(rows.subquery())) or 0
