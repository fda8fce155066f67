"""Acts upon one's own notebook of a meeting as a whole."""

from __future__ import annotations

from sqlalchemy import delete, select

from meetings.acts import Acting, act
from meetings.domain import record
from meetings.domain.notes import Bookmark, Stroke, StrokePlace
from meetings.given import Whole


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
    acting.write(stream, "notebook.wiped", through=through)
