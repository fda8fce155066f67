"""The preparing screen itself: the meeting's facts, and how its parts answer a form."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from meetings.domain import bodies, floor, meetings, papers
from meetings.domain.base import NotFound, Refused
from meetings.web import forms, here, troubles

routes = Blueprint("prepare", __name__)


@routes.get("/meetings/<int:meeting>/prepare")
def screen(meeting: int) -> ResponseReturnValue:
    """Show all a clerk prepares and runs a meeting with."""
    return show(meeting)


def show(meeting: int, part: str = "", fault: str = "") -> str:
    """Return the screen; ``part`` names the form that shows the ``fault`` and what was typed."""
    viewer = here.enter("prepare")
    with here.house().database.read() as db:
        row = meetings.seen(db, viewer, meeting)
        held = db.get(floor.Floor, meeting)
        given = {
            "meeting": row,
            "agenda": meetings.agenda(db, meeting),
            "papers": papers.of_meeting(db, viewer, row),
            "seats": bodies.seats(db, row.body_id),
            "attendance": meetings.attendance(db, meeting),
            "sharing": held.sharing if held else True,
        }
        return render_template("prepare/screen.html", **given, part=part, fault=fault)


def answer(meeting: int, part: str, work: Callable[[], object]) -> ResponseReturnValue:
    """Do what a form asks and show its part of the screen again; refused, with what was typed."""
    here.enter("prepare")
    try:
        work()
    except NotFound:
        raise
    except Refused as refusal:
        return show(meeting, part, forms.sentence(refusal)), troubles.status(refusal)
    return redirect(url_for("prepare.screen", meeting=meeting, _anchor=part))


@routes.post("/meetings/<int:meeting>/prepare")
def change(meeting: int) -> ResponseReturnValue:
    """Change the meeting's name, day, time or place."""
    given = {name: forms.text(name) for name in ("name", "held_on", "starts_at", "place")}
    return answer(meeting, "facts", lambda: here.act("meeting.change", meeting=meeting, **given))
