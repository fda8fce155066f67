"""What changes something: every act, registered by being imported here."""

from meetings.commands import (
    agenda,
    attendance,
    bodies,
    floor,
    guide,
    meetings,
    minutes,
    notes,
    papers,
    people,
)

__all__ = [
    "agenda",
    "attendance",
    "bodies",
    "floor",
    "guide",
    "meetings",
    "minutes",
    "notes",
    "papers",
    "people",
]
