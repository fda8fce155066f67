"""Comparing: a meeting as the tables have it, beside what its entries add up to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from meetings.domain import attendance, floor, meetings, pairing, papers, record
from meetings.domain.fold import Sitting, fold
from meetings.domain.meetings import Meeting
from meetings.domain.minutes import Minutes
from meetings.domain.notes import Bookmark, SlipOrder, Stroke
from meetings.domain.papers import Paper, PaperVersion
from meetings.domain.record import Stream
from meetings.domain.replacements import Replacement

State = dict[str, Any]

PARTS = {
    "facts": "名前・日時・場所",
    "state": "状態",
    "times": "開議・散会の時刻",
    "agenda": "議事日程",
    "papers": "会議資料",
    "versions": "会議資料の差しかえ",
    "pairs": "並べて読む資料",
    "attendance": "出欠",
    "floor": "示しているページ",
    "strokes": "書き込み",
    "bookmarks": "しおり",
    "slips": "質問メモの順",
    "minutes": "会議録の本文",
}
"""What is compared, as `verify` says it."""
_FACTS = ("name", "starts_at", "place")
_FLOOR = ("version", "page", "half", "strength", "number", "presenter", "epoch", "sharing")


def stored(session: Session, meeting: Meeting) -> State:
    """Return a meeting's state as the tables have it."""
    facts = {name: getattr(meeting, name) for name in _FACTS}
    facts |= {"session": meeting.session_id, "body": meeting.body_id}
    facts |= {"meeting": meeting.id, "held_on": meeting.held_on.isoformat()}
    here = floor.of(session, meeting)
    called = (here.version_id, here.page, here.half, here.strength, here.number)
    handed = (here.presenter_id, here.epoch)
    minutes = session.get(Minutes, meeting.id)
    return {
        "facts": facts,
        "state": meeting.state,
        "times": (meeting.opened_at, meeting.closed_at),
        "agenda": {item.id: (n, item.title) for n, item in _agenda(session, meeting)},
        "papers": {
            paper.id: papers.told(paper) | {"published": paper.published_at is not None}
            if paper.versions
            else {}
            for paper in session.scalars(select(Paper).filter_by(meeting_id=meeting.id))
        },
        "versions": dict(_versions(session, meeting)),
        "pairs": dict(_pairs(session, meeting)),
        "attendance": attendance.marked(session, meeting.id),
        "floor": dict(zip(_FLOOR, (*called, *handed, here.sharing), strict=True)),
        "strokes": {
            stroke.id: stroke.whole()
            for stroke in session.scalars(select(Stroke).filter_by(meeting_id=meeting.id))
        },
        "bookmarks": {
            (row.author_id, row.version_id, row.page, row.half): row.told()
            for row in session.scalars(select(Bookmark).filter_by(meeting_id=meeting.id))
        },
        "slips": {
            row.author_id: row.ids
            for row in session.scalars(select(SlipOrder).filter_by(meeting_id=meeting.id))
        },
        "minutes": (minutes.text, minutes.revision) if minutes else None,
    }


def _agenda(session: Session, meeting: Meeting) -> Iterator[tuple[int, meetings.AgendaItem]]:
    return ((item.position, item) for item in meetings.agenda(session, meeting.id))


def refolded(session: Session, meeting: Meeting) -> State:
    """Return the same from nothing but the entries."""
    sitting = fold(record.after(session, meeting.stream, 0))
    office = fold(record.after(session, meeting.office, 0))
    strokes, bookmarks = dict(sitting.strokes), dict(sitting.bookmarks)
    slips: dict[int | None, list[str]] = {}
    for stream in _of_writing(session, meeting):
        own = fold(record.after(session, stream, 0))
        strokes |= own.strokes
        bookmarks |= own.bookmarks
        slips |= own.slips
    # What clerks wrote on a paper that was never published went with it.
    there = sitting.versions.keys() | office.versions.keys()
    strokes = {key: row for key, row in strokes.items() if row["version"] in there}
    bookmarks = {key: row for key, row in bookmarks.items() if key[1] in there}
    times = dict(sitting.times)
    waiting = {key: row for key, row in office.papers.items() if key not in sitting.papers}
    return {
        "facts": sitting.facts,
        "state": sitting.state,
        "times": (times.get("meeting.opened"), times.get("meeting.closed")),
        "agenda": {row["item"]: (n, row["title"]) for n, row in enumerate(sitting.agenda, 1)},
        "papers": {key: row | {"published": True} for key, row in sitting.papers.items()}
        | {key: row | {"published": False} for key, row in waiting.items()},
        "versions": _told_versions(sitting, office),
        "pairs": {
            paper: (office.pairs.get(paper), sitting.pairs.get(paper))
            for paper in office.pairs.keys() | sitting.pairs.keys()
        },
        "attendance": sitting.attendance,
        "floor": sitting.floor,
        "strokes": strokes,
        "bookmarks": bookmarks,
        "slips": slips,
        "minutes": office.minutes,
    }


def _pairs(session: Session, meeting: Meeting) -> Iterator[tuple[int, tuple[int, int | None]]]:
    """Yield papers with what clerks propose beside them, and what everybody is told of that."""
    for paper in session.scalars(select(Paper).filter_by(meeting_id=meeting.id)):
        if paper.beside_id:
            yield paper.id, (paper.beside_id, papers.beside(session, paper))


def _versions(session: Session, meeting: Meeting) -> Iterator[tuple[int, State]]:
    """Yield versions with what they are, and those that replace others with all told of that."""
    found = select(PaperVersion).join(PaperVersion.paper).where(Paper.meeting_id == meeting.id)
    for row in session.scalars(found):
        state = {"paper": row.paper_id, "digest": row.digest, "pages": row.pages, "kind": row.kind}
        state |= {"issued": row.issued_at is not None, "withdrawn": row.withdrawn}
        if replacement := session.get(Replacement, row.id):
            state |= {"from": replacement.from_id, "reason": replacement.reason}
            state |= {"errata": replacement.errata, "revision": replacement.revision}
            state["errata_paper"] = replacement.errata_paper_id
            if row.issued_at:
                whole = pairing.whole(pairing.rows_of(session, row.id), row.sizes)
                state["map"] = pairing.runs(whole)
        yield row.id, state


def _told_versions(sitting: Sitting, office: Sitting) -> dict[int, State]:
    """Return the versions the clerks' stream tells of, with what everybody was told of them."""
    told = {key: sitting.versions.get(key, {}) | row for key, row in office.versions.items()}
    for key, row in sitting.versions.items():
        sheet = {name: row[name] for name in ("errata_paper",) if name in row}
        told[key] = told.get(key, row) | sheet | {"issued": True}
    return told


def _of_writing(session: Session, meeting: Meeting) -> list[str]:
    """Return the names of the streams that hold people's own notes, and groups'."""
    names = [Stream.name.startswith(f"{noun}:{meeting.id}:") for noun in ("notebook", "group")]
    return list(session.scalars(select(Stream.name).where(or_(*names))))


def differences(session: Session, meeting: Meeting) -> Iterator[str]:
    """Yield a sentence for each part of a meeting that is not what its entries say."""
    try:
        wanted = refolded(session, meeting)
    except (KeyError, ValueError, TypeError, StopIteration):
        yield f"会議 {meeting.id} の記録をたどれません"
        return
    found = stored(session, meeting)
    for part, name in PARTS.items():
        if found[part] != wanted[part]:
            yield f"会議 {meeting.id} の{name}{_where(found[part], wanted[part])}が記録と合いません"


def _where(found: Any, wanted: Any) -> str:
    """Return which rows of a part differ, where it has rows."""
    if not (isinstance(found, dict) and isinstance(wanted, dict)):
        return ""
    keys = [key for key in found.keys() | wanted.keys() if found.get(key) != wanted.get(key)]
    return f"（{'、'.join(sorted(map(str, keys)))}）"
