"""Minutes: drafting, editing, sealing, and reading what is sealed."""

from __future__ import annotations

import re
from functools import partial
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import Session

from meetings.domain import drafting, meetings, record
from meetings.domain.base import NotFound, Refused
from meetings.domain.minutes import Minutes
from meetings.domain.people import Person
from meetings.given import many_lines
from meetings.web import forms, here, troubles
from meetings.web.downloads import hand_out

routes = Blueprint("minutes", __name__)
_BOUNDS = re.compile("([　（）、・])")
"""What stands between the names and offices of a list; a name holds half-width spaces."""


@routes.get("/meetings/<int:meeting>/minutes")
def read(meeting: int) -> ResponseReturnValue:
    """Show sealed minutes to all, and to clerks what is to be done until then."""
    return _show(meeting)


def _show(meeting: int, fault: str = "", typed: str | None = None) -> str:
    """Return the screen; ``typed`` is a text that was refused for ``fault``."""
    viewer = here.viewer()
    with here.house().database.read() as db:
        row = meetings.seen(db, viewer, meeting)
        minutes = db.get(Minutes, meeting)
        given: dict[str, Any] = {"meeting": row, "minutes": minutes, "fault": fault, "typed": typed}
        if minutes is not None:
            given["lines"] = laid_out(minutes.text)
        if row.state == "sealed" and minutes is not None:
            given |= _sealed(db, row, minutes)
            return render_template("minutes/sealed.html", **given)
        if viewer.role != "clerk":
            raise NotFound("minutes")
        if minutes is None:
            return render_template("minutes/none.html", **given)
        given |= {"other": _other(minutes.text, typed), "missing": drafting.OPEN}
        return render_template("minutes/edit.html", **given)


def _other(saved: str, typed: str | None) -> list[tuple[str, bool]]:
    """Return the saved lines and whether each is not in what was typed; none where it is equal."""
    if typed is None or typed == saved:
        return []
    known = set(typed.splitlines())
    return [(line, bool(line.strip()) and line not in known) for line in saved.splitlines()]


def _sealed(db: Session, row: meetings.Meeting, minutes: Minutes) -> dict[str, Any]:
    """Return what else is told of sealed minutes: by whom, what was left open, how names sound."""
    return {
        "seal": _seal(db, row),
        "sealer": db.get(Person, minutes.sealed_by) if minutes.sealed_by else None,
        "missing": drafting.OPEN,
        "open": len(drafting.unfilled(minutes.text)),
        "spoken": partial(spoken, _sounds(db)),
    }


def _seal(db: Session, meeting: meetings.Meeting) -> record.Body:
    """Return what the entry of the sealing tells: digests, and the record it vouches for."""
    found = select(record.Entry).filter_by(stream=meeting.stream, kind="minutes.sealed")
    entry = db.scalars(found).first()
    return entry.body if entry else {}


def _sounds(db: Session) -> dict[str, str]:
    """Return how names are read, where all who bear one read it alike."""
    found: dict[str, set[str]] = {}
    for person in db.scalars(select(Person)):
        found.setdefault(person.name, set()).add(person.furigana)
    return {name: sounds.pop() for name, sounds in found.items() if len(sounds) == 1}


def spoken(sounds: dict[str, str], words: str) -> list[tuple[str, str]]:
    """Return the parts of a line with how they are read; empty but for names that stand alone.

    A name within a sentence is left: it may be another person's, or no name at all.
    """
    parts = _BOUNDS.split(words)
    return [(part, sounds.get(part, "")) for part in parts if part]


def laid_out(text: str) -> list[tuple[str, str]]:
    """Return lines as (``h1``, ``h2``, ``li``, ``p`` or empty, words), as the PDF sets them."""
    marks = {"# ": "h1", "## ": "h2", "- ": "li"}
    found = []
    for line in text.split("\n"):
        mark = next((mark for mark in marks if line.startswith(mark)), "")
        words = line.removeprefix(mark)
        found.append((marks[mark] if mark else "p" if words.strip() else "", words))
    return found


@routes.post("/meetings/<int:meeting>/minutes/draft")
def draft(meeting: int) -> ResponseReturnValue:
    """Draft the minutes from the entries."""
    here.enter("minutes")
    try:
        here.act("minutes.draft", meeting=meeting)
    except NotFound:
        raise
    except Refused as refusal:
        return _show(meeting, forms.sentence(refusal)), troubles.status(refusal)
    return redirect(url_for("minutes.read", meeting=meeting))


@routes.post("/meetings/<int:meeting>/minutes/save")
def save(meeting: int) -> ResponseReturnValue:
    """Save the text; refused, it stands beside the one that was saved meanwhile."""
    return _work(meeting, seal=False)


@routes.post("/meetings/<int:meeting>/minutes/seal")
def seal(meeting: int) -> ResponseReturnValue:
    """Save what is in the field and seal it for good."""
    return _work(meeting, seal=True)


def _work(meeting: int, *, seal: bool) -> ResponseReturnValue:
    here.enter("minutes")
    # As the act will have it: browsers send CR LF from text fields, whatever was in them.
    text = many_lines(request.form.get("text", ""))
    revision = forms.number("revision")
    try:
        if not seal or text != _saved(meeting):
            given = {"meeting": meeting, "text": text, "revision": revision}
            revision = here.act("minutes.save", **given)["body"]["revision"]
        if seal:
            unfilled = request.form.get("unfilled") == "yes"
            here.act("minutes.seal", meeting=meeting, revision=revision, unfilled=unfilled)
    except NotFound:
        raise
    except Refused as refusal:
        return _show(meeting, forms.sentence(refusal), text), troubles.status(refusal)
    here.say("minutes.sealed_now" if seal else "minutes.saved_now")
    return redirect(url_for("minutes.read", meeting=meeting))


def _saved(meeting: int) -> str | None:
    with here.house().database.read() as db:
        row = db.get(Minutes, meeting)
        return row.text if row else None


@routes.get("/meetings/<int:meeting>/minutes.pdf")
def pdf(meeting: int) -> ResponseReturnValue:
    """Return the sealed minutes as the PDF that was archived."""
    viewer, house = here.viewer(), here.house()
    with house.database.read() as db:
        row = meetings.seen(db, viewer, meeting)
        minutes = db.get(Minutes, meeting)
        if minutes is None or not minutes.pdf or row.state != "sealed":
            raise NotFound("minutes")
        name = f"{row.session.name} {row.name} 会議録.pdf"
        path = house.files.path(minutes.pdf)
    return hand_out(path, "application/pdf", name, f"minutes-{row.held_on}-{meeting}.pdf")
