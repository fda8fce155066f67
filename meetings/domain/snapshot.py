"""A meeting at one moment, as a tablet needs it for a cold start."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from sqlalchemy.orm import Session

from meetings.domain import (
    attendance,
    bodies,
    floor,
    meetings,
    papers,
    people,
    record,
    replacements,
)
from meetings.domain.meetings import Meeting
from meetings.domain.people import Person
from meetings.domain.rules import Ruleset


def of_meeting(
    session: Session, viewer: Person, meeting: Meeting, rules: Ruleset
) -> dict[str, Any]:
    """Return meeting, viewer, people, agenda, papers, floor, attendance, stream heads."""
    shown = [paper for paper in papers.of_meeting(session, viewer, meeting) if paper.published_at]
    groups = bodies.groups(session, viewer)
    streams = [meeting.stream, meeting.notebook(viewer.id)]
    streams += [meeting.group(body.id) for body in groups]
    row = floor.of(session, meeting)
    versions = replacements.versions(session, shown)
    return {
        "meeting": _meeting(meeting, sharing=row.sharing),
        "me": {
            "id": viewer.id,
            "name": viewer.name,
            "role": meetings.role_in(session, viewer, meeting),
        },
        "groups": [{"id": body.id, "name": body.name} for body in groups],
        "people": _people(session, meeting),
        "agenda": [
            {"item": item.id, "number": item.position, "title": item.title}
            for item in meetings.agenda(session, meeting.id)
        ],
        "papers": [
            papers.told(paper)
            | {"beside": papers.beside(session, paper), "versions": versions[paper.id]}
            for paper in shown
        ],
        "floor": {
            "version": row.version_id,
            "page": row.page,
            "half": row.half,
            "strength": row.strength,
            "presenter": floor.presenter(session, meeting),
            "epoch": row.epoch,
            "number": row.number,
        },
        "attendance": _attendance(session, meeting, rules),
        "streams": {stream: record.head(session, stream) for stream in streams},
    }


def _meeting(meeting: Meeting, *, sharing: bool) -> dict[str, Any]:
    return {
        "id": meeting.id,
        "name": meeting.name,
        "session": meeting.session.name,
        "body": meeting.body.name,
        "held_on": meeting.held_on.isoformat(),
        "starts_at": meeting.starts_at,
        "place": meeting.place,
        "state": meeting.state,
        "opened_at": meeting.opened_at,
        "closed_at": meeting.closed_at,
        "sharing": sharing,
    }


def _attendance(session: Session, meeting: Meeting, rules: Ruleset) -> dict[str, Any]:
    """Return the quorum's numbers, how many are marked, and the ids of those who are not."""
    return asdict(attendance.quorum(session, meeting, rules)) | {
        "marked": len(attendance.marked(session, meeting.id)),
        "unmarked": [person.id for person in attendance.unmarked(session, meeting)],
    }


def _people(session: Session, meeting: Meeting) -> dict[str, Any]:
    """Return everybody who may appear: id -> name, furigana, role in this meeting."""
    chair = bodies.chair(session, meeting.body_id)
    return {
        str(person.id): {
            "name": person.name,
            "furigana": person.furigana,
            "role": "chair" if chair and person.id == chair.id else person.role,
            "active": person.active,
        }
        for person in people.everyone(session)
    }
