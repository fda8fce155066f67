"""One's own notes: every page with a mark, its picture, and the ways to take them out."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable
from functools import partial
from itertools import groupby
from typing import Any

from flask import Blueprint, Response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from meetings import pdf
from meetings.commands import packing, taking_out
from meetings.domain import guide, meetings, notebook, papers
from meetings.domain.base import NotFound, Refused
from meetings.domain.notebook import MarkedPage
from meetings.domain.papers import PaperVersion
from meetings.domain.people import Person
from meetings.web import here
from meetings.web.downloads import named
from meetings.web.noting.asking import KINDS, Asked, asked, kinds_of
from meetings.web.noting.picture import svg

routes = Blueprint("notes", __name__)
SHOWN = 48
"""Pages shown at once."""
Labels = dict[int, list[list[str]]]


@routes.get("/notes")
def listed() -> ResponseReturnValue:
    """Show every page with one's own notes, the newest meeting first."""
    viewer, ask = here.viewer(), asked()
    with here.house().database.read() as db:
        every = notebook.pages(db, viewer)
        found = notebook.narrowed(every, ask.wanted)
        pages, waiting = [row for row in found if row.page], [row for row in found if not row.page]
        shown = pages[ask.after : ask.after + SHOWN]
        labels = guide.labels_of(db, {row.version.id for row in shown})
        return render_template(
            "notes/list.html",
            ask=ask,
            meetings=_of(every),
            papers=[row for row in _papers(every) if ask.meeting in (None, row.meeting_id)],
            kinds=KINDS,
            count=len(pages),
            every=len(every),
            groups=_grouped(shown),
            waiting=waiting,
            next=ask.after + SHOWN if len(pages) > ask.after + SHOWN else None,
            place=partial(page_name, labels),
            kinds_of=kinds_of,
            to=_address,
        )


@routes.get("/notes/ink/<int:version>/<int:page>.svg")
def ink(version: int, page: int) -> ResponseReturnValue:
    """Return the picture of one's own marks on a page, to lie over the page's."""
    viewer = here.viewer()
    with here.house().database.read() as db:
        row = papers.seen(db, viewer, version)
        if not 1 <= page <= row.pages:
            raise NotFound("page")
        marks = taking_out.drawn(notebook.marks(db, viewer, version, page=page), {})
    width, height = row.sizes[page - 1]
    return Response(svg(marks, (width, height)), mimetype="image/svg+xml")


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
        return _json(db, viewer, _versions(db, viewer, meeting), row.name)


@routes.get("/meetings/<int:meeting>/notes.zip")
def meeting_zip(meeting: int) -> ResponseReturnValue:
    """Return a meeting's papers with one's notes, and the notes in the open form."""
    viewer = here.viewer()
    with here.house().database.read() as db:
        row = meetings.seen(db, viewer, meeting)
        versions = _versions(db, viewer, meeting)
    return _zip(viewer, versions, f"{row.held_on.isoformat()} {row.name}")


def _zip(viewer: Person, versions: list[PaperVersion], name: str) -> Response:
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


def _versions(db: Session, viewer: Person, meeting: int | None = None) -> list[PaperVersion]:
    """Return what one wrote on, of one meeting or all, the newest first."""
    rows = notebook.pages(db, viewer)
    every = {row.version.id: row.version for row in rows}.values()
    return [row for row in every if meeting in (None, row.paper.meeting_id)]


def page_name(labels: Labels, version: PaperVersion, page: int) -> str:
    """Return a page by its printed number, by its place in the file where it has none."""
    known = labels.get(version.id, [])
    printed = known[page - 1] if page <= len(known) else []
    if printed:
        return here.t("search.page", n="-".join(dict.fromkeys([printed[0], printed[-1]])))
    return here.t("search.nth" if any(known) else "search.page", n=page)


def _of(rows: Iterable[MarkedPage]) -> list[meetings.Meeting]:
    return list({row.paper.meeting_id: row.paper.meeting for row in rows}.values())


def _papers(rows: Iterable[MarkedPage]) -> list[papers.Paper]:
    return list({row.paper.id: row.paper for row in rows}.values())


def _grouped(rows: Iterable[MarkedPage]) -> list[tuple[Any, list[tuple[Any, list[MarkedPage]]]]]:
    """Return pages by paper, and papers by meeting, in their order."""
    by_meeting = groupby(rows, key=lambda row: row.paper.meeting)
    return [
        (meeting, [(paper, list(of)) for paper, of in groupby(group, key=lambda row: row.paper)])
        for meeting, group in by_meeting
    ]


def _address(row: MarkedPage) -> str:
    """Return the way to a page in the reader."""
    where: dict[str, Any] = {"version": row.version.id, "page": row.page} if row.page else {}
    return url_for("reading.read", meeting=row.paper.meeting_id, **where)


def narrow(ask: Asked, **other: Any) -> str:
    """Return the address of the list, narrowed in another way."""
    return url_for("notes.listed", **ask.address(**other))
