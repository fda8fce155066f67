"""Vouching: what streams, seals and sealed PDFs say of each other, held together."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from meetings import pdf
from meetings.domain import record
from meetings.domain.meetings import Meeting
from meetings.domain.minutes import Minutes, text_digest
from meetings.domain.papers import PaperVersion
from meetings.domain.record import Body, Entry, Stream
from meetings.house import House

COUNCIL = "council"


def streams(session: Session) -> Iterator[str]:
    """Yield a sentence for each stream that is gone, or that belongs to nothing."""
    names = set(session.scalars(select(Stream.name)))
    written = set(session.scalars(select(Entry.stream).distinct()))
    rows = list(session.scalars(select(Meeting)))
    wanted = {row.stream for row in rows} | ({COUNCIL} if rows else set())
    # A draft is an entry of the clerks' stream.
    wanted |= {f"office:{meeting}" for meeting in session.scalars(select(Minutes.meeting_id))}
    for name in sorted((written | wanted) - names):
        yield f"記録 {name} がありません"
    known = {str(row.id) for row in rows}
    for name in sorted(names):
        noun, _, rest = name.partition(":")
        if noun in ("meeting", "office", "notebook", "group") and rest.split(":")[0] not in known:
            yield f"記録 {name} の会議がありません"


def papers(session: Session, meeting: Meeting) -> Iterator[str]:
    """Yield a sentence for each published file that no longer stands as it was told."""
    for entry in record.after(session, meeting.stream, 0):
        if entry.kind in ("paper.published", "paper.replaced"):
            version = session.get(PaperVersion, entry.body["version"])
            if version is None or version.digest != entry.body["digest"]:
                name = entry.body["name"]
                yield f"会議 {meeting.id} の資料「{name}」のファイルが記録と合いません"


def seal(session: Session, house: House, meeting: Meeting, notes: list[str]) -> Iterator[str]:
    """Yield a sentence for each thing that does not fit a meeting's seal; none where unsealed."""
    entries, row = record.after(session, meeting.stream, 0), session.get(Minutes, meeting.id)
    seals = [entry for entry in entries if entry.kind == "minutes.sealed"]
    sealed = row is not None and (row.sealed_at is not None or row.pdf is not None)
    if not seals and not sealed:
        return
    body = seals[0].body if len(seals) == 1 else None
    if body is None or row is None or row.sealed_at is None or body["pdf"] != row.pdf:
        yield f"会議 {meeting.id} の会議録の封印が記録と合いません"
    if body is None:
        return
    if vouched_for(entries, body) != body["chain"]:
        yield f"会議 {meeting.id} の会議録が証明する記録が変わっています"
    if not _office(session, meeting, body):
        yield f"会議 {meeting.id} の封印が証明する事務局の記録が変わっています"
    if "text" not in body:
        notes.append(
            f"会議 {meeting.id} の封印には本文のダイジェストがありません（前の版の封印）。"
            "本文は事務局の記録とだけ照合しました"
        )
    elif row and text_digest(row.text) != body["text"]:
        yield f"会議 {meeting.id} の会議録の本文が、封印した本文と合いません"
    if not _printed(house, body):
        yield f"会議 {meeting.id} の会議録のPDFに、封印の記録のダイジェストがありません"


def vouched_for(entries: list[Entry], seal: Body) -> str | None:
    """Return the digest of the entry a seal vouches for, as it is now."""
    return next((entry.digest for entry in entries if entry.number == seal["number"]), None)


def _office(session: Session, meeting: Meeting, seal: Body) -> bool:
    """Return whether the clerks' stream is as it was at the seal (older seals don't tell)."""
    told = seal.get("office")
    return not told or told["chain"] == vouched_for(record.after(session, meeting.office, 0), told)


def _printed(house: House, seal: Body) -> bool:
    """Return whether the sealed PDF, where it can be read, prints the digest its seal vouches."""
    path = house.files.path(seal["pdf"])
    if not path.is_file():
        return True  # a missing or changed file is named where files are walked
    try:
        pages = house.pages.read(path).pages
        words = [page for at in range(1, pages + 1) for page in house.pages.words(path, at, at)]
    except pdf.Refused:
        return True
    return any(seal["chain"] in "".join(page.text.split()) for page in words)
