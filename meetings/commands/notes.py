"""Acts of writing on a page: making a mark, setting a bookmark."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, Field, TypeAdapter, ValidationError

from meetings.acts import Acting, act
from meetings.commands import carrying
from meetings.domain import bodies, floor, notes, papers
from meetings.domain.base import NotFound, Refused
from meetings.domain.notes import Bookmark, Layer, Stroke, StrokePlace, Tool
from meetings.domain.rights import SHARED_STATES, SHARING
from meetings.given import MANY_LINES, ONE_LINE, Place, Whole

Id = Annotated[str, Field(min_length=8, max_length=40, pattern=r"^[A-Za-z0-9_-]+$")]
Color = Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$")]
Width = Annotated[float, Field(gt=0, le=72)]
Name = Annotated[str, ONE_LINE, Field(max_length=80)]
Text = Annotated[str, MANY_LINES, Field(max_length=4_000)]
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
    group: Whole | None = None,
    text: Text | None = None,
) -> None:
    """Make a finished mark; width and points are in pt of the page as displayed.

    Points are base64 of zigzag varint deltas of x, y (1/20 pt), pressure (0-255)
    and time (ms), four to a point. `text` is what a mark of words says.
    """
    notes.check_mark(tool, points, text)
    seen = seen_on(acting, version, page)
    stream = stream_for(acting, layer, group)
    if (taken := acting.session.get(Stroke, id)) is not None:
        raise Refused("ink.id_is_taken" if taken.author_id == acting.me else "ink.id_is_anothers")
    same = {"tool": tool, "color": color, "width": width, "points": points, "layer": layer}
    told = same | {"id": id, "version": version, "page": page}
    told |= {name: value for name, value in (("group", group), ("text", text)) if value is not None}
    entry = acting.write(stream, "ink.drawn", **told)
    row = Stroke(id=id, meeting_id=meeting, version_id=seen, page=page, number=entry.number, **same)
    row.author_id, row.group_id, row.text, row.at = acting.me, group, text, entry.at
    row.places = [StrokePlace(version_id=seen, page=page, number=entry.number)]
    acting.session.add(row)
    acting.session.flush()
    carrying.after(acting, [row], seen)


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
    seen = seen_on(acting, version, page)
    told = {"version": seen, "page": page, "half": half, "on": on, "name": name}
    number = acting.write(acting.here.notebook(acting.me), "bookmark.set", **told).number
    row = acting.session.get(Bookmark, (acting.me, seen, page, half or 0))
    if row is None:
        row = Bookmark(author_id=acting.me, version_id=seen, page=page, half=half or 0)
        row.meeting_id = meeting
        acting.session.add(row)
    row.on, row.name, row.number = on, name, number
    carrying.bookmark_after(acting, row)


def seen_on(acting: Acting, version: int, page: int) -> int:
    """Return a version that one may write on; refuse a page it does not have."""
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


def stream_for(acting: Acting, layer: str, group: int | None) -> str:
    """Return the stream of a layer that one may write on now; refuse where one may not."""
    if (layer == "group") != (group is not None):
        raise Refused("given.wrong", names="group")
    if layer == "private":
        return acting.here.notebook(acting.me)
    if group is not None:
        mine = bodies.groups(acting.session, acting.person) if acting.person else []
        if group not in {body.id for body in mine}:
            raise Refused("ink.group_is_over", keep="private")
        return acting.here.group(group)
    if acting.role not in SHARING:
        raise Refused("ink.sharing_not_yours", keep="private")
    return shared(acting)


def shared(acting: Acting, *, stopped: bool = False) -> str:
    """Return the stream of what everybody sees, while the meeting takes it, or even `stopped`."""
    if acting.here.state not in SHARED_STATES:
        raise Refused("ink.sharing_is_over", keep="private")
    if not stopped and not floor.of(acting.session, acting.here).sharing:
        raise Refused("ink.sharing_is_off", keep="private")
    return acting.here.stream
