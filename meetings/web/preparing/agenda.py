"""The order of the day on the preparing screen."""

from __future__ import annotations

from flask import g, request
from flask.typing import ResponseReturnValue

from meetings.domain import meetings
from meetings.domain.base import Refused
from meetings.web import forms, here
from meetings.web.preparing.screen import answer, routes


@routes.post("/meetings/<int:meeting>/agenda")
def add_items(meeting: int) -> ResponseReturnValue:
    """Add items, one for each line typed or pasted."""
    return answer(meeting, "agenda-new", lambda: _add(meeting))


def _add(meeting: int) -> None:
    titles = [line.strip() for line in request.form.get("titles", "").splitlines() if line.strip()]
    if not titles:
        raise Refused("given.wrong", names="title")
    g.left = list(titles)
    for title in titles:
        here.act("agenda.add", meeting=meeting, title=title)
        # What went in is in the list above the field; only the rest is to be mended.
        g.left.remove(title)
    here.say("prepare.agenda.added", n=len(titles))


@routes.post("/meetings/<int:meeting>/agenda/<int:item>")
def change_item(meeting: int, item: int) -> ResponseReturnValue:
    """Rename, move or remove an item: ``do`` is change, up, down or remove."""
    return answer(meeting, f"item-{item}", lambda: _change(meeting, item))


def _change(meeting: int, item: int) -> None:
    match request.form.get("do", "change"):
        case "up":
            _move(meeting, item, -1)
        case "down":
            _move(meeting, item, 1)
        case "remove":
            here.act("agenda.remove", meeting=meeting, item=item)
            here.say("prepare.removed")
        case _:
            here.act("agenda.change", meeting=meeting, item=item, title=forms.text("title"))
            here.say("prepare.saved")


def _move(meeting: int, item: int, by: int) -> None:
    with here.house().database.read() as db:
        row = meetings.item_of(db, meetings.seen(db, here.viewer(), meeting), item)
        position = row.position + by
    if position >= 1:
        here.act("agenda.move", meeting=meeting, item=item, position=position)
