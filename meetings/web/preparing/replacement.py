"""A replacement being prepared: what it is, what became of each page, publishing it."""

from __future__ import annotations

from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from meetings.domain import meetings, papers, replacements
from meetings.domain.base import NotFound, Refused
from meetings.domain.rights import RIGHTS
from meetings.web import forms, here, troubles
from meetings.web.preparing.screen import routes


@routes.get("/meetings/<int:meeting>/papers/<int:paper>/replacement")
def show_replacement(meeting: int, paper: int) -> ResponseReturnValue:
    """Show what is being prepared for a paper; where nothing is, ask for a file."""
    return _show(meeting, paper)


@routes.post("/meetings/<int:meeting>/papers/<int:paper>/replacement")
def change_replacement(meeting: int, paper: int) -> ResponseReturnValue:
    """Correct or drop what is being prepared: ``do`` says which."""
    viewer = here.enter("prepare")
    with here.house().database.read() as db:
        papers.paper_of(db, meetings.seen(db, viewer, meeting), paper)
    version = forms.number("version") if "version" in request.form else 0
    try:
        if request.form.get("do") == "drop":
            here.act("replacement.drop", meeting=meeting, version=version)
            here.say("replacement.dropped")
            return redirect(_row(meeting, paper))
        given = {"kind": request.form.get("kind", ""), "reason": forms.text("reason")}
        here.act("replacement.correct", meeting=meeting, version=version, **given)
    except NotFound:
        # Another clerk dropped it, and has perhaps begun another one.
        here.say_refusal(Refused("replacement.gone"))
    except Refused as refusal:
        shown = _show(meeting, paper, refusal)
        return (shown, troubles.status(refusal)) if isinstance(shown, str) else shown
    else:
        here.say("prepare.saved")
    return redirect(url_for("prepare.show_replacement", meeting=meeting, paper=paper))


def _row(meeting: int, paper: int) -> str:
    return url_for("prepare.screen", meeting=meeting, _anchor=f"paper-{paper}")


def _show(meeting: int, paper: int, refused: Refused | None = None) -> str | Response:
    viewer, house = here.enter("prepare"), here.house()
    with house.database.read() as db:
        row = meetings.seen(db, viewer, meeting)
        shown = papers.paper_of(db, row, paper)
        begun = replacements.under_way(db, [shown]).get(paper)
        if begun is None:
            return redirect(url_for("prepare.show_replace", meeting=meeting, paper=paper))
        given: dict[str, Any] = {
            "meeting": row,
            "paper": shown,
            "begun": begun,
            "may": {act for act, right in RIGHTS.items() if row.state in (right.states or ())},
            "unshown": papers.unshown(db, [shown]).get(begun.version_id, []),
            "fault": forms.sentence(refused) if refused else "",
        }
        return render_template("replacement/comparison.html", **given)
