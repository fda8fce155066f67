"""Administration: people and their access tokens, bodies and their seats."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from meetings.domain import bodies, people
from meetings.domain.base import NotFound, Refused
from meetings.domain.people import AccessToken, Person
from meetings.web import faults, forms, here, troubles

routes = Blueprint("people", __name__)


@routes.get("/people")
def listed() -> ResponseReturnValue:
    """Show everybody in kana order."""
    here.enter("people")
    with here.house().database.read() as db:
        return render_template("people/list.html", people=people.everyone(db))


@routes.route("/people/new", methods=["GET", "POST"])
def new() -> ResponseReturnValue:
    """Add a person who can sign in."""
    here.enter("people")
    if request.method == "GET":
        return _new({"role": "member"})
    given = {name: forms.text(name) for name in ("name", "furigana", "login", "role")}
    try:
        here.act("person.add", **given, password=request.form.get("password", ""))
    except Refused as refusal:
        return _new(faults.typed(), faults.by_field(refusal)), troubles.status(refusal)
    here.say("people.added", name=given["name"])
    return redirect(url_for("people.listed"))


def _new(typed: dict[str, str], wrong: dict[str, str] | None = None) -> str:
    given = {"roles": people.ROLES, "least": people.LEAST_PASSWORD}
    return render_template("people/new.html", **given, typed=typed, faults=wrong or {})


@routes.get("/people/<int:person>")
def edit(person: int) -> ResponseReturnValue:
    """Show one person: name, role, password, seats, access tokens."""
    here.enter("people")
    return _person(person)


def _person(
    person: int,
    typed: dict[str, str] | None = None,
    wrong: dict[str, str] | None = None,
    key: str = "",
) -> str:
    with here.house().database.read() as db:
        row = db.get(Person, person)
        if row is None:
            raise NotFound("person")
        tokens = select(AccessToken).filter_by(person_id=person).order_by(AccessToken.id)
        seats = [
            (body, seat.office)
            for body in bodies.every_body(db)
            for seat in bodies.seats(db, body.id)
            if seat.person_id == person
        ]
        given: dict[str, Any] = {"person": row, "roles": people.ROLES, "seats": seats}
        given |= {"tokens": list(db.scalars(tokens)), "least": people.LEAST_PASSWORD}
        given |= {"typed": typed or {}, "faults": wrong or {}, "key": key}
        return render_template("people/person.html", **given)


@routes.post("/people/<int:person>")
def change(person: int) -> ResponseReturnValue:
    """Change a person's name, furigana, role, or whether they may sign in."""
    viewer = here.enter("people")
    given: dict[str, object] = {name: forms.text(name) for name in ("name", "furigana")}
    if person != viewer.id:
        given |= {"role": forms.text("role"), "active": "active" in request.form}
    return _done(person, "person.change", "people.saved", given)


@routes.post("/people/<int:person>/password")
def set_password(person: int) -> ResponseReturnValue:
    """Set a new password; whoever signed in with the old one has to sign in again."""
    here.enter("people")
    given: dict[str, object] = {"password": request.form.get("password", "")}
    return _done(person, "person.set_password", "people.password_set", given)


def _done(person: int, act: str, said: str, given: dict[str, object]) -> ResponseReturnValue:
    """Perform an act on a person and show that screen again, with what went wrong if it did."""
    try:
        here.act(act, person=person, **given)
    except NotFound:
        raise
    except Refused as refusal:
        return _wrong(person, refusal)
    here.say(said)
    return redirect(url_for("people.edit", person=person))


def _wrong(person: int, refusal: Refused) -> ResponseReturnValue:
    return _person(person, faults.typed(), faults.by_field(refusal)), troubles.status(refusal)


@routes.post("/people/<int:person>/tokens")
def issue_token(person: int) -> ResponseReturnValue:
    """Issue an access token and show its key, this once."""
    here.enter("people")
    key, hashed = people.new_key()
    try:
        here.act("token.issue", person=person, label=forms.text("label"), key_hash=hashed)
    except NotFound:
        raise
    except Refused as refusal:
        return _wrong(person, refusal)
    # Not after a redirect: the key would have to be kept somewhere on the way.
    return _person(person, typed=faults.typed(), key=key)


@routes.post("/people/<int:person>/tokens/<int:token>/revoke")
def revoke_token(person: int, token: int) -> ResponseReturnValue:
    """Revoke an access token at once."""
    here.enter("people")
    here.act("token.revoke", token=token)
    here.say("people.token.revoked_now")
    return redirect(url_for("people.edit", person=person))
