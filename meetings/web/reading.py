"""The reader: the meeting as a member has it on the tablet."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from meetings.domain import meetings
from meetings.web import here

routes = Blueprint("reading", __name__)


@routes.get("/meetings/<int:meeting>")
def read(meeting: int) -> ResponseReturnValue:
    """Show a meeting's papers, agenda and called page."""
    viewer = here.viewer()
    with here.house().database.read() as session:
        row = meetings.seen(session, viewer, meeting)
        role = meetings.role_in(session, viewer, row)
    words = here.house().words.group(here.language(), "reader", "refusal", "role", "state")
    return render_template(
        "meetings/read.html",
        meeting=row,
        quorum_clause=here.house().rules.clause("meeting.no_quorum"),
        viewer={"id": viewer.id, "name": viewer.name, "role": role},
        words=words,
    )
