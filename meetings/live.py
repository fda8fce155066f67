"""The socket: follow, do, whisper, and who may be there. The wire never grows."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from flask import Flask, request
from flask_login import current_user
from flask_socketio import SocketIO
from socketio.exceptions import ConnectionRefusedError as NotAdmitted
from sqlalchemy import select
from sqlalchemy.orm import Session

from meetings.acts import check_key
from meetings.commands.notes import is_under_way
from meetings.desk import Answer, Desk
from meetings.domain import floor, meetings, people, rights
from meetings.domain.base import Refused, now
from meetings.domain.bodies import Seat, sits_in
from meetings.domain.people import AccessToken, Person, Signed, SignIn
from meetings.domain.record import Entry
from meetings.given import EventJson, is_whole
from meetings.rooms import Rooms
from meetings.wire import Room, from_own_page, lay, own_origin, settle

log = logging.getLogger(__name__)
HEARTBEAT = 5.0
"""Seconds between two heads, the tablets' gap detector and clock."""
WATCH = 0.5
"""Seconds between two looks at who may still be here and what other processes wrote."""
MOST_STREAMS = 64
"""Streams asked for at once."""
_WRITTEN = ("notebook", "group")
"""Kinds of streams, beside a meeting's, on which its followers write."""


@dataclass
class Socket:
    """One connected tablet: who, by which sign-in or token, what it follows."""

    sid: str
    signed: Signed
    role: str
    streams: set[str] = field(default_factory=set)
    seats: set[int] = field(default_factory=set)
    """Bodies its person sat in at the last look."""
    may_whisper: dict[str, tuple[float, bool]] = field(default_factory=dict)
    """Whether it may in a stream, as of when by the monotonic clock."""


Heed = Callable[[Socket, Answer], Answer | None]


class Live:
    """Everything that goes over the socket."""

    def __init__(self, app: Flask, desk: Desk) -> None:
        self.app, self.desk, self.database = app, desk, desk.house.database
        self.sockets: dict[str, Socket] = {}
        self._closing = threading.Event()
        self.io = SocketIO(
            app,
            async_mode="threading",
            async_handlers=False,
            cors_allowed_origins=own_origin,  # type: ignore[arg-type]  # may be a function since engine.io 4.4
            max_http_buffer_size=2 * 1024 * 1024,
            ping_interval=5,
            ping_timeout=5,
            manage_session=False,
            json=EventJson,
            client_manager=Room(),
        )
        self._server: Any = self.io.server  # type: ignore[attr-defined]  # missing in the stubs
        lay(self._server.eio)
        self.rooms = Rooms(self.database, self._server.emit)
        self.io.on_event("connect", self.on_connect)
        # Of these none needs to know the request that once opened the line, and to make it
        # Flask's own again takes as long as a small act.
        self._server.on("disconnect", self.on_disconnect)
        for name in ("follow", "do", "whisper"):
            self._server.on(name, self._answering(getattr(self, f"on_{name}")))

    def start(self) -> None:
        """Begin to beat and to watch."""
        for name, every, work in (("heads", HEARTBEAT, self.beat), ("watch", WATCH, self.look)):
            threading.Thread(target=self._every, args=(every, work), name=name, daemon=True).start()
        self.rooms.start()

    def close(self) -> None:
        """Stop beating, watching and passing on."""
        self._closing.set()
        self.rooms.close()

    def _every(self, seconds: float, work: Callable[[], None]) -> None:
        while not self._closing.wait(seconds):
            try:
                work()
            except Exception:
                # One failed look must not end all later ones.
                log.exception("%s failed", work.__name__)

    # from the tablet

    def on_connect(self, auth: object = None) -> None:
        """Admit who signed in here or brings a token; nobody else gets a socket."""
        key = auth.get("token") if isinstance(auth, dict) else None
        if isinstance(key, str):
            with self.database.read() as session:
                token = people.token_owner(session, key)
            if token is None:
                raise NotAdmitted("signing.needed")
            signed, role = Signed(token.person_id, token=token.id), token.person.role
        else:
            if not from_own_page(request.headers, request.host_url):
                raise NotAdmitted("signing.foreign")
            if not current_user.is_authenticated or current_user.sign_in is None:
                raise NotAdmitted("signing.needed")
            person = current_user.person
            if isinstance(auth, dict) and auth.get("person", person.id) != person.id:
                # The page is of somebody who signed out; another signed in on that browser since.
                raise NotAdmitted("signing.needed")
            signed, role = Signed(person.id, sign_in=current_user.sign_in), person.role
        sid = str(request.sid)  # type: ignore[attr-defined]  # added by Flask-SocketIO
        with self.database.read() as session:
            seats = sits_in(session, signed.person)
        self.sockets[sid] = Socket(sid, signed, role, seats=seats)

    def on_disconnect(self, sid: str, *_: object) -> None:
        """Forget a socket."""
        self.sockets.pop(sid, None)

    def _answering(self, work: Heed) -> Callable[..., Answer | None]:
        """Return a handler that answers whatever was sent, at worst with a refusal."""

        def heed(sid: str, *sent: object) -> Answer | None:
            asked = sent[0] if sent and isinstance(sent[0], dict) else {}
            socket = self.sockets.get(sid)
            try:
                if socket is None:
                    raise Refused("signing.needed")
                return work(socket, asked)
            except Refused as refusal:
                return self.desk.told(refusal, self._language(socket))
            except Exception:
                log.exception("%s failed", work)
                message = self.desk.house.words.say(self._language(socket), "page.trouble.failed")
                return {"refused": "http.500", "message": message}

        return heed

    def on_follow(self, socket: Socket, asked: Answer) -> Answer:
        """Join the streams first, then read the record: so nothing falls between."""
        wanted = asked.get("after")
        if not isinstance(wanted, dict) or len(wanted) > MOST_STREAMS:
            raise Refused("given.wrong", names="after")
        with self.database.read() as session:
            person = self._person(session, socket)
            may = {stream: rights.may_follow(session, person, stream) for stream in wanted}
        refused = {stream: "found.nothing" for stream in wanted if not may[stream]}
        for stream, after in wanted.items():
            if may[stream] and not is_whole(after):
                refused[stream] = "given.wrong"
        joined = {stream: after for stream, after in wanted.items() if stream not in refused}
        for stream in joined:
            self._server.enter_room(socket.sid, stream)
            socket.streams.add(stream)
        heads: dict[str, int] = {}
        for stream, after in joined.items():
            self._settle(socket.sid)
            with self.database.read() as session:
                heads[stream] = self.rooms.catch_up(session, stream, after, socket.sid)
            self.rooms.greet(stream, socket.sid)
        return {"streams": heads, "refused": refused}

    def _settle(self, sid: str) -> None:
        """Let a tablet take what it was sent first: it is not to be cut off for what it missed."""
        engine = self._server.manager.eio_sid_from_sid(sid, "/")
        settle(self._server.eio, engine, HEARTBEAT)

    def on_do(self, socket: Socket, asked: Answer) -> Answer:
        """Perform an act; the answer is the acknowledgement."""
        if not isinstance(asked.get("act"), str):
            raise Refused("given.wrong", names="act")
        given, device, n = asked.get("given", {}), asked.get("device"), asked.get("n", 1)
        check_key(given, device, n)
        return self.desk.do(asked["act"], socket.signed, given, device, n)

    def on_whisper(self, socket: Socket, asked: Answer) -> None:
        """Pass on what is fleeting to the others in the room, if its author may write there."""
        stream, kind, body = asked.get("stream"), asked.get("kind"), asked.get("body")
        if not isinstance(stream, str) or kind != "ink" or not is_under_way(body):
            raise Refused("given.wrong", names="body")
        if stream not in socket.streams or not self._may_whisper(socket, stream):
            raise Refused("right.missing")
        told = {"stream": stream, "kind": kind, "body": body, "by": socket.signed.person}
        self.rooms.whisper(stream, told, socket.sid)

    def _may_whisper(self, socket: Socket, stream: str) -> bool:
        """Judge it anew after `WATCH` seconds: ten who write whisper 250 times a second."""
        judged, may = socket.may_whisper.get(stream, (-WATCH, False))
        if time.monotonic() - judged >= WATCH:
            may = self._may_write(socket, stream)
            socket.may_whisper[stream] = time.monotonic(), may
        return may

    def _may_write(self, socket: Socket, stream: str) -> bool:
        noun = stream.split(":", maxsplit=1)[0]
        with self.database.read() as session:
            person = self._person(session, socket)
            if noun != "meeting":
                return noun in _WRITTEN and rights.may_follow(session, person, stream)
            meeting = meetings.seen(session, person, int(stream.split(":")[1]))
            role = meetings.role_in(session, person, meeting)
            sharing = floor.of(session, meeting).sharing
        return role in rights.SHARING and meeting.state in rights.SHARED_STATES and sharing

    def _person(self, session: Session, socket: Socket) -> Person:
        person = session.get(Person, socket.signed.person)
        if person is None:
            raise Refused("signing.needed")
        return person

    def _language(self, socket: Socket | None) -> str:
        with self.database.read() as session:
            person = session.get(Person, socket.signed.person) if socket else None
        return (person.language if person else None) or self.desk.house.config.language

    # on its own

    def heed(self, entries: list[Entry]) -> None:
        """Look before a group's notes are sent: nothing more is sent to whose seat ended."""
        if any(entry.stream.startswith("group:") for entry in entries):
            self.check()

    def beat(self) -> None:
        """Tell every room its stream's head and the time."""
        self.rooms.beat(self._followed())

    def look(self) -> None:
        """Close the sockets of who may be here no more; send what other processes wrote."""
        self.check()
        self.rooms.look(self._followed())
        self.rooms.tell_present(self._present())

    def _present(self) -> dict[str, set[int]]:
        """Who follows each meeting; guests don't count."""
        here: dict[str, set[int]] = {}
        for socket in list(self.sockets.values()):
            for stream in [one for one in list(socket.streams) if one.startswith("meeting:")]:
                here.setdefault(stream, set()).update(
                    [socket.signed.person] * (socket.role != "guest")
                )
        return here

    def _followed(self) -> set[str]:
        return {stream for socket in list(self.sockets.values()) for stream in socket.streams}

    def check(self) -> None:
        """Close sockets whose sign-in, token, role or account ended; rooms whose seat did.

        Whoever got or lost a seat is to ask anew for whom there is writing.
        """
        sockets = dict(self.sockets)
        if not sockets:
            return
        with self.database.read() as session:
            at = now()
            living = set(session.scalars(select(SignIn.id).where(SignIn.ends_at > at)))
            tokens = set(
                session.scalars(select(AccessToken.id).where(AccessToken.revoked_at.is_(None)))
            )
            found = session.execute(select(Person.id, Person.role).filter_by(active=True))
            roles = dict(found.all())
            seats: dict[int, set[int]] = {}
            for person, body in session.execute(select(Seat.person_id, Seat.body_id)):
                seats.setdefault(person, set()).add(body)
        for sid, socket in sockets.items():
            who = socket.signed
            stays = who.sign_in in living if who.sign_in else who.token in tokens
            if not stays or roles.get(who.person) != socket.role:
                self._end(sid)
            before, socket.seats = socket.seats, seats.get(who.person, set())
            for stream in list(socket.streams):
                noun, *_, last = stream.split(":")
                if noun == "group" and int(last) not in socket.seats:
                    socket.streams.discard(stream)
                    self._server.leave_room(sid, stream)
                elif noun == "meeting" and before != socket.seats:
                    self.rooms.renew(stream, sid)

    def _end(self, sid: str) -> None:
        self.sockets.pop(sid, None)
        self._server.disconnect(sid)
