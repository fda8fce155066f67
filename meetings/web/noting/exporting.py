"""Handing out one's notes: papers with notes as PDF, the notes in the open form, zips of both."""

from __future__ import annotations

import json
import time
from functools import partial

from flask import Response, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from meetings import pdf
from meetings.commands import packing, taking_out
from meetings.domain import meetings, notebook, papers
from meetings.domain.base import NotFound, Refused
from meetings.domain.papers import PaperVersion
from meetings.domain.people import Person
from meetings.web import here
from meetings.web.downloads import named
from meetings.web.noting.screen import routes


@routes.get("/papers/<int:paper>/notes.pdf")
def paper_pdf(paper: int) -> ResponseReturnValue:
    """Return a paper with one's notes; ``?pages=marked`` only those, ``?shared=yes`` all's ink."""
    viewer, house = here.viewer(), here.house()
    with house.database.read() as db:
        version = _paper(db, viewer, paper)
        plan = taking_out.plan(house, db, viewer, version, **_how())
    try:
        made = plan.made(house, here.t("notes.layer"))
    except pdf.Refused:
        raise Refused("notes.not_drawn", name=version.paper.name) from None
    name = here.t("notes.file", paper=version.paper.name)
    return named(Response(made.chunks(), mimetype="application/pdf"), f"{name}.pdf", "notes.pdf")


@routes.get("/papers/<int:paper>/notes.json")
def paper_json(paper: int) -> ResponseReturnValue:
    """Return one's notes on a paper in the open form; see docs/notes-format.md."""
    viewer = here.viewer()
    with here.house().database.read() as db:
        version = _paper(db, viewer, paper)
        return _json(db, viewer, [version], version.paper.name)


@routes.get("/meetings/<int:meeting>/notes.json")
def meeting_json(meeting: int) -> ResponseReturnValue:
    """Return one's notes on a meeting's papers in the open form."""
    viewer = here.viewer()
    with here.house().database.read() as db:
        row = meetings.seen(db, viewer, meeting)
        return _json(db, viewer, own_versions(db, viewer, meeting), row.name)


@routes.get("/meetings/<int:meeting>/notes.zip")
def meeting_zip(meeting: int) -> ResponseReturnValue:
    """Return a meeting's papers with one's notes, and the notes in the open form."""
    viewer = here.viewer()
    with here.house().database.read() as db:
        row = meetings.seen(db, viewer, meeting)
        versions = own_versions(db, viewer, meeting)
    return zipped(viewer, versions, f"{row.held_on.isoformat()} {row.name}")


def zipped(viewer: Person, versions: list[PaperVersion], name: str) -> Response:
    """Return papers with one's notes as a zip that is made while it is sent."""
    # The zip is made while it is sent, when nobody is asking any more.
    say = partial(here.house().words.say, here.language(), "notes.broken")
    how = packing.Packing(
        layer=here.t("notes.layer"),
        readme=here.t("notes.readme", name=viewer.name),
        broken=lambda name: say(paper=name),
        **_how(),
    )
    sent = Response(packing.packed(here.house(), viewer, versions, how), mimetype="application/zip")
    return named(sent, f"{here.t('notes.file', paper=name)}.zip", "notes.zip")


def _json(db: Session, viewer: Person, versions: list[PaperVersion], name: str) -> Response:
    told = taking_out.told(db, viewer, versions, round(time.time() * 1000))
    text = json.dumps(told, ensure_ascii=False)
    sent = Response(text, mimetype="application/json")
    return named(sent, f"{here.t('notes.file', paper=name)}.json", "notes.json")


def _how() -> dict[str, bool]:
    args = request.args
    return {"shared": args.get("shared") == "yes", "only_marked": args.get("pages") == "marked"}


def _paper(db: Session, viewer: Person, paper: int) -> PaperVersion:
    """Return the newest version of a paper the viewer sees."""
    row = db.get(papers.Paper, paper)
    if row is None:
        raise NotFound("paper")
    return papers.seen(db, viewer, row.version.id)


def own_versions(db: Session, viewer: Person, meeting: int | None = None) -> list[PaperVersion]:
    """Return what one wrote on, of one meeting or all, the newest first."""
    rows = notebook.pages(db, viewer)
    every = {row.version.id: row.version for row in rows}.values()
    return [row for row in every if meeting in (None, row.paper.meeting_id)]
