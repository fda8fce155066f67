"""Searching minutes and papers one may see: how many places, and the newest of them first.

Words are looked for together on one page of a paper, or in one passage of minutes. Of a paper's
versions only the newest is told in which they stand.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import chain, groupby
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, func, literal, select
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
FEW = 500
"""Texts named by the index that are all looked at; of more the newest, in steps that double."""
DENSE = 3
"""Of every so many texts the index names one: then they are read through without asking it."""
Rows = Select[*tuple[Any, ...]]
Key = tuple[int, ...]
"""Where a group stands: newest meeting first, its minutes, its papers in order, newest version."""


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
        return -self.key[-1]


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
            found, number, ended = looking.groups(after)
            groups += (group for group in found if group.key > after)
            count, more = count + number, more or not ended
    groups.sort(key=lambda group: group.key)
    shown = groups[:GROUPS]
    following = shown and (len(groups) > GROUPS or more)
    return Found(shown, count, more, shown[-1].key if following else None)


def _sources(what: str, viewer: Person, wanted: Wanted) -> Rows:
    """Select what may be looked through: source, day, meeting, position, paper, texts."""
    if what == "papers":
        found: Any = select(PaperVersion.id.label("id"), Meeting.held_on, Meeting.id.label("of"))
        found = found.add_columns(Paper.position, Paper.id.label("paper"), PaperVersion.pages)
        found = found.join(PaperVersion.paper).join(Paper.meeting).where(*open_to(viewer))
        # What is still being prepared would hide the paper as it is from the clerk; of what was
        # replaced before anybody saw it nothing is to be found.
        found = found.where(PaperVersion.issued_at.is_not(None), ~PaperVersion.withdrawn)
    else:
        found = select(Minutes.meeting_id.label("id"), Meeting.held_on, Meeting.id.label("of"))
        none = (literal(0).label(name) for name in ("position", "paper"))
        found = found.add_columns(*none, literal(20).label("pages"))
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


class _Named(NamedTuple):
    """A source of which the index names some texts, and how many it has."""

    id: int
    held_on: date
    of: int
    position: int
    paper: int
    pages: int
    named: int
    places: str
    """The places named, as they are gathered; none where the index tells all."""


@dataclass(frozen=True)
class _Looking:
    """One question put to one table of texts, of the sources that may be looked through."""

    session: Session
    texts: Texts
    question: Question
    sources: Rows

    def groups(self, after: Key) -> tuple[list[Group], int, bool]:
        """Return groups, at least the next ones after a key; the count; if that is of all."""
        papers = [list(versions) for _, versions in groupby(self._named(), key=_paper)]
        left = papers
        if after:
            left = [versions for versions in papers if self._key(versions[-1]) > after]
        if grams.tells(self.question):
            groups = self._within(versions[0] for versions in left[: GROUPS + 1])
            return groups, sum(versions[0].named for versions in papers), True
        if sum(one.named for versions in papers for one in versions) <= FEW:
            groups = self._within(chain(*papers))
            return groups, sum(len(group.places) for group in groups), True
        return self._first(left)

    def _first(self, papers: list[list[_Named]]) -> tuple[list[Group], int, bool]:
        """Look at the texts of papers in order until the first screen is full."""
        groups: list[Group] = []
        at, step = 0, FEW
        while at < len(papers) and len(groups) <= GROUPS:
            batch: list[_Named] = []
            looked, until, step = 0, step, step * 2
            while at < len(papers) and looked < until:
                batch += papers[at]
                looked += sum(one.named for one in papers[at])
                at += 1
            groups += self._within(batch)
        return groups, sum(len(group.places) for group in groups), at == len(papers)

    def _named(self) -> list[_Named]:
        """Return the sources of which the index names texts, in order."""
        texts = grams.candidates(self.session, self.texts, self.question).subquery()
        places: ColumnElement[str] = literal("")
        if not grams.tells(self.question):
            places = grams.gathered(self.session, texts.c.place)
        spread = select(texts.c.source, func.count().label("named"), places.label("places"))
        named, of = spread.group_by(texts.c.source).subquery(), self.sources.subquery()
        found = select(*of.c, named.c.named, named.c.places)
        found = found.join(named, named.c.source == of.c.id)
        order = (of.c.held_on.desc(), of.c.of, of.c.position, of.c.paper, of.c.id.desc())
        rows: Iterable[Any] = self.session.execute(found.order_by(*order))
        return [*map(_Named._make, rows)]

    def _key(self, one: _Named) -> Key:
        papers = int(self.texts is PAGES)
        return (-one.held_on.toordinal(), one.of, papers, one.position, one.paper, -one.id)

    def _within(self, named: Iterable[_Named]) -> list[Group]:
        """Return the groups of some sources, in order, of each paper the newest version's."""
        some = list(named)
        if not some:
            return []
        places: dict[int, list[int]] = {}
        rows: Iterable[Any] = self.session.execute(self._standing(some))
        for source, place in rows:
            places.setdefault(source, []).append(place)
        standing = (one for one in some if one.id in places)
        newest = (next(versions) for _, versions in groupby(standing, key=_paper))
        return [Group(self._key(one), sorted(places[one.id])) for one in newest]

    def _standing(self, named: list[_Named]) -> Rows:
        """Select source and place of the texts where the words stand, in some sources."""
        texts = self.texts
        if not grams.tells(self.question):
            named_by = ((one.id, one.places.strip("{}").split(",")) for one in named)
            keys = [(source, int(place)) for source, places in named_by for place in places]
            return grams.standing_at(self.session, texts, self.question, keys)
        sources = [one.id for one in named]
        if sum(one.named for one in named) * DENSE > sum(one.pages for one in named):
            through = select(texts.source, texts.place).where(texts.source.in_(sources))
            return through.where(grams.standing(self.session, texts, self.question))
        return grams.candidates(self.session, texts, self.question, sources)


def _paper(one: _Named) -> Any:
    """Return what the versions of a paper have in common; they lie together."""
    return one.of, one.paper


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
