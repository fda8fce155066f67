"""What replaced what: the pages of a new version beside those of the one before."""

from __future__ import annotations

from typing import Any, cast

from flask import Blueprint, jsonify, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from meetings.acts import check_key
from meetings.domain import pairing, papers
from meetings.domain.base import NotFound, Refused
from meetings.domain.papers import PaperVersion
from meetings.domain.replacements import Replacement
from meetings.files import Readable
from meetings.jobs.differing import between
from meetings.web import forms, here
from meetings.web.pages import receive_replacement

routes = Blueprint("replacing", __name__)


@routes.post("/api/meetings/<int:meeting>/papers/<int:paper>/replacement")
def begin(meeting: int, paper: int) -> ResponseReturnValue:
    """Take a PDF as the request's body and begin to replace a paper by it.

    ``?kind=``, ``&reason=``, ``&instead=`` as `replacement.begin` takes them, ``&device=&n=``.
    """
    here.viewer()
    device, n = request.args.get("device"), forms.asked("n")
    n = 1 if n is None else n
    check_key({}, device, n)
    given: dict[str, Any] = {name: request.args.get(name, "") for name in ("kind", "reason")}
    given |= {"kind": given["kind"] or "replacement", "instead": forms.asked("instead")}
    stream = cast("Readable", request.stream)
    return jsonify(
        receive_replacement(meeting, paper, stream, request.content_length, device, n, **given)
    )


@routes.get("/api/versions/<int:version>/replacement")
def replacement(version: int) -> ResponseReturnValue:
    """Return what a version took the place of, what became of each page, and what came later."""
    viewer = here.viewer()
    with here.house().database.read() as session:
        told = pairing.told(session, viewer, papers.seen(session, viewer, version))
    return _fresh(told)


@routes.get("/api/versions/<int:version>/replacement/pages/<int:page>")
def replaced_page(version: int, page: int) -> ResponseReturnValue:
    """Return what differs between an old page and what became of it; ``?to=``: and another page.

    With ``?since=`` the old page is one of that earlier version.
    """
    asked, since = forms.asked("to"), forms.asked("since")
    with here.house().database.read() as session:
        row = _seen(session, version)
        former = row.former if since is None else _earlier(session, row, since)
        if not 1 <= page <= former.pages or (asked or 0) > row.version.pages:
            raise NotFound("page")
        rows = pairing.rows_of(session, version) if former is row.former else []
        known = {one.page: one.now for one in rows}
    if asked is None and page not in known:
        raise Refused("replacement.not_found_yet", name=row.version.paper.name)
    pair = known.get(page, {"to": 0})
    to = pair["to"] if asked is None else asked
    if not to:
        return jsonify({"from": page, "to": 0, "changes": [], "differs": [], "old": [], "new": []})
    sides = former, row.version
    return _fresh(between(here.house(), *sides, page, to, pair if to == pair["to"] else None))


def _seen(session: Session, version: int) -> Replacement:
    """Return a replacement of which the viewer may see both versions, or `NotFound`."""
    viewer = here.viewer()
    papers.seen(session, viewer, version)
    row = session.get(Replacement, version)
    if row is None:
        raise NotFound("paper")
    papers.seen(session, viewer, row.from_id)
    return row


def _earlier(session: Session, row: Replacement, version: int) -> PaperVersion:
    """Return an earlier version of the same paper that the viewer may see, or `NotFound`."""
    found = papers.seen(session, here.viewer(), version)
    if found.paper_id != row.version.paper_id or found.number >= row.version.number:
        raise NotFound("paper")
    return row.former if found.id == row.from_id else found


def _fresh(told: dict[str, Any]) -> ResponseReturnValue:
    """Return an answer that is asked for again each time, and sent only where it changed."""
    response = jsonify(told)
    response.add_etag()
    response.cache_control.private = response.cache_control.no_cache = True
    return response.make_conditional(request)
