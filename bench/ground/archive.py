"""An archive of many papers, its words recombined by a seed from real ones."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pymupdf
from sqlalchemy import text
from sqlalchemy.orm import Session

from meetings.demo.budget import budget_book
from meetings.demo.calendar import DAY
from meetings.domain import papers
from meetings.domain.meetings import Meeting
from meetings.domain.papers import Paper, PaperVersion
from meetings.house import House
from tests.house.tree import ROOT

SHARED = Path(os.environ.get("GIJO_SHARED_DATA", ROOT.parent / "shared" / "data"))
PAGES = 50
"""Pages of a paper."""
PAPERS = 20
"""Papers of a meeting."""
AT_ONCE = 500
"""Pages written in one transaction."""
_LENGTHS = (300, 1000)


def lines() -> list[list[str]]:
    """Return the lines of real pages: the shared data's papers, else the demo's."""
    files = [SHARED / "budget" / "r6-budget.pdf", *sorted(SHARED.glob("packets/*/*.pdf"))]
    if not files[0].is_file():
        return _lines(pymupdf.open(stream=budget_book(DAY)))
    return [page for file in files for page in _lines(pymupdf.open(file))]


def _lines(document: pymupdf.Document) -> list[list[str]]:
    with document:
        pages = [document[n].get_text().splitlines() for n in range(document.page_count)]
    return [page for page in pages if sum(map(len, page)) > _LENGTHS[0]]


def texts(dice: random.Random, number: int) -> Iterator[str]:
    """Yield pages of runs of real lines."""
    real = lines()
    for _ in range(number):
        page: list[str] = []
        wanted = dice.randint(*_LENGTHS)
        while sum(map(len, page)) < wanted:
            one = dice.choice(real)
            start = dice.randrange(len(one))
            page += one[start : start + dice.randint(2, 12)]
        yield "\n".join(page)


def fill(house: House, pages: list[str]) -> None:
    """Write pages as published papers of meetings, one meeting a day back from the last."""
    with house.database.write() as session:
        first = _add_papers(session, -(-len(pages) // PAGES))
    for start in range(0, len(pages), AT_ONCE):
        with house.database.write() as session:
            for number, words in enumerate(pages[start : start + AT_ONCE], start):
                papers.write_text(session, first + number // PAGES, number % PAGES + 1, words)
    with house.database.engine.connect() as connection:
        connection.execute(text("ANALYZE"))
        connection.commit()


def _add_papers(session: Session, number: int) -> int:
    """Add papers in announced meetings; return the id of the first version."""
    day = date(2026, 12, 1)
    for start in range(0, number, PAPERS):
        held = day - timedelta(days=start)
        given = {"session_id": 1, "body_id": 1, "name": f"本会議 {start}", "held_on": held}
        meeting = Meeting(**given, starts_at="10:00", state="announced")
        session.add(meeting)
        session.flush()
        for position in range(1, min(PAPERS, number - start) + 1):
            paper = Paper(meeting_id=meeting.id, position=position, name="資料", published_at=1)
            digest = f"{start + position:064x}"
            file = {"digest": digest, "bytes": 1, "pages": PAGES, "sizes": [], "prepared": PAGES}
            paper.versions.append(PaperVersion(number=1, **file))
            session.add(paper)
            session.flush()
    newest = session.query(PaperVersion).count()
    return newest - number + 1
