"""The programs' interface, which the tablets use too: acts, streams, snapshots."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, jsonify, request
from flask.typing import ResponseReturnValue

from meetings.acts import check_key
from meetings.domain import (
    bodies,
    floor,
    guide,
    meetings,
    notes,
    papers,
    record,
    rights,
    snapshot,
)
from meetings.domain.base import NotFound, Refused, now
from meetings.web import forms, here
from meetings.words.readings import reading

routes = Blueprint("api", __name__)
MOST = 2000
"""Entries given at once; whoever wants more asks again after the last."""


@routes.get("/healthz")
def healthz() -> ResponseReturnValue:
    """Say that the server answers and its database does."""
    with here.house().database.read() as session:
        record.head(session, "council")
    return jsonify({"status": "ok"})


@routes.post("/api/acts/<name>")
def do(name: str) -> ResponseReturnValue:
    """Perform an act: ``{given, device, n}`` -> the desk's answer."""
    viewer, asked = here.viewer(), request.get_json(silent=True)
    if not isinstance(asked, dict):
        raise Refused("given.wrong", names="JSON")
    given, device, n = asked.get("given", {}), asked.get("device"), asked.get("n", 1)
    check_key(given, device, n)
    return jsonify(here.desk().do(name, viewer, given, device, n))


@routes.get("/api/streams/<stream>/entries")
def entries(stream: str) -> ResponseReturnValue:
    """Return entries after a number: ``?after=`` (default 0), at most 2,000."""
    viewer, after = here.viewer(), forms.asked("after") or 0
    with here.house().database.read() as session:
        if not rights.may_follow(session, viewer, stream):
            raise NotFound("stream")
        rows = record.after(session, stream, after, MOST)
        told = [entry.told() for entry in rows]
        return jsonify({"stream": stream, "head": record.head(session, stream), "entries": told})


@routes.get("/api/meetings")
def list_meetings() -> ResponseReturnValue:
    """Return the meetings one may see, newest first."""
    viewer = here.viewer()
    with here.house().database.read() as session:
        rows = meetings.visible(session, viewer)
        return jsonify({"meetings": [_in_list(row) for row in rows]})


def _in_list(row: meetings.Meeting) -> dict[str, Any]:
    same = {"id": row.id, "name": row.name, "state": row.state, "starts_at": row.starts_at}
    return same | {"body": row.body.name, "held_on": row.held_on.isoformat()}


@routes.get("/api/meetings/<int:meeting>")
def meeting_snapshot(meeting: int) -> ResponseReturnValue:
    """Return a meeting as it is now, for a tablet's cold start."""
    viewer = here.viewer()
    with here.house().database.read() as session:
        row = meetings.seen(session, viewer, meeting)
        told = snapshot.of_meeting(session, viewer, row, here.house().rules) | {"at": now()}
    for named in (*told["agenda"], *told["papers"]):
        named["reading"] = reading(named.get("title") or named["name"])
    return jsonify(told)


@routes.get("/api/meetings/<int:meeting>/papers")
def meeting_papers(meeting: int) -> ResponseReturnValue:
    """Return the papers one may see, pages prepared, and pages that can't be shown."""
    viewer = here.viewer()
    with here.house().database.read() as session:
        row = meetings.seen(session, viewer, meeting)
        shown = papers.of_meeting(session, viewer, row)
        unshown = papers.unshown(session, shown)
        return jsonify({"papers": [_with_course(paper, unshown) for paper in shown]})


def _with_course(paper: papers.Paper, unshown: dict[int, list[int]]) -> dict[str, Any]:
    """Return what is told of a paper, and how far it has come."""
    version = paper.version
    course = {"prepared": version.prepared, "unshown": unshown.get(version.id, [])}
    return papers.told(paper) | course | {"published_at": paper.published_at}


@routes.get("/api/versions/<int:version>")
def paper_version(version: int) -> ResponseReturnValue:
    """Return one version of a paper with its page sizes in pt and its guide."""
    viewer = here.viewer()
    with here.house().database.read() as session:
        row = papers.seen(session, viewer, version)
        told = {"version": row.id, "paper": row.paper_id, "name": row.paper.name}
        told |= {"digest": row.digest, "pages": row.pages, "prepared": row.prepared}
        way = guide.told(guide.of(session, row))
    outline = [head | {"reading": reading(head["title"])} for head in way["outline"]]
    response = jsonify(told | {"sizes": row.sizes} | way | {"outline": outline})
    response.add_etag()
    response.cache_control.private = response.cache_control.no_cache = True
    return response.make_conditional(request)


@routes.get("/api/meetings/<int:meeting>/marks")
def marks(meeting: int) -> ResponseReturnValue:
    """Return one's own bookmarks and, for each page that was called, when it last was."""
    viewer = here.viewer()
    with here.house().database.read() as session:
        row = meetings.seen(session, viewer, meeting)
        heads = {
            stream: record.head(session, stream) for stream in (row.stream, row.notebook(viewer.id))
        }
        own = [bookmark.told() for bookmark in notes.bookmarks(session, viewer, row)]
        told = {"streams": heads, "bookmarks": own, "called": floor.called(session, row)}
        return jsonify(told)


@routes.get("/api/meetings/<int:meeting>/ink")
def ink(meeting: int) -> ResponseReturnValue:
    """Return the marks one may see: ``?version=`` and, optionally, ``&page=``."""
    viewer = here.viewer()
    version, page = forms.asked("version"), forms.asked("page")
    with here.house().database.read() as session:
        row = meetings.seen(session, viewer, meeting)
        if version is None or papers.seen(session, viewer, version).paper.meeting_id != meeting:
            raise NotFound("paper")
        groups = [row.group(body.id) for body in bodies.groups(session, viewer)]
        streams = (row.stream, row.notebook(viewer.id), *groups)
        heads = {stream: record.head(session, stream) for stream in streams}
        places = notes.on_pages(session, viewer, row, version, page)
        return jsonify({"streams": heads, "strokes": [place.told() for place in places]})
