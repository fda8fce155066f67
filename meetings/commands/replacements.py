"""Acts on a paper's replacement: beginning it, correcting what is told of it, dropping it."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, Field

from meetings import pdf
from meetings.acts import Acting, act, before
from meetings.commands.papers import Digest, forget, readable
from meetings.domain import days, papers, replacements
from meetings.domain.base import NotFound, Refused
from meetings.domain.papers import Paper, PaperVersion
from meetings.domain.replacements import Kind, Replacement
from meetings.given import MANY_LINES, ONE_LINE, Place, Whole

Reason = Annotated[str, MANY_LINES, Field(max_length=1000)]
Words = Annotated[str, MANY_LINES, Field(max_length=2000)]


class Erratum(BaseModel, strict=True, extra="forbid"):
    """One row of an errata sheet: where, what was wrong, what is right.

    `page` is the number printed on it; its place in the file where none is.
    """

    page: Place
    line: Annotated[str, ONE_LINE, Field(max_length=80)] = ""
    wrong: Words
    right: Words
    note: Annotated[str, MANY_LINES, Field(max_length=400)] = ""


Errata = Annotated[list[Erratum], Field(max_length=500)]


@act("replacement.begin")
def begin(
    acting: Acting,
    meeting: Whole,
    paper: Whole,
    upload: Digest,
    kind: Kind,
    reason: Reason = "",
    instead: Whole | None = None,
) -> None:
    """Begin to replace a paper by an uploaded file (its SHA-256); only clerks see that yet.

    `instead` is the version being prepared that the file takes the place of, such as one arranged
    anew: it is dropped, its errata rows stay.
    """
    row = papers.paper_of(acting.session, acting.here, paper)
    _refuse_the_same(acting, row, upload, instead)
    if not acting.house.files.has(upload):
        # Removed with the last paper naming it while this one was being read.
        raise Refused("paper.cut", name=row.name)
    facts: pdf.PaperFacts = acting.made
    former, size, draft = row.version, acting.house.files.path(upload).stat().st_size, row.draft
    errata = acting.session.get_one(Replacement, draft.id).errata if draft else None
    file = {"digest": upload, "pages": facts.pages, "sizes": [list(one) for one in facts.sizes]}
    version = PaperVersion(number=row.versions[-1].number + 1, bytes=size, kind=kind, **file)
    row.versions.append(version)
    acting.session.flush()
    told = {"paper": paper, "version": version.id, "from": former.id, "digest": upload}
    told |= {"pages": facts.pages, "kind": kind, "reason": reason}
    entry = acting.write(acting.here.office, "replacement.begun", **told)
    begun = Replacement(version_id=version.id, paper_id=paper, from_id=former.id, reason=reason)
    begun.by_id = acting.person.id if acting.person else None
    begun.begun_at, begun.revision = acting.at, entry.number
    acting.session.add(begun)
    if draft:
        _drop(acting, draft)
    if errata:
        begun.errata = errata
        say(acting, begun, "replacement.corrected", errata=errata)


@before("replacement.begin")
def read_first(
    acting: Acting, paper: int, upload: str, instead: int | None, **_: object
) -> pdf.PaperFacts:
    """Read the new file as `paper.add` does; refuse at once what would be refused then."""
    row = papers.paper_of(acting.session, acting.here, paper)
    _refuse_the_same(acting, row, upload, instead)
    return readable(acting, row.name, upload)


def _refuse_the_same(acting: Acting, row: Paper, upload: str, instead: int | None) -> None:
    """Refuse where somebody is at it already, or where the file is no new one."""
    draft = row.draft
    if instead is not None and (draft is None or draft.id != instead):
        raise NotFound("replacement")
    if draft and instead is None:
        under_way = acting.session.get_one(Replacement, draft.id)
        by = under_way.by.name if under_way.by else "—"
        since = days.moment(under_way.begun_at)
        raise Refused("replacement.under_way", name=row.name, by=by, since=since)
    if row.version.digest == upload:
        raise Refused("replacement.same_file", name=row.name)
    if other := papers.same_file(acting.session, acting.here, upload):
        raise Refused("replacement.another_paper", name=row.name, other=other.name)


@act("replacement.correct")
def correct(
    acting: Acting,
    meeting: Whole,
    version: Whole,
    kind: Kind | None = None,
    reason: Reason | None = None,
    errata: Errata | None = None,
) -> None:
    """Correct the kind, the reason or the errata sheet of a replacement being prepared.

    The sheet is given whole; an empty one takes it off.
    """
    row = of(acting, version)
    told: dict[str, object] = {}
    if kind is not None:
        row.version.kind = told["kind"] = kind
    if reason is not None:
        row.reason = told["reason"] = reason
    if errata is not None:
        row.errata = told["errata"] = [one.model_dump() for one in errata]
    say(acting, row, "replacement.corrected", **told)


@act("replacement.drop")
def drop(acting: Acting, meeting: Whole, version: Whole) -> None:
    """Drop a replacement being prepared; the paper stays what it is."""
    _drop(acting, of(acting, version).version)


def _drop(acting: Acting, draft: PaperVersion) -> None:
    told = {"paper": draft.paper_id, "version": draft.id, "digest": draft.digest}
    replacements.forget(acting.session, draft.id)
    forget(acting, draft)
    acting.write(acting.here.office, "replacement.dropped", **told)


def of(acting: Acting, version: int) -> Replacement:
    """Return a replacement being prepared in this meeting; one that is published is refused."""
    row = acting.session.get(Replacement, version)
    if row is None or row.version.paper.meeting_id != acting.here.id:
        raise NotFound("replacement")
    if row.version.issued_at:
        raise Refused("replacement.is_published", name=row.version.paper.name)
    return row


def say(acting: Acting, row: Replacement, kind: str, /, **told: object) -> None:
    """Write what changed in a replacement to the clerks' stream."""
    same = {"paper": row.paper_id, "version": row.version_id}
    row.revision = acting.write(acting.here.office, kind, **same | told).number
