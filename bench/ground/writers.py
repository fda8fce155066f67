"""Writers: clients that draw without a pause and send each act again until it is answered."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from typing import Any

import requests
import socketio
from socketio.exceptions import SocketIOError

from bench.ground.chamber import Chamber
from tests.cast import points

AGAIN = 0.2
"""Seconds before an act without an answer is sent again."""
PATIENCE = 10
PASSING = ("storage.busy", "box.handed_over")
"""Refusals after which an act is sent again, as tablets do."""
Answer = dict[str, Any]


@dataclass(frozen=True)
class Acknowledged:
    """An act the server said was done: its key, and where the record has it."""

    device: str
    n: int
    stream: str
    number: int
    repeat: bool


@dataclass
class Told:
    """What one writer was told."""

    done: list[Acknowledged] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    unanswered: int = 0
    """Sendings that brought no answer."""


class Writer(threading.Thread):
    """One client: strokes 1, 2, 3 … on its own and on the shared layer by turns."""

    def __init__(self, house: Chamber, login: str, device: str, *, socket: bool) -> None:
        super().__init__(name=device, daemon=True)
        self.house, self.device, self.told = house, device, Told()
        self.key, self.by_socket = house.keys[login], socket
        self.over = threading.Event()
        self._send: Callable[[Answer], Answer] = self._by_socket if socket else self._by_http
        self._web = requests.Session()
        self._line: socketio.Client | None = None
        self._wire: Any = None
        self._answers: SimpleQueue[Answer | None] = SimpleQueue()

    def run(self) -> None:
        """Draw until it is over; the last act, too, is answered."""
        n = 0
        while not self.over.is_set():
            n += 1
            self._heed(n, self._answered({"given": self._stroke(n), "device": self.device, "n": n}))
        self._leave()
        self._web.close()

    def _answered(self, asked: Answer) -> Answer:
        while True:
            try:
                answer = self._send(asked)
            except (OSError, Empty, SocketIOError, requests.RequestException):
                self.told.unanswered += 1
                self._leave()
                self.over.wait(AGAIN)
                continue
            if answer.get("refused") not in PASSING:
                return answer

    def _heed(self, n: int, answer: Answer) -> None:
        if "refused" in answer:
            self.told.refused.append(answer["refused"])
            return
        repeat = bool(answer.get("repeat"))
        done = Acknowledged(self.device, n, answer["stream"], answer["number"], repeat)
        self.told.done.append(done)

    def _stroke(self, n: int) -> Answer:
        look = {"tool": "pen", "color": "#112233", "width": 1.5, "points": points(20)}
        where = {"meeting": self.house.meeting, "version": self.house.versions[0], "page": 1}
        layer = "shared" if n % 2 else "private"
        return look | where | {"id": f"{self.device}-{n}", "layer": layer}

    def _by_http(self, asked: Answer) -> Answer:
        headers = {"Authorization": f"Bearer {self.key}"}
        url = f"{self.house.server.url}/api/acts/ink.draw"
        answer = self._web.post(url, json=asked, headers=headers, timeout=PATIENCE)
        if answer.status_code >= 500:
            answer.raise_for_status()
        told: Answer = answer.json()
        return told

    def _by_socket(self, asked: Answer) -> Answer:
        line = self._line or self._connect()
        line.emit("do", asked | {"act": "ink.draw"}, callback=self._answers.put)
        answer = self._answers.get(timeout=PATIENCE)
        if answer is None:
            raise ConnectionResetError
        return answer

    def _connect(self) -> socketio.Client:
        # Without the library's own Origin: a token is what speaks for this client.
        quiet = {"suppress_origin": True}
        line = socketio.Client(reconnection=False, websocket_extra_options=quiet)
        # Of its own for each line: what an older one still says is not for this one's act.
        answers: SimpleQueue[Answer | None] = SimpleQueue()
        line.on("disconnect", lambda *_: answers.put(None))
        auth = {"token": self.key}
        line.connect(self.house.server.url, auth=auth, transports=["websocket"])
        self._line, self._answers, self._wire = line, answers, line.eio.ws
        return line

    def _leave(self) -> None:
        if self._line is not None:
            self._line.disconnect()
            # The library forgets the socket of a line that broke without closing it.
            if self._wire is not None:
                self._wire.close()
            self._line = self._wire = None
