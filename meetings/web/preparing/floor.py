"""The meeting's course on the preparing screen: its steps, attendance, shared writing."""

from __future__ import annotations

from flask import request
from flask.typing import ResponseReturnValue

from meetings.domain import bodies, meetings
from meetings.domain.base import NotFound
from meetings.web import here
from meetings.web.preparing.screen import STEPS, answer, routes


@routes.post("/meetings/<int:meeting>/step")
def step(meeting: int) -> ResponseReturnValue:
    """Announce, open, pause, resume or close the meeting."""
    here.enter("prepare")
    chosen = request.form.get("step", "")
    if not any(chosen in steps for steps in STEPS.values()):
        raise NotFound("page")
    return answer(meeting, "state", lambda: _step(meeting, chosen))


def _step(meeting: int, chosen: str) -> None:
    here.act(f"meeting.{chosen}", meeting=meeting)
    here.say(f"prepare.stepped.{chosen}")


@routes.post("/meetings/<int:meeting>/attendance")
def mark(meeting: int) -> ResponseReturnValue:
    """Mark those whose presence differs from what is known: ``person-<id>`` fields."""
    return answer(meeting, "attendance", lambda: _mark(meeting))


def _mark(meeting: int) -> None:
    with here.house().database.read() as db:
        row = meetings.seen(db, here.viewer(), meeting)
        known = meetings.attendance(db, meeting)
        seated = [seat.person_id for seat in bodies.seats(db, row.body_id)]
    for person in seated:
        state = request.form.get(f"person-{person}")
        # Nobody marked counts as present (meeting.open), so that needs no entry.
        if state and state != known.get(person, "present"):
            here.act("attendance.mark", meeting=meeting, person=person, state=state)
    here.say("prepare.attendance.saved")


@routes.post("/meetings/<int:meeting>/sharing")
def share(meeting: int) -> ResponseReturnValue:
    """Allow or stop writing for everybody."""
    allowed = request.form.get("allowed") == "yes"
    return answer(meeting, "sharing", lambda: _share(meeting, allowed))


def _share(meeting: int, allowed: bool) -> None:
    here.act("floor.share", meeting=meeting, allowed=allowed)
    here.say("prepare.sharing.allowed" if allowed else "prepare.sharing.stopped")
