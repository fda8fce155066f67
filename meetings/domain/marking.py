"""Marking: what a stream's entries say of the marks on its layer.

A mark that was laid on another layer is in that layer's stream from then on, with all its places.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from meetings.domain.record import Body, Entry

Marks = dict[str, Body]
AS_MADE: Body = {"dx": 0.0, "dy": 0.0, "scale": 1.0, "turn": 0, "points": None, "guesses": None}
"""A place where nothing is moved."""


def fold_mark(marks: Marks, entry: Entry) -> None:
    """Fold one entry of ink into the marks of its stream, by id."""
    if (step := _STEPS.get(entry.kind)) is not None:
        step(marks, entry, entry.body)


def _drawn(marks: Marks, entry: Entry, body: Body) -> None:
    own = {"group": None, "text": None, "rev": 0} | body
    own |= {"by": entry.by, "number": entry.number, "at": entry.at}
    here = AS_MADE | {"page": body["page"], "erased": False, "number": entry.number}
    marks[body["id"]] = own | {"places": {body["version"]: here}}


def _erased(marks: Marks, entry: Entry, body: Body) -> None:
    for name in body["ids"]:
        place = _place(marks[name], body)
        place |= {"erased": entry.kind == "ink.erased", "number": entry.number}


def _placed(marks: Marks, entry: Entry, body: Body) -> None:
    for put in body["places"]:
        place = _place(marks[put["id"]], body)
        moved = {name: put[name] for name in ("page", "dx", "dy", "scale", "turn")}
        place |= moved | {"erased": False, "number": entry.number}


def _carried(marks: Marks, entry: Entry, body: Body) -> None:
    for told in body["places"]:
        place = AS_MADE | {"erased": False} | told | {"number": entry.number}
        name = place.pop("id")
        marks[name]["places"][body["version"]] = place


def _place(mark: Body, body: Body) -> Body:
    """Return the place that is meant; an old tablet's erasure names none but the first."""
    found: Body = mark["places"][body.get("version") or mark["version"]]
    return found


def _laid(marks: Marks, entry: Entry, body: Body) -> None:
    for mark in body["marks"]:
        places = {
            place["version"]: {name: told for name, told in place.items() if name != "version"}
            | {"number": entry.number}
            for place in mark["places"]
        }
        marks[mark["id"]] = mark | {"places": places}


def _left(marks: Marks, _: Entry, body: Body) -> None:
    for name in body["ids"]:
        del marks[name]


_STEPS: dict[str, Callable[[Marks, Entry, Any], None]] = {
    "ink.drawn": _drawn,
    "ink.erased": _erased,
    "ink.restored": _erased,
    "ink.placed": _placed,
    "ink.laid": _laid,
    "ink.left": _left,
    "ink.carried": _carried,
}
