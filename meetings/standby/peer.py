"""The other box, as a standby reaches it."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

from meetings.config import BadSetting
from meetings.standby.talk import KEY, PATH, PROTOCOL, Over, Talk

PATIENCE = 3.0
"""Seconds to reach it."""


@dataclass(frozen=True)
class Peer:
    """Address, key, and the file of the authority that vouches for it (empty: the system's)."""

    url: str
    key: str
    authority: str = ""

    @contextmanager
    def line(self) -> Iterator[Talk]:
        """Yield a line to it; raises `Over` where there is none."""
        try:
            sock = self._open()
        except OSError as trouble:
            raise Over(str(trouble)) from trouble
        with sock:
            yield Talk(sock)

    def _open(self) -> socket.socket:
        parts = urlsplit(self.url)
        secure = parts.scheme == "https"
        port = parts.port or (443 if secure else 80)
        sock = socket.create_connection((parts.hostname or "", port), PATIENCE)
        try:
            if secure:
                sock = self._secured(sock, parts.hostname)
            self._greet(sock, parts.netloc)
        except BaseException:
            sock.close()
            raise
        return sock

    def _secured(self, plain: socket.socket, name: str | None) -> ssl.SSLSocket:
        context = ssl.create_default_context(cafile=self.authority or None)
        return context.wrap_socket(plain, server_hostname=name)

    def _greet(self, line: socket.socket, host: str) -> None:
        asked = (
            f"GET {PATH} HTTP/1.1\r\nHost: {host}\r\nConnection: Upgrade\r\n"
            f"Upgrade: {PROTOCOL}\r\n{KEY}: {self.key}\r\n\r\n"
        )
        line.sendall(asked.encode())
        head = b""
        while not head.endswith(b"\r\n\r\n"):
            byte = line.recv(1)
            if not byte or len(head) > 65536:
                raise Over("no answer")
            head += byte
        if b" 403 " in head.split(b"\r\n", 1)[0]:
            raise NotPaired
        if b" 101 " not in head.split(b"\r\n", 1)[0]:
            raise Over(head.split(b"\r\n", 1)[0].decode("latin-1"))


class NotPaired(BadSetting):
    """The other box does not know the key."""

    def __init__(self) -> None:
        super().__init__(
            "元の機器が、この合い言葉を知りません。元の機器で python -m meetings pair を実行し、"
            "出てきた --token を指定してください。\n"
            "The first box does not know this token. Run python -m meetings pair there "
            "and give the --token it prints."
        )
