"""The wire: our own websockets under Socket.IO, written at once by whoever has something to say.

`lay` puts them under a Socket.IO server; that server sends to its rooms by `Room`.
"""

from meetings.wire.door import lay, settle
from meetings.wire.origin import from_own_page, own_origin
from meetings.wire.room import Room

__all__ = ["Room", "from_own_page", "lay", "own_origin", "settle"]
