"""A paper's printed page numbers, as they were read, for the clerk to mend."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from meetings.domain import guide, meetings, papers
from meetings.domain.base import Refused
from meetings.domain.rights import RIGHTS
from meetings.domain.runs import Run, runs, value
from meetings.web import forms, here, troubles
from meetings.web.preparing.screen import routes

_OF_PAGES = ("guide.no_such_page", "guide.turned_around", "guide.too_narrow")


@routes.get("/meetings/<int:meeting>/papers/<int:paper>/guide")
def show_guide(meeting: int, paper: int) -> ResponseReturnValue:
    """Show a paper's runs of page numbers with their first and last pages."""
    return _show(meeting, paper)


@routes.post("/meetings/<int:meeting>/papers/<int:paper>/guide")
def mend_guide(meeting: int, paper: int) -> ResponseReturnValue:
    """Mend what was read: ``do`` is numbers, left, right or anew."""
    here.enter("prepare")
    try:
        here.act("guide.correct", meeting=meeting, version=_version(meeting, paper), **_given())
    except Refused as refusal:
        if refusal.reason == "found.nothing":
            raise
        return _show(meeting, paper, refusal), troubles.status(refusal)
    here.say("guide.saved")
    return redirect(url_for("prepare.show_guide", meeting=meeting, paper=paper))


def _show(meeting: int, paper: int, refused: Refused | None = None) -> str:
    viewer = here.enter("prepare")
    with here.house().database.read() as db:
        row = meetings.seen(db, viewer, meeting)
        shown = papers.paper_of(db, row, paper)
        known = guide.of(db, shown.version)
        told = guide.told(known)
        found = runs(told)
        given = {
            "meeting": row,
            "paper": shown,
            "guide": told,
            "corrected": bool(known.corrections),
            "wide": [run for run in found if _is_wide(shown.version.sizes, run)],
            "may": row.state in (RIGHTS["guide.correct"].states or ()),
            "runs": found,
            "without": [run for run in found if not run.begin],
            "fault": forms.sentence(refused) if refused else "",
            "fields": _fields(refused) if refused else "",
        }
        return render_template("prepare/guide.html", **given, samples=samples, number_in=number_in)


def _fields(refused: Refused) -> str:
    """Say which fields a refusal is about: those of the pages, or the number."""
    pages = refused.reason in _OF_PAGES or refused.values.get("names") in ("first", "last")
    return "pages" if pages else "number"


def samples(run: Run) -> list[int]:
    """Return the pages by which one sees whether a run is right: its first two and its last."""
    return sorted({run.first, min(run.first + 1, run.last), run.last})


def number_in(label: str) -> int | str:
    """Return a label's number, as a field of a form takes it: "" where it has none."""
    found = value(label) if label else None
    return found[1] if found else ""


def _is_wide(sizes: list[Any], run: Run) -> bool:
    return all(width >= height for width, height in sizes[run.first - 1 : run.last])


def _version(meeting: int, paper: int) -> int:
    with here.house().database.read() as db:
        row = meetings.seen(db, here.viewer(), meeting)
        return papers.paper_of(db, row, paper).version.id


def _given() -> dict[str, Any]:
    match request.form.get("do", ""):
        case "left" | "right" as side:
            return {"binding": side}
        case "anew":
            return {"anew": True}
        case _:
            return dict(_numbers())


def _numbers() -> Iterator[tuple[str, Any]]:
    for name in ("first", "last"):
        yield name, _whole(name)
    style, number = request.form.get("style"), forms.text("number")
    # Who types a number where there was none has said more than the choice left as it was.
    if style == "none" and number and number != request.form.get("number_was"):
        style = "arabic"
    if style != "none" and number:
        yield "number", _whole("number")
    yield "style", style
    sheet = request.form.get("sheet")
    if sheet and sheet != request.form.get("sheet_was"):
        yield "spread", sheet == "spread"


def _whole(name: str) -> int:
    try:
        return int(forms.text(name))
    except ValueError:
        raise Refused("given.wrong", names=name) from None
