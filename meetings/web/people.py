"""Administration: people and their access tokens, bodies and their seats."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from meetings.domain import bodies, people
from meetings.domain.base import NotFound, Refused
from meetings.domain.people import AccessToken, Person
from meetings.web import forms, here, troubles

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
        return render_template("people/new.html", roles=people.ROLES)
    given = {name: forms.text(name) for name in ("name", "furigana", "login", "role")}
    try:
        here.act("person.add", **given, password=request.form.get("password", ""))
    except Refused as refusal:
        page = {"roles": people.ROLES, "fault": forms.sentence(refusal)}
        return render_template("people/new.html", **page), troubles.status(refusal)
    here.say("people.added", name=given["name"])
    return redirect(url_for("people.listed"))


@routes.get("/people/<int:person>")
def edit(person: int) -> ResponseReturnValue:
    """Show one person: name, role, password, seats, access tokens."""
    here.enter("people")
    return _person(person)


def _person(person: int, **more: str) -> str:
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
        given = {"person": row, "roles": people.ROLES, "seats": seats}
        given["tokens"] = list(db.scalars(tokens))
        return render_template("people/person.html", **given, **more)


@routes.post("/people/<int:person>")
def change(person: int) -> ResponseReturnValue:
    """Change a person's name, furigana, role, or whether they may sign in."""
    viewer = here.enter("people")
    given: dict[str, object] = {name: forms.text(name) for name in ("name", "furigana")}
    if person != viewer.id:
        given |= {"role": forms.text("role"), "active": "active" in request.form}
    return _done(person, "person.change", "people.saved", "fault", given)


@routes.post("/people/<int:person>/password")
def set_password(person: int) -> ResponseReturnValue:
    """Set a new password; whoever signed in with the old one has to sign in again."""
    here.enter("people")
    given: dict[str, object] = {"password": request.form.get("password", "")}
    return _done(person, "person.set_password", "people.password_set", "password_fault", given)


def _done(
    person: int, act: str, said: str, where: str, given: dict[str, object]
) -> ResponseReturnValue:
    """Perform an act on a person and show that screen again, with what went wrong ``where``."""
    try:
        here.act(act, person=person, **given)
    except NotFound:
        raise
    except Refused as refusal:
        return _person(person, **{where: forms.sentence(refusal)}), troubles.status(refusal)
    here.say(said)
    return redirect(url_for("people.edit", person=person))


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
        return _person(person, token_fault=forms.sentence(refusal)), troubles.status(refusal)
    # Not after a redirect: the key would have to be kept somewhere on the way.
    return _person(person, key=key)


@routes.post("/people/<int:person>/tokens/<int:token>/revoke")
def revoke_token(person: int, token: int) -> ResponseReturnValue:
    """Revoke an access token at once."""
    here.enter("people")
    here.act("token.revoke", token=token)
    here.say("people.token.revoked_now")
    return redirect(url_for("people.edit", person=person))
