"""The door: where a request for a websocket becomes one, and what comes over it is heeded."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from engineio.exceptions import SocketIsClosedError, UnknownPacketError
from engineio.packet import NOOP, PING, PONG, UPGRADE, Packet
from engineio.socket import Socket

from meetings.wire.frames import Frames, framed
from meetings.wire.line import Line
from meetings.wire.outbox import Outbox
from meetings.wire.pinging import Pinger

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

log = logging.getLogger(__name__)
_PROBE = "probe"


def lay(engine: Any) -> None:
    """Put our own websockets under an Engine.IO server that runs in threads."""
    # Engine.IO picks its websockets by the name of a way to run, and has no other place for them.
    engine._async = engine._async | {"websocket": Door, "queue": Outbox}  # noqa: SLF001
    pinger, start = Pinger(engine.ping_interval), engine.start_background_task

    def begin(target: Callable[..., Any], *args: Any, **more: Any) -> Any:
        if getattr(target, "__func__", None) is Socket._send_ping:  # noqa: SLF001  # as above
            return pinger.later(target.__self__)  # type: ignore[attr-defined]  # it is a method
        return start(target, *args, **more)

    engine.start_background_task = begin


def settle(engine: Any, sid: str, seconds: float) -> None:
    """Wait until one tablet has what was sent to it, so that more may be."""
    socket = engine.sockets.get(sid)
    if socket is not None and (line := socket.queue.line) is not None:
        line.settle(seconds)


class Door:
    """Takes one request for a websocket: what Engine.IO calls when there is one."""

    def __init__(self, handler: Callable[..., Any], server: Any) -> None:
        # The handler is a method of the tablet's socket of Engine.IO; of that only what is
        # said is wanted, not how: it would start a thread to write.
        self._tablet, self._server = handler.__self__, server  # type: ignore[attr-defined]
        self._patience = server.ping_interval + server.ping_timeout

    def __call__(self, environ: WSGIEnvironment, _: StartResponse) -> Any:
        """Serve a websocket until it ends; the answer is Engine.IO's where it can't be one."""
        sock = environ.get("gunicorn.socket")
        try:
            frames = Frames(environ, self._server.max_http_buffer_size)
            if sock is None:
                raise ValueError("the server in front lends no socket")
        except ValueError as trouble:
            self._end()
            return self._server._bad_request(str(trouble))  # noqa: SLF001  # as it does itself
        line = Line(sock)
        line.send(frames.greeting)
        try:
            self._serve(line, self._heard(line, frames))
        finally:
            line.give_back()
            self._end()
        # Gunicorn's sign that the socket was used for something else and is to be closed.
        raise StopIteration

    def _serve(self, line: Line, heard: Iterator[str]) -> None:
        tablet = self._tablet
        if tablet.connected and not self._upgraded(line, heard):
            return
        tablet.connected = tablet.upgraded = True
        tablet.upgrading = False
        tablet.queue.bind(line)
        for message in heard:
            if tablet.closed:
                continue  # until it says goodbye too
            try:
                tablet.receive(Packet(encoded_packet=message))
            except UnknownPacketError:
                continue
            except (SocketIsClosedError, ValueError):
                return
            except Exception:
                # One tablet's trouble ends its own line; it comes back.
                log.exception("could not take what a tablet sent")
                return

    def _upgraded(self, line: Line, heard: Iterator[str]) -> bool:
        """Say whether a tablet that polled is on the websocket now."""
        tablet = self._tablet
        tablet.upgrading = True
        if next(heard, "") == f"{PING}{_PROBE}":
            line.send(framed(f"{PONG}{_PROBE}"))
            tablet.queue.put(Packet(NOOP))  # ends a poll that waits
            if next(heard, "") == f"{UPGRADE}":
                return True
        tablet.upgrading = False
        return False

    def _heard(self, line: Line, frames: Frames) -> Iterator[str]:
        while data := line.receive(self._patience):
            for heard in frames.take(data):
                if heard.over:
                    line.end(heard.answer)
                    return
                if heard.answer:
                    line.send(heard.answer)
                if heard.message is not None:
                    yield heard.message

    def _end(self) -> None:
        tablet = self._tablet
        if not tablet.connected or tablet.upgraded:
            reason = self._server.reason.TRANSPORT_CLOSE
            tablet.close(wait=False, abort=True, reason=reason)
            self._server.sockets.pop(tablet.sid, None)
