"""The door of the first box for its standby: who brings the key of the pair is let in."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from meetings.standby.leading import Leader
from meetings.standby.talk import KEY, PATH, PROTOCOL, Over, Talk, Told

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

log = logging.getLogger(__name__)
_FENCED = "この機器は控えの機器に引き継がれました。少し待って、開き直してください。"


def door(
    app: WSGIApplication, leader: Leader, keys: Callable[[], dict[str, Any]]
) -> WSGIApplication:
    """Wrap an app; ``keys`` returns what a standby needs so that everybody stays signed in."""
    served: dict[str, Callable[[Talk, Told], None]] = {
        "follow": leader.follow,
        "papers": leader.papers.serve,
        "hand over": leader.hand_over,
        "keys": lambda talk, _: talk.tell("keys", keys=keys()),
    }

    def run(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if environ.get("PATH_INFO") != PATH:
            if leader.is_fenced:
                return _said(start_response, "503 Service Unavailable", _FENCED)
            return app(environ, start_response)
        sock = environ.get("gunicorn.socket")
        if not leader.knows(str(environ.get(f"HTTP_{KEY.upper().replace('-', '_')}", ""))):
            return _said(start_response, "403 Forbidden", "合い言葉が違います。/ Not the key.")
        if sock is None:
            return _said(start_response, "501 Not Implemented", "no socket")
        greeting = f"HTTP/1.1 101 Switching Protocols\r\nUpgrade: {PROTOCOL}\r\n"
        sock.sendall(f"{greeting}Connection: Upgrade\r\n\r\n".encode())
        talk = Talk(sock)
        with contextlib.suppress(Over):
            hello = talk.hear(*served)
            served[hello.kind](talk, hello)
        talk.end()
        # Gunicorn's sign that the socket was used for something else and is to be closed.
        raise StopIteration

    return run


def _said(start_response: StartResponse, status: str, text: str) -> Iterable[bytes]:
    body = text.encode()
    headers = [("Content-Type", "text/plain; charset=utf-8"), ("Content-Length", str(len(body)))]
    start_response(status, headers)
    return [body]
