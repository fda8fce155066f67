"""The notebook: what one person wrote, over all meetings, on the papers as they are now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session, aliased

from meetings.domain import papers
from meetings.domain.folding import folded
from meetings.domain.notes import Bookmark, SlipOrder, Stroke, StrokePlace
from meetings.domain.papers import Paper, PaperVersion
from meetings.domain.people import Person
from meetings.domain.points import unpacked
from meetings.domain.record import LASTING, Entry

BOOKMARK = "bookmark"
"""What is beside the tools of marks a kind of note."""
SAID = ("text", "sticky", "slip", "words")
"""Tools whose words are worth showing in a list; of a stamp its picture says all."""


@dataclass(frozen=True)
class Wanted:
    """What of a notebook is asked for; nothing narrows what is not said."""

    meeting: int | None = None
    paper: int | None = None
    tools: frozenset[str] = frozenset()
    text: str = ""
    """Folded."""


@dataclass
class MarkedPage:
    """A page with notes on it; page 0 is the tray of marks that wait for their place."""

    version: PaperVersion
    page: int
    tools: dict[str, int] = field(default_factory=dict)
    """How many notes of each kind."""
    at: int = 0
    """When the latest was made, in ms; 0 where only a bookmark is known."""
    said: list[str] = field(default_factory=list)
    """The words in it, the oldest first."""

    @property
    def paper(self) -> Paper:
        """The paper it is in."""
        return self.version.paper


Key = tuple[int, int]


def versions(session: Session, viewer: Person) -> dict[int, PaperVersion]:
    """Return the newest version of each paper that this viewer sees and wrote on, by id."""
    other = aliased(PaperVersion)
    issued = other.issued_at.is_not(None)
    newest = select(func.max(other.number)).where(other.paper_id == PaperVersion.paper_id, issued)
    found = select(PaperVersion).join(PaperVersion.paper).join(Paper.meeting)
    found = found.where(PaperVersion.number == newest.scalar_subquery())
    found = found.where(PaperVersion.id.in_(_written_on(viewer)), *papers.open_to(viewer))
    return {version.id: version for version in session.scalars(found)}


def _written_on(viewer: Person) -> Select[tuple[int]]:
    marked = select(StrokePlace.version_id).join(Stroke).where(_mine(viewer))
    kept = select(Bookmark.version_id).filter_by(author_id=viewer.id, on=True)
    return marked.union(kept)  # type: ignore[return-value]  # a union of such is one


def _mine(viewer: Person) -> ColumnElement[bool]:
    return and_(Stroke.author_id == viewer.id, ~StrokePlace.erased)


def pages(session: Session, viewer: Person) -> list[MarkedPage]:
    """Return the pages with one's own notes, the newest meeting first, then in reading order."""
    seen = versions(session, viewer)
    found: dict[Key, MarkedPage] = {}

    def at(version: int, page: int) -> MarkedPage:
        return found.setdefault((version, page), MarkedPage(seen[version], page))

    place = (StrokePlace.version_id, StrokePlace.page)
    counted = select(*place, Stroke.tool, func.count(), func.max(Stroke.at)).join(Stroke)
    counted = counted.where(_mine(viewer), StrokePlace.version_id.in_(seen))
    for version, page, tool, count, last in session.execute(counted.group_by(*place, Stroke.tool)):
        row = at(version, page)
        row.tools[tool], row.at = count, max(row.at, last)
    said = select(*place, Stroke.text).join(Stroke).where(_mine(viewer), Stroke.tool.in_(SAID))
    said = said.where(StrokePlace.version_id.in_(seen)).order_by(Stroke.at, Stroke.id)
    for version, page, text in session.execute(said):
        at(version, page).said.append(text or "")
    kept = select(Bookmark).filter_by(author_id=viewer.id, on=True)
    for bookmark in session.scalars(kept.where(Bookmark.version_id.in_(seen))):
        row = at(bookmark.version_id, bookmark.page)
        row.tools[BOOKMARK] = row.tools.get(BOOKMARK, 0) + 1
        row.said += [bookmark.name] if bookmark.name else []
    return sorted(found.values(), key=_order)


def narrowed(rows: Iterable[MarkedPage], wanted: Wanted) -> list[MarkedPage]:
    """Return those of some pages that are asked for."""
    return [row for row in rows if _fits(row, wanted)]


def _fits(row: MarkedPage, wanted: Wanted) -> bool:
    if wanted.meeting and row.paper.meeting_id != wanted.meeting:
        return False
    if wanted.paper and row.paper.id != wanted.paper:
        return False
    if wanted.tools and not wanted.tools & row.tools.keys():
        return False
    return not wanted.text or any(wanted.text in folded(text) for text in row.said)


def _order(row: MarkedPage) -> tuple[object, ...]:
    meeting, paper = row.paper.meeting, row.paper
    return -meeting.held_on.toordinal(), -meeting.id, paper.position, paper.id, row.page


def marks(
    session: Session,
    viewer: Person,
    version: int,
    *,
    page: int | None = None,
    shared: bool = False,
) -> list[StrokePlace]:
    """Return one's own marks on a version, the oldest first, and others' shared ones if asked for.

    Nobody else's other ones are ever among them. Page 0 is the tray, which only one's own wait in.
    """
    shown = Stroke.author_id == viewer.id
    if shared:
        shown = or_(shown, and_(Stroke.layer == "shared", StrokePlace.page > 0))
    found = select(StrokePlace).join(Stroke).where(StrokePlace.version_id == version)
    found = found.where(~StrokePlace.erased, shown)
    if page is not None:
        found = found.where(StrokePlace.page == page)
    return list(session.scalars(found.order_by(Stroke.at, Stroke.number, Stroke.id)))


def bookmarks(session: Session, viewer: Person, version: int) -> list[Bookmark]:
    """Return one's own bookmarks in a version, by page."""
    found = select(Bookmark).filter_by(author_id=viewer.id, version_id=version, on=True)
    return list(session.scalars(found.order_by(Bookmark.page, Bookmark.half)))


@dataclass(frozen=True)
class Slip:
    """A question slip: what is to be asked, and where it lies; page 0 is the tray."""

    id: str
    text: str
    version: PaperVersion
    page: int


def slips(session: Session, viewer: Person, meeting: int) -> list[Slip]:
    """Return one's own question slips in a meeting in the order of the papers and pages."""
    seen = versions(session, viewer)
    found = select(StrokePlace).join(Stroke).where(_mine(viewer), Stroke.tool == "slip")
    found = found.where(Stroke.meeting_id == meeting, StrokePlace.version_id.in_(seen))
    rows = sorted(session.scalars(found), key=lambda place: _down(seen[place.version_id], place))
    return [
        Slip(place.stroke_id, place.stroke.text or "", seen[place.version_id], place.page)
        for place in rows
    ]


def _down(version: PaperVersion, place: StrokePlace) -> tuple[object, ...]:
    """From the top of each page down; what waits for its place comes last."""
    (_, y, *_), paper = unpacked(place.points or place.stroke.points)[0], version.paper
    where = place.page == 0, place.page, y + place.dy
    return paper.position, paper.id, *where, place.stroke.at, place.stroke_id


def as_meant(session: Session, viewer: Person, meeting: int, rows: list[Slip]) -> list[Slip]:
    """Return slips in their owner's order; those that came later stand behind."""
    order = session.get(SlipOrder, (meeting, viewer.id))
    place = {name: at for at, name in enumerate(order.ids)} if order else {}
    return sorted(rows, key=lambda slip: place.get(slip.id, len(place)))


def full(session: Session, viewer: Person) -> list[int]:
    """Return the meetings whose notebook of one's own still holds anything, the newest first."""
    names = select(Entry.stream).where(Entry.stream.like(f"notebook:%:{viewer.id}"))
    names = names.where(Entry.kind.not_in(LASTING)).distinct()
    return sorted((int(name.split(":")[1]) for name in session.scalars(names)), reverse=True)
