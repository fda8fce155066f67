"""What changes something: every act, registered by being imported here."""

from meetings.commands import (
    agenda,
    attendance,
    bodies,
    floor,
    guide,
    marks,
    meetings,
    minutes,
    notebooks,
    notes,
    pairing,
    papers,
    people,
    publishing,
    replacements,
)

__all__ = [
    "agenda",
    "attendance",
    "bodies",
    "floor",
    "guide",
    "marks",
    "meetings",
    "minutes",
    "notebooks",
    "notes",
    "pairing",
    "papers",
    "people",
    "publishing",
    "replacements",
]
