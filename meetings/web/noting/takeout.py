"""Taking all one's notes out at the end of a term, and wiping them."""

from __future__ import annotations

from dataclasses import dataclass

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from meetings.domain import days, meetings, notebook
from meetings.domain.base import NotFound, Refused
from meetings.domain.meetings import Meeting
from meetings.domain.people import Person
from meetings.web import forms, here, troubles
from meetings.web.noting.exporting import own_versions, zipped
from meetings.web.noting.screen import routes


@dataclass(frozen=True)
class Kept:
    """A meeting whose private notes are still there, and on how many pages one wrote."""

    meeting: Meeting
    pages: int


@routes.get("/notes/takeout")
def takeout() -> ResponseReturnValue:
    """Offer all notes as a zip, and the wipe after it."""
    return _show()


@routes.get("/notes/takeout.zip")
def takeout_zip() -> ResponseReturnValue:
    """Return all one's notes; ``?pages=marked`` only the pages with notes."""
    viewer = here.viewer()
    with here.house().database.read() as db:
        versions = own_versions(db, viewer)
    return zipped(viewer, versions, f"{days.today().isoformat()} {viewer.name}")


@routes.post("/notes/wipe")
def wipe() -> ResponseReturnValue:
    """Wipe one's private notes of one meeting, or of all, once the word is typed."""
    viewer, chosen = here.viewer(), forms.text("meeting")
    try:
        if forms.text("word") != here.t("notes.wipe.word"):
            raise Refused("notes.other_word", word=here.t("notes.wipe.word"))
        with here.house().database.read() as db:
            kept = [row.meeting.id for row in _kept(db, viewer)]
        wanted = [row for row in kept if chosen in ("all", str(row))]
        if not wanted:
            raise Refused("notes.nothing_chosen")
    except Refused as refusal:
        return _show(refusal, chosen), troubles.status(refusal)
    for meeting in wanted:
        here.act("notebook.wipe", meeting=meeting)
    here.say("notes.wipe.done", n=len(wanted))
    return redirect(url_for("notes.takeout"))


def _show(refused: Refused | None = None, chosen: str = "all") -> str:
    viewer = here.viewer()
    with here.house().database.read() as db:
        return render_template(
            "notes/takeout.html",
            kept=_kept(db, viewer),
            papers=len(own_versions(db, viewer)),
            chosen=chosen,
            fault=forms.sentence(refused) if refused else "",
        )


def _kept(db: Session, viewer: Person) -> list[Kept]:
    """Return the meetings with anything private in them, as far as they are still to be seen."""
    pages = notebook.pages(db, viewer)
    rows = []
    for name in notebook.full(db, viewer):
        try:
            meeting = meetings.seen(db, viewer, name)
        except NotFound:
            continue
        rows.append(Kept(meeting, sum(row.paper.meeting_id == name for row in pages)))
    return rows
