"""Reminding: the box that took over tells the one before, until that one knows."""

from __future__ import annotations

import contextlib
import threading
from pathlib import Path

from meetings.standby import pairing
from meetings.standby.peer import NotPaired, Peer
from meetings.standby.talk import Over

EVERY = 2.0
"""Seconds between two tries."""


def remind(storage: Path, over: threading.Event) -> None:
    """Begin to tell it, where it was not told."""
    side = pairing.read(storage)
    if side.role == pairing.LEADING and not side.told:
        threading.Thread(
            target=_remind, args=(storage, over), name="reminding", daemon=True
        ).start()


def _remind(storage: Path, over: threading.Event) -> None:
    side = pairing.read(storage)
    peer = Peer(side.of, side.key, side.authority)
    while not over.wait(EVERY):
        with contextlib.suppress(Over, NotPaired), peer.line() as talk:
            talk.tell("hand over", epoch=side.epoch, anyhow=True)
            talk.hear("handed over")
            pairing.change(storage, told=True)
            return
