"""Finding the guides of papers, in the house's own name."""

from __future__ import annotations

import logging
from threading import Event

from sqlalchemy import select

from meetings.desk import Desk
from meetings.domain.base import Refused
from meetings.domain.guide import Guide
from meetings.domain.papers import PaperVersion
from meetings.jobs import words

log = logging.getLogger(__name__)


class Finder:
    """Has the guide found of each version whose words are read."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def find(self, version: PaperVersion, *, drawn: bool = False) -> None:
        """Find a version's guide if it has none, or if that one waited for pictures now drawn."""
        with self.desk.house.database.read() as session:
            known = session.get(Guide, version.id)
            if known is not None and not (drawn and known.found.get("waits")):
                return
        given = {"meeting": version.paper.meeting_id, "version": version.id}
        try:
            self.desk.do("guide.find", None, given)
        except Refused as refusal:
            log.warning("no guide of version %s: %s", version.id, refusal.reason)

    def find_rest(self, closing: Event) -> None:
        """Find the guides of versions prepared before there were any."""
        found = select(PaperVersion).outerjoin(Guide, Guide.version_id == PaperVersion.id)
        found = found.where(Guide.version_id.is_(None), PaperVersion.prepared >= PaperVersion.pages)
        with self.desk.house.database.read() as session:
            rows = list(session.scalars(found.order_by(PaperVersion.id.desc())))
        for row in rows:
            if closing.is_set():
                return
            words.complete(self.desk.house, row.digest, row.pages)
            self.find(row)
