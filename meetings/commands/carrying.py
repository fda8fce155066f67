"""Carrying: what was written on a version of a paper goes on to the one that takes its place.

Marks that one hand made together go together, by what became of their page; marked words are
looked for again. What can't be placed waits for its author, and nothing is lost.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from meetings import pdf
from meetings.acts import Acting
from meetings.commands.finding import Finder, own_box, placed
from meetings.commands.returning import returning
from meetings.domain import pairing
from meetings.domain.notes import Bookmark, Stroke, StrokePlace
from meetings.domain.placing import Box, Placing, around, clusters, middle
from meetings.domain.replacements import Replacement

Pairing = dict[str, Any]
Told = dict[str, Any]
_AT_ONCE = 1_000
"""Marks that one entry tells of."""


@dataclass(frozen=True)
class Plan:
    """Where marks go, by id: the number that put them where they were, and what is told."""

    places: dict[str, tuple[int, Told]] = field(default_factory=dict)

    def fits(self, mark: str, number: int) -> bool:
        """Say whether the mark is still where it was when this was planned."""
        return mark in self.places and self.places[mark][0] == number


def planned(acting: Acting, row: Replacement, found: Pairing) -> Plan:
    """Say where all marks go that are on the former version now; slow."""
    session, house = acting.session, acting.house
    places = select(StrokePlace).filter_by(version_id=row.from_id)
    plan = _plan(list(session.scalars(places)), found)
    words = session.scalars(places.join(Stroke).where(Stroke.tool == "words"))
    _find_words(plan, words, Finder(house.files, session, row.version))
    taken = {pair["to"] for pair in found["pairs"]}
    waiting = session.scalars(places.filter_by(page=0))
    for place, home, page in returning(acting, row, taken, waiting):
        told = _facts(home) | {"page": page} | ({"erased": True} if place.erased else {})
        told.pop("guesses", None)
        plan.places[place.stroke_id] = place.number, told
    return plan


def carry_on(acting: Acting, row: Replacement, found: Pairing, plan: Plan) -> None:
    """Carry all marks and bookmarks of the former version to the one that takes its place."""
    session = acting.session
    names = (StrokePlace.stroke_id, StrokePlace.number, Stroke.rev)
    whose = (Stroke.layer, Stroke.group_id, Stroke.author_id)
    here = select(*names, *whose).join(Stroke).where(StrokePlace.version_id == row.from_id)
    marks = session.execute(here.order_by(Stroke.at, Stroke.id)).all()
    moved = [mark for mark, number, *_ in marks if not plan.fits(mark, number)]
    rest = select(StrokePlace).filter_by(version_id=row.from_id)
    # What was drawn or moved while the plan was made.
    late = _plan(list(session.scalars(rest.where(StrokePlace.stroke_id.in_(moved)))), found)
    streams: dict[tuple[str, int | None, int], list[tuple[str, int]]] = {}
    for mark, _, rev, layer, group, author in marks:
        owner = author if layer == "private" else 0
        streams.setdefault((layer, group, owner), []).append((mark, rev))
    for (layer, group, owner), of in streams.items():
        for first in range(0, len(of), _AT_ONCE):
            some = of[first : first + _AT_ONCE]
            told = [(late if mark in late.places else plan).places[mark][1] for mark, _ in some]
            revs = {mark: rev for mark, rev in some if rev}
            number = _tell(acting, row, (layer, group, owner), told, revs)
            session.execute(insert(StrokePlace), [_row(row, one, number) for one in told])
    pages = {pair["from"]: pair["to"] for pair in found["pairs"]}
    _bookmarks(
        acting, row, session.scalars(select(Bookmark).filter_by(version_id=row.from_id)), pages
    )


def later(session: Session, version: int) -> Iterator[Replacement]:
    """Yield the replacements that came after a version, in order."""
    while True:
        found = session.scalars(select(Replacement).filter_by(from_id=version)).first()
        if found is None or not found.version.issued_at:
            return
        yield found
        version = found.version_id


def after(
    acting: Acting, marks: Sequence[Stroke], version: int, *, only_erased: bool = False
) -> None:
    """Carry on to all later versions what was done to marks of one layer on an older one."""
    for row in later(acting.session, version):
        former = [here for mark in marks for here in mark.places if here.version_id == row.from_id]
        plan = _plan(former, _pairing(acting.session, row))
        words = [place for place in former if place.stroke.tool == "words"]
        _find_words(plan, words, Finder(acting.house.files, acting.session, row.version))
        told: dict[str, Told] = {}
        for mark in marks:
            there = _on(mark, row.version_id)
            if mark.id in plan.places:
                told[mark.id] = plan.places[mark.id][1]
                if only_erased and there is not None:
                    erased = {"erased": told[mark.id].get("erased", False)}
                    told[mark.id] = _facts(there) | erased
        if not told:
            return
        owner = marks[0].author_id if marks[0].layer == "private" else 0
        revs = {mark.id: mark.rev for mark in marks if mark.rev and mark.id in told}
        whose = (*marks[0].layer_of, owner)
        number = _tell(acting, row, whose, list(told.values()), revs)
        for mark in marks:
            if mark.id in told:
                there = _on(mark, row.version_id) or StrokePlace(stroke_id=mark.id)
                for name, value in _row(row, told[mark.id], number).items():
                    setattr(there, name, value)
                mark.places = [*(one for one in mark.places if one is not there), there]


def _on(mark: Stroke, version: int) -> StrokePlace | None:
    return next((place for place in mark.places if place.version_id == version), None)


def bookmark_after(acting: Acting, bookmark: Bookmark) -> None:
    """Carry a bookmark on that was set on an older version."""
    for row in later(acting.session, bookmark.version_id):
        found = _pairing(acting.session, row)
        pages = {pair["from"]: pair["to"] for pair in found["pairs"]}
        carried = _bookmarks(acting, row, [bookmark], pages)
        if not carried:
            return
        bookmark = carried[0]


def _pairing(session: Session, row: Replacement) -> Pairing:
    return pairing.whole(pairing.rows_of(session, row.version_id), row.version.sizes)


def _plan(places: Sequence[StrokePlace], found: Pairing) -> Plan:
    """Say where marks go by what became of their pages, those made together together."""
    plan = Plan()
    pages = {pair["from"]: pair["to"] for pair in found["pairs"]}
    standing: list[tuple[StrokePlace, Placing, Box]] = []
    for place in places:
        if place.page:
            own = own_box(place)
            standing.append((place, placed(place), own))
        else:
            guesses = [pages[page] for page in place.guesses or [] if page in pages]
            plan.places[place.stroke_id] = place.number, _facts(place) | {"guesses": guesses}
    named = [
        ((place.stroke.author_id, place.page, place.erased), at.of(own), place.stroke.at)
        for place, at, own in standing
    ]
    for group in clusters(named):
        whole = around([named[one][1] for one in group])
        goes = pdf.carry(found, named[group[0]][0][1], whole)
        for one in group:
            place, at, own = standing[one]
            if isinstance(goes, pdf.Tray):
                told = _facts(place) | {"page": 0, "guesses": list(goes.guesses)}
            else:
                by = Placing(goes.page, goes.dx, goes.dy, goes.scale, goes.turn)
                told = _facts(place) | at.moved(own, middle(whole), by).told()
                told.pop("guesses", None)
            plan.places[place.stroke_id] = place.number, told
    return plan


def _find_words(plan: Plan, places: Iterable[StrokePlace], finder: Finder) -> None:
    """Put marked words where they stand now, not where the page's map leads."""
    for place in places:
        number, told = plan.places[place.stroke_id]
        if not place.erased and place.page and (stand := finder.again(place, told)):
            plan.places[place.stroke_id] = number, told | stand


def _facts(place: StrokePlace) -> Told:
    """Return where a mark is as an entry tells it: nothing that goes without saying."""
    told = {"id": place.stroke_id} | placed(place).told()
    more = {name: getattr(place, name) for name in ("points", "guesses", "erased")}
    return told | {name: value for name, value in more.items() if value}


def _row(row: Replacement, told: Told, number: int) -> Told:
    """Return a place as its table has it."""
    place = {"points": None, "guesses": None, "erased": False} | told
    place["stroke_id"] = place.pop("id")
    return place | {"version_id": row.version_id, "number": number}


def _tell(
    acting: Acting,
    row: Replacement,
    whose: tuple[str, int | None, int],
    places: list[Told],
    revs: dict[str, int],
) -> int:
    """Write where marks of one layer went, to its stream, and return its number."""
    layer, group, owner = whose
    here = acting.here
    stream = here.stream if layer == "shared" else here.notebook(owner)
    told: Told = {"paper": row.paper_id, "version": row.version_id, "from": row.from_id}
    told["layer"] = layer
    if group is not None:
        stream, told["group"] = here.group(group), group
    told["places"] = places
    return acting.write(stream, "ink.carried", **told, **({"rev": revs} if revs else {})).number


def _bookmarks(
    acting: Acting, row: Replacement, bookmarks: Iterable[Bookmark], pages: dict[int, int]
) -> list[Bookmark]:
    """Put bookmarks on what became of their pages; those of pages that are gone stay."""
    people: dict[int, list[Bookmark]] = {}
    for one in bookmarks:
        if one.page in pages:
            people.setdefault(one.author_id, []).append(one)
    carried = []
    for person, theirs in people.items():
        told = [
            {"page": pages[one.page], "half": one.half or None, "on": one.on, "name": one.name}
            for one in sorted(theirs, key=lambda one: (one.page, one.half))
        ]
        same = {"version": row.version_id, "from": row.from_id}
        notebook = acting.here.notebook(person)
        number = acting.write(notebook, "bookmark.carried", **same, bookmarks=told).number
        for put in told:
            row_of: Told = {
                "author_id": person,
                "version_id": row.version_id,
                "half": put["half"] or 0,
            }
            like: Told = {name: put[name] for name in ("page", "on", "name")}
            placed = Bookmark(**row_of, **like, meeting_id=acting.here.id, number=number)
            carried.append(acting.session.merge(placed))
    return carried
