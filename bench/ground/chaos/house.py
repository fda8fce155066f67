"""The server of a chaos run: the real house, desk, socket handlers and pages; only the wire is not.

A request is `{op, ...}`, an answer `{answer, sent: [[sid, event, told], ...]}`: what the server did
for it, and what it sent meanwhile, in order. Everything happens in one thread, in the order asked.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from flask import request
from socketio.exceptions import ConnectionRefusedError as NotAdmitted
from sqlalchemy import select

from meetings import create_app
from meetings.commands.verifying import verify
from meetings.config import DATABASE, Config
from meetings.domain.base import Refused
from meetings.domain.record import Entry
from meetings.domain.replacements import Replacement
from meetings.pdf import Pages
from meetings.wiring import Gijo
from tests.cast import Council, gathered

Told = dict[str, Any]


class Wire:
    """What the rooms send by: it keeps what was sent, for the simulated line."""

    def __init__(self) -> None:
        self.rooms: dict[str, dict[str, None]] = {}
        self.sent: list[tuple[str, str, Any]] = []

    def enter_room(self, sid: str, room: str) -> None:
        """From now on a socket hears what is sent to a room."""
        self.rooms.setdefault(room, {})[sid] = None

    def leave_room(self, sid: str, room: str) -> None:
        """From now on it does not."""
        self.rooms.get(room, {}).pop(sid, None)

    def emit(self, event: str, told: Any, to: str, **_: Any) -> None:
        """Send to a room or one socket."""
        self.sent += [(sid, event, told) for sid in self.rooms.get(to, {to: None})]

    def disconnect(self, sid: str) -> None:
        """Show a socket the door."""
        self.sent.append((sid, "bye", None))
        self.forget(sid)

    def forget(self, sid: str) -> None:
        """A socket is gone."""
        for room in self.rooms.values():
            room.pop(sid, None)


class House:
    """A server over a copy of a seeded storage; killed, it opens what a killed process leaves."""

    def __init__(self, seeded: Path, folder: Path, keys: dict[str, str], makers: Pages) -> None:
        self.folder, self.keys, self.makers, self.lives = folder, keys, makers, 0
        self.storage = folder / "storage-0"
        shutil.copytree(seeded, self.storage)
        self._open()

    def _open(self) -> None:
        self.app = create_app(Config(storage=self.storage, password_cost=1))
        self.parts: Gijo = self.app.extensions["gijo"]
        self.parts.house.pages = self.makers
        self.web = self.app.test_client()
        self.wire = Wire()
        live: Any = self.parts.live
        # The bad line stands where the server's sockets are, which have no other door.
        live._server, live._settle = self.wire, lambda _: None  # noqa: SLF001 - as said
        live.rooms._emit = self.wire.emit  # noqa: SLF001 - as said

    @property
    def council(self) -> Council:
        """The council as it is now."""
        return gathered(self.parts.house, self.parts.desk)

    def close(self) -> None:
        """Close it and remove what it stored."""
        self.parts.house.close()
        shutil.rmtree(self.storage)

    def ask(self, asked: Told) -> Told:
        """Answer a request of the simulation."""
        self.wire.sent = []
        answer = getattr(self, f"do_{asked.pop('op')}")(**asked)
        return {"answer": answer, "sent": self.wire.sent}

    def do_connect(self, sid: str, login: str) -> bool:
        """Open a socket; say whether it was admitted."""
        with self.app.test_request_context():
            request.sid = sid  # type: ignore[attr-defined]  # as Flask-SocketIO does
            try:
                self.parts.live.on_connect({"token": self.keys[login]})
            except NotAdmitted:
                return False
        return True

    def do_gone(self, sid: str) -> None:
        """A socket is gone."""
        self.parts.live.on_disconnect(sid)
        self.wire.forget(sid)

    def do_event(self, sid: str, event: str, told: Any) -> Any:
        """Heed what a socket sent."""
        live: Any = self.parts.live
        return live._answering(getattr(live, f"on_{event}"))(sid, told)  # noqa: SLF001 - as a socket does

    def do_get(self, login: str, path: str) -> Told:
        """Answer a page's question over HTTP."""
        headers = {"Authorization": f"Bearer {self.keys[login]}"}
        found = self.web.get(path, headers=headers)
        return {"status": found.status_code, "body": found.get_json(silent=True)}

    def do_beat(self) -> None:
        """Tell the heads."""
        self.parts.live.beat()

    def do_look(self) -> None:
        """Look who may still be here."""
        self.parts.live.look()

    def do_office(self, login: str | None, act: str, given: Told) -> str:
        """Perform an act of the office; return how it ended."""
        council = self.council
        if act == "replacement.publish":
            with self.parts.house.database.read() as session:
                given["revision"] = session.get_one(Replacement, given["version"]).revision
        if "login" in given:
            given["person"] = council.ids[given.pop("login")]
        try:
            council.do(login, act, **given)
        except Refused as refusal:
            return refusal.reason
        return "done"

    def do_kill(self) -> None:
        """Kill the server: what a process that ends at once leaves is opened anew."""
        self.lives += 1
        left = self.folder / f"storage-{self.lives}"
        left.mkdir()
        for place in self.storage.iterdir():
            if place.name.startswith(DATABASE) and not place.name.endswith("-shm"):
                shutil.copyfile(place, left / place.name)
            elif not place.name.startswith(DATABASE):
                place.rename(left / place.name)
        self.parts.house.close()
        shutil.rmtree(self.storage)
        self.storage = left
        self._open()

    def do_entries(self) -> list[Told]:
        """Return the key of every act in the record, and the strokes that were drawn."""
        with self.parts.house.database.read() as session:
            rows: Iterable[Entry] = session.scalars(
                select(Entry).order_by(Entry.stream, Entry.number)
            )
            return [
                {"by": e.by, "device": e.device, "n": e.n, "stream": e.stream, "number": e.number}
                | {"kind": e.kind, "id": e.body.get("id")}
                for e in rows
            ]

    def do_verify(self) -> list[str]:
        """Return what is wrong with the record."""
        with self.parts.house.database.read() as session:
            return verify(session, self.parts.house).faults
