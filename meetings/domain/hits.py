"""Hits: what was found in words, with a line of each place and the way there."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from meetings.domain.grams import Texts
from meetings.domain.meetings import Meeting
from meetings.domain.minutes import PASSAGES
from meetings.domain.papers import PAGES, Paper, PaperVersion
from meetings.domain.search import Group, Key
from meetings.domain.snippets import Snippet, snippet

IN_ONE = 3
"""Places shown of one paper, so that a budget book does not hide all others."""


@dataclass(frozen=True)
class Hit:
    """One place where the words stand: a page of a paper, or a passage of minutes."""

    place: int
    line: Snippet


@dataclass(frozen=True)
class Hits:
    """The places in one paper, or in one meeting's minutes (``paper`` None)."""

    meeting: Meeting
    paper: Paper | None
    version: int | None
    count: int
    shown: list[Hit]


def told(session: Session, groups: list[Group], words: list[str]) -> list[Hits]:
    """Return groups with the lines of their first places."""
    first = {group.key: group.places[:IN_ONE] for group in groups}
    by_what = {what: [g for g in groups if g.what == what] for what in ("papers", "minutes")}
    ids = {what: [g.source for g in some] for what, some in by_what.items()}
    texts = {
        what: _texts(session, PAGES if what == "papers" else PASSAGES, some, first)
        for what, some in by_what.items()
    }
    versions = select(PaperVersion).where(PaperVersion.id.in_(ids["papers"]))
    papers = {version.id: version.paper for version in session.scalars(versions)}
    minutes = select(Meeting).where(Meeting.id.in_(ids["minutes"]))
    meetings = {meeting.id: meeting for meeting in session.scalars(minutes)}
    found = []
    for group in groups:
        stood = texts[group.what]
        shown = [Hit(n, snippet(stood[group.source, n], words)) for n in first[group.key]]
        if group.what == "papers":
            paper = papers[group.source]
            one = Hits(paper.meeting, paper, group.source, len(group.places), shown)
        else:
            one = Hits(meetings[group.source], None, None, len(group.places), shown)
        found.append(one)
    return found


def _texts(
    session: Session, texts: Texts, groups: list[Group], first: dict[Key, list[int]]
) -> dict[tuple[int, int], str]:
    """Return source and place -> text, of the first places of some groups."""
    if not groups:
        return {}
    wanted = (and_(texts.source == g.source, texts.place.in_(first[g.key])) for g in groups)
    rows = session.execute(select(texts.source, texts.place, texts.text).where(or_(*wanted)))
    return {(source, place): text for source, place, text in rows}


def of_version(
    session: Session, version: int, pages: list[int], count: int, words: list[str]
) -> Hits:
    """Return the lines of some pages of a version, and how many pages there are."""
    paper = session.get_one(PaperVersion, version).paper
    found = select(PAGES.place, PAGES.text).where(PAGES.source == version, PAGES.place.in_(pages))
    rows = session.execute(found.order_by(PAGES.place))
    shown = [Hit(place, snippet(text, words)) for place, text in rows]
    return Hits(paper.meeting, paper, version, count, shown)
