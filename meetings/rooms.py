"""The rooms: what is sent to those who follow a stream, once, in order and without a hole."""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Callable, Iterable
from itertools import groupby
from operator import attrgetter
from queue import SimpleQueue
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from meetings.database import Database
from meetings.domain import record
from meetings.domain.base import now
from meetings.domain.record import Entry, Stream

log = logging.getLogger(__name__)
MOST_ENTRIES, MOST_BYTES = 2_000, 262_144
"""More than this is not sent one by one: the tablet takes a snapshot."""
GATHER = 0.025
"""Seconds within which whispers of one room go out together: a message costs the server so much for
each that hears it, however much it says."""
MOST_MISSED = 16
"""Catchings-up that are kept ready for the next who misses the same."""
Emit = Callable[..., object]
"""Sends an event with what it says `to` a room or one socket, as Socket.IO does."""
Told = dict[str, Any]
Whispered = tuple[str, str, Told]
"""In which stream, by which socket, what."""


class Rooms:
    """Sends entries, heads and whispers to the rooms of their streams."""

    def __init__(self, database: Database, emit: Emit) -> None:
        self._database, self._emit = database, emit
        self._sent: dict[str, int] = {}
        self._present: dict[str, set[int]] = {}
        self._missed: dict[tuple[str, int, int], tuple[str, Told]] = {}
        """In which stream, after which number up to which: the event, and what it tells."""
        self._whispered: SimpleQueue[Whispered | None] = SimpleQueue()
        self._closing = threading.Event()

    def start(self) -> None:
        """Begin to pass whispers on."""
        threading.Thread(target=self._pass_on, name="whispers", daemon=True).start()

    def close(self) -> None:
        """Pass no more on."""
        self._closing.set()
        self._whispered.put(None)

    def relay(self, entries: list[Entry]) -> None:
        """Send fresh entries to the rooms of their streams; called in the order of commit.

        What one stream got goes out as one message.
        """
        by_stream = attrgetter("stream")
        for stream, rows in groupby(sorted(entries, key=by_stream), key=by_stream):
            self._send(stream, list(rows))

    def _send(self, stream: str, rows: list[Entry]) -> None:
        sent = self._sent.get(stream, rows[0].number - 1)
        if rows[0].number > sent + 1:
            # Another process wrote to this stream since: what it wrote goes before.
            with self._database.read() as session:
                rows = record.after(session, stream, sent)
        told = [row.told() for row in rows if row.number > sent]
        if told:
            self._sent[stream] = told[-1]["number"]
            self._emit("entries", _bundle(stream, told), to=stream)

    def catch_up(self, session: Session, stream: str, after: int, sid: str) -> int:
        """Send one socket what it lacks of a stream, and return the head.

        It is in the room since before the session began, so nothing falls between.
        """
        head = record.head(session, stream)
        self._sent.setdefault(stream, head)
        if head <= after:
            return head
        event, told = self._missed.get((stream, after, head)) or self._missing(
            session, stream, after, head
        )
        self._emit(event, told, to=sid)
        return head

    def _missing(self, session: Session, stream: str, after: int, head: int) -> tuple[str, Told]:
        """Return what is told to who has a stream up to a number."""
        rows = record.after(session, stream, after, MOST_ENTRIES + 1)
        entries = [entry.told() for entry in rows]
        if len(entries) > MOST_ENTRIES or len(json.dumps(entries)) > MOST_BYTES:
            told = "reset", _reset(stream, head)
        else:
            told = "entries", _bundle(stream, entries)
        # After a restart all who follow ask for the same. Only of a notebook may entries change.
        if not stream.startswith("notebook:"):
            if len(self._missed) >= MOST_MISSED:
                self._missed.clear()
            self._missed[stream, after, head] = told
        return told

    def renew(self, stream: str, sid: str) -> None:
        """Have one socket begin again from the server's state."""
        with self._database.read() as session:
            head = record.head(session, stream)
        self._emit("reset", _reset(stream, head), to=sid)

    def whisper(self, stream: str, told: Told, sid: str) -> None:
        """Pass on what one socket says to the others in a room, soon."""
        self._whispered.put((stream, sid, told))

    def _pass_on(self) -> None:
        """Pass on at once what is said into silence, and what follows every `GATHER` seconds."""
        while (first := self._whispered.get()) and not self._closing.is_set():
            said = [first]
            while not self._whispered.empty():
                said += filter(None, [self._whispered.get()])
            try:
                self._pass(said)
            except Exception:
                # What is fleeting may be lost; those who whisper later are still heard.
                log.exception("could not pass on whispers")
            self._closing.wait(GATHER)

    def _pass(self, said: list[Whispered]) -> None:
        rooms: dict[str, list[Whispered]] = {}
        for one in said:
            rooms.setdefault(one[0], []).append(one)
        for stream, here in rooms.items():
            speakers = list(dict.fromkeys(sid for _, sid, _ in here))
            # Made once for all who only hear; who said something is spared what is their own.
            self._tell([told for *_, told in here], to=stream, skip_sid=speakers)
            for sid in speakers:
                self._tell([told for _, other, told in here if other != sid], to=sid)

    def _tell(self, told: list[Told], **to: Any) -> None:
        if told:
            self._emit("whisper", told if len(told) > 1 else told[0], **to)

    def tell_present(self, here: dict[str, set[int]]) -> None:
        """Tell those who follow a meeting who else does, where that changed; it stands nowhere."""
        before, self._present = self._present, here
        for stream, people in here.items():
            if before.get(stream) != people:
                self.greet(stream, stream)

    def greet(self, stream: str, to: str) -> None:
        """Tell a room or one socket who is connected to a meeting, as far as that is known."""
        if stream in self._present:
            body = {"people": sorted(self._present[stream])}
            self._emit("whisper", {"stream": stream, "kind": "presence", "body": body}, to=to)

    def beat(self, followed: Iterable[str]) -> None:
        """Tell each room its stream's head and the time."""
        for stream, head in self._heads(followed).items():
            self._emit("head", {"heads": {stream: head}, "at": now()}, to=stream)

    def look(self, followed: Iterable[str]) -> None:
        """Send what other processes wrote."""
        with self._database.turn():
            for stream, head in self._heads(followed).items():
                if head > self._sent.get(stream, head):
                    with self._database.read() as session:
                        self.relay(record.after(session, stream, self._sent[stream]))

    def _heads(self, followed: Iterable[str]) -> dict[str, int]:
        heads = dict.fromkeys(followed, 0)
        with self._database.read() as session:
            found = select(Stream.name, Stream.head).where(Stream.name.in_(heads))
            heads.update(dict(session.execute(found).all()))
        return heads


def _bundle(stream: str, told: list[dict[str, Any]]) -> dict[str, Any]:
    ends = {"from": told[0]["number"], "to": told[-1]["number"]}
    return {"stream": stream} | ends | {"entries": told}


def _reset(stream: str, head: int) -> Told:
    url = f"/api/meetings/{stream.split(':')[1]}" if ":" in stream else ""
    return {"stream": stream, "number": head, "url": url}
