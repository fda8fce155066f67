"""Home by role: today's meeting in one tap, or the clerk's next step for each meeting."""

from __future__ import annotations

from collections.abc import Iterable

from flask import Blueprint, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from meetings.domain import bodies, days, meetings
from meetings.domain.base import Refused
from meetings.domain.meetings import Meeting
from meetings.domain.people import Person
from meetings.given import whole
from meetings.web import forms, here, troubles
from meetings.web.addresses import onward
from meetings.words import LANGUAGES

routes = Blueprint("home", __name__)
ENDED = ("closed", "sealed")
GROUPS = {
    "sitting": ("open", "recess"),
    "preparing": ("preparing",),
    "announced": ("announced",),
    "closed": ("closed",),
    "sealed": ("sealed",),
}
"""Headings of the clerk's list, by what is to be done next, and the states under them."""


@routes.get("/")
def home() -> ResponseReturnValue:
    """Show what this person most likely came for."""
    viewer = here.viewer()
    with here.house().database.read() as db:
        rows = meetings.visible(db, viewer)
        if viewer.role == "clerk":
            return render_template("home/clerk.html", meetings=rows, groups=GROUPS)
        coming, past = _by_time(rows)
        today = _most_likely(coming, bodies.sits_in(db, viewer.id))
        coming = [row for row in coming if row is not today]
        of_today = today is not None and today.held_on == days.today()
        given = {"today": today, "of_today": of_today, "coming": coming, "past": past}
        return render_template("home/reader.html", **given)


def _by_time(rows: Iterable[Meeting]) -> tuple[list[Meeting], list[Meeting]]:
    """Return meetings not ended, soonest first, and those ended, newest first."""
    every = list(rows)
    coming = [row for row in every if row.state not in ENDED]
    coming.sort(key=lambda row: (row.held_on, row.starts_at, row.id))
    return coming, [row for row in every if row.state in ENDED]


def _most_likely(coming: list[Meeting], seated: set[int]) -> Meeting | None:
    """Return the meeting to open with one tap: sitting now, else today's, else the next."""

    def rank(row: Meeting) -> tuple[bool, bool, bool]:
        past = row.held_on < days.today()
        return row.state == "announced", past, row.body_id not in seated

    return min(coming, key=rank, default=None)


@routes.post("/language")
def choose_language() -> ResponseReturnValue:
    """Show the screens in another language from now on, on every device of this person."""
    chosen = request.form.get("language", "")
    if chosen not in LANGUAGES:
        raise Refused("given.wrong", names="language")
    session["language"] = chosen
    if current_user.is_authenticated:
        with here.house().database.write() as db:
            person = db.get(Person, current_user.person.id)
            if person is not None:
                person.language = chosen
    return redirect(onward(request.form.get("back", "")) or url_for("home.home"))


@routes.route("/sessions/new", methods=["GET", "POST"])
def new_session() -> ResponseReturnValue:
    """Make a session of the council, then go on to its first meeting."""
    here.enter("prepare")
    if request.method == "GET":
        return render_template("home/session.html")
    try:
        made = _add_session()
    except Refused as refusal:
        page = render_template("home/session.html", fault=forms.sentence(refusal))
        return page, troubles.status(refusal)
    return redirect(url_for("home.new_meeting", session=made))


@routes.route("/meetings/new", methods=["GET", "POST"])
def new_meeting() -> ResponseReturnValue:
    """Make a meeting of a body, in a session that is there or made with it."""
    here.enter("prepare")
    if request.method == "GET":
        return _meeting_form(request.args.get("session", ""))
    chosen = forms.text("session")
    try:
        if chosen == "new":
            chosen = str(_add_session())
        made = here.act(
            "meeting.add",
            session=whole(chosen) or 0,
            body=forms.number("body"),
            **{name: forms.text(name) for name in ("name", "held_on", "starts_at", "place")},
        )
    except Refused as refusal:
        return _meeting_form(chosen, forms.sentence(refusal)), troubles.status(refusal)
    return redirect(url_for("prepare.screen", meeting=made["body"]["meeting"]))


def _add_session() -> int:
    given = {name: forms.text(name) for name in ("kind", "opens_on", "closes_on")}
    return int(here.act("session.add", name=forms.text("session_name"), **given)["body"]["session"])


def _meeting_form(chosen: str, fault: str = "") -> str:
    with here.house().database.read() as db:
        given = {"sessions": meetings.sessions(db), "bodies": bodies.that_sit(db)}
        return render_template("home/meeting.html", chosen=chosen, fault=fault, **given)
