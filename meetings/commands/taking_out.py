"""Taking out one's own notes: as the open form (JSON), and drawn into the papers (PDF).

The open form is in docs/notes-format.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypedDict

from sqlalchemy import select
from sqlalchemy.orm import Session

from meetings.domain import days, guide, notebook
from meetings.domain.meetings import Meeting
from meetings.domain.notebook import MarkedPage
from meetings.domain.notes import StrokePlace
from meetings.domain.papers import PaperVersion
from meetings.domain.people import Person
from meetings.domain.points import Point, moved, unpacked
from meetings.house import House
from meetings.pdf import Inked

FORMAT, FORM = "gijo-notes", 1
"""What the open form is called, and its version."""
Told = dict[str, Any]


class Drawn(TypedDict):
    """A mark where it is on a version: `trail` is x, y in pt of the page, and pressure 0-1."""

    page: int
    tool: str
    color: str
    width: float
    trail: list[tuple[float, float, float]]
    text: str | None
    by: str
    at: int


def points(place: StrokePlace) -> list[Point]:
    """Return a mark's points where they are on the place's version."""
    own = unpacked(place.points or place.stroke.points)
    return moved(own, place.dx, place.dy, place.scale, place.turn)


def drawn(places: Iterable[StrokePlace], names: dict[int, str]) -> list[Drawn]:
    """Return marks to be drawn, `by` the names of their authors."""
    return [
        {
            "page": place.page,
            "tool": place.stroke.tool,
            "color": place.stroke.color,
            "width": place.stroke.width * place.scale,
            "trail": [(x, y, pressure / 255) for x, y, pressure, _ in points(place)],
            "text": place.stroke.text,
            "by": names.get(place.stroke.author_id, ""),
            "at": place.stroke.at,
        }
        for place in places
        if place.page
    ]


def names_of(session: Session, places: Iterable[StrokePlace]) -> dict[int, str]:
    """Return the names of the authors of marks."""
    ids = {place.stroke.author_id for place in places}
    found = session.execute(select(Person.id, Person.name).where(Person.id.in_(ids)))
    return dict(found.all())


@dataclass(frozen=True)
class Plan:
    """What is to be drawn: into which file, which marks, on which pages (None: all)."""

    path: Path
    marks: list[Drawn]
    pages: list[int] | None

    def made(self, house: House, layer: str, *, ahead: bool = False) -> Inked:
        """Return the paper with the marks, outside any transaction; may raise `pdf.Refused`.

        Made `ahead`, it gives way to the pages that somebody waits for.
        """
        return house.pages.inked(self.path, self.marks, self.pages, layer=layer, ahead=ahead)


def plan(
    house: House,
    session: Session,
    viewer: Person,
    version: PaperVersion,
    *,
    shared: bool = False,
    only_marked: bool = False,
) -> Plan:
    """Plan a paper with notes: one's own, and where asked for everybody's shared ones.

    With `only_marked` only pages with notes or bookmarks, all where there are none.
    """
    places = notebook.marks(session, viewer, version.id, shared=shared)
    marks = drawn(places, names_of(session, places))
    wanted: set[int] = set()
    if only_marked:
        wanted = {mark["page"] for mark in marks}
        wanted |= {row.page for row in notebook.bookmarks(session, viewer, version.id)}
    return Plan(house.files.path(version.digest), marks, sorted(wanted) or None)


def told(session: Session, viewer: Person, versions: Sequence[PaperVersion], at: int) -> Told:
    """Return one's own notes on versions of papers in the open form; `at` is now, in ms."""
    labels = guide.labels_of(session, [version.id for version in versions])
    meetings: dict[int, tuple[Meeting, list[Told]]] = {}
    for version in versions:
        meeting = version.paper.meeting
        _, rows = meetings.setdefault(meeting.id, (meeting, []))
        rows.append(_paper(session, viewer, version, labels.get(version.id, [])))
    return {
        "format": FORMAT,
        "version": FORM,
        "made_at": _moment(at),
        "author": {"id": viewer.id, "name": viewer.name},
        "meetings": [_meeting(meeting) | {"papers": rows} for meeting, rows in meetings.values()],
    }


def _meeting(meeting: Meeting) -> Told:
    named = {"id": meeting.id, "name": meeting.name, "body": meeting.body.name}
    return named | {"held_on": meeting.held_on.isoformat()}


def _paper(
    session: Session, viewer: Person, version: PaperVersion, labels: list[list[str]]
) -> Told:
    by_page: dict[int, tuple[list[Told], list[Told]]] = {}
    for place in notebook.marks(session, viewer, version.id):
        by_page.setdefault(place.page, ([], []))[0].append(_mark(place))
    for row in notebook.bookmarks(session, viewer, version.id):
        by_page.setdefault(row.page, ([], []))[1].append(
            {"half": row.half or None, "name": row.name}
        )
    waiting, _ = by_page.pop(0, ([], []))
    return {
        "id": version.paper.id,
        "name": version.paper.name,
        "version": {
            "id": version.id,
            "number": version.number,
            "sha256": version.digest,
            "pages": version.pages,
        },
        "pages": [
            {
                "page": page,
                "printed": labels[page - 1] if page <= len(labels) else [],
                "size": version.sizes[page - 1],
                "marks": marks,
                "bookmarks": kept,
            }
            for page, (marks, kept) in sorted(by_page.items())
        ],
        "waiting": waiting,
    }


def _mark(place: StrokePlace) -> Told:
    own = place.stroke
    return {
        "id": own.id,
        "tool": own.tool,
        "layer": own.layer,
        "color": own.color,
        "width": round(own.width * place.scale, 3),
        "text": own.text,
        "made_at": _moment(own.at),
        "points": [list(point) for point in points(place)],
    }


def _moment(at: int) -> str:
    return datetime.fromtimestamp(at / 1000, UTC).astimezone(days.JAPAN).isoformat()


def versions_of(rows: Iterable[MarkedPage]) -> list[PaperVersion]:
    """Return the versions that pages are of, each once, in their order."""
    return list({row.version.id: row.version for row in rows}.values())
