"""The record: numbered streams of entries, each chained to the one before by digest."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import (
    JSON,
    BigInteger,
    Connection,
    ForeignKey,
    Index,
    String,
    Table,
    UniqueConstraint,
    bindparam,
    event,
    func,
    insert,
    select,
    text,
    update,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from meetings.domain.base import Base

Body = dict[str, Any]

KINDS: frozenset[str] = frozenset(
    {
        "person.added",
        "person.changed",
        "person.password_set",
        "token.issued",
        "token.revoked",
        "body.added",
        "seat.given",
        "seat.ended",
        "session.added",
        "meeting.added",
        "meeting.changed",
        "meeting.announced",
        "meeting.opened",
        "meeting.paused",
        "meeting.resumed",
        "meeting.closed",
        "agenda.added",
        "agenda.changed",
        "agenda.moved",
        "agenda.removed",
        "paper.added",
        "paper.changed",
        "paper.moved",
        "paper.removed",
        "paper.published",
        "paper.paired",
        "replacement.begun",
        "replacement.corrected",
        "replacement.dropped",
        "replacement.found",
        "replacement.paired",
        "paper.replaced",
        "guide.found",
        "guide.corrected",
        "attendance.marked",
        "floor.turned",
        "floor.granted",
        "floor.taken",
        "floor.shared",
        "ink.drawn",
        "ink.erased",
        "ink.restored",
        "ink.placed",
        "ink.laid",
        "ink.left",
        "ink.carried",
        "bookmark.set",
        "slips.ordered",
        "notebook.wiped",
        "bookmark.carried",
        "minutes.drafted",
        "minutes.saved",
        "minutes.sealed",
    }
)
"""Every kind of entry there is."""


class Stream(Base):
    """A log, a socket room and a right in one; ``head`` is its highest number."""

    __tablename__ = "streams"

    name: Mapped[str] = mapped_column(String(80), primary_key=True)
    head: Mapped[int] = mapped_column(default=0)
    digest: Mapped[str] = mapped_column(String(64), default="")


class Entry(Base):
    """One thing that happened: number in its stream, kind, time in ms, person, body."""

    __tablename__ = "entries"
    # A key is its person's own: what one sees of others' keys is worth nothing. To a database
    # every null is another, so the house's keys have an index of their own.
    __table_args__ = (
        UniqueConstraint("by", "device", "n", name="entries_by_device_n_key"),
        Index(
            "entries_of_the_house_device_n_key",
            "device",
            "n",
            unique=True,
            sqlite_where=text("by IS NULL"),
            postgresql_where=text("by IS NULL"),
        ),
    )

    stream: Mapped[str] = mapped_column(ForeignKey("streams.name"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(40))
    at: Mapped[int] = mapped_column(BigInteger)
    by: Mapped[int | None]
    device: Mapped[str | None] = mapped_column(String(40))
    n: Mapped[int | None]
    body: Mapped[Body] = mapped_column(JSON)
    digest: Mapped[str] = mapped_column(String(64))

    def told(self) -> Body:
        """Return the entry as tablets get it."""
        names = ("number", "kind", "at", "by", "device", "n", "body")
        return {name: getattr(self, name) for name in names}


@dataclass
class Author:
    """Who acts, when (ms), and the act's key: device and its counter, this person's own.

    The key goes to the first entry the act writes, whatever its stream, so a
    repeat finds the entry that answered the first time.
    """

    person: int | None
    at: int
    device: str | None = None
    n: int | None = None


def chained(before: str, number: int, kind: str, at: int, by: int | None, body: Body) -> str:
    """Return the SHA-256 (hex) of an entry and of all before it.

    It is taken over the digest before, a line feed, and the JSON array
    ``[number, kind, at, by, body]`` with sorted keys, no spaces, UTF-8.
    """
    line = json.dumps(
        [number, kind, at, by, body], ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
    return hashlib.sha256(f"{before}\n{line}".encode()).hexdigest()


def write(session: Session, stream: str, kind: str, author: Author, body: Body) -> Entry:
    """Append an entry to a stream; the stream is made with its first entry.

    Only who has the only writing transaction may: the head it goes behind is kept with the session.
    """
    if kind not in KINDS:
        raise ValueError(f"unknown kind of entry: {kind}")
    connection = session.connection()
    heads: dict[str, Head] = session.info.setdefault(_HEADS, {})
    number, before = heads.get(stream) or _head(connection, stream)
    number += 1
    digest = chained(before, number, kind, author.at, author.person, body)
    row = {"stream": stream, "number": number, "kind": kind, "at": author.at, "by": author.person}
    row |= {"device": author.device, "n": author.n, "body": body, "digest": digest}
    # Without the objects' own way to the database: it takes ten times as long, for each act.
    connection.execute(_MOVE, {"stream": stream, "to": number, "chain": digest})
    connection.execute(_APPEND, row)
    author.device = author.n = None
    heads[stream] = number, digest
    return Entry(**row)


_HEADS = "heads"
Head = tuple[int, str]
"""Highest number and digest of a stream."""
_ENTRIES, _STREAMS = cast("Table", Entry.__table__), cast("Table", Stream.__table__)
_APPEND, _BEGIN = insert(_ENTRIES), insert(_STREAMS)
_MOVE = (
    update(_STREAMS)
    .where(Stream.name == bindparam("stream"))
    .values(head=bindparam("to"), digest=bindparam("chain"))
)
_BY_KEY = select(_ENTRIES).where(Entry.device == bindparam("device"), Entry.n == bindparam("n"))
_OF_A_PERSON = _BY_KEY.where(Entry.by == bindparam("by"))
_OF_THE_HOUSE = _BY_KEY.where(Entry.by.is_(None))


@event.listens_for(Session, "after_soft_rollback")
def _undo(session: Session, _: object) -> None:
    """Forget the heads of what was not written after all."""
    session.info.pop(_HEADS, None)


def _head(connection: Connection, stream: str) -> Head:
    """Return where a stream ends; it is made where it never began."""
    found = connection.execute(select(Stream.head, Stream.digest).filter_by(name=stream)).first()
    if found is None:
        connection.execute(_BEGIN, {"name": stream, "head": 0, "digest": ""})
        return 0, ""
    return found.head, found.digest


def done_before(session: Session, author: Author) -> Entry | None:
    """Return the first entry of the author's act with this key, if it was done."""
    found = _OF_THE_HOUSE if author.person is None else _OF_A_PERSON
    key = {"by": author.person, "device": author.device, "n": author.n}
    row = session.connection().execute(found, key).first()
    return Entry(**row._mapping) if row else None  # noqa: SLF001  # its public name


def head(session: Session, stream: str) -> int:
    """Return the highest number of a stream, 0 where nothing happened yet."""
    return session.scalar(select(Stream.head).filter_by(name=stream)) or 0


def after(session: Session, stream: str, number: int, most: int | None = None) -> list[Entry]:
    """Return the entries after a number, in order."""
    found = select(Entry).filter_by(stream=stream).where(Entry.number > number)
    return list(session.scalars(found.order_by(Entry.number).limit(most)))


def wipe(session: Session, stream: str) -> int:
    """Empty what a notebook's entries hold, for good; return the highest number emptied, or 0.

    Number, time, person and digest of each stay, so the chain goes on through them; what they
    said, and what kind it was, is gone. The caller writes `notebook.wiped`, which vouches for it.
    """
    full = (Entry.stream == stream, Entry.kind.not_in(LASTING))
    last = session.scalar(select(func.max(Entry.number)).where(*full))
    empty = {"kind": WIPED, "body": {}}
    session.execute(update(Entry).where(*full).values(empty))
    return last or 0


WIPED = "entry.wiped"
"""What a wiped entry's kind is; no act writes one."""
LASTING = (WIPED, "notebook.wiped")
"""Kinds of entries that hold nothing to be wiped."""


def broken(entries: Iterable[Entry]) -> Iterator[int]:
    """Yield the numbers of a whole stream at which hole or change breaks its chain.

    A wiped entry's digest can't be computed again. It stands where a later entry of the same
    notebook, itself whole, says that its owner wiped all up to there.
    """
    rows = list(entries)
    told = [row.body.get("through") for row in rows if row.kind == "notebook.wiped"]
    wiped = max((through for through in told if isinstance(through, int)), default=0)
    digest, expected = "", 1
    for row in rows:
        if row.kind == WIPED and (row.stream or "").startswith("notebook:"):
            whole = row.number <= wiped and row.body == {}
        else:
            digest = chained(digest, row.number, row.kind, row.at, row.by, row.body)
            whole = digest == row.digest
        if row.number != expected or not whole:
            yield row.number
        digest, expected = row.digest, row.number + 1
