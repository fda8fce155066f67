"""Searching minutes and papers one may see: how many places, and the newest of them first.

Words are looked for together on one page of a paper, or in one passage of minutes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from sqlalchemy import Select, and_, func, literal, select
from sqlalchemy.orm import Session

from meetings.domain import grams
from meetings.domain.bodies import Body
from meetings.domain.grams import Texts
from meetings.domain.meetings import Meeting
from meetings.domain.minutes import PASSAGES, Minutes
from meetings.domain.papers import PAGES, Paper, PaperVersion, open_to
from meetings.domain.people import Person
from meetings.domain.question import Question

GROUPS = 10
"""Papers and minutes given at once."""
FEW = 2000
"""Candidates of the index that are all looked at; of more only the newest are."""
MANY, BUDGET = 1000, 4000
"""Places after which, and texts looked at until which, there are more than one counts."""
FIRST = 400
"""Texts looked at in the first step through those of a common word; each step doubles."""
Rows = Select[*tuple[Any, ...]]
Key = tuple[int, ...]
"""Where a group stands: the newest meeting first, its minutes, then its papers in order."""


@dataclass(frozen=True)
class Wanted:
    """What is asked and where: a year, a body or a kind of body, ``papers`` or ``minutes``."""

    question: Question
    year: int | None = None
    body: int | None = None
    kind: str | None = None
    what: str | None = None


@dataclass(frozen=True)
class Group:
    """The places in one paper's version, or in one meeting's minutes."""

    key: Key
    places: list[int]

    @property
    def what(self) -> str:
        """``papers`` or ``minutes``."""
        return "papers" if self.key[2] else "minutes"

    @property
    def source(self) -> int:
        """The version's id, or the meeting's."""
        return self.key[4]


@dataclass(frozen=True)
class Found:
    """Groups in order; ``count`` places in all, ``more`` if at least; ``next`` if any follow."""

    groups: list[Group]
    count: int
    more: bool
    next: Key | None


def find(session: Session, viewer: Person, wanted: Wanted, after: Key = ()) -> Found:
    """Return the next groups after a key; the count is that of all from the first on."""
    groups: list[Group] = []
    count, more = 0, False
    for what, texts in (("minutes", PASSAGES), ("papers", PAGES)):
        if wanted.what in (None, what):
            looking = _Looking(session, texts, wanted.question, _sources(what, viewer, wanted))
            found, number, ended = looking.all() or looking.newest(after)
            groups += (group for group in found if group.key > after)
            count, more = count + number, more or not ended
    groups.sort(key=lambda group: group.key)
    shown = groups[:GROUPS]
    following = shown and (len(groups) > GROUPS or more)
    return Found(shown, count, more, shown[-1].key if following else None)


def _sources(what: str, viewer: Person, wanted: Wanted) -> Rows:
    """Select what may be looked through: source, day, meeting, position, number of texts."""
    if what == "papers":
        found: Any = select(PaperVersion.id.label("id"), Meeting.held_on, Meeting.id.label("of"))
        found = found.add_columns(Paper.position, PaperVersion.pages)
        found = found.join(PaperVersion.paper).join(Paper.meeting).where(*open_to(viewer))
    else:
        found = select(Minutes.meeting_id.label("id"), Meeting.held_on, Meeting.id.label("of"))
        found = found.add_columns(literal(0).label("position"), literal(20).label("pages"))
        found = found.join(Minutes.meeting)
        if viewer.role != "clerk":
            found = found.where(Minutes.sealed_at.is_not(None))
    if wanted.year:
        first, last = date(wanted.year, 1, 1), date(wanted.year, 12, 31)
        found = found.where(Meeting.held_on.between(first, last))
    if wanted.body:
        found = found.where(Meeting.body_id == wanted.body)
    if wanted.kind:
        found = found.join(Meeting.body).where(Body.kind == wanted.kind)
    wanted_rows: Rows = found
    return wanted_rows


@dataclass(frozen=True)
class _Looking:
    """One question put to one table of texts, of the sources that may be looked through."""

    session: Session
    texts: Texts
    question: Question
    sources: Rows

    def all(self) -> tuple[list[Group], int, bool] | None:
        """Return all groups and the count of places; None if the words are common."""
        few = grams.candidates(self.session, self.texts, self.question).limit(FEW + 1).cte("few")
        candidates = self.session.scalar(select(func.count()).select_from(few)) or 0
        if candidates > FEW:
            return None
        texts = self.texts
        sources = self.sources.subquery()
        found = select(few.c.place, *sources.c).select_from(few)
        found = found.join(
            texts.source.class_, and_(texts.source == few.c.source, texts.place == few.c.place)
        )
        found = found.join(sources, sources.c.id == few.c.source)
        standing = grams.standing(self.session, texts, self.question)
        rows = self.session.execute(found.where(standing)).all() if candidates else []
        places: dict[Key, list[int]] = {}
        for place, *source in rows:
            places.setdefault(self._key(source), []).append(place)
        groups = [Group(key, sorted(found)) for key, found in places.items()]
        return groups, len(rows), True

    def newest(self, after: Key) -> tuple[list[Group], int, bool]:
        """Go through texts from the newest on; return groups, their count, if that was all."""
        sources = [(self._key(row), row[-1]) for row in self.session.execute(self.sources)]
        left = sorted((key, size) for key, size in sources if key > after)
        groups: list[Group] = []
        looked, step, count = 0, FIRST, 0
        while left and (len(groups) <= GROUPS or (count < MANY and looked < BUDGET)):
            batch: list[Key] = []
            until, step = looked + step, step * 2
            while left and looked < until:
                key, size = left.pop(0)
                batch.append(key)
                looked += size
            found = list(self._within(batch))
            groups += found
            count += sum(len(group.places) for group in found)
        return groups, count, not left

    def _within(self, keys: list[Key]) -> Iterable[Group]:
        texts = self.texts
        found = select(texts.source, texts.place).where(
            texts.source.in_([key[4] for key in keys]),
            grams.standing(self.session, texts, self.question),
        )
        rows = self.session.execute(found.order_by(texts.source, texts.place))
        by_source = {key[4]: key for key in keys}
        for source, of_one in groupby(rows, key=lambda row: row[0]):
            yield Group(by_source[source], [place for _, place in of_one])

    def _key(self, source: Any) -> Key:
        ident, day, meeting, position, _ = source
        return (-day.toordinal(), meeting, int(self.texts is PAGES), position, ident)


def in_version(session: Session, viewer: Person, question: Question, version: int) -> list[int]:
    """Return all pages of one version where the words stand; none if one may not see it."""
    found = select(PAGES.place).join(PaperVersion, PaperVersion.id == PAGES.source)
    found = found.join(PaperVersion.paper).join(Paper.meeting).where(*open_to(viewer))
    found = found.where(PAGES.source == version, grams.standing(session, PAGES, question))
    return list(session.scalars(found.order_by(PAGES.place)))


def years(session: Session, viewer: Person) -> list[int]:
    """Return the years of the meetings one may see, the newest first."""
    year = func.extract("year", Meeting.held_on)
    found = select(year).distinct()
    if viewer.role != "clerk":
        found = found.where(Meeting.state != "preparing")
    return sorted(map(int, session.scalars(found)), reverse=True)
