"""Clearing: what nobody needs any more goes, files no paper names, ended sign-ins.

The record keeps all that happened: `paper.removed` stays with the digest, and every entry names
its person. A sign-in's row is only the lock its cookie fits.
"""

from __future__ import annotations

from meetings.domain import papers, people
from meetings.domain.base import now
from meetings.domain.record import Entry
from meetings.house import House

DAY = 24 * 60 * 60 * 1000
KEPT_DAYS = 30
"""Days an ended sign-in is kept, so that one can tell who was signed in when."""


class Clearer:
    """Removes files nobody names, at each removal, and ended sign-ins, once a day."""

    def __init__(self, house: House) -> None:
        self.house = house
        self._cleared_at = 0

    def clear_for(self, entries: list[Entry]) -> None:
        """Clear after an act; called with its entries, one act at a time."""
        self._forget_sign_ins(now())
        for entry in entries:
            if entry.kind in ("paper.removed", "replacement.dropped"):
                for digest in (entry.body["digest"], *entry.body.get("digests", [])):
                    self._remove(digest)

    def _remove(self, digest: str) -> None:
        with self.house.database.read() as session:
            named = papers.is_named(session, digest)
        if not named:
            self.house.files.remove(digest)

    def _forget_sign_ins(self, at: int) -> None:
        if at - self._cleared_at < DAY:
            return
        self._cleared_at = at
        with self.house.database.write() as session:
            people.forget_ended(session, at - KEPT_DAYS * DAY)
