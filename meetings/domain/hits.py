"""Hits: what was found in words, with a line of each place and the way there."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from meetings.domain.grams import Texts
from meetings.domain.meetings import Meeting
from meetings.domain.minutes import PASSAGES
from meetings.domain.papers import PAGES, Paper, PaperVersion
from meetings.domain.search import Group
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
    ids: dict[str, list[int]] = {"papers": [], "minutes": []}
    for group in groups:
        ids[group.what].append(group.source)
    # Read together and held, so that each is at hand below.
    held = [
        *session.scalars(select(PaperVersion).where(PaperVersion.id.in_(ids["papers"]))),
        *session.scalars(select(Meeting).where(Meeting.id.in_(ids["minutes"]))),
    ]
    found = [_told(session, group, words) for group in groups]
    held.clear()
    return found


def _told(session: Session, group: Group, words: list[str]) -> Hits:
    first, count = group.places[:IN_ONE], len(group.places)
    if group.what == "papers":
        return of_version(session, group.source, first, count, words)
    meeting = session.get_one(Meeting, group.source)
    return Hits(meeting, None, None, count, _lines(session, PASSAGES, meeting.id, first, words))


def of_version(
    session: Session, version: int, pages: list[int], count: int, words: list[str]
) -> Hits:
    """Return the lines of some pages of a version, and how many pages there are."""
    paper = session.get_one(PaperVersion, version).paper
    shown = _lines(session, PAGES, version, pages, words)
    return Hits(paper.meeting, paper, version, count, shown)


def _lines(
    session: Session, texts: Texts, source: int, places: list[int], words: list[str]
) -> list[Hit]:
    found = select(texts.place, texts.text).where(texts.source == source)
    rows = session.execute(found.where(texts.place.in_(places)).order_by(texts.place))
    return [Hit(place, snippet(text, words)) for place, text in rows]
