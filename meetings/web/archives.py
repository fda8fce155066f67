"""Taking out the archive of a sealed meeting."""

from __future__ import annotations

import tempfile
from contextlib import ExitStack

from flask import Blueprint
from flask.typing import ResponseReturnValue

from meetings.commands import archive
from meetings.domain import meetings
from meetings.web import here
from meetings.web.downloads import hand_out

routes = Blueprint("archives", __name__)


@routes.get("/meetings/<int:meeting>/archive.zip")
def take_out(meeting: int) -> ResponseReturnValue:
    """Return minutes, record and papers of a sealed meeting as one zip that proves itself."""
    viewer, house = here.viewer(), here.house()
    with ExitStack() as unsent, house.database.read() as session:
        row = meetings.seen(session, viewer, meeting)
        packed = unsent.enter_context(tempfile.TemporaryFile())
        archive.pack(session, house.files, row, packed)
        packed.seek(0)
        name = f"{row.held_on.isoformat()} {row.name}.zip"
        # From here on the response closes it.
        unsent.pop_all()
    plain = f"meeting-{row.held_on.isoformat()}-{meeting}.zip"
    return hand_out(packed, "application/zip", name, plain)
