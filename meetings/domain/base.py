"""The ground of all tables, the clock, and the one way to refuse."""

from __future__ import annotations

import time

from sqlalchemy.orm import DeclarativeBase


class Base(DeclarativeBase):
    """The declarative base of every table."""


class Refused(Exception):
    """An act can't be done: ``reason`` is ``noun.reason``, also the key of its sentence.

    ``values`` fill the sentence, ``clause`` names the rule it rests on,
    ``keep`` says how the writing is kept (``private``), if it is.
    """

    def __init__(
        self, reason: str, *, clause: str | None = None, keep: str | None = None, **values: object
    ) -> None:
        super().__init__(reason)
        self.reason = reason
        self.clause = clause
        self.keep = keep
        self.values = values


class NotFound(Refused):
    """What was asked for isn't there, or isn't there for this viewer."""

    def __init__(self, noun: str) -> None:
        super().__init__("found.nothing", noun=noun)


def now() -> int:
    """Return the time in ms since the epoch."""
    return time.time_ns() // 1_000_000
