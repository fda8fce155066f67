"""Bodies that sit and who has a seat in them."""

from __future__ import annotations

from typing import get_args

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from meetings.domain import bodies, people
from meetings.domain.base import NotFound, Refused
from meetings.domain.bodies import Body, BodyKind, Office
from meetings.web import forms, here, troubles

routes = Blueprint("bodies", __name__)


@routes.get("/bodies")
def listed() -> ResponseReturnValue:
    """Show the bodies that sit."""
    here.enter("bodies")
    return _bodies()


@routes.post("/bodies")
def add() -> ResponseReturnValue:
    """Add a body, then go on to its seats."""
    here.enter("bodies")
    try:
        made = here.act("body.add", name=forms.text("name"), kind=forms.text("kind"))
    except Refused as refusal:
        return _bodies(fault=forms.sentence(refusal)), troubles.status(refusal)
    return redirect(url_for("bodies.body", body=made["body"]["body"]))


def _bodies(fault: str = "") -> str:
    with here.house().database.read() as db:
        rows = [(row, bodies.seats(db, row.id)) for row in bodies.every_body(db)]
        kinds = get_args(BodyKind)
        return render_template("people/bodies.html", bodies=rows, kinds=kinds, fault=fault)


@routes.get("/bodies/<int:body>")
def body(body: int) -> ResponseReturnValue:
    """Show a body's seats and who could have one."""
    here.enter("bodies")
    return _body(body)


def _body(body: int, fault: str = "") -> str:
    with here.house().database.read() as db:
        row = db.get(Body, body)
        if row is None:
            raise NotFound("body")
        seats = bodies.seats(db, body)
        seated = {seat.person_id for seat in seats}
        free = [
            person
            for person in people.everyone(db)
            if person.role == "member" and person.active and person.id not in seated
        ]
        given = {"body": row, "seats": seats, "free": free, "offices": get_args(Office)}
        return render_template("people/body.html", **given, fault=fault)


@routes.post("/bodies/<int:body>/seats")
def give_seat(body: int) -> ResponseReturnValue:
    """Give a member a seat, or another office."""
    here.enter("bodies")
    try:
        office = forms.text("office")
        here.act("seat.give", body=body, person=forms.number("person"), office=office)
    except NotFound:
        raise
    except Refused as refusal:
        return _body(body, forms.sentence(refusal)), troubles.status(refusal)
    here.say("people.body.saved")
    return redirect(url_for("bodies.body", body=body))


@routes.post("/bodies/<int:body>/seats/<int:person>/end")
def end_seat(body: int, person: int) -> ResponseReturnValue:
    """End a member's seat."""
    here.enter("bodies")
    here.act("seat.end", body=body, person=person)
    here.say("people.body.ended")
    return redirect(url_for("bodies.body", body=body))
