"""Who may do what, and when: one table of acts, roles and meeting states."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from meetings.domain import bodies, meetings
from meetings.domain.base import NotFound
from meetings.domain.people import Person


@dataclass(frozen=True)
class Right:
    """The roles that may act, and the meeting states in which they may."""

    roles: frozenset[str]
    states: frozenset[str] | None = None


def _right(roles: str, states: str | None = None) -> Right:
    return Right(frozenset(roles.split()), frozenset(states.split()) if states else None)


_OFFICE = "clerk"
_DAIS = "clerk chair"
_SEATED = "clerk chair member executive"
_ALL = "administrator clerk chair member executive guest"
_BEFORE = "preparing announced"
_SITTING = "open recess"
_UNSEALED = "preparing announced open recess closed"
_SHOWN = "announced open recess closed sealed"

RIGHTS: dict[str, Right] = {
    "person.add": _right("administrator"),
    "person.change": _right("administrator"),
    "person.set_password": _right("administrator"),
    "token.issue": _right("administrator"),
    "token.revoke": _right("administrator"),
    "body.add": _right("administrator clerk"),
    "seat.give": _right("administrator clerk"),
    "seat.end": _right("administrator clerk"),
    "session.add": _right(_OFFICE),
    "meeting.add": _right(_OFFICE),
    "meeting.change": _right(_OFFICE, _UNSEALED),
    "meeting.announce": _right(_OFFICE, "preparing"),
    "meeting.open": _right(_DAIS, "announced"),
    "meeting.pause": _right(_DAIS, "open"),
    "meeting.resume": _right(_DAIS, "recess"),
    "meeting.close": _right(_DAIS, _SITTING),
    "agenda.add": _right(_OFFICE, "preparing announced open recess"),
    "agenda.change": _right(_OFFICE, _UNSEALED),
    "agenda.move": _right(_OFFICE, "preparing announced open recess"),
    "agenda.remove": _right(_OFFICE, _BEFORE),
    "paper.add": _right(_OFFICE, "preparing announced open recess"),
    "paper.change": _right(_OFFICE, "preparing announced open recess"),
    "paper.move": _right(_OFFICE, "preparing announced open recess"),
    "paper.pair": _right(_OFFICE, "preparing announced open recess"),
    "paper.remove": _right(_OFFICE, _UNSEALED),
    "paper.publish": _right(_OFFICE, "preparing announced open recess"),
    "papers.publish": _right(_OFFICE, "preparing announced open recess"),
    "replacement.begin": _right(_OFFICE, "preparing announced open recess"),
    "replacement.correct": _right(_OFFICE, "preparing announced open recess"),
    "replacement.drop": _right(_OFFICE),
    "replacement.find": _right(_OFFICE),
    "replacement.pair": _right(_OFFICE, "preparing announced open recess"),
    "replacement.publish": _right(_OFFICE, "preparing announced open recess"),
    "guide.find": _right(_OFFICE),
    "guide.correct": _right(_OFFICE, _UNSEALED),
    "attendance.mark": _right(_DAIS, "announced open recess closed"),
    "attendance.mark_rest": _right(_DAIS, "announced open recess closed"),
    "floor.turn": _right("chair clerk member executive", "announced open recess"),
    "floor.grant": _right(_DAIS, "announced open recess"),
    "floor.take": _right(_DAIS, "announced open recess"),
    "floor.share": _right(_DAIS, "announced open recess"),
    "ink.draw": _right(_ALL, _SHOWN),
    "ink.erase": _right(_ALL, _SHOWN),
    "ink.restore": _right(_ALL, _SHOWN),
    "ink.place": _right(_ALL, _SHOWN),
    "ink.lay": _right(_ALL, _SHOWN),
    "bookmark.set": _right(_ALL, _SHOWN),
    "slips.order": _right(_ALL, _SHOWN),
    "notebook.wipe": _right(_ALL, _SHOWN),
    "minutes.draft": _right(_OFFICE, "closed"),
    "minutes.save": _right(_OFFICE, "closed"),
    "minutes.seal": _right(_OFFICE, "closed"),
}
"""Every act and who may do it; what is true beyond that is in the act itself."""

SHARING = frozenset(_SEATED.split())
"""Roles that may write for everybody."""

SHARED_STATES = frozenset(["announced", "open", "recess"])
"""States in which a meeting takes shared ink; private notes may be written later too."""

PAGES: dict[str, frozenset[str]] = {
    "prepare": frozenset({"clerk"}),
    "minutes": frozenset({"clerk"}),
    "people": frozenset({"administrator"}),
    "bodies": frozenset({"administrator", "clerk"}),
}
"""Screens that only some roles have; the others are everybody's who signed in."""


def may_follow(session: Session, viewer: Person, stream: str) -> bool:
    """Say whether a viewer may read a stream."""
    noun, *ids = stream.split(":")
    if noun == "council" and not ids:
        return viewer.role in ("administrator", "clerk")
    if not ids or not all(part.isascii() and part.isdigit() and len(part) < 10 for part in ids):
        return False
    try:
        meetings.seen(session, viewer, int(ids[0]))
    except NotFound:
        return False
    if noun == "meeting":
        return len(ids) == 1
    if noun == "notebook":
        return len(ids) == 2 and int(ids[1]) == viewer.id
    if noun == "group":
        return len(ids) == 2 and int(ids[1]) in {body.id for body in bodies.groups(session, viewer)}
    return noun == "office" and len(ids) == 1 and viewer.role == "clerk"
