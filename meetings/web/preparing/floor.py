"""The meeting's course on the preparing screen: its steps, attendance, shared writing."""

from __future__ import annotations

from flask import request
from flask.typing import ResponseReturnValue

from meetings.domain import attendance, bodies, meetings
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
    knowing = {"without_quorum": True} if request.form.get("without_quorum") == "yes" else {}
    here.act(f"meeting.{chosen}", meeting=meeting, **knowing if chosen == "open" else {})
    here.say(f"prepare.stepped.{chosen}")


@routes.post("/meetings/<int:meeting>/attendance")
def mark(meeting: int) -> ResponseReturnValue:
    """Mark those whose presence differs from what is known (``person-<id>``), then the rest."""
    return answer(meeting, "attendance", lambda: _mark(meeting))


def _mark(meeting: int) -> None:
    with here.house().database.read() as db:
        row = meetings.seen(db, here.viewer(), meeting)
        known = attendance.marked(db, meeting)
        seated = [seat.person_id for seat in bodies.seats(db, row.body_id)]
    marks = {person: request.form.get(f"person-{person}", "") for person in seated}
    for person, state in marks.items():
        if state and state != known.get(person):
            here.act("attendance.mark", meeting=meeting, person=person, state=state)
    rest = [person for person in seated if not (marks[person] or person in known)]
    if rest and request.form.get("do") == "rest":
        here.act("attendance.mark_rest", meeting=meeting)
    here.say("prepare.attendance.saved")


@routes.post("/meetings/<int:meeting>/sharing")
def share(meeting: int) -> ResponseReturnValue:
    """Allow or stop writing for everybody."""
    allowed = request.form.get("allowed") == "yes"
    return answer(meeting, "sharing", lambda: _share(meeting, allowed))


def _share(meeting: int, allowed: bool) -> None:
    here.act("floor.share", meeting=meeting, allowed=allowed)
    here.say("prepare.sharing.allowed" if allowed else "prepare.sharing.stopped")
