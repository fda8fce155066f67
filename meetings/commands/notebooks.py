"""Acts upon one's own notebook of a meeting as a whole."""

from __future__ import annotations

from sqlalchemy import delete, select

from meetings.acts import Acting, act
from meetings.commands.marks import Ids
from meetings.domain import record
from meetings.domain.base import NotFound
from meetings.domain.notes import Bookmark, SlipOrder, Stroke, StrokePlace
from meetings.given import Whole


@act("slips.order")
def order(acting: Acting, meeting: Whole, ids: Ids) -> None:
    """Say in which order one means to put the questions of one's own slips."""
    wanted = select(Stroke.id).where(Stroke.id.in_(set(ids))).filter_by(tool="slip")
    wanted = wanted.filter_by(meeting_id=meeting, author_id=acting.me)
    if set(acting.session.scalars(wanted)) != set(ids):
        raise NotFound("stroke")
    row = acting.session.get(SlipOrder, (meeting, acting.me))
    if row is None:
        row = SlipOrder(meeting_id=meeting, author_id=acting.me)
        acting.session.add(row)
    row.ids = list(dict.fromkeys(ids))
    acting.write(acting.here.notebook(acting.me), "slips.ordered", ids=row.ids)


@act("notebook.wipe")
def wipe(acting: Acting, meeting: Whole) -> None:
    """Take one's own private notes and bookmarks in a meeting away for good.

    What the notebook's entries held is emptied; their digests stay, so that the record is still
    whole. Notes shown to a group or to everybody are theirs too, and stay.
    """
    stream = acting.here.notebook(acting.me)
    through = record.wipe(acting.session, stream)
    own = {"meeting_id": meeting, "author_id": acting.me}
    mine = select(Stroke.id).filter_by(**own, layer="private")
    acting.session.execute(delete(StrokePlace).where(StrokePlace.stroke_id.in_(mine)))
    acting.session.execute(delete(Stroke).where(Stroke.id.in_(mine)))
    acting.session.execute(delete(Bookmark).filter_by(**own))
    acting.session.execute(delete(SlipOrder).filter_by(**own))
    acting.write(stream, "notebook.wiped", through=through)
