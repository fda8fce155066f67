"""Pinging: one thread asks all tablets in turn whether they are still there.

Engine.IO starts a thread for each ping that sleeps until it is due: with a thousand tablets two
hundred threads in each second.
"""

from __future__ import annotations

import contextlib
import logging
import threading
import time
from collections import deque
from typing import Any

from engineio.exceptions import SocketIsClosedError
from engineio.packet import PING, Packet

log = logging.getLogger(__name__)


class Pinger:
    """Pings each tablet of Engine.IO once, so many seconds after it is named."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        # All wait equally long, so who is named first is due first.
        self._waiting: deque[tuple[float, Any]] = deque()
        self._named = threading.Event()
        self._starting = threading.Lock()
        self._started = False

    def later(self, tablet: Any) -> None:
        """Name a tablet that is to be pinged when the time has come."""
        self._waiting.append((time.monotonic() + self._seconds, tablet))
        self._named.set()
        with self._starting:
            if not self._started:
                self._started = True
                threading.Thread(target=self._run, name="pings", daemon=True).start()

    def _run(self) -> None:
        while True:
            self._named.wait()
            self._named.clear()
            while self._waiting:
                due, tablet = self._waiting.popleft()
                time.sleep(max(0.0, due - time.monotonic()))
                self._ping(tablet)

    def _ping(self, tablet: Any) -> None:
        if tablet.closing or tablet.closed:
            return
        tablet.last_ping = time.time()
        try:
            with contextlib.suppress(SocketIsClosedError):
                tablet.send(Packet(PING))
        except Exception:
            # One tablet's trouble ends no other's pings; its own line ends by silence.
            log.exception("could not ping a tablet")
