"""Verifying: walk every chain and every stored file again and name what doesn't fit."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from meetings.domain import record
from meetings.domain.minutes import Minutes
from meetings.domain.papers import PaperVersion
from meetings.domain.record import Entry, Stream
from meetings.files import Files


@dataclass
class Verdict:
    """What was walked, and each fault in words."""

    streams: int = 0
    entries: int = 0
    files: int = 0
    sealed: int = 0
    faults: list[str] = field(default_factory=list)


def verify(session: Session, files: Files) -> Verdict:
    """Walk all streams, papers and sealed minutes; never stops at a fault."""
    verdict = Verdict()
    for stream in session.scalars(select(Stream).order_by(Stream.name)):
        entries = record.after(session, stream.name, 0)
        verdict.streams += 1
        verdict.entries += len(entries)
        verdict.faults += _chain(stream, entries)
    digests = {digest for (digest,) in session.execute(select(PaperVersion.digest))}
    sealed = list(session.scalars(select(Minutes).where(Minutes.sealed_at.is_not(None))))
    for row in sealed:
        verdict.sealed += 1
        verdict.faults += _seal(session, row)
    digests |= {row.pdf for row in sealed if row.pdf}
    for digest in sorted(digests):
        verdict.files += 1
        verdict.faults += _file(files, digest)
    return verdict


def _chain(stream: Stream, entries: list[Entry]) -> Iterator[str]:
    for number in record.broken(entries):
        yield f"記録 {stream.name} の {number} 番が書きかえられています"
    last = entries[-1] if entries else None
    if stream.head != (last.number if last else 0) or stream.digest != (
        last.digest if last else ""
    ):
        yield f"記録 {stream.name} の終わりが欠けています"


def _seal(session: Session, row: Minutes) -> Iterator[str]:
    name = row.meeting.stream
    entries = record.after(session, name, 0)
    seals = [entry for entry in entries if entry.kind == "minutes.sealed"]
    if len(seals) != 1 or seals[0].body["pdf"] != row.pdf:
        yield f"会議 {row.meeting_id} の会議録の封印が記録と合いません"
        return
    body = seals[0].body
    vouched = next((entry for entry in entries if entry.number == body["number"]), None)
    if vouched is None or vouched.digest != body["chain"]:
        yield f"会議 {row.meeting_id} の会議録が証明する記録が変わっています"


def _file(files: Files, digest: str) -> Iterator[str]:
    try:
        with files.path(digest).open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        yield f"ファイル {digest} がありません"
        return
    if found != digest:
        yield f"ファイル {digest} の中身が変わっています"
