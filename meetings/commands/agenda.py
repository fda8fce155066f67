"""Acts on the order of the day."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field
from sqlalchemy import select

from meetings.acts import Acting, act
from meetings.domain.base import Refused
from meetings.domain.meetings import AgendaItem, agenda, item_of, place
from meetings.domain.papers import Paper
from meetings.given import ONE_LINE, Place, Whole

Title = Annotated[str, ONE_LINE, Field(min_length=1, max_length=200)]


@act("agenda.add")
def add(acting: Acting, meeting: Whole, title: Title) -> None:
    """Add an item at the end of the order of the day."""
    position = len(agenda(acting.session, meeting)) + 1
    row = AgendaItem(meeting_id=meeting, title=title, position=position)
    acting.session.add(row)
    acting.session.flush()
    told = {"item": row.id, "title": row.title, "position": position}
    acting.write(acting.here.stream, "agenda.added", **told)


@act("agenda.change")
def change(acting: Acting, meeting: Whole, item: Whole, title: Title) -> None:
    """Change an item's title."""
    row = item_of(acting.session, acting.here, item)
    row.title = title
    acting.write(acting.here.stream, "agenda.changed", item=item, title=row.title)


@act("agenda.move")
def move(acting: Acting, meeting: Whole, item: Whole, position: Place) -> None:
    """Move an item to another place; the others close up."""
    row = item_of(acting.session, acting.here, item)
    rows = [other for other in agenda(acting.session, meeting) if other is not row]
    rows.insert(position - 1, row)
    place(rows)
    acting.write(acting.here.stream, "agenda.moved", item=item, position=row.position)


@act("agenda.remove")
def remove(acting: Acting, meeting: Whole, item: Whole) -> None:
    """Remove an item that has no papers."""
    row = item_of(acting.session, acting.here, item)
    if acting.session.scalars(select(Paper).filter_by(item_id=item)).first():
        raise Refused("agenda.has_papers", title=row.title)
    acting.session.delete(row)
    place([other for other in agenda(acting.session, meeting) if other is not row])
    acting.write(acting.here.stream, "agenda.removed", item=item)
