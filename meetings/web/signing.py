"""Signing in and out: server-side sign-ins behind Flask-Login, CSRF, and a brake on guessing."""

from __future__ import annotations

from argon2.exceptions import VerificationError
from flask import (
    Blueprint,
    Flask,
    current_app,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_login import LoginManager, current_user, login_user, logout_user
from flask_wtf import CSRFProtect
from limits import parse

from meetings.domain import people
from meetings.domain.base import Refused, now
from meetings.domain.people import Person, SignIn
from meetings.house import House
from meetings.web import here, troubles
from meetings.web.addresses import onward

routes = Blueprint("signing", __name__)
MINUTES = 5
HOUR = 3_600_000


class Viewer:
    """Who is asking, by which sign-in or access token."""

    is_authenticated = is_active = True
    is_anonymous = False

    def __init__(self, person: Person, key: str, sign_in: int | None, token: int | None) -> None:
        self.person = person
        self.key = key
        self.sign_in = sign_in
        self.token = token

    def get_id(self) -> str:
        """Return the sign-in's key: the cookie names a sign-in, never a person."""
        return self.key


def by_cookie(house: House, key: str) -> Viewer | None:
    """Return who signed in with this key, while the sign-in lives."""
    with house.database.read() as db:
        found = people.signed_in(db, key, now())
        return Viewer(found.person, key, found.id, None) if found else None


def by_token(house: House, key: str) -> Viewer | None:
    """Return whose access token this is, while it lives."""
    with house.database.read() as db:
        found = people.token_owner(db, key)
        return Viewer(found.person, key, None, found.id) if found else None


def register(app: Flask) -> None:
    """Set up Flask-Login, CSRF and the brake."""
    logins = LoginManager(app)
    # Tablets change between Wi-Fi and LTE: a new address is no reason to end a sign-in.
    logins.session_protection = None
    logins.user_loader(lambda key: by_cookie(here.house(), key))
    logins.request_loader(_bearer)
    csrf = CSRFProtect(app)
    limiter = Limiter(get_remote_address, app=app, storage_uri="memory://")
    app.extensions["gijo_limiter"] = limiter

    @app.before_request
    def protect() -> None:
        if request.headers.get("Authorization", "").lower().startswith("bearer "):
            # A browser never adds this header by itself, so no other site can forge it;
            # the cookie is left aside so that a wrong token never acts as the cookie's owner.
            session.clear()
            return
        if request.endpoint is not None:
            csrf.protect()


def _bearer(_: object) -> Viewer | None:
    scheme, _, key = request.headers.get("Authorization", "").partition(" ")
    return by_token(here.house(), key.strip()) if scheme.lower() == "bearer" else None


def _brake(login: str, *, count: bool) -> None:
    """Refuse when a name and address failed too often; count a failure if asked."""
    limits = current_app.extensions["gijo_limiter"].limiter
    name, address = people.tidy_login(login), get_remote_address()
    tries = here.house().config.sign_in_tries
    keys = ((f"{name} {address}", tries), (name, 10 * tries), (address, 10 * tries))
    for key, most in keys:
        limit = parse(f"{most} per {MINUTES} minutes")
        if count:
            limits.hit(limit, "sign-in", key)
        elif not limits.test(limit, "sign-in", key):
            raise Refused("signing.too_often")


@routes.get("/sign-in")
def sign_in() -> ResponseReturnValue:
    """Show where to enter name and password."""
    if current_user.is_authenticated:
        return redirect(url_for("home.home"))
    asked = {"onward": request.args.get("onward", ""), "ended": "ended" in request.args}
    return render_template("people/sign_in.html", login="", **asked)


@routes.post("/sign-in")
def signing_in() -> ResponseReturnValue:
    """Sign in, or say clearly why not, keeping the name typed."""
    login, way = request.form.get("login", ""), request.form.get("onward", "")
    try:
        _brake(login, count=False)
        person = _checked(login, request.form.get("password", ""))
    except Refused as refusal:
        page = {"login": login, "onward": way, "refusal": here.sentence(refusal)}
        code = 401 if refusal.reason == "signing.wrong" else troubles.status(refusal)
        return render_template("people/sign_in.html", **page), code
    key = begin(here.house(), person)
    kept = session.get("language")
    session.clear()
    if kept:
        session["language"] = kept
    login_user(Viewer(person, key, None, None))
    return redirect(onward(way) or url_for("home.home"))


def _checked(login: str, password: str) -> Person:
    house = here.house()
    with house.database.read() as db:
        person = people.by_login(db, login)
    # An unknown name takes as long as a known one, so that names can't be told apart.
    stored = person.password_hash if person else house.decoy
    try:
        house.hasher.verify(stored, password)
    except VerificationError:
        person = None
    if person is None or not person.active:
        _brake(login, count=True)
        raise Refused("signing.wrong")
    return person


def begin(house: House, person: Person) -> str:
    """Begin a sign-in for a person and return its secret key."""
    key, hashed = people.new_key()
    at = now()
    row = SignIn(person_id=person.id, key_hash=hashed, began_at=at)
    row.ends_at = at + house.config.sign_in_hours * HOUR
    with house.database.write() as db:
        db.add(row)
    return key


@routes.post("/sign-out")
def sign_out() -> ResponseReturnValue:
    """End this sign-in on the server, so that its cookie is worth nothing any more."""
    if current_user.is_authenticated and current_user.sign_in:
        with here.house().database.write() as db:
            db.query(SignIn).filter_by(id=current_user.sign_in).delete()
        current_app.extensions["gijo"].live.check()
    logout_user()
    session.clear()
    return redirect(url_for("signing.sign_in"))
