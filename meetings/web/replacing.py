"""What replaced what: the pages of a new version beside those of the one before."""

from __future__ import annotations

from flask import Blueprint, jsonify, request
from flask.typing import ResponseReturnValue

from meetings.domain import pairing, papers
from meetings.web import here

routes = Blueprint("replacing", __name__)


@routes.get("/api/versions/<int:version>/replacement")
def replacement(version: int) -> ResponseReturnValue:
    """Return what a version took the place of, what became of each page, and what came later."""
    viewer = here.viewer()
    with here.house().database.read() as session:
        told = pairing.told(session, viewer, papers.seen(session, viewer, version))
    response = jsonify(told)
    response.add_etag()
    response.cache_control.private = response.cache_control.no_cache = True
    return response.make_conditional(request)
