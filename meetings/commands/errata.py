"""The errata sheet of a replacement: set as a PDF, added as a paper to be read beside its own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from meetings import pdf
from meetings.acts import Acting
from meetings.domain import days, papers
from meetings.domain.base import Refused
from meetings.domain.papers import Paper, PaperVersion
from meetings.domain.replacements import Replacement
from meetings.files import DiskFull
from meetings.pdf.compose_errata import Row, compose_errata

TITLE = "正誤表"
_MOST = 200  # characters of a paper's name


@dataclass(frozen=True)
class Sheet:
    """An errata sheet as it is stored: digest, content, pages and their sizes."""

    digest: str
    content: bytes
    facts: pdf.PaperFacts


def drawn(row: Replacement, at: int) -> bytes:
    """Set the rows of a replacement's errata as a PDF dated `at` (ms), in a process of its own."""
    moment = datetime.fromtimestamp(at // 1000, UTC)
    dated, about = days.written(moment.astimezone(days.JAPAN).date()), row.version.paper.name
    rows: list[Row] = [
        (str(one["page"]), one["line"], one["wrong"], one["right"], one["note"])
        for one in row.errata or []
    ]
    return compose_errata(TITLE, about, dated, rows, made=moment)


def set_sheet(acting: Acting, row: Replacement) -> Sheet:
    """Set the errata and store the PDF, before the transaction."""
    content = drawn(row, acting.at)
    try:
        stored = acting.house.files.put_bytes(content)
    except DiskFull:
        raise Refused("storage.full") from None
    facts = acting.house.pages.read(acting.house.files.path(stored.digest))
    return Sheet(stored.digest, content, facts)


def add_sheet(acting: Acting, row: Replacement, sheet: Sheet) -> Paper:
    """Add the sheet as a paper right after its own; nobody is told of it yet."""
    paper = row.version.paper
    if not acting.house.files.has(sheet.digest):
        # One of the same contents was taken away when its publishing was refused.
        acting.house.files.put_bytes(sheet.content)
    # At the same place: of two the one that was added later comes second.
    same = {"meeting_id": paper.meeting_id, "item_id": paper.item_id, "position": paper.position}
    made = Paper(name=_name(acting, paper), beside_id=paper.id, **same)
    file = {"digest": sheet.digest, "bytes": len(sheet.content), "pages": sheet.facts.pages}
    sizes = [list(size) for size in sheet.facts.sizes]
    made.versions.append(PaperVersion(number=1, issued_at=acting.at, sizes=sizes, **file))
    acting.session.add(made)
    acting.session.flush()
    row.errata_paper_id = made.id
    return made


def forget_sheet(acting: Acting, sheet: Sheet) -> None:
    """Take away the file of a sheet that is not published after all."""
    if not papers.is_named(acting.session, sheet.digest):
        acting.house.files.remove(sheet.digest)


def tell_sheet(acting: Acting, paper: Paper, sheet: Paper) -> None:
    """Write that the sheet is there; published with its paper, else when that is."""
    acting.write(acting.here.office, "paper.added", **papers.told(sheet))
    acting.write(acting.here.office, "paper.paired", paper=sheet.id, beside=paper.id)
    if paper.published_at:
        sheet.published_at = acting.at
        acting.write(acting.here.stream, "paper.published", **papers.told(sheet))
        acting.write(acting.here.stream, "paper.paired", paper=sheet.id, beside=paper.id)


def _name(acting: Acting, paper: Paper) -> str:
    """Return the sheet's name: its paper's, and which one it is where there were others."""
    before = [
        other
        for other in papers.paired_with(acting.session, paper)
        if TITLE in other.name.removeprefix(paper.name)
    ]
    ending = f"　{TITLE}" + (f"（{len(before) + 1}）" if before else "")
    return paper.name[: _MOST - len(ending)] + ending
