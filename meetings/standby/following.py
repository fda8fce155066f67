"""Following: the second box keeps a copy of all that the first one commits, and its papers."""

from __future__ import annotations

import contextlib
import errno
import logging
import queue
import threading
from pathlib import Path

from meetings.files import LocalFiles, NotReceived
from meetings.standby.copy import Copy
from meetings.standby.peer import Peer
from meetings.standby.standing import ALONE, BEHIND, COPYING, FULL, LEVEL, Standing
from meetings.standby.talk import Over, Talk
from meetings.standby.wal import Frames, Lost, Place

log = logging.getLogger(__name__)
FOLDER = "copy"
"""Folder in the storage folder where the database lies while this box follows."""
AGAIN = 0.5
"""Seconds until a line that ended is tried again."""
SILENCE = 10.0
"""Seconds without a word after which a line counts as dead."""


class Follower:
    """Follows until it is stopped."""

    def __init__(self, storage: Path, peer: Peer) -> None:
        self._storage, self._peer = storage, peer
        self.copy = Copy(storage / FOLDER)
        self.standing = Standing(storage, "following")
        self._level = storage / FOLDER / "level"
        self.level = self._level.exists()
        """Whether all that was answered was here when the line was last open."""
        self._over = threading.Event()
        self._talk: Talk | None = None
        self.papers = Papers(LocalFiles(storage), peer, self._say)
        self._threads = [
            threading.Thread(target=work, name=name, daemon=True)
            for name, work in (("following", self._run), ("papers", self._run_papers))
        ]
        self._state = ALONE

    def start(self) -> None:
        """Begin."""
        self._say(ALONE)
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """End it and wait until nothing more is written."""
        self._over.set()
        for talk in (self._talk, self.papers.talk):
            if talk is not None:
                talk.end()
        self.papers.wanted.put("")
        for thread in self._threads:
            thread.join(timeout=30)

    def _say(self, state: str | None = None, count: int = 0, why: str = "") -> None:
        self._state = state or self._state
        self.standing.say(self._state, count, self.papers.lacking, why)

    def _run(self) -> None:
        while not self._over.is_set():
            try:
                with self._peer.line() as self._talk:
                    self._follow(self._talk)
            except (Over, Lost) as trouble:
                self._say(ALONE, why=str(trouble))
            except OSError as trouble:
                full = trouble.errno in (errno.ENOSPC, errno.EDQUOT)
                self._say(FULL if full else ALONE, why=str(trouble))
            except Exception as trouble:
                log.exception("following stopped for a moment")
                self._say(ALONE, why=str(trouble))
            self._talk = None
            self._over.wait(AGAIN)

    def _follow(self, talk: Talk) -> None:
        talk.patience(60)
        place = self.copy.place
        talk.tell("follow", place=place.told() if place else None, run=self.copy.run)
        first = talk.hear("go on", "compare")
        if first.kind == "compare":
            self._say(COPYING)
            self._set_level(False)
            self._mend(talk)
        talk.patience(SILENCE)
        while not self._over.is_set():
            told = talk.hear("frames", "beat", "paper")
            if told.kind == "frames":
                self.copy.append(Frames(told.body, Place(*told["place"]), int(told["page"])))
            elif told.kind == "paper":
                self.papers.wanted.put(told["digest"])
            talk.tell("kept")
            if told.kind != "paper":
                self._set_level(bool(told["live"]))
                self._say(LEVEL if self.level else BEHIND, int(told["behind"]))

    def _set_level(self, level: bool) -> None:
        if level != self.level:
            self.level = level
            if level:
                self._level.touch()
            else:
                self._level.unlink(missing_ok=True)

    def _mend(self, talk: Talk) -> None:
        talk.tell("digests", self.copy.digests())
        with self.copy.mending() as mending:
            while (told := talk.hear("block", "whole")).kind == "block":
                mending.put(int(told["number"]), told.body)
            place = Place(*told["place"])
            mending.become(int(told["size"]), told["sha256"], told["run"], place)
        talk.tell("kept")

    def _run_papers(self) -> None:
        while not self._over.is_set():
            with contextlib.suppress(Over, NotReceived, OSError):
                self.papers.fetch(self._over)
            self._over.wait(AGAIN)


class _Pieces:
    """A paper as it comes over a line."""

    def __init__(self, talk: Talk) -> None:
        self._talk = talk
        self.gone = False

    def read(self, _: int, /) -> bytes:
        """Return the next piece, whatever its size; none at the end."""
        told = self._talk.hear("piece", "end", "gone")
        self.gone = told.kind == "gone"
        return told.body


class Papers:
    """Fetches what this box lacks of the papers."""

    def __init__(self, files: LocalFiles, peer: Peer, news: object) -> None:
        self._files, self._peer, self._news = files, peer, news
        self.wanted: queue.Queue[str] = queue.Queue()
        """Digests of papers that were just stored on the first box; an empty one wakes."""
        self.lacking = 0
        self.talk: Talk | None = None

    def fetch(self, over: threading.Event) -> None:
        """Fetch all that is lacking, then what is told of; until the line ends."""
        with self._peer.line() as talk:
            self.talk = talk
            talk.patience(60)
            talk.tell("papers")
            there = talk.ask("list").body.decode().split()
            lacking = [digest for digest in there if not self._files.has(digest)]
            while not over.is_set():
                self._count(len(lacking))
                for left, digest in enumerate(reversed(lacking)):
                    self._fetch(talk, digest)
                    self._count(len(lacking) - left - 1)
                talk.tell("has", digests=lacking, lacking=0)
                lacking = [digest for digest in [self.wanted.get()] if digest]

    def _count(self, lacking: int) -> None:
        self.lacking = lacking
        assert callable(self._news)
        self._news()

    def _fetch(self, talk: Talk, digest: str) -> None:
        if self._files.has(digest):
            return
        talk.tell("want", digest=digest)
        pieces = _Pieces(talk)
        received = self._files.receive(pieces, 1 << 40)
        if received.digest != digest:
            self._files.remove(received.digest)
            if not pieces.gone:
                raise Over(f"{received.digest} came instead of {digest}")
