"""A replacement being prepared: what it is, what became of each page, publishing it."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from meetings.domain import meetings, papers
from meetings.domain.base import NotFound, Refused
from meetings.domain.replacements import Replacement
from meetings.web import forms, here, troubles
from meetings.web.preparing import comparison
from meetings.web.preparing.screen import routes
from meetings.web.preparing.standing import standing, view


@routes.get("/meetings/<int:meeting>/papers/<int:paper>/replacement")
def show_replacement(meeting: int, paper: int) -> ResponseReturnValue:
    """Show what is being prepared for a paper; where nothing is, ask for a file."""
    return _show(meeting, paper)


@routes.post("/meetings/<int:meeting>/papers/<int:paper>/replacement")
def change_replacement(meeting: int, paper: int) -> ResponseReturnValue:
    """Correct, compare again, pair pages, publish or drop: ``do`` says which."""
    viewer = here.enter("prepare")
    with here.house().database.read() as db:
        papers.paper_of(db, meetings.seen(db, viewer, meeting), paper)
    version = forms.number("version") if "version" in request.form else 0
    try:
        place = _do(meeting, paper, version)
    except NotFound:
        # Another clerk dropped it, and has perhaps begun another one.
        here.say_refusal(Refused("replacement.gone"))
        place = _back(meeting, paper)
    except Refused as refusal:
        shown = _show(meeting, paper, refusal)
        return (shown, troubles.status(refusal)) if isinstance(shown, str) else shown
    return redirect(place)


def _do(meeting: int, paper: int, version: int) -> str:
    """Do what a form asks and return where to go on."""
    given: dict[str, Any] = {"meeting": meeting, "version": version}
    match request.form.get("do", ""):
        case "drop":
            here.act("replacement.drop", **given)
            here.say("replacement.dropped")
            return _row(meeting, paper)
        case "find":
            here.act("replacement.find", **given)
            here.say("replacement.found")
        case "pair":
            return _back(meeting, paper, _pair(given))
        case "guess":
            here.say("replacement.guessed", n=_guess(meeting, paper, given))
            return _back(meeting, paper, "doubts")
        case "publish":
            _publish(given)
            return _row(meeting, paper)
        case _:
            given |= {"kind": request.form.get("kind", ""), "reason": forms.text("reason")}
            here.act("replacement.correct", **given)
            here.say("prepare.saved")
    return _back(meeting, paper)


def _pair(given: dict[str, Any]) -> str:
    """Say what a page became; ``release`` is an old page that gives up the new one before."""
    page, to = forms.number("page"), request.form.get("to", "")
    release = request.form.get("release")
    if release:
        here.act("replacement.pair", **given, page=forms.number("release"), to=0)
    told = {"page": page} | ({"to": forms.number("to")} if to else {})
    body = here.act("replacement.pair", **given, **told)["body"]
    state = here.t(f"replacement.state.{body['state']}")
    key = "replacement.paired" if body["to"] else "replacement.unpaired"
    here.say(key, page=page, to=body["to"], state=state)
    return f"page-{page}"


def _guess(meeting: int, paper: int, given: dict[str, Any]) -> int:
    """Take the likeliest page for each that is in doubt and has one; return how many there were."""
    with here.house().database.read() as db:
        known = standing(db, meeting, paper)
    doubts = known["told"]["doubts"] if known else []
    done = 0
    for one in [one for one in doubts if one["guesses"]][: comparison.MOST]:
        try:
            here.act("replacement.pair", **given, page=one["from"], to=one["guesses"][0])
        except Refused as refusal:
            # Two may look most like the same page: the second is still to be decided.
            if refusal.reason != "replacement.page_is_taken":
                raise
        else:
            done += 1
    return done


def _publish(given: dict[str, Any]) -> None:
    given |= {"revision": forms.number("revision")}
    if request.form.get("everything_to_tray") == "yes":
        given["everything_to_tray"] = True
    told = here.act("replacement.publish", **given)["body"]
    here.say("replacement.published", name=told["name"])


def _row(meeting: int, paper: int) -> str:
    return url_for("prepare.screen", meeting=meeting, _anchor=f"paper-{paper}")


def _back(meeting: int, paper: int, spot: str = "") -> str:
    """Return the way back to the screen as it was, at the row that was changed."""
    asked = {"meeting": meeting, "paper": paper} | view()
    return url_for("prepare.show_replacement", _anchor=spot or None, **asked)


def _show(meeting: int, paper: int, refused: Refused | None = None) -> str | Response:
    here.enter("prepare")
    with here.house().database.read() as db:
        given = standing(db, meeting, paper)
    if given is None:
        return redirect(url_for("prepare.show_replace", meeting=meeting, paper=paper))
    given |= {"refused": refused, "fault": forms.sentence(refused) if refused else ""}
    given |= {"asked": request.args.get("ask", ""), "most": comparison.MOST}
    given |= compared(given["begun"], given["told"])
    return render_template("replacement/comparison.html", **given)


def compared(begun: Replacement, told: dict[str, Any]) -> dict[str, Any]:
    """Return what the screen shows of a pairing: rows, how many of each kind, what is chosen."""
    if begun.found_at is None:
        return {"rows": [], "counts": {}, "show": "", "more": 0, "start": 0, "doubts": []}
    found = comparison.rows(told)
    show = request.args.get("show", "")
    start = forms.asked("start") or 0
    chosen = comparison.shown(found, show)
    changed = comparison.changed(found)
    spots = [row.spot for row in changed if row.state != "doubt"]
    return {
        "rows": chosen[start : start + comparison.MOST],
        "doubts": [row for row in found if row.state == "doubt"],
        "counts": comparison.counts(found) | {"": len(changed), "all": len(found)},
        "show": show if show in ("all", *comparison.KINDS) else "",
        "start": start,
        "more": max(0, len(chosen) - start - comparison.MOST),
        "choices": lambda row: comparison.choices(told, row, begun.version.pages),
        "next_of": dict(pairwise(spots)),
        "before_of": dict(pairwise(reversed(spots))),
    }
