"""Question slips as a list to speak from, in the order of their writer or of the pages."""

from __future__ import annotations

from functools import partial

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from meetings.domain import days, guide, meetings, notebook
from meetings.domain.base import NotFound
from meetings.domain.meetings import Meeting
from meetings.domain.notebook import MarkedPage, Slip
from meetings.domain.people import Person
from meetings.web import forms, here
from meetings.web.noting.screen import address, meetings_of, page_name, routes


@routes.get("/notes/questions")
def questions() -> ResponseReturnValue:
    """Show the slips of one meeting, ``?by=page`` by page; without ``?meeting=`` the nearest's."""
    viewer = here.viewer()
    by_page = request.args.get("by") == "page"
    with here.house().database.read() as db:
        pages = [row for row in notebook.pages(db, viewer) if "slip" in row.tools]
        every = meetings_of(pages)
        meeting = _meant(every, forms.asked("meeting"))
        rows = _rows(db, viewer, meeting, by_page=by_page) if meeting else []
        labels = guide.labels_of(db, {row.version.id for row in rows})
        return render_template(
            "notes/questions.html",
            meetings=every,
            meeting=meeting,
            rows=rows,
            by_page=by_page,
            place=partial(page_name, labels),
            to=lambda slip: address(MarkedPage(slip.version, slip.page)),
        )


@routes.post("/notes/questions")
def move_question() -> ResponseReturnValue:
    """Put a slip one place up or down in one's own order."""
    viewer, meeting, slip = here.viewer(), forms.number("meeting"), forms.text("slip")
    with here.house().database.read() as db:
        row = meetings.seen(db, viewer, meeting)
        ids = [one.id for one in _rows(db, viewer, row, by_page=False)]
    if slip not in ids:
        raise NotFound("stroke")
    at = ids.index(slip)
    ids.insert(max(0, at - 1) if forms.text("move") == "up" else at + 1, ids.pop(at))
    here.act("slips.order", meeting=meeting, ids=ids)
    return redirect(url_for("notes.questions", meeting=meeting, _anchor=f"slip-{slip}"))


def _rows(db: Session, viewer: Person, meeting: Meeting, *, by_page: bool) -> list[Slip]:
    rows = notebook.slips(db, viewer, meeting.id)
    return rows if by_page else notebook.as_meant(db, viewer, meeting.id, rows)


def _meant(rows: list[Meeting], asked: int | None) -> Meeting | None:
    """Return the meeting asked for, else the next with slips, else the last one."""
    if asked is not None:
        return next((row for row in rows if row.id == asked), None)
    coming = [row for row in rows if row.held_on >= days.today()]
    return coming[-1] if coming else next(iter(rows), None)
