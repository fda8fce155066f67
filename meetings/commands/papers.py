"""Acts on papers: adding, arranging, publishing."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pydantic import Field
from sqlalchemy import delete, select

from meetings import pdf
from meetings.acts import Acting, act, before
from meetings.domain import notes, papers, replacements
from meetings.domain.base import NotFound, Refused
from meetings.domain.guide import Guide
from meetings.domain.meetings import item_of
from meetings.domain.papers import Paper, PaperVersion, UnshownPage
from meetings.given import ONE_LINE, Place, Whole

Name = Annotated[str, ONE_LINE, Field(min_length=1, max_length=200)]
Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
SHORT = 3
"""Pages of a paper that are all tried before it is refused as one that can't be shown."""
THUMBNAIL = 240
"""Width in px at which they are tried."""


@act("paper.add")
def add(
    acting: Acting, meeting: Whole, name: Name, upload: Digest, item: Whole | None = None
) -> None:
    """Add an uploaded file (its SHA-256) as a paper that only clerks see yet."""
    if item is not None:
        item_of(acting.session, acting.here, item)
    if same := papers.same_file(acting.session, acting.here, upload):
        raise Refused("paper.same_file", name=name, other=same.name)
    if not acting.house.files.has(upload):
        # Removed with the last paper naming it while this one was being read.
        raise Refused("paper.cut", name=name)
    facts: pdf.PaperFacts = acting.made
    position = papers.next_position(acting.session, acting.here)
    row = Paper(meeting_id=meeting, item_id=item, name=name, position=position)
    sizes = [list(size) for size in facts.sizes]
    file = {"digest": upload, "pages": facts.pages, "sizes": sizes}
    size = acting.house.files.path(upload).stat().st_size
    row.versions.append(PaperVersion(number=1, bytes=size, issued_at=acting.at, **file))
    acting.session.add(row)
    acting.session.flush()
    acting.write(acting.here.office, "paper.added", **papers.told(row))


@before("paper.add")
def read_first(acting: Acting, name: str, upload: str, **_: object) -> pdf.PaperFacts:
    """Read the file's pages in a sandboxed process; refuse what can't be shown."""
    return readable(acting, name, upload)


def readable(acting: Acting, name: str, upload: str) -> pdf.PaperFacts:
    """Return what is to be known of an uploaded file that can be shown; others are refused."""
    if not acting.house.files.has(upload):
        raise NotFound("upload")
    path = acting.house.files.path(upload)
    try:
        facts = acting.house.pages.read(path)
        _refuse_unshowable(acting.house.pages, path, facts.pages)
        return facts
    except pdf.Refused as refusal:
        raise Refused(refusal.reason, name=name, pages=acting.house.config.max_pages) from None


def _refuse_unshowable(pages: pdf.Pages, path: Path, count: int) -> None:
    """Refuse a short paper none of whose pages can be drawn.

    A long one is taken: to be sure of it could cost the time limit for each of its pages. Which of
    them can't be shown is found while it is prepared.
    """
    if count > SHORT:
        return
    for page in range(1, count + 1):
        try:
            pages.picture(path, page, THUMBNAIL)
        except pdf.Refused:
            if page == count:
                raise
        else:
            return


@act("paper.change")
def change(
    acting: Acting,
    meeting: Whole,
    paper: Whole,
    name: Name | None = None,
    item: Whole | None = None,
) -> None:
    """Change a paper's name or the item it belongs to (0: the meeting as a whole)."""
    row = papers.paper_of(acting.session, acting.here, paper)
    changed: dict[str, object] = {}
    if name is not None:
        row.name = name
        changed["name"] = row.name
    if item is not None:
        row.item_id = item_of(acting.session, acting.here, item).id if item else None
        changed["item"] = row.item_id
    acting.write(_stream(acting, row), "paper.changed", paper=paper, **changed)


@act("paper.move")
def move(acting: Acting, meeting: Whole, paper: Whole, position: Place) -> None:
    """Move a paper to another place among the meeting's papers."""
    row = papers.paper_of(acting.session, acting.here, paper)
    found = select(Paper).filter_by(meeting_id=meeting).order_by(Paper.position, Paper.id)
    rows = [other for other in acting.session.scalars(found) if other is not row]
    rows.insert(position - 1, row)
    for place, other in enumerate(rows, start=1):
        if other.position != place:
            other.position = place
            told = {"paper": other.id, "position": place}
            acting.write(_stream(acting, other), "paper.moved", **told)
    if not acting.written:
        acting.write(_stream(acting, row), "paper.moved", paper=paper, position=row.position)


@act("paper.pair")
def pair(acting: Acting, meeting: Whole, paper: Whole, beside: Whole) -> None:
    """Propose that a paper be read beside another of the meeting (0: no longer)."""
    row = papers.paper_of(acting.session, acting.here, paper)
    if beside == paper:
        raise Refused("paper.beside_itself", name=row.name)
    other = papers.paper_of(acting.session, acting.here, beside) if beside else None
    before = papers.beside(acting.session, row)
    row.beside_id = other.id if other else None
    acting.write(acting.here.office, "paper.paired", paper=paper, beside=row.beside_id)
    # What is not published yet is for the clerks alone to know.
    if (told := papers.beside(acting.session, row)) != before:
        acting.write(acting.here.stream, "paper.paired", paper=paper, beside=told)


@act("paper.remove")
def remove(acting: Acting, meeting: Whole, paper: Whole) -> None:
    """Remove a paper that was never published, with what clerks wrote on it for themselves.

    Its file goes with the last row naming it.
    """
    row = papers.paper_of(acting.session, acting.here, paper)
    if row.published_at:
        raise Refused("paper.is_published", name=row.name)
    for other in papers.paired_with(acting.session, row):
        other.beside_id = None
    replacements.forget_sheet(acting.session, paper)
    told = papers.told(row)
    digests = sorted({version.digest for version in row.versions} - {told["digest"]})
    for version in row.versions:
        replacements.forget(acting.session, version.id)
    for version in row.versions:
        notes.forget(acting.session, version.id)
        forget(acting, version)
    acting.session.delete(row)
    acting.write(acting.here.office, "paper.removed", **told | {"digests": digests})


def forget(acting: Acting, version: PaperVersion) -> None:
    """Forget a version that nobody but clerks saw, and all that was made of it."""
    for table in (UnshownPage, Guide):
        acting.session.execute(delete(table).where(table.version_id == version.id))
    papers.remove_texts(acting.session, version.id)
    acting.session.delete(version)


@act("paper.publish")
def publish(acting: Acting, meeting: Whole, paper: Whole) -> None:
    """Publish a paper: everybody who sees the meeting can read it from now on."""
    row = papers.paper_of(acting.session, acting.here, paper)
    if row.published_at:
        raise Refused("paper.is_published", name=row.name)
    _publish(acting, row)


@act("papers.publish")
def publish_all(acting: Acting, meeting: Whole) -> None:
    """Publish all papers of a meeting that aren't yet."""
    found = select(Paper).filter_by(meeting_id=meeting, published_at=None)
    rows = list(acting.session.scalars(found.order_by(Paper.position, Paper.id)))
    if not rows:
        raise Refused("paper.none_to_publish")
    for row in rows:
        _publish(acting, row)


def _publish(acting: Acting, row: Paper) -> None:
    row.published_at = acting.at
    acting.write(acting.here.stream, "paper.published", **papers.told(row))
    for other in (row, *papers.paired_with(acting.session, row)):
        if beside := papers.beside(acting.session, other):
            acting.write(acting.here.stream, "paper.paired", paper=other.id, beside=beside)


def _stream(acting: Acting, row: Paper) -> str:
    return acting.here.stream if row.published_at else acting.here.office
