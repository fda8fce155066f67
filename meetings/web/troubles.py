"""What a browser or script gets when something is refused or goes wrong."""

from __future__ import annotations

import logging
from urllib.parse import urlsplit

from flask import Flask, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException

from meetings.database import not_stored
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
    "paper.cut": 400,
    "paper.too_large": 413,
    "paper.no_room": 507,
    "storage.full": 507,
    "storage.busy": 503,
    "box.handed_over": 503,
}
_FOR_ALL = ("signing.signing_in", "home.choose_language")
"""Forms that need no signing in."""


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
    app.register_error_handler(Refused, _refused)
    app.register_error_handler(WorkerFailed, _makers_down)
    app.register_error_handler(OperationalError, _not_stored)
    app.register_error_handler(CSRFError, _stale)
    app.register_error_handler(HTTPException, _other)
    app.register_error_handler(Exception, _failed)


def _refused(refusal: Refused) -> ResponseReturnValue:
    if wants_json():
        return jsonify(told(refusal)), status(refusal)
    if refusal.reason == "signing.needed":
        return redirect(_to_sign_in())
    return _page(here.sentence(refusal), status(refusal))


def _to_sign_in() -> str:
    """Return the way to signing in and back; for a form, back to the page it stands on."""
    if request.method == "GET":
        return url_for("signing.sign_in", onward=request.full_path.rstrip("?"))
    page = urlsplit(request.referrer or "")
    onward = f"{page.path}?{page.query}".rstrip("?") if page.netloc == request.host else None
    return url_for("signing.sign_in", onward=onward, ended=1)


def _makers_down(error: WorkerFailed) -> ResponseReturnValue:
    log.error("no page maker answered", exc_info=error)
    return _refused(Refused("storage.busy"))


def _not_stored(error: OperationalError) -> ResponseReturnValue:
    log.error("the database did not take something", exc_info=error)
    return _refused(not_stored(error))


def _stale(_: CSRFError) -> ResponseReturnValue:
    # Pressing again would never help who signed out on another page meanwhile.
    needed = not current_user.is_authenticated and request.endpoint not in _FOR_ALL
    return _refused(Refused("signing.needed" if needed else "signing.stale"))


def _other(error: HTTPException) -> ResponseReturnValue:
    code = error.code or 500
    if code < 400:
        return error
    key = {404: "not_found", 405: "not_found", 413: "too_large", 429: "too_often"}
    return _said(here.t(f"page.trouble.{key.get(code, 'failed')}"), code)


def _failed(error: Exception) -> ResponseReturnValue:
    log.error("a request failed", exc_info=error)
    return _said(here.t("page.trouble.failed"), 500)


def _said(message: str, code: int) -> ResponseReturnValue:
    if wants_json():
        return jsonify({"refused": f"http.{code}", "message": message}), code
    return _page(message, code)


def _page(message: str, code: int) -> ResponseReturnValue:
    return render_template("trouble.html", message=message, code=code), code
