"""A room: everybody who is to hear the same, told by one frame."""

from __future__ import annotations

from typing import Any

from engineio.packet import MESSAGE
from engineio.packet import Packet as EnginePacket
from socketio import Manager
from socketio.packet import EVENT

from meetings.wire.frames import framed


class Room(Manager):  # type: ignore[misc]  # Socket.IO publishes no types
    """Keeps who is in which room, as Socket.IO does, and makes what they hear once for all."""

    def emit(
        self,
        event: str,
        data: Any,
        namespace: str,
        room: str | None = None,
        skip_sid: str | list[str] | None = None,
        callback: Any = None,
        to: str | None = None,
        **more: Any,
    ) -> None:
        """Send an event to a room or one socket."""
        told = None if callback else self._told(event, data, namespace)
        if not isinstance(told, str):  # with an answer or attachments: each gets its own
            super().emit(event, data, namespace, room, skip_sid, callback, to, **more)
            return
        packet = EnginePacket(MESSAGE, told)
        frame = framed(packet.encode())
        skipped = skip_sid if isinstance(skip_sid, list) else [skip_sid]
        sockets = self.server.eio.sockets
        for sid, engine in self.get_participants(namespace, to or room):
            if sid in skipped or (socket := sockets.get(engine)) is None:
                continue
            if (line := socket.queue.line) is None:
                socket.send(packet)
            else:
                line.send(frame)

    def _told(self, event: str, data: Any, namespace: str) -> Any:
        given = list(data) if isinstance(data, tuple) else [] if data is None else [data]
        return self.server.packet_class(EVENT, namespace=namespace, data=[event, *given]).encode()
