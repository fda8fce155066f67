"""Papers on the preparing screen; files dropped on it go by the programs' interface."""

from __future__ import annotations

from typing import cast

from flask import request
from flask.typing import ResponseReturnValue

from meetings.domain import meetings, papers
from meetings.domain.base import Refused
from meetings.files import Readable
from meetings.web import forms, here
from meetings.web.pages import receive_paper
from meetings.web.preparing.screen import answer, routes


@routes.post("/meetings/<int:meeting>/papers")
def add_papers(meeting: int) -> ResponseReturnValue:
    """Take PDFs from a plain form, where the browser runs no modules."""
    return answer(meeting, "paper-new", lambda: _add(meeting))


def _add(meeting: int) -> None:
    refusals, done = [], 0
    for file in request.files.getlist("files"):
        name = file.filename or ""
        try:
            receive_paper(meeting, name, None, cast("Readable", file.stream), None)
            done += 1
        except Refused as refusal:
            refusals.append(refusal)
    if done:
        here.say("prepare.papers.added", n=done)
    for refused in refusals:
        here.say_refusal(refused)


@routes.post("/meetings/<int:meeting>/papers/publish")
def publish_all(meeting: int) -> ResponseReturnValue:
    """Publish every paper that isn't yet."""
    return answer(meeting, "papers", lambda: _publish_all(meeting))


def _publish_all(meeting: int) -> None:
    before = _unpublished(meeting)
    here.act("papers.publish", meeting=meeting)
    here.say("prepare.papers.all_published", n=len(before - _unpublished(meeting)))


def _unpublished(meeting: int) -> set[int]:
    with here.house().database.read() as db:
        row = meetings.seen(db, here.viewer(), meeting)
        shown = papers.of_meeting(db, here.viewer(), row)
        return {paper.id for paper in shown if paper.published_at is None}


@routes.post("/meetings/<int:meeting>/papers/<int:paper>")
def change_paper(meeting: int, paper: int) -> ResponseReturnValue:
    """Change a paper's row: ``do`` says whether its name, item, place, state or replacement."""
    return answer(meeting, f"paper-{paper}", lambda: _change(meeting, paper))


def _change(meeting: int, paper: int) -> None:
    match request.form.get("do", "change"):
        case "up":
            _move(meeting, paper, -1)
        case "down":
            _move(meeting, paper, 1)
        case "remove":
            here.act("paper.remove", meeting=meeting, paper=paper)
            here.say("prepare.removed")
        case "publish":
            told = here.act("paper.publish", meeting=meeting, paper=paper)["body"]
            here.say("prepare.papers.published_now", name=told["name"])
        case "keep":
            here.act("replacement.drop", meeting=meeting, version=forms.number("version"))
            here.say("replacement.dropped")
        case "attach":
            here.act("paper.change", meeting=meeting, paper=paper, item=forms.number("item"))
            here.say("prepare.papers.attached")
        case "pair":
            here.act("paper.pair", meeting=meeting, paper=paper, beside=forms.number("beside"))
            here.say("prepare.papers.paired")
        case _:
            here.act("paper.change", meeting=meeting, paper=paper, name=forms.text("name"))
            here.say("prepare.saved")


def _move(meeting: int, paper: int, by: int) -> None:
    viewer = here.viewer()
    with here.house().database.read() as db:
        row = meetings.seen(db, viewer, meeting)
        # By place in the list: removals leave gaps in the positions stored.
        order = [other.id for other in papers.of_meeting(db, viewer, row)]
    if paper in order and (position := order.index(paper) + 1 + by) >= 1:
        here.act("paper.move", meeting=meeting, paper=paper, position=position)
