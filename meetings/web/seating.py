"""Bodies that sit and who has a seat in them."""

from __future__ import annotations

from typing import Any, get_args

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from meetings.domain import bodies, people
from meetings.domain.base import NotFound, Refused
from meetings.domain.bodies import Body, BodyKind, Office
from meetings.given import whole
from meetings.web import faults, forms, here, troubles

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
        return _bodies(faults.typed(), faults.by_field(refusal)), troubles.status(refusal)
    return redirect(url_for("bodies.body", body=made["body"]["body"]))


def _bodies(typed: dict[str, str] | None = None, wrong: dict[str, str] | None = None) -> str:
    with here.house().database.read() as db:
        rows = [(row, bodies.seats(db, row.id)) for row in bodies.every_body(db)]
        given: dict[str, Any] = {"bodies": rows, "kinds": get_args(BodyKind)}
        given |= {"typed": typed or {}, "faults": wrong or {}}
        return render_template("people/bodies.html", **given)


@routes.get("/bodies/<int:body>")
def body(body: int) -> ResponseReturnValue:
    """Show a body's seats and who could have one."""
    here.enter("bodies")
    return _body(body)


def _body(
    body: int, typed: dict[str, str] | None = None, wrong: dict[str, str] | None = None
) -> str:
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
        given: dict[str, Any] = {"body": row, "seats": seats, "free": free}
        given["offices"] = get_args(Office)
        given |= {"typed": typed or {}, "faults": wrong or {}}
        return render_template("people/body.html", **given)


@routes.post("/bodies/<int:body>/seats")
def give_seat(body: int) -> ResponseReturnValue:
    """Give a member a seat, or another office."""
    here.enter("bodies")
    try:
        # Nobody chosen is a fault of the form, told beside it, and no missing page.
        person = whole(request.form.get("person", ""))
        here.act("seat.give", body=body, person=person, office=forms.text("office"))
    except NotFound:
        raise
    except Refused as refusal:
        return _body(body, faults.typed(), faults.by_field(refusal)), troubles.status(refusal)
    here.say("people.body.saved")
    return redirect(url_for("bodies.body", body=body))


@routes.post("/bodies/<int:body>/seats/<int:person>/end")
def end_seat(body: int, person: int) -> ResponseReturnValue:
    """End a member's seat."""
    here.enter("bodies")
    here.act("seat.end", body=body, person=person)
    here.say("people.body.ended")
    return redirect(url_for("bodies.body", body=body))
