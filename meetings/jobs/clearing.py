"""Clearing: a removed paper's file goes when no other paper names it."""

from __future__ import annotations

from meetings.domain import papers
from meetings.domain.record import Entry
from meetings.house import House


class Clearer:
    """Removes files nobody names; called with the entries of each act, one act at a time."""

    def __init__(self, house: House) -> None:
        self.house = house

    def clear_for(self, entries: list[Entry]) -> None:
        """Remove the files of removed papers; no act can name them meanwhile."""
        for entry in entries:
            if entry.kind == "paper.removed":
                digest = entry.body["digest"]
                with self.house.database.read() as session:
                    named = papers.is_named(session, digest)
                if not named:
                    self.house.files.remove(digest)
