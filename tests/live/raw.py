"""A tablet's end without any library: what is sent and read is up to the test."""

from __future__ import annotations

import json
import socket
import struct
from collections.abc import Iterator
from typing import Any

from tests.conftest import Server


def read_frames(line: socket.socket, at_once: int = 1 << 16) -> Iterator[bytes]:
    """Yield what each frame holds until the line ends."""
    buffer = bytearray()
    while data := line.recv(at_once):
        buffer += data
        while (found := _first(buffer)) is not None:
            start, length = found
            yield bytes(buffer[start : start + length])
            del buffer[: start + length]


def _first(buffer: bytearray) -> tuple[int, int] | None:
    """Return where the first frame's payload starts and how long it is, once it is whole."""
    if len(buffer) < 2:
        return None
    start, length = {126: (4, "!H"), 127: (10, "!Q")}.get(buffer[1], (2, ""))
    if len(buffer) < start:
        return None
    size = struct.unpack(length, buffer[2:start])[0] if length else buffer[1]
    return (start, size) if len(buffer) >= start + size else None


def masked(message: str | bytes, first: int = 0x81) -> bytes:
    """Return a tablet's frame; a mask of zeros is a mask."""
    body = message.encode() if isinstance(message, str) else message
    if len(body) < 126:
        return bytes((first, 0x80 | len(body))) + bytes(4) + body
    kind = "!BBHI" if len(body) < 65_536 else "!BBQI"
    return struct.pack(kind, first, 0xFE if len(body) < 65_536 else 0xFF, len(body), 0) + body


class Raw:
    """A connected websocket that belongs to whom a token names."""

    def __init__(self, server: Server, token: str) -> None:
        self.line = socket.create_connection(("127.0.0.1", server.port), timeout=30)
        asked = (
            "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: localhost\r\n"
            "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
        )
        self.line.sendall(asked.encode())
        head = b""
        while not head.endswith(b"\r\n\r\n"):
            head += self.line.recv(1)
        assert head.startswith(b"HTTP/1.1 101 "), head
        self.frames = read_frames(self.line)
        self.until("0")
        self.say("40" + json.dumps({"token": token}))
        self.until("40")

    def say(self, message: str) -> None:
        """Send a text message."""
        self.line.sendall(masked(message))

    def until(self, begins: str) -> str:
        """Return the first message that begins so; answers what asks whether one is there."""
        for frame in self.frames:
            if frame == b"2":
                self.say("3")
            elif frame.startswith(begins.encode()):
                return frame.decode()
        raise EOFError(begins)

    def follow(self, **after: int) -> Any:
        """Follow streams; return the answer."""
        asked = {"v": 1, "device": "tablet-raw", "after": after}
        self.say("427" + json.dumps(["follow", asked]))
        return json.loads(self.until("437").removeprefix("437"))[0]

    def told(self, event: str) -> Any:
        """Return what the next event of a name brings."""
        head = f'42["{event}",'
        return json.loads(self.until(head)[2:])[1]

    def is_over(self) -> bool:
        """Read until the line ends; True, as it does."""
        try:
            for _ in self.frames:
                pass
        except ConnectionError:
            pass
        self.line.close()
        return True
