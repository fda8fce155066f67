"""A large look at one page of the old version beside one of the new: what differs, word by word."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from meetings.domain.base import NotFound
from meetings.web import here
from meetings.web.preparing import comparison
from meetings.web.preparing.differences import NOTHING, marked, pair_of
from meetings.web.preparing.screen import routes
from meetings.web.preparing.standing import standing


@routes.get("/meetings/<int:meeting>/papers/<int:paper>/replacement/<int:old>-<int:new>")
def look(meeting: int, paper: int, old: int, new: int) -> ResponseReturnValue:
    """Show two pages largely, or one alone (0: none), with all that differs between them."""
    here.enter("prepare")
    with here.house().database.read() as db:
        given = standing(db, meeting, paper)
    if given is None or given["begun"].found_at is None:
        return redirect(url_for("prepare.show_replacement", meeting=meeting, paper=paper))
    begun, told = given["begun"], given["told"]
    if old > begun.former.pages or new > begun.version.pages or not (old or new):
        raise NotFound("page")
    given |= {"old": old, "new": new, "taken": {pair["to"]: pair["from"] for pair in told["pairs"]}}
    given |= _beside(comparison.rows(told), old, new)
    given |= marked(begun, old, new, pair_of(told, old, new)) if old and new else NOTHING
    return render_template("replacement/look.html", **given)


def _beside(found: Sequence[comparison.Row], old: int, new: int) -> dict[str, Any]:
    """Return the row of these pages and the changes before and after it, doubts among them."""
    at = next(
        (at for at, one in enumerate(found) if (one.old == old if old else one.new == new)), 0
    )
    before, after = comparison.changed(found[:at]), comparison.changed(found[at + 1 :])
    told = {"row": found[at] if found else None, "before": before[-1] if before else None}
    return told | {"after": after[0] if after else None}
