"""What a browser or script gets when something is refused or goes wrong."""

from __future__ import annotations

import logging

from flask import Flask, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from meetings.domain.base import NotFound, Refused
from meetings.pdf import WorkerFailed
from meetings.web import here

log = logging.getLogger(__name__)

_STATUS = {
    "act.unknown": 404,
    "right.missing": 403,
    "signing.needed": 401,
    "signing.foreign": 403,
    "signing.stale": 400,
    "signing.too_often": 429,
    "given.wrong": 422,
    "paper.too_large": 413,
    "storage.full": 507,
    "storage.busy": 503,
}


def status(refusal: Refused) -> int:
    """Return the HTTP status of a refusal; 409 where the state of things forbids it."""
    return 404 if isinstance(refusal, NotFound) else _STATUS.get(refusal.reason, 409)


def told(refusal: Refused) -> dict[str, object]:
    """Return a refusal as scripts and tablets get it."""
    return here.desk().told(refusal, here.language())


def wants_json() -> bool:
    """Say whether this request comes from a script rather than from a person's browser."""
    return request.path.startswith("/api/")


def register(app: Flask) -> None:
    """Answer refusals and errors in words."""

    @app.errorhandler(Refused)
    def refused(refusal: Refused) -> ResponseReturnValue:
        if wants_json():
            return jsonify(told(refusal)), status(refusal)
        if refusal.reason == "signing.needed":
            onward = request.full_path.rstrip("?") if request.method == "GET" else None
            return redirect(url_for("signing.sign_in", onward=onward))
        return _page(here.sentence(refusal), status(refusal))

    @app.errorhandler(WorkerFailed)
    def makers_down(error: WorkerFailed) -> ResponseReturnValue:
        log.error("no page maker answered", exc_info=error)
        return refused(Refused("storage.busy"))

    @app.errorhandler(CSRFError)
    def stale(_: CSRFError) -> ResponseReturnValue:
        return refused(Refused("signing.stale"))

    @app.errorhandler(HTTPException)
    def other(error: HTTPException) -> ResponseReturnValue:
        code = error.code or 500
        if code in (301, 302, 303, 304, 307, 308):
            return error
        key = {404: "not_found", 405: "not_found", 413: "too_large", 429: "too_often"}
        message = here.t(f"page.trouble.{key.get(code, 'failed')}")
        if wants_json():
            return jsonify({"refused": f"http.{code}", "message": message}), code
        return _page(message, code)

    @app.errorhandler(Exception)
    def failed(error: Exception) -> ResponseReturnValue:
        log.error("a request failed", exc_info=error)
        message = here.t("page.trouble.failed")
        if wants_json():
            return jsonify({"refused": "http.500", "message": message}), 500
        return _page(message, 500)


def _page(message: str, code: int) -> ResponseReturnValue:
    return render_template("trouble.html", message=message, code=code), code
