"""An outbox: what Engine.IO has for one tablet, until it is fetched or there is a line."""

from __future__ import annotations

import threading
from queue import Empty, Queue
from typing import Any

from meetings.wire.frames import framed
from meetings.wire.line import Line


class Outbox(Queue[Any]):
    """The queue of a tablet that polls; of one on a websocket the line itself."""

    def __init__(self) -> None:
        super().__init__()
        self.line: Line | None = None
        self._changing = threading.Lock()

    def put(self, item: Any, block: bool = True, timeout: float | None = None) -> None:
        """Send a packet of Engine.IO, or keep it until it is fetched; None ends it all."""
        with self._changing:
            if self.line is None:
                super().put(item, block, timeout)
            else:
                self._pass(self.line, item)

    def bind(self, line: Line) -> None:
        """Send what is here, and all that comes, over a line."""
        with self._changing:
            while True:
                try:
                    self._pass(line, self.get_nowait())
                except Empty:
                    break
            self.line = line

    def _pass(self, line: Line, packet: Any) -> None:
        if packet is None:
            line.end()
        else:
            line.send(framed(packet.encode()))

    def join(self) -> None:
        """Wait for nobody: a tablet that does not read must not hold up who closes it."""
