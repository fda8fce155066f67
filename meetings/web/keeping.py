"""What a tablet keeps for the time without a line: the list, and whether it may still stay."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from flask import Blueprint, Flask, Response, current_app, g, jsonify, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user
from itsdangerous import BadSignature, URLSafeSerializer

from meetings.domain import keeping
from meetings.domain.base import NotFound, now
from meetings.domain.people import SignIn
from meetings.files import MIB
from meetings.web import here, installing

routes = Blueprint("keeping", __name__)
KEPT = {
    "home.home",
    "reading.read",
    "api.meeting_snapshot",
    "api.marks",
    "api.ink",
    "api.paper_version",
    "replacing.replacement",
    "pages.page_picture",
    "pages.page_words",
}
"""Endpoints whose answers a tablet may keep; it keeps nothing that does not say so."""
WHYS = ("screen", "closed", "signed_out")
"""What the page without a line has to say."""


def register(app: Flask) -> None:
    """Let every answer say whose it is, and those that may be kept that they may."""

    @app.after_request
    def say(response: Response) -> Response:
        if request.endpoint == "static" or not current_user.is_authenticated:
            return response
        if current_user.sign_in is None:
            return response
        response.headers["Gijo-Person"] = str(current_user.person.id)
        if response.mimetype == "text/html":
            response.headers["Gijo-Shell"] = installing.shell()["digest"]
        lasts = here.house().config.keep_days > 0 and not g.get("unkept")
        if request.endpoint in KEPT and response.status_code == 200 and lasts:
            response.headers["Gijo-Keep"] = "yes"
        return response


@routes.get("/api/keep")
def keep() -> ResponseReturnValue:
    """Return what this person's tablet is to keep, the most needed first."""
    viewer, config = here.viewer(), here.house().config
    listed: list[dict[str, Any]] = []
    with here.house().database.read() as session:
        if config.keep_days:
            rows = keeping.wanted(session, viewer)
            listed = [keeping.told(session, viewer, row) for row in rows]
    shell = installing.shell()["digest"]
    for told in listed:
        told["revision"] = _revision(told, shell)
    answer = {"person": viewer.id, "days": config.keep_days, "bytes": config.keep_mb * MIB}
    return jsonify(answer | {"ticket": _ticket(), "answers": ["/"], "meetings": listed})


def _revision(told: dict[str, Any], shell: str) -> str:
    """Return what changes with anything a tablet keeps of a meeting, its screens too."""
    known = json.dumps([told, here.language(), shell])
    return hashlib.sha256(known.encode()).hexdigest()[:16]


def _sealer() -> URLSafeSerializer:
    return URLSafeSerializer(str(current_app.secret_key), salt="keeping")


def _ticket() -> str | None:
    """Return the name under which a tablet asks whether what it keeps may stay; no key to it."""
    if current_user.sign_in is None:
        return None
    with here.house().database.read() as session:
        row = session.get(SignIn, current_user.sign_in)
        return str(_sealer().dumps([row.id, row.person_id, row.began_at])) if row else None


@routes.get("/api/keep/standing")
def standing() -> ResponseReturnValue:
    """Say whether what was kept under a sign-in may stay: ``?ticket=``; no secret is told."""
    try:
        number, person, began_at = _sealer().loads(request.args.get("ticket", ""))
    except (BadSignature, ValueError, TypeError):
        return jsonify({"stands": False})
    config = here.house().config
    with here.house().database.read() as session:
        ticket = (int(number), int(person), int(began_at))
        stays = keeping.stands(session, ticket, now(), config.keep_days)
    return jsonify({"stands": stays})


@routes.get("/without-line/<why>")
def without_line(why: str) -> ResponseReturnValue:
    """Show what a tablet shows in place of a screen it can't have without a line."""
    if why not in WHYS:
        raise NotFound("page")
    return render_template("keeping/without_line.html", why=why)
