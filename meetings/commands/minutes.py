"""Acts on minutes: drafting from the entries, saving, sealing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated

from pydantic import Field

from meetings.acts import Acting, act, before
from meetings.domain import days, drafting, record
from meetings.domain.base import NotFound, Refused, now
from meetings.domain.minutes import Minutes, text_digest, write_passages
from meetings.domain.papers import PaperVersion
from meetings.files import DiskFull
from meetings.given import MANY_LINES, Whole
from meetings.pdf.compose import compose_minutes

Text = Annotated[str, MANY_LINES, Field(max_length=5_000_000)]


@act("minutes.draft")
def draft(acting: Acting, meeting: Whole) -> None:
    """Draft the minutes from the entries of a closed meeting, once."""
    if acting.session.get(Minutes, meeting) is not None:
        raise Refused("minutes.is_drafted")
    text = drafting.draft(acting.session, acting.here)
    acting.session.add(Minutes(meeting_id=meeting, text=text, revision=1))
    acting.session.flush()
    write_passages(acting.session, meeting, text)
    acting.write(acting.here.office, "minutes.drafted", text=text, revision=1)


@act("minutes.save")
def save(acting: Acting, meeting: Whole, text: Text, revision: Whole) -> None:
    """Save the edited text; refused where somebody else saved since ``revision`` was read."""
    row = _of(acting, revision)
    row.text, row.revision = text, revision + 1
    write_passages(acting.session, meeting, text)
    acting.write(acting.here.office, "minutes.saved", text=text, revision=row.revision)


@dataclass(frozen=True)
class Composed:
    """A sealed PDF as stored, and the place in the record it vouches for."""

    digest: str
    number: int
    chain: str
    sealed_at: int


@act("minutes.seal")
def seal(acting: Acting, meeting: Whole, revision: Whole, unfilled: bool = False) -> None:
    """Seal the minutes: PDF/A with digests of record and papers; nothing changes after.

    Refused where places are left open, unless they are to stay ``unfilled``.
    """
    row, made = _of(acting, revision), acting.made
    stream = acting.session.get(record.Stream, acting.here.stream)
    if stream is None or stream.digest != made.chain:
        raise Refused("minutes.changed_meanwhile")
    row.sealed_at, row.sealed_by, row.pdf = made.sealed_at, acting.me, made.digest
    acting.here.state = "sealed"
    told = {"pdf": made.digest, "text": text_digest(row.text), "revision": revision}
    told |= {"number": made.number, "chain": made.chain, "office": _office(acting)}
    acting.write(acting.here.stream, "minutes.sealed", state="sealed", **told)


@before("minutes.seal")
def compose(acting: Acting, meeting: int, revision: int, unfilled: bool) -> Composed:
    """Set the PDF in a process of its own and store it before the transaction."""
    row, stream = _of(acting, revision), acting.session.get(record.Stream, acting.here.stream)
    if not unfilled and (places := drafting.unfilled(row.text)):
        raise Refused("minutes.unfilled", n=len(places), places="、".join(places))
    if stream is None:
        raise NotFound("meeting")
    at, here = now(), acting.here
    facts = [
        ("会議の記録（ストリーム）", here.stream),
        ("記録の件数", str(stream.head)),
        ("記録の連鎖ダイジェスト", stream.digest),
        *_papers(acting),
    ]
    meta = [("期日", days.written(here.held_on)), ("封印した日時", days.moment(at))]
    title, text = _titled(row)
    made = datetime.fromtimestamp(at // 1000, UTC)
    try:
        pdf = compose_minutes(title, text, facts, made=made, meta=meta)
        digest = acting.house.files.put_bytes(pdf).digest
    except DiskFull:
        raise Refused("storage.full") from None
    return Composed(digest, stream.head, stream.digest, at)


def _office(acting: Acting) -> record.Body:
    """Return where the clerks' stream stands, with the digest of all in it."""
    stream = acting.session.get_one(record.Stream, acting.here.office)
    return {"number": stream.head, "chain": stream.digest}


def _titled(row: Minutes) -> tuple[str, str]:
    """Return title and text below it; the meeting's own title where the text begins without."""
    first, _, rest = row.text.lstrip("\n").partition("\n")
    if first.startswith("# ") and first[2:].strip():
        return first[2:].strip(), rest
    return drafting.title(row.meeting), row.text


def _papers(acting: Acting) -> list[tuple[str, str]]:
    sitting = record.after(acting.session, acting.here.stream, 0)
    kinds = ("paper.published", "paper.replaced")
    shown = {entry.body["version"] for entry in sitting if entry.kind in kinds}
    rows = [acting.session.get(PaperVersion, version) for version in sorted(shown)]
    return [(_named(row), f"SHA-256 {row.digest}") for row in rows if row]


def _named(row: PaperVersion) -> str:
    """Return a paper's name; of one that was replaced before the newest with a word more."""
    return row.paper.name if row is row.paper.version else f"{row.paper.name}（差しかえ前）"


def _of(acting: Acting, revision: int) -> Minutes:
    row = acting.session.get(Minutes, acting.here.id)
    if row is None:
        raise Refused("minutes.not_drafted")
    if row.revision != revision:
        raise Refused("minutes.changed_meanwhile")
    return row
