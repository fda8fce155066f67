"""Keeping: which meetings a tablet may hold for the time without a line, and for how long."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from meetings.domain import bodies, days, meetings, papers, record, replacements
from meetings.domain.meetings import Meeting
from meetings.domain.people import Person, SignIn

PAST = 2
"""Meetings that have ended which are kept too, the latest."""
_RUNNING = ("open", "recess")
_DAY = 24 * 60 * 60 * 1000


def may_keep(meeting: Meeting) -> bool:
    """Say whether a meeting's papers may lie on a tablet at all; a secret session's never may."""
    return meeting.state != "preparing"


def wanted(session: Session, viewer: Person) -> list[Meeting]:
    """Return the meetings to keep, the most needed first: running, coming, the latest past."""
    rows = [row for row in meetings.visible(session, viewer) if may_keep(row)]
    seated = bodies.sits_in(session, viewer.id)
    past = [row for row in rows if row.state in ("closed", "sealed")]
    coming = [row for row in rows if row.state not in ("closed", "sealed")]

    def need(row: Meeting) -> tuple[bool, bool, str, str, bool, int]:
        over = row.held_on < days.today()
        sits = row.body_id in seated
        when = (row.held_on.isoformat(), row.starts_at)
        return row.state not in _RUNNING, over, *when, not sits, row.id

    return [*sorted(coming, key=need), *past[:PAST]]


def told(session: Session, viewer: Person, row: Meeting) -> dict[str, Any]:
    """Return what of a meeting a tablet keeps: streams' heads, versions, and answers by address."""
    shown = [paper for paper in papers.of_meeting(session, viewer, row) if paper.published_at]
    issued = replacements.versions(session, shown)
    streams = [row.stream, row.notebook(viewer.id)]
    streams += [row.group(body.id) for body in bodies.groups(session, viewer)]
    versions, answers = [], [f"/api/meetings/{row.id}", f"/api/meetings/{row.id}/marks"]
    for paper in shown:
        for one in issued[paper.id]:
            former = one["version"] != paper.version.id
            same = {name: one[name] for name in ("version", "digest", "pages")}
            versions.append(same | {"former": former})
            answers.append(f"/api/versions/{one['version']}")
            answers.append(f"/api/meetings/{row.id}/ink?version={one['version']}")
            if one["from"]:
                answers.append(f"/api/versions/{one['version']}/replacement")
    return {
        "meeting": row.id,
        "keep": may_keep(row),
        "heads": {stream: record.head(session, stream) for stream in streams},
        "versions": versions,
        "answers": [f"/meetings/{row.id}", *answers],
    }


def stands(session: Session, ticket: tuple[int, int, int], at: int, keep_days: int) -> bool:
    """Say whether what was kept under a sign-in may stay: `(sign-in, person, began at)`.

    Its row is gone once somebody signed out, or an administrator ended it; that it ran out by
    itself leaves the papers, for `keep_days` more.
    """
    number, person, began_at = ticket
    found = select(SignIn).filter_by(id=number, person_id=person, began_at=began_at)
    row = session.scalars(found).first()
    return row is not None and row.person.active and at < row.ends_at + keep_days * _DAY
