"""A line: what is sent over one websocket, written at once and never waited for.

Whoever sends writes straight to the socket. Only what the kernel does not take is kept, up to
`MOST_KEPT` bytes; a tablet that is further behind is cut off: it comes back and asks for what it
missed by number.
"""

from __future__ import annotations

import contextlib
import select
import socket
import ssl
import struct
import threading
import time
from collections import deque

from meetings.wire.frames import GOODBYE

MOST_KEPT = 1024 * 1024
"""Bytes kept for one tablet beyond those that the kernel holds; the last message may go above."""
KERNEL = 256 * 1024
"""Bytes that the kernel is to hold for one tablet; what it would take by itself grows to 4 MB."""
FAREWELL = 1.0
"""Seconds for which what still comes is read away after the last frame."""
_AT_ONCE = 16 * 1024
_NOT_NOW = (BlockingIOError, ssl.SSLWantReadError, ssl.SSLWantWriteError)
_NOTHING_LEFT = struct.pack("ii", 1, 0)
"""For SO_LINGER: what was not sent when the socket closes is dropped."""


class Line:
    """One websocket's end here; any thread may send, one reads."""

    def __init__(self, sock: socket.socket) -> None:
        """Take a connected socket, with or without TLS; it stays its opener's to close."""
        self._sock = sock
        sock.setblocking(False)
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, KERNEL)
        if sock.family != socket.AF_UNIX:
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._lock = threading.Lock()
        """Held to write: frames never mingle, and nobody writes to a socket that is gone."""
        # OpenSSL must not be entered by two threads at once.
        secret = isinstance(sock, ssl.SSLSocket)
        self._reading = self._lock if secret else contextlib.nullcontext()
        self._kept: deque[bytes | memoryview] = deque()
        self._behind = 0
        self._open, self._gone = True, False
        self._heard = select.poll()
        self._heard.register(sock, select.POLLIN)

    def send(self, frame: bytes) -> None:
        """Write a frame, or keep it if the tablet is behind; nothing after the end."""
        with self._lock:
            if not self._open:
                return
            if self._kept:
                self._keep(frame)
            elif (sent := self._write(frame)) < len(frame):
                self._keep(memoryview(frame)[sent:])

    def receive(self, seconds: float) -> bytes:
        """Return what comes next; b"" once the tablet is gone or silent for so long."""
        ends = time.monotonic() + seconds
        while (left := ends - time.monotonic()) > 0:
            try:
                with self._reading:
                    return self._sock.recv(_AT_ONCE)
            except _NOT_NOW:
                self._heard.poll(left * 1000)
            except OSError:
                break
        return b""

    def settle(self, seconds: float) -> bool:
        """Wait until everything kept is written; False if it was not within that time."""
        takes, ends = select.poll(), time.monotonic() + seconds
        takes.register(self._sock, select.POLLOUT)
        while True:
            with self._lock:
                self._write_kept()
                if not self._kept:
                    return True
            left = ends - time.monotonic()
            if left <= 0:
                return False
            takes.poll(left * 1000)

    def end(self, goodbye: bytes = GOODBYE) -> None:
        """Send a last frame after what was sent, then nothing more."""
        self.send(goodbye)
        with self._lock:
            self._open = False
            self._shut()

    def cut(self) -> None:
        """End it here and now; what is kept is dropped. Whoever reads hears that it is over."""
        with self._lock:
            self._cut()

    def give_back(self) -> None:
        """End it for good, after a moment for goodbyes; nobody touches the socket after this."""
        self.end()
        ends = time.monotonic() + FAREWELL
        while (left := ends - time.monotonic()) > 0 and self.receive(left):
            pass
        with self._lock:
            if self._kept:
                self._cut()
            self._shutdown(socket.SHUT_RDWR)
            self._gone = True

    def _write(self, frame: bytes | memoryview) -> int:
        """Return how many bytes were taken."""
        try:
            return self._sock.send(frame)
        except _NOT_NOW:
            return 0
        except OSError:
            self._cut()
            return len(frame)

    def _keep(self, rest: bytes | memoryview) -> None:
        if self._behind >= MOST_KEPT:
            self._cut()
            return
        if not self._kept:
            # Few are behind at a time, and not for long: a thread for as long as it takes.
            threading.Thread(target=self._catch_up, name="behind", daemon=True).start()
        self._kept.append(rest)
        self._behind += len(rest)

    def _catch_up(self) -> None:
        with contextlib.suppress(ValueError):  # the socket was given back meanwhile
            while not self.settle(60):
                pass

    def _write_kept(self) -> None:
        while self._kept:
            first = self._kept[0]
            sent = self._write(first)
            if not self._kept:  # cut off
                return
            self._behind -= sent
            if sent < len(first):
                self._kept[0] = memoryview(first)[sent:]
                return
            self._kept.popleft()
        self._shut()

    def _shut(self) -> None:
        if not (self._open or self._kept or self._gone):
            self._shutdown(socket.SHUT_WR)

    def _cut(self) -> None:
        self._open = False
        self._kept.clear()
        self._behind = 0
        if not self._gone:
            with contextlib.suppress(OSError):
                self._sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _NOTHING_LEFT)
            self._shutdown(socket.SHUT_RDWR)

    def _shutdown(self, how: int) -> None:
        with contextlib.suppress(OSError):
            # Of the socket itself: the one of TLS forgets its keys, and the reader would get
            # what is not deciphered.
            socket.socket.shutdown(self._sock, how)
