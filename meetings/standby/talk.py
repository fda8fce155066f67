"""Talk between two boxes: messages of a few words (JSON) and some bytes, over one connection.

A message is the length of its words (4 bytes), the length of its bytes (8) and their CRC-32 (4),
most significant byte first, then both.
"""

from __future__ import annotations

import contextlib
import json
import socket
import struct
import zlib
from dataclasses import dataclass
from typing import Any

PATH = "/standby/line"
"""Where the first box takes another one's connection, by HTTP's way to another protocol."""
KEY = "Gijo-Standby"
"""The header with the key of the pair."""
PROTOCOL = "gijo-standby"
_HEAD = struct.Struct(">IQI")
_MOST_WORDS, _MOST_BYTES = 1 << 20, 1 << 31


class Over(Exception):
    """The talk has ended, or what came is none."""


class NotTaken(Over):
    """The other box says no; the reason is its argument."""


@dataclass(frozen=True)
class Told:
    """What came: its kind, its words, its bytes."""

    kind: str
    words: dict[str, Any]
    body: bytes

    def __getitem__(self, name: str) -> Any:
        try:
            return self.words[name]
        except KeyError:
            raise Over(f"{self.kind} without {name}") from None


class Talk:
    """One end of a connection; one thread at a time."""

    def __init__(self, sock: socket.socket) -> None:
        self._sock = sock
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.patience(30)

    def patience(self, seconds: float) -> None:
        """Say how long each sending and hearing may take from now on."""
        self._sock.settimeout(seconds)

    def tell(self, kind: str, body: bytes = b"", **words: Any) -> None:
        """Send a message; raises `Over`."""
        text = json.dumps({"kind": kind} | words).encode()
        try:
            self._sock.sendall(_HEAD.pack(len(text), len(body), zlib.crc32(body)) + text + body)
        except OSError as trouble:
            raise Over(str(trouble)) from trouble

    def hear(self, *kinds: str) -> Told:
        """Return the next message, one of these kinds; raises `Over`."""
        length, size, total = _HEAD.unpack(self._read(_HEAD.size))
        if length > _MOST_WORDS or size > _MOST_BYTES:
            raise Over("no message")
        try:
            words = json.loads(self._read(length))
            kind = words.pop("kind")
        except (ValueError, AttributeError, KeyError) as trouble:
            raise Over("no message") from trouble
        body = self._read(size)
        if zlib.crc32(body) != total:
            raise Over("bytes were changed on the way")
        if kind == "refused":
            raise NotTaken(str(words.get("why")))
        if kinds and kind not in kinds:
            raise Over(f"{kind!r} instead of {kinds}")
        return Told(kind, words, body)

    def ask(self, kind: str, body: bytes = b"", **words: Any) -> Told:
        """Send a message and return the answer."""
        self.tell(kind, body, **words)
        return self.hear()

    def _read(self, size: int) -> bytes:
        read = bytearray()
        while len(read) < size:
            try:
                chunk = self._sock.recv(min(size - len(read), 1 << 20))
            except OSError as trouble:
                raise Over(str(trouble)) from trouble
            if not chunk:
                raise Over("the other box hung up")
            read += chunk
        return bytes(read)

    def end(self) -> None:
        """End it for both; the socket stays its opener's to close."""
        with contextlib.suppress(OSError):
            socket.socket.shutdown(self._sock, socket.SHUT_RDWR)
