"""One's own notes: every page with a mark, and its picture."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from itertools import groupby
from typing import Any

from flask import Response, render_template
from flask.typing import ResponseReturnValue

from meetings.commands import taking_out
from meetings.domain import guide, notebook, papers
from meetings.domain.base import NotFound
from meetings.domain.notebook import MarkedPage
from meetings.web import here
from meetings.web.noting import exporting, questions, takeout
from meetings.web.noting.asking import KINDS, asked, kinds_of
from meetings.web.noting.picture import svg
from meetings.web.noting.screen import address, meetings_of, page_name, routes

__all__ = ["exporting", "questions", "routes", "takeout"]
SHOWN = 48
"""Pages shown at once."""


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
            meetings=meetings_of(every),
            papers=[row for row in _papers(every) if ask.meeting in (None, row.meeting_id)],
            kinds=KINDS,
            count=len(pages),
            every=len(every),
            groups=_grouped(shown),
            waiting=waiting,
            next=ask.after + SHOWN if len(pages) > ask.after + SHOWN else None,
            place=partial(page_name, labels),
            kinds_of=kinds_of,
            to=address,
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


def _papers(rows: Iterable[MarkedPage]) -> list[papers.Paper]:
    return list({row.paper.id: row.paper for row in rows}.values())


def _grouped(rows: Iterable[MarkedPage]) -> list[tuple[Any, list[tuple[Any, list[MarkedPage]]]]]:
    """Return pages by paper, and papers by meeting, in their order."""
    by_meeting = groupby(rows, key=lambda row: row.paper.meeting)
    return [
        (meeting, [(paper, list(of)) for paper, of in groupby(group, key=lambda row: row.paper)])
        for meeting, group in by_meeting
    ]
