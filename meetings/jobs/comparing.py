"""Comparing what is to replace a paper with it, page by page, in the house's own name."""

from __future__ import annotations

import logging
from threading import Event

from sqlalchemy import func, select

from meetings.desk import Desk
from meetings.domain.base import Refused
from meetings.domain.papers import PageText, PaperVersion
from meetings.domain.replacements import Replacement

log = logging.getLogger(__name__)
FEW = 20
"""Characters below which a page is known by its picture: then all pictures are waited for."""


class Comparer:
    """Has the pages compared of each replacement that is being prepared."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def compare(self, version: PaperVersion) -> None:
        """Compare a version with the one it is to replace, if that is to be done and can be."""
        with self.desk.house.database.read() as session:
            row = session.get(Replacement, version.id)
            if row is None or row.found_at or row.version.issued_at:
                return
            sides = (row.former, row.version)
            if any(side.prepared < side.pages for side in sides):
                spoken = select(func.count()).where(func.length(PageText.folded) >= FEW)
                for side in sides:
                    if session.scalar(spoken.where(PageText.version_id == side.id)) != side.pages:
                        return
        given = {"meeting": version.paper.meeting_id, "version": version.id}
        try:
            self.desk.do("replacement.find", None, given)
        except Refused as refusal:
            log.warning("version %s was not compared: %s", version.id, refusal.reason)

    def compare_rest(self, closing: Event) -> None:
        """Compare what is prepared and was not compared yet."""
        found = select(PaperVersion).join(Replacement, Replacement.version_id == PaperVersion.id)
        found = found.where(Replacement.found_at.is_(None), PaperVersion.issued_at.is_(None))
        with self.desk.house.database.read() as session:
            rows = list(session.scalars(found.order_by(PaperVersion.id)))
        for row in rows:
            if closing.is_set():
                return
            self.compare(row)
