"""A pen that does not wait: it moves 240 times a second, whether the page keeps up or not."""

from __future__ import annotations

import json
import math
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import websocket

from tests.browser.tablet import Point, Tablet
from tests.conftest import free_port

HERTZ = 240
REST = 0.08
"""Seconds the pen rests before it is lifted, and after: the last place it came to is seen."""


class Pen:
    """A pen on the page that is before a browser's tablet, by its debugger's own line."""

    def __init__(self, line: websocket.WebSocket) -> None:
        self._line, self._number = line, 0
        # Answers come when the page has heeded: nobody waits for them.
        threading.Thread(target=self._drain, daemon=True).start()

    def _drain(self) -> None:
        try:
            while self._line.recv():
                pass
        except (OSError, websocket.WebSocketException):
            return

    def draw(self, path: list[Point]) -> None:
        """Draw along places of the screen, one each tick."""
        begun = time.monotonic()
        for tick, (x, y) in enumerate(path):
            self._say("mouseMoved" if tick else "mousePressed", x, y)
            time.sleep(max(0, begun + (tick + 1) / HERTZ - time.monotonic()))
        time.sleep(REST)
        self._say("mouseReleased", *path[-1])
        time.sleep(REST)

    def _say(self, kind: str, x: float, y: float) -> None:
        self._number += 1
        up = kind == "mouseReleased"
        given = {"type": kind, "x": x, "y": y, "button": "left", "buttons": 0 if up else 1}
        given |= {"pointerType": "pen", "force": 0.0 if up else 0.5, "clickCount": 1}
        told = {"id": self._number, "method": "Input.dispatchMouseEvent", "params": given}
        self._line.send(json.dumps(told))


def debugged() -> tuple[int, str]:
    """Return a port for a browser's debugger, and the flag that has it listen there."""
    port = free_port()
    return port, f"--remote-debugging-port={port}"


@contextmanager
def pen_on(tablet: Tablet, port: int) -> Iterator[Pen]:
    """Yield a pen on a tablet's page, in a browser whose debugger listens at this port."""
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/json/list", timeout=30) as answer:
        pages: list[dict[str, Any]] = json.load(answer)
    (address,) = [one["webSocketDebuggerUrl"] for one in pages if one["url"] == tablet.page.url]
    line = websocket.create_connection(address, suppress_origin=True, enable_multithread=True)
    try:
        yield Pen(line)
    finally:
        line.close()


def curl(left: float, top: float, wide: float, seconds: float) -> list[Point]:
    """Return the places of a line of loops, as a hand writes."""
    ticks = int(seconds * HERTZ)
    return [
        (left + wide * i / ticks + 8 * math.sin(i / 9), top + 10 * math.cos(i / 9))
        for i in range(ticks)
    ]
