"""The errata sheet of a replacement: drafted from what differs, edited as a table, or left out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from meetings.commands.errata import drawn
from meetings.domain import meetings, papers
from meetings.domain.base import NotFound, Refused, now
from meetings.given import whole
from meetings.web import forms, here, troubles
from meetings.web.preparing import comparison
from meetings.web.preparing.differences import changed_words, pair_of
from meetings.web.preparing.screen import routes
from meetings.web.preparing.standing import standing

NAMES = ("page", "line", "wrong", "right", "note")
MOST = 500
"""Rows a sheet may have (`commands.replacements.Errata`)."""
LONGEST = 2000
Row = dict[str, str]


@routes.get("/meetings/<int:meeting>/papers/<int:paper>/replacement/errata")
def show_errata(meeting: int, paper: int) -> ResponseReturnValue:
    """Show the sheet as it is stored, or an empty row."""
    return _show(meeting, paper)


@routes.post("/meetings/<int:meeting>/papers/<int:paper>/replacement/errata")
def change_errata(meeting: int, paper: int) -> ResponseReturnValue:
    """Draft, save or leave out the sheet, or add or take out a row of what is typed (``do``)."""
    viewer = here.enter("prepare")
    with here.house().database.read() as db:
        papers.paper_of(db, meetings.seen(db, viewer, meeting), paper)
    typed, do = _typed(), request.form.get("do", "")
    if do == "add":
        return _show(meeting, paper, [*typed, dict.fromkeys(NAMES, "")], changed=True)
    if do.startswith("out-"):
        kept = [row for number, row in enumerate(typed, 1) if f"out-{number}" != do]
        return _show(meeting, paper, kept, changed=True)
    pages = url_for("prepare.show_replacement", meeting=meeting, paper=paper, _anchor="errata")
    try:
        rows = _drafted(meeting, paper) if do == "draft" else _sheet(typed) if do == "save" else []
        version = forms.number("version") if "version" in request.form else 0
        here.act("replacement.correct", meeting=meeting, version=version, errata=rows)
    except NotFound:
        here.say_refusal(Refused("replacement.gone"))
        return redirect(pages)
    except Refused as refusal:
        shown = _show(meeting, paper, typed, refused=refusal)
        return (shown, troubles.status(refusal)) if isinstance(shown, str) else shown
    if do == "draft":
        here.say("replacement.errata.drafted", n=len(rows))
        return redirect(request.path)
    here.say("replacement.errata.saved" if rows else "replacement.errata.left_out", n=len(rows))
    return redirect(pages)


@routes.get("/meetings/<int:meeting>/papers/<int:paper>/replacement/errata.pdf")
def errata_pdf(meeting: int, paper: int) -> ResponseReturnValue:
    """Show the stored sheet as it will be printed, if it were published now."""
    here.enter("prepare")
    with here.house().database.read() as db:
        given = standing(db, meeting, paper)
    if given is None or not given["begun"].errata:
        return redirect(url_for("prepare.show_errata", meeting=meeting, paper=paper))
    return Response(drawn(given["begun"], now()), mimetype="application/pdf")


def _show(
    meeting: int,
    paper: int,
    typed: list[Row] | None = None,
    *,
    changed: bool = False,
    refused: Refused | None = None,
) -> str | Response:
    here.enter("prepare")
    with here.house().database.read() as db:
        given = standing(db, meeting, paper)
    if given is None:
        return redirect(url_for("prepare.show_replace", meeting=meeting, paper=paper))
    stored = [{name: str(row[name]) for name in NAMES} for row in given["begun"].errata or []]
    rows = stored if typed is None else typed
    given |= {"rows": rows or [dict.fromkeys(NAMES, "")], "stored": stored, "changed": changed}
    given |= {"wrong": _wrong(rows) if refused else 0, "most": MOST}
    given["fault"] = forms.sentence(refused) if refused else ""
    return render_template("replacement/errata.html", **given)


def _typed() -> list[Row]:
    """Return the rows as they stand in the form."""
    columns = [request.form.getlist(name) for name in NAMES]
    return [dict(zip(NAMES, row, strict=True)) for row in zip(*columns, strict=False)]


def _sheet(typed: list[Row]) -> list[dict[str, Any]]:
    """Return the rows to be stored: those in which something stands."""
    rows = [row for row in typed if any(value.strip() for value in row.values())]
    if number := _wrong(typed):
        raise Refused("replacement.errata_page", row=number)
    if not rows:
        raise Refused("replacement.errata_empty")
    return [row | {"page": whole(row["page"].strip())} for row in rows]


def _wrong(typed: list[Row]) -> int:
    """Return the number of the first row whose page is none, 0 where all are right."""
    for number, row in enumerate(typed, 1):
        if any(value.strip() for value in row.values()) and not whole(row["page"].strip()):
            return number
    return 0


def _drafted(meeting: int, paper: int) -> list[dict[str, Any]]:
    """Return a row for everything that differs, by the page numbers that are printed."""
    with here.house().database.read() as db:
        given = standing(db, meeting, paper)
    if given is None or given["begun"].found_at is None:
        raise Refused("replacement.gone")
    found = sorted(comparison.changed(comparison.rows(given["told"])), key=_place)
    rows = [row for one in found for row in _of_page(given, one)]
    if not rows:
        raise Refused("replacement.errata_nothing")
    return rows[:MOST]


def _place(row: comparison.Row) -> tuple[int, int]:
    return (row.old or row.new, row.new)


def _of_page(given: dict[str, Any], row: comparison.Row) -> Iterator[dict[str, Any]]:
    begun, labels = given["begun"], given["labels"]
    if row.state in ("inserted", "removed"):
        version, page = (begun.version_id, row.new) if row.new else (begun.from_id, row.old)
        side = {"wrong": "", "right": here.t("replacement.errata.page_added")}
        if row.old:
            side = {"wrong": here.t("replacement.errata.page_gone"), "right": ""}
        yield side | {"page": _number(labels, version, page, 0)}
    if row.state != "changed":
        return
    pair = pair_of(given["told"], row.old, row.new) or {}
    changes = changed_words(begun, row.old, row.new, pair)
    for change in changes:
        yield {
            "page": _number(labels, begun.from_id, row.old, change["half"] - 1),
            "line": str(change["line"]) if change["line"] else "",
            "wrong": change["wrong"][:LONGEST],
            "right": change["right"][:LONGEST],
        }
    if not changes:
        yield {
            "page": _number(labels, begun.from_id, row.old, 0),
            "wrong": here.t("replacement.errata.picture_old"),
            "right": here.t("replacement.errata.picture_new"),
        }


def _number(labels: dict[int, list[list[str]]], version: int, page: int, half: int) -> int:
    """Return the number printed on a page, or on its half; its place where none is a number."""
    of = labels.get(version) or []
    printed = of[page - 1] if page <= len(of) else []
    label = printed[min(half, len(printed) - 1)] if printed else ""
    return whole(label) or page
