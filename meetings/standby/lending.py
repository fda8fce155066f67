"""Lending: the first box gives its standby the papers it lacks, each whole or not at all."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from meetings.files import MIB, Files
from meetings.standby.talk import Over, Talk, Told

PATIENCE = 5.0
"""Seconds an upload waits for the standby to have the paper too, and besides one for each:"""
PACE = 4 * MIB


class Lending:
    """What the standby has and lacks of the papers."""

    def __init__(self, files: Files, news: Callable[[], None]) -> None:
        self._files, self._news = files, news
        self.lacking = 0
        """Papers it still has to fetch, as it said last."""
        self._has: set[str] = set()
        self._changed = threading.Condition()

    def serve(self, talk: Talk, _: Told) -> None:
        """Answer a standby's questions until it hangs up."""
        talk.patience(3600)
        while True:
            asked = talk.hear("list", "want", "has")
            if asked.kind == "list":
                talk.tell("papers", "\n".join(self._files.digests()).encode())
            elif asked.kind == "want":
                self._lend(talk, asked["digest"])
            else:
                self._heard(asked)

    def _lend(self, talk: Talk, digest: Any) -> None:
        try:
            with self._files.open(digest) as file:
                while piece := file.read(MIB):
                    talk.tell("piece", piece)
        except (FileNotFoundError, ValueError, TypeError):
            talk.tell("gone")  # removed since it was listed
            return
        except OSError as trouble:
            raise Over(str(trouble)) from trouble
        talk.tell("end")

    def _heard(self, told: Told) -> None:
        with self._changed:
            self._has.update(told["digests"])
            self.lacking = int(told["lacking"])
            self._changed.notify_all()
        self._news()

    def wait(self, digest: str, size: int) -> bool:
        """Wait until the standby has a paper; False if it took too long."""
        with self._changed:
            return self._changed.wait_for(lambda: digest in self._has, PATIENCE + size / PACE)
