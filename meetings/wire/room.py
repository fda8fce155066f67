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

    def __init__(self) -> None:
        super().__init__()
        self._last: dict[str, tuple[Any, EnginePacket, bytes]] = {}
        """Of each event what was told last, not to be changed since, and how it is sent."""

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
        if callback:  # each gets its own
            super().emit(event, data, namespace, room, skip_sid, callback, to, **more)
            return
        packet, frame = self._packed(event, data, namespace)
        skipped = skip_sid if isinstance(skip_sid, list) else [skip_sid]
        sockets = self.server.eio.sockets
        for sid, engine in self.get_participants(namespace, to or room):
            if sid in skipped or (socket := sockets.get(engine)) is None:
                continue
            if (line := socket.queue.line) is None:
                socket.send(packet)
            else:
                line.send(frame)

    def _packed(self, event: str, data: Any, namespace: str) -> tuple[EnginePacket, bytes]:
        """Return what is sent, by polling and by websocket; there are no attachments.

        After a restart many ask one by one for the same, so the last of each event is kept.
        """
        kept = self._last.get(event)
        if kept and kept[0] is data and data is not None:
            return kept[1], kept[2]
        given = list(data) if isinstance(data, tuple) else [] if data is None else [data]
        told = self.server.packet_class(
            EVENT, namespace=namespace, data=[event, *given], binary=False
        )
        packet = EnginePacket(MESSAGE, told.encode())
        frame = framed(packet.encode())
        self._last[event] = data, packet, frame
        return packet, frame
