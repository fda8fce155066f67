"""Verifying: walk every chain, table, text and stored file again and name what doesn't fit."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from meetings import pdf
from meetings.commands import vouching
from meetings.commands.comparing import differences
from meetings.domain import record
from meetings.domain.meetings import Meeting
from meetings.domain.minutes import Minutes, Passage
from meetings.domain.papers import PageText, PaperVersion
from meetings.domain.record import Entry, Stream
from meetings.files import Files
from meetings.house import House

TEXTS_AT_ONCE = 50


@dataclass
class Verdict:
    """What was walked, each fault in words, and what else to know."""

    streams: int = 0
    entries: int = 0
    files: int = 0
    sealed: int = 0
    faults: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def verify(session: Session, house: House) -> Verdict:
    """Walk all streams, meetings, papers and sealed minutes; never stops at a fault."""
    verdict = Verdict()
    for stream in session.scalars(select(Stream).order_by(Stream.name)):
        entries = record.after(session, stream.name, 0)
        verdict.streams += 1
        verdict.entries += len(entries)
        verdict.faults += _chain(stream, entries)
    verdict.faults += vouching.streams(session)
    for meeting in session.scalars(select(Meeting).order_by(Meeting.id)):
        verdict.faults += differences(session, meeting)
        verdict.faults += vouching.papers(session, meeting)
        verdict.faults += vouching.seal(session, house, meeting, verdict.notes)
    minutes = list(session.scalars(select(Minutes)))
    for row in minutes:
        verdict.faults += _passages(session, row)
    sealed = [row for row in minutes if row.sealed_at is not None]
    verdict.sealed = len(sealed)
    digests = set(session.scalars(select(PaperVersion.digest)))
    sound = set()
    for digest in sorted(digests | {row.pdf for row in sealed if row.pdf}):
        verdict.files += 1
        faults = list(_file(house.files, digest))
        verdict.faults += faults
        if not faults:
            sound.add(digest)
    for version in session.scalars(select(PaperVersion).order_by(PaperVersion.id)):
        if version.digest in sound:
            verdict.notes += _texts(session, house, version)
    return verdict


def _chain(stream: Stream, entries: list[Entry]) -> Iterator[str]:
    for number in record.broken(entries):
        yield f"記録 {stream.name} の {number} 番が書きかえられています"
    last = entries[-1] if entries else None
    if stream.head != (last.number if last else 0) or stream.digest != (
        last.digest if last else ""
    ):
        yield f"記録 {stream.name} の終わりが欠けています"


def _passages(session: Session, row: Minutes) -> Iterator[str]:
    """Yield a sentence where what search shows of the minutes is not their text."""
    found = select(Passage.text).filter_by(meeting_id=row.meeting_id).order_by(Passage.number)
    # How a text is cut into passages, and the spaces between them, say nothing.
    shown = "".join("".join(session.scalars(found)).split())
    if shown != "".join(row.text.split()):
        yield f"会議 {row.meeting_id} の会議録の検索用の本文が、本文と合いません"


def _file(files: Files, digest: str) -> Iterator[str]:
    try:
        with files.path(digest).open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        yield f"ファイル {digest} がありません"
        return
    if found != digest:
        yield f"ファイル {digest} の中身が変わっています"


def _texts(session: Session, house: House, version: PaperVersion) -> Iterator[str]:
    """Yield a sentence where the words search shows are not those that are read from the file.

    No fault: a newer reader reads some words otherwise, and what counts is the file.
    """
    found = select(PageText).filter_by(version_id=version.id)
    rows = {row.page: row.text for row in session.scalars(found)}
    # Words are read before the first picture: a version without any is still to be prepared.
    last = version.pages if version.prepared else max(rows, default=0)
    path, wrong = house.files.path(version.digest), [page for page in rows if page > last]
    for first in range(1, last + 1, TEXTS_AT_ONCE):
        read = _read(house, path, first, min(first + TEXTS_AT_ONCE - 1, last))
        wrong += [page for page, text in enumerate(read, first) if rows.get(page) != text]
    if wrong:
        pages = "、".join(map(str, sorted(wrong)))
        yield (
            f"資料「{version.paper.name}」の{pages}ページの検索用の文字が、ファイルから今読む"
            "文字と違います（書きかえか、読みとりの更新）"
        )


def _read(house: House, path: Path, first: int, last: int) -> list[str]:
    """Return the texts of pages, "" where one can't be read, as they are prepared."""
    try:
        return [words.text for words in house.pages.words(path, first, last)]
    except pdf.Refused:
        pages = range(first, last + 1)
        return [""] if first == last else [_read(house, path, page, page)[0] for page in pages]
