"""Acts of one's own marks: drawing a stroke, erasing, restoring, setting a bookmark."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, Field, TypeAdapter, ValidationError
from sqlalchemy import select

from meetings.acts import Acting, act
from meetings.domain import floor, notes, papers
from meetings.domain.base import NotFound, Refused
from meetings.domain.notes import Bookmark, Layer, Stroke, Tool
from meetings.domain.rights import SHARED_STATES, SHARING
from meetings.given import ONE_LINE, Place, Whole

Id = Annotated[str, Field(min_length=8, max_length=40, pattern=r"^[A-Za-z0-9_-]+$")]
Ids = Annotated[list[Id], Field(min_length=1, max_length=1000)]
Color = Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$")]
Width = Annotated[float, Field(gt=0, le=72)]
Name = Annotated[str, ONE_LINE, Field(max_length=80)]
Piece = Annotated[str, Field(max_length=16_384)]


class _UnderWay(BaseModel, strict=True, extra="forbid"):
    """A piece of a stroke that is not finished."""

    id: Id
    version: Whole
    page: Place
    tool: Tool
    color: Color
    width: Width
    points: Piece


class _Gone(BaseModel, strict=True, extra="forbid"):
    """A stroke that was none after all."""

    id: Id
    gone: Literal[True]


_WHISPER: TypeAdapter[_UnderWay | _Gone] = TypeAdapter(_UnderWay | _Gone)


def is_under_way(body: object) -> bool:
    """Say whether this is what is whispered of a stroke under way."""
    try:
        said = _WHISPER.validate_python(body)
        if isinstance(said, _UnderWay):
            notes.check_points(said.points)
    except (ValidationError, Refused):
        return False
    return True


@act("ink.draw")
def draw(
    acting: Acting,
    meeting: Whole,
    id: Id,
    version: Whole,
    page: Place,
    layer: Layer,
    tool: Tool,
    color: Color,
    width: Width,
    points: str,
) -> None:
    """Draw a finished stroke; width and points are in pt of the page as displayed.

    Points are base64 of zigzag varint deltas of x, y (1/20 pt), pressure (0-255)
    and time (ms), four to a point.
    """
    notes.check_points(points)
    seen = _seen(acting, version, page)
    stream = _stream(acting, layer)
    if (taken := acting.session.get(Stroke, id)) is not None:
        raise Refused("ink.id_is_taken" if taken.author_id == acting.me else "ink.id_is_anothers")
    told = {"id": id, "version": version, "page": page, "layer": layer}
    told |= {"tool": tool, "color": color, "width": width, "points": points}
    number = acting.write(stream, "ink.drawn", **told).number
    same = {"tool": tool, "color": color, "width": width, "points": points, "layer": layer}
    row = Stroke(id=id, meeting_id=meeting, version_id=seen, page=page, number=number, **same)
    row.author_id = acting.me
    acting.session.add(row)


@act("ink.erase")
def erase(acting: Acting, meeting: Whole, layer: Layer, ids: Ids) -> None:
    """Erase one's own strokes; they can be restored."""
    _mark(acting, layer, ids, erased=True)


@act("ink.restore")
def restore(acting: Acting, meeting: Whole, layer: Layer, ids: Ids) -> None:
    """Bring one's own erased strokes back."""
    _mark(acting, layer, ids, erased=False)


@act("bookmark.set")
def set_bookmark(
    acting: Acting,
    meeting: Whole,
    version: Whole,
    page: Place,
    on: bool,
    half: Literal[1, 2] | None = None,
    name: Name = "",
) -> None:
    """Put one's own bookmark on a page or a half of a spread, or take it off again.

    Without a `name` tablets call it by the section or the number of its page.
    """
    seen = _seen(acting, version, page)
    told = {"version": seen, "page": page, "half": half, "on": on, "name": name}
    number = acting.write(acting.here.notebook(acting.me), "bookmark.set", **told).number
    row = acting.session.get(Bookmark, (acting.me, seen, page, half or 0))
    if row is None:
        row = Bookmark(author_id=acting.me, version_id=seen, page=page, half=half or 0)
        row.meeting_id = meeting
        acting.session.add(row)
    row.on, row.name, row.number = on, name, number


def _seen(acting: Acting, version: int, page: int) -> int:
    if acting.person is None:
        raise Refused("right.missing")
    found = papers.seen(acting.session, acting.person, version)
    if found.paper.meeting_id != acting.here.id:
        raise NotFound("paper")
    if found.issued_at is None:
        raise Refused("ink.not_issued")
    if page > found.pages:
        raise Refused("paper.has_no_such_page", page=page, pages=found.pages)
    return found.id


def _stream(acting: Acting, layer: str) -> str:
    if layer == "private":
        return acting.here.notebook(acting.me)
    if acting.role not in SHARING:
        raise Refused("ink.sharing_not_yours", keep="private")
    if acting.here.state not in SHARED_STATES:
        raise Refused("ink.sharing_is_over", keep="private")
    if not floor.of(acting.session, acting.here).sharing:
        raise Refused("ink.sharing_is_off", keep="private")
    return acting.here.stream


def _mark(acting: Acting, layer: str, ids: list[str], *, erased: bool) -> None:
    wanted = set(ids)
    found = select(Stroke).where(Stroke.id.in_(wanted)).filter_by(meeting_id=acting.here.id)
    rows = list(acting.session.scalars(found.filter_by(author_id=acting.me, layer=layer)))
    if len(rows) != len(wanted):
        raise NotFound("stroke")
    stream = _stream(acting, layer)
    for row in rows:
        row.erased = erased
    kind = "ink.erased" if erased else "ink.restored"
    acting.write(stream, kind, layer=layer, ids=sorted(wanted))
