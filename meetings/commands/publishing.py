"""The act by which a replacement becomes what its paper is, with all that follows from that."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from meetings.acts import Acting, act, before
from meetings.commands import carrying
from meetings.commands.errata import Sheet, add_sheet, forget_sheet, set_sheet, tell_sheet
from meetings.commands.replacements import of
from meetings.domain import floor, pairing, papers
from meetings.domain.base import Refused
from meetings.domain.replacements import Replacement
from meetings.given import Whole


@dataclass(frozen=True)
class Ahead:
    """What is made before the transaction, so that nobody's act waits for it."""

    pairing: dict[str, Any]
    """What became of each page, in the form that `pdf.carry` takes."""
    sheet: Sheet | None
    """The errata sheet, where there are rows of one."""
    marks: carrying.Plan
    """Where the marks go that were there then."""


@act("replacement.publish")
def publish(
    acting: Acting,
    meeting: Whole,
    version: Whole,
    revision: Whole,
    everything_to_tray: bool = False,
) -> None:
    """Make a replacement what its paper is; what was written goes along with the pages.

    Refused where anybody changed it since `revision`. Where the files have no page in common,
    `everything_to_tray` says that all notes are to wait for their writers.
    """
    made: Ahead = acting.made
    try:
        row = _ready(acting, version, revision, everything_to_tray)
    except Refused:
        if made.sheet:
            forget_sheet(acting, made.sheet)
        raise
    paper, former, newer = row.version.paper, row.former, row.version
    sheet = add_sheet(acting, row, made.sheet) if made.sheet else None
    newer.issued_at = acting.at
    former.withdrawn = paper.published_at is None
    shown = pairing.runs(made.pairing)
    told = papers.told(paper) | {"from": former.id, "kind": newer.kind, "reason": row.reason}
    told |= {"errata": sheet.id if sheet else None, "map": shown, "withdrawn": former.withdrawn}
    stream = acting.here.stream if paper.published_at else acting.here.office
    acting.write(stream, "paper.replaced", **told)
    _lead_on(acting, row, shown)
    if sheet:
        tell_sheet(acting, paper, sheet)
    carrying.carry_on(acting, row, made.pairing, made.marks)


@before("replacement.publish")
def ahead(
    acting: Acting, version: int, revision: int, everything_to_tray: bool, **_: object
) -> Ahead:
    """Make all that takes long; the revision says that it still fits when it is published."""
    row = _ready(acting, version, revision, everything_to_tray)
    found = _pairing(acting, row)
    sheet = set_sheet(acting, row) if row.errata else None
    return Ahead(found, sheet, carrying.planned(acting, row, found))


def _ready(acting: Acting, version: int, revision: int, everything_to_tray: bool) -> Replacement:
    """Return a replacement that can be published as it was seen; refuse any other."""
    row = of(acting, version)
    if row.found_at is None:
        raise Refused("replacement.not_found_yet", name=row.version.paper.name)
    if row.revision != revision:
        raise Refused("replacement.changed_meanwhile", name=row.version.paper.name)
    if not everything_to_tray and not _pairing(acting, row)["pairs"]:
        raise Refused("replacement.nothing_in_common", name=row.version.paper.name)
    return row


def _pairing(acting: Acting, row: Replacement) -> dict[str, Any]:
    return pairing.whole(pairing.rows_of(acting.session, row.version_id), row.version.sizes)


def _lead_on(acting: Acting, row: Replacement, shown: pairing.Runs) -> None:
    """Let the page that is called for all be the one that it became."""
    here = floor.of(acting.session, acting.here)
    if here.version_id == row.from_id and here.page:
        here.half = here.half if pairing.went(shown, here.page) else None
        here.version_id, here.page = row.version_id, pairing.followed(shown, here.page)
