"""Beginning to replace a paper: the new file, what kind of change it is, and why."""

from __future__ import annotations

from typing import Any, cast

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from meetings.domain import meetings, papers, replacements
from meetings.domain.base import NotFound, Refused
from meetings.domain.rights import RIGHTS
from meetings.files import Readable
from meetings.web import forms, here, troubles
from meetings.web.pages import receive_replacement
from meetings.web.preparing.screen import routes
from meetings.words import shortened


@routes.get("/meetings/<int:meeting>/papers/<int:paper>/replace")
def show_replace(meeting: int, paper: int) -> ResponseReturnValue:
    """Ask for the new file; where one is in already, go on with that."""
    here.enter("prepare")
    with here.house().database.read() as db:
        row = papers.paper_of(db, meetings.seen(db, here.viewer(), meeting), paper)
        if row.draft:
            return redirect(url_for("prepare.show_replacement", meeting=meeting, paper=paper))
    return _show(meeting, paper)


@routes.post("/meetings/<int:meeting>/papers/<int:paper>/replace")
def replace(meeting: int, paper: int) -> ResponseReturnValue:
    """Take the new file; the pages are compared next."""
    here.enter("prepare")
    file = request.files.get("file")
    given: dict[str, Any] = {"kind": request.form.get("kind", ""), "reason": forms.text("reason")}
    try:
        if file is None or not file.filename:
            raise Refused("replacement.no_file")
        receive_replacement(meeting, paper, cast("Readable", file.stream), None, **given)
    except NotFound:
        raise
    except Refused as refusal:
        # Of a file that can't be read its own name is told: nothing is wrong with the paper.
        if refusal.reason.startswith("paper.") and file is not None:
            refusal.values["name"] = shortened(file.filename or "")
        return _show(meeting, paper, refusal), troubles.status(refusal)
    return redirect(url_for("prepare.show_replacement", meeting=meeting, paper=paper))


def _show(meeting: int, paper: int, refused: Refused | None = None) -> str:
    viewer, house = here.enter("prepare"), here.house()
    with house.database.read() as db:
        row = meetings.seen(db, viewer, meeting)
        shown = papers.paper_of(db, row, paper)
        given = {
            "meeting": row,
            "paper": shown,
            "begun": replacements.under_way(db, [shown]).get(paper),
            "may": row.state in (RIGHTS["replacement.begin"].states or ()),
            "limit": house.config.max_upload_mb,
            "words": house.words.group(here.language(), "prepare.upload", "replacement.sending"),
            "fault": forms.sentence(refused) if refused else "",
        }
        return render_template("replacement/begin.html", **given)
