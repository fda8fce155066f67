"""Acts on marks that are there: erasing, restoring, placing them, laying them on another layer.

What is done to a mark on one version of a paper holds there; what it is on others stays.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field
from sqlalchemy import select

from meetings.acts import Acting, act
from meetings.commands import carrying
from meetings.commands.notes import Id, seen_on, shared, stream_for
from meetings.domain import notes
from meetings.domain.base import NotFound, Refused
from meetings.domain.notes import Layer, Stroke, StrokePlace
from meetings.given import Whole

Ids = Annotated[list[Id], Field(min_length=1, max_length=1000)]
Move = Annotated[float, Field(ge=-100_000, le=100_000, allow_inf_nan=False)]
MOST_LAID = 4_000_000
"""Characters of all points that are laid at once: an entry tells the whole marks."""


class Put(BaseModel, strict=True, extra="forbid"):
    """Where a mark goes: page 0 is back among those that wait for their place."""

    id: Id
    page: Whole
    dx: Move
    dy: Move
    scale: Annotated[float, Field(ge=0.01, le=100, allow_inf_nan=False)]
    turn: Literal[0, 90, 180, 270]


Puts = Annotated[list[Put], Field(min_length=1, max_length=1000)]


@act("ink.erase")
def erase(
    acting: Acting,
    meeting: Whole,
    layer: Layer,
    ids: Ids,
    version: Whole | None = None,
    group: Whole | None = None,
) -> None:
    """Erase one's own marks, as the chair anybody's shared ones; they can be restored."""
    _mark(acting, layer, group, ids, version, erased=True)


@act("ink.restore")
def restore(
    acting: Acting,
    meeting: Whole,
    layer: Layer,
    ids: Ids,
    version: Whole | None = None,
    group: Whole | None = None,
) -> None:
    """Bring erased marks back."""
    _mark(acting, layer, group, ids, version, erased=False)


@act("ink.place")
def place(
    acting: Acting,
    meeting: Whole,
    version: Whole,
    layer: Layer,
    places: Puts,
    group: Whole | None = None,
) -> None:
    """Move one's own marks on a version of a paper, also to another page or from the tray.

    `dx`, `dy` (pt), `scale` and `turn` (degrees clockwise) say where a mark is from where its
    points are, the last two about the middle of its own box. An erased one comes back.
    """
    for page in {put.page for put in places}:
        seen_on(acting, version, page)
    rows = _found(acting, layer, group, [put.id for put in places])
    here = {row.id: _on(row, version) for row in rows}
    told = {"version": version, "places": [put.model_dump() for put in places]}
    number = _write(acting, rows, "ink.placed", told)
    for put in places:
        for name, value in put.model_dump(exclude={"id"}).items():
            setattr(here[put.id], name, value)
        here[put.id].erased, here[put.id].number = False, number
    carrying.after(acting, rows, version)


@act("ink.lay")
def lay(acting: Acting, meeting: Whole, ids: Ids, layer: Layer, group: Whole | None = None) -> None:
    """Lay one's own marks on another layer, with their places on all versions."""
    found = notes.of_author(acting.session, acting.here, acting.me, set(ids))
    if len(found) != len(set(ids)):
        raise NotFound("stroke")
    stream = stream_for(acting, layer, group)
    rows = [row for row in found if row.layer_of != (layer, group)]
    if sum(len(row.points) for row in rows) > MOST_LAID:
        raise Refused("ink.too_much")
    leaving: dict[tuple[str, int | None], list[Stroke]] = {}
    for row in rows:
        leaving.setdefault(row.layer_of, []).append(row)
    # Asked of all layers before anything is changed on one.
    streams = {source: _stream_of(acting, *source) for source in leaving}
    for row in rows:
        row.layer, row.group_id, row.rev = layer, group, row.rev + 1
    told = _named(layer, group) | {"marks": [_whole(row) for row in rows]}
    number = acting.write(stream, "ink.laid", **told).number
    for here in (here for row in rows for here in row.places):
        here.number = number
    for source, gone in leaving.items():
        left = {"ids": [row.id for row in gone], "rev": {row.id: row.rev for row in gone}}
        acting.write(streams[source], "ink.left", **_named(*source), **left)


def _mark(
    acting: Acting,
    layer: str,
    group: int | None,
    ids: list[str],
    version: int | None,
    *,
    erased: bool,
) -> None:
    rows = _found(acting, layer, group, ids, others=acting.role == "chair")
    # An outbox from before marks had places on several versions names none: the first is meant.
    places = [_on(row, row.version_id if version is None else version) for row in rows]
    told: dict[str, Any] = {} if version is None else {"version": version}
    told["ids"] = [row.id for row in rows]
    number = _write(acting, rows, "ink.erased" if erased else "ink.restored", told)
    for here in places:
        here.erased, here.number = erased, number
    for first in {place.version_id for place in places}:
        some = [row for row, place in zip(rows, places, strict=True) if place.version_id == first]
        carrying.after(acting, some, first, only_erased=True)


def _found(
    acting: Acting, layer: str, group: int | None, ids: list[str], *, others: bool = False
) -> list[Stroke]:
    """Return the marks of this layer that are meant: one's own, or everybody's shared ones."""
    wanted = select(Stroke).where(Stroke.id.in_(set(ids))).order_by(Stroke.id)
    wanted = wanted.filter_by(meeting_id=acting.here.id, layer=layer, group_id=group)
    if not (others and layer == "shared"):
        wanted = wanted.filter_by(author_id=acting.me)
    rows = list(acting.session.scalars(wanted))
    if len(rows) != len(set(ids)):
        raise NotFound("stroke")
    return rows


def _on(row: Stroke, version: int) -> StrokePlace:
    """Return where a mark is on a version; where it isn't on it, it isn't found."""
    for place in row.places:
        if place.version_id == version:
            return place
    raise NotFound("stroke")


def _write(acting: Acting, rows: list[Stroke], kind: str, told: dict[str, Any]) -> int:
    """Write what was done to marks of one layer to its stream, and return its number."""
    source = rows[0].layer_of
    laid = {row.id: row.rev for row in rows if row.rev}
    stream = _stream_of(acting, *source)
    more = {"rev": laid} if laid else {}
    return acting.write(stream, kind, **_named(*source), **told, **more).number


def _stream_of(acting: Acting, layer: str, group: int | None) -> str:
    """Return the stream of marks that are there; a group's stay one's own after one's seat."""
    if group is not None:
        return acting.here.group(group)
    if layer == "private":
        return acting.here.notebook(acting.me)
    # Who stopped the writing for everybody clears away what is left of it.
    return shared(acting, stopped=acting.role == "chair")


def _named(layer: str, group: int | None) -> dict[str, Any]:
    return {"layer": layer} if group is None else {"layer": layer, "group": group}


def _whole(row: Stroke) -> dict[str, Any]:
    """Return a mark with all its places, for those who see it for the first time."""
    places = [{"version": place.version_id} | place.facts() for place in row.places]
    for place in places:
        del place["number"]
    return row.facts() | {"places": places}
