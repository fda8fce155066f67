"""The preparing screen itself: the meeting's facts, and how its parts answer a form."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from flask import Blueprint, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from meetings.domain import attendance, bodies, floor, meetings, papers, replacements
from meetings.domain.base import NotFound, Refused
from meetings.domain.rights import RIGHTS
from meetings.web import forms, here, troubles

routes = Blueprint("prepare", __name__)
STEPS = {
    "preparing": ("announce",),
    "announced": ("open",),
    "open": ("pause", "close"),
    "recess": ("resume", "close"),
}
"""What a clerk may do next with a meeting in a state, the likeliest first."""


@routes.get("/meetings/<int:meeting>/prepare")
def screen(meeting: int) -> ResponseReturnValue:
    """Show all a clerk prepares and runs a meeting with."""
    return show(meeting)


def show(meeting: int, part: str = "", fault: str = "") -> str:
    """Return the screen; ``part`` names the form that shows the ``fault`` and what was typed."""
    viewer = here.enter("prepare")
    with here.house().database.read() as db:
        row = meetings.seen(db, viewer, meeting)
        shown = papers.of_meeting(db, viewer, row)
        given = {
            "meeting": row,
            "steps": STEPS.get(row.state, ()),
            "may": {act for act, right in RIGHTS.items() if row.state in (right.states or ())},
            "agenda": meetings.agenda(db, meeting),
            "papers": shown,
            "replacing": replacements.under_way(db, shown),
            "unshown": _written(papers.unshown(db, shown)),
            "per_item": Counter(paper.item_id for paper in shown),
            "waiting": sum(paper.published_at is None for paper in shown),
            "seats": bodies.seats(db, row.body_id),
            "attendance": attendance.marked(db, meeting),
            "unmarked": attendance.unmarked(db, row),
            "quorum": attendance.quorum(db, row, here.house().rules),
            "sharing": floor.of(db, row).sharing,
        }
        return render_template("prepare/screen.html", **given, **_words(), part=part, fault=fault)


def _written(unshown: dict[int, list[int]]) -> dict[int, tuple[int, str]]:
    """Return version id -> how many pages can't be shown, and which."""
    comma = here.t("prepare.and")
    return {
        version: (len(pages), comma.join(papers.ranges(pages)))
        for version, pages in unshown.items()
    }


def _words() -> dict[str, object]:
    """Return what the page asks, what is left of what was typed, and what its modules say."""
    house = here.house()
    return {
        "quorum_clause": house.rules.clause("meeting.no_quorum"),
        "asked": request.args.get("ask", ""),
        "left": "\n".join(g.get("left", ())),
        "limit": house.config.max_upload_mb,
        "words": house.words.group(here.language(), "prepare.upload", "replacement.sending"),
    }


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
    return answer(meeting, "facts", lambda: _change(meeting))


def _change(meeting: int) -> None:
    given = {name: forms.text(name) for name in ("name", "held_on", "starts_at", "place")}
    here.act("meeting.change", meeting=meeting, **given)
    here.say("prepare.saved")
