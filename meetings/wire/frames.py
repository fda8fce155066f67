"""Frames: how messages lie on a websocket (RFC 6455).

What is sent is one frame, packed here; what is heard is read by wsproto.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from typing import NamedTuple

from wsproto import ConnectionType, WSConnection
from wsproto.events import (
    AcceptConnection,
    BytesMessage,
    CloseConnection,
    Ping,
    Request,
    TextMessage,
)
from wsproto.frame_protocol import CloseReason
from wsproto.utilities import RemoteProtocolError

TEXT, BINARY, CLOSE = 0x81, 0x82, 0x88
"""The first byte of a frame that is a whole message."""
GOODBYE = struct.pack("!BBH", CLOSE, 2, CloseReason.NORMAL_CLOSURE)
"""The last frame of a line that is closed by us."""
_NEEDED = ("HOST", "CONNECTION", "UPGRADE", "SEC_WEBSOCKET_KEY", "SEC_WEBSOCKET_VERSION")


class Heard(NamedTuple):
    """What came of some bytes: a message, or what is to be answered, and whether it is over."""

    message: str | None
    answer: bytes = b""
    over: bool = False


def framed(message: str | bytes) -> bytes:
    """Return a message as the one frame that is sent to everybody who is to have it."""
    text = isinstance(message, str)
    body = message.encode() if isinstance(message, str) else message
    kind, length = TEXT if text else BINARY, len(body)
    if length < 126:
        return bytes((kind, length)) + body
    if length < 65536:
        return struct.pack("!BBH", kind, 126, length) + body
    return struct.pack("!BBQ", kind, 127, length) + body


class Frames:
    """Reads what comes over one websocket."""

    def __init__(self, headers: dict[str, str], most: int) -> None:
        """Take the request that opens it; ValueError where that is none of a websocket.

        ``most`` is how many characters a message may have.
        """
        self._heard = WSConnection(ConnectionType.SERVER)
        self._most, self._said, self._length = most, io.StringIO(), 0
        self.greeting = self._greet(headers)

    def _greet(self, headers: dict[str, str]) -> bytes:
        told = [
            f"{name.replace('_', '-')}: {headers[f'HTTP_{name}']}\r\n"
            for name in _NEEDED
            if f"HTTP_{name}" in headers
        ]
        try:
            # No extension is taken up: to compress would be to pack anew for each tablet.
            self._heard.receive_data(f"GET / HTTP/1.1\r\n{''.join(told)}\r\n".encode("latin-1"))
            asked = next(self._heard.events(), None)
            if isinstance(asked, Request):
                return self._heard.send(AcceptConnection())
        except RemoteProtocolError as trouble:
            raise ValueError(str(trouble)) from None
        raise ValueError("no request for a websocket")

    def take(self, data: bytes) -> Iterator[Heard]:
        """Read on; after what is over nothing more may be given."""
        self._heard.receive_data(data)
        for event in self._heard.events():
            if isinstance(event, Ping):
                yield Heard(None, self._heard.send(event.response()))
            elif isinstance(event, CloseConnection):
                yield self._end(event.code)
                return
            elif isinstance(event, BytesMessage):
                yield self._end(CloseReason.UNSUPPORTED_DATA)
                return
            elif isinstance(event, TextMessage):
                self._length += len(event.data)
                if self._length > self._most:
                    yield self._end(CloseReason.MESSAGE_TOO_BIG)
                    return
                self._said.write(event.data)
                if event.message_finished:
                    yield Heard(self._said.getvalue())
                    self._said, self._length = io.StringIO(), 0

    def _end(self, code: int) -> Heard:
        return Heard(None, self._heard.send(CloseConnection(code)), over=True)
