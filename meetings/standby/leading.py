"""Leading: the first box sends what it commits to its standby, before anybody is answered."""

from __future__ import annotations

import contextlib
import hashlib
import logging
import secrets
import sqlite3
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path

from meetings.domain.base import Refused
from meetings.house import House
from meetings.standby import pairing
from meetings.standby.copy import DIGEST, blocks, digest
from meetings.standby.lending import Lending
from meetings.standby.standing import ALONE, BEHIND, COPYING, FENCED, LEVEL, Standing
from meetings.standby.talk import Over, Talk, Told
from meetings.standby.wal import Frames, Log, Lost, Place

log = logging.getLogger(__name__)
PATIENCE = 2.0
"""Seconds an act waits for a connected standby; then the box goes on alone."""
BEAT = 1.0
"""Seconds between two looks for what other processes wrote, and whether the standby is there."""
NEAR = 256
"""Kilobytes of commits that may be left when the standby is taken into the acts' way."""


class Link:
    """The line to one standby."""

    def __init__(self, talk: Talk, database_log: Log, place: Place) -> None:
        self.talk, self._log, self.place = talk, database_log, place
        self.over = threading.Event()

    @property
    def behind(self) -> int:
        """Commits the standby lacks."""
        return (self._log.place().commits - self.place.commits) % 2**32

    def send(self, *, live: bool) -> int:
        """Send what was committed, wait until it is on the standby's disk; return its bytes."""
        told = self._log.after(self.place)
        if told is None:
            return 0
        self._pass(told, live=live)
        self.place = told.place
        return len(told.body)

    def _pass(self, told: Frames, *, live: bool) -> None:
        behind = (self._log.place().commits - told.place.commits) % 2**32
        words = {"place": told.place.told(), "page": told.page, "live": live, "behind": behind}
        self.talk.tell("frames", told.body, **words)
        self.talk.hear("kept")

    def beat(self) -> None:
        """Ask whether it is there."""
        self.talk.tell("beat", live=True, behind=0)
        self.talk.hear("kept")

    def end(self) -> None:
        """End it."""
        self.over.set()
        self.talk.end()


class Leader:
    """The first box's end: at most one standby, known by the key of the pair."""

    def __init__(self, house: House) -> None:
        self._database, self._storage = house.database, house.config.storage
        self._url = house.config.database_url
        self.run = secrets.token_hex(8)
        self.pairing = pairing.read(self._storage)
        self.standing = Standing(self._storage, "leading")
        self.over = threading.Event()
        """Set when the server ends."""
        self.fenced: list[Callable[[], None]] = []
        """Called when the other box took over."""
        self._live: Link | None = None
        if self.pairing.key_hash or self.pairing.role == pairing.HANDED_OVER:
            self.standing.say(FENCED if self.is_fenced else ALONE)
        self.papers = Lending(house.files, self._say_lacking)
        house.database.gate = self.admit
        house.database.stored = self.ship
        house.files.kept = self.wait_for_paper

    def close(self) -> None:
        """End the standby's line; it comes back when there is a server again."""
        self.over.set()
        if (link := self._live) is not None:
            link.end()

    @property
    def is_fenced(self) -> bool:
        """Whether another box has taken over."""
        return self.pairing.role == pairing.HANDED_OVER

    def knows(self, key: str) -> bool:
        """Say whether this is the key of the pair; a newer one counts at once."""
        self.pairing = pairing.read(self._storage)
        return self.pairing.knows(key)

    def admit(self) -> None:
        """Refuse to write where another box has taken over."""
        if self.is_fenced:
            raise Refused("box.handed_over")

    def ship(self) -> None:
        """Send what was just committed and wait for the standby; called in the writer's turn."""
        link = self._live
        if link is None:
            return
        try:
            link.send(live=True)
        except (Over, Lost, OSError) as trouble:
            self._lose(link, trouble)

    def wait_for_paper(self, digest: str, size: int) -> None:
        """Wait until a standby that is level has a paper that was just stored, for a while."""
        with self._database.turn():
            link = self._live
            if link is None:
                return
            try:
                link.talk.tell("paper", digest=digest)
                link.talk.hear("kept")
            except Over as trouble:
                self._lose(link, trouble)
                return
        if not self.papers.wait(digest, size):
            log.warning("the standby does not have the paper %s yet", digest)

    def _say_lacking(self) -> None:
        if self._live is not None:
            self.standing.say(LEVEL, lacking=self.papers.lacking)

    def _lose(self, link: Link, trouble: Exception) -> None:
        self._live = None
        link.end()
        self.standing.say(ALONE, why=str(trouble))

    def follow(self, talk: Talk, hello: Told) -> None:
        """Serve a standby until its line ends; the caller's thread is spent on it."""
        if not self._url.startswith("sqlite"):
            talk.tell("refused", why="PostgreSQL has its own streaming replication")
            return
        if self.is_fenced:
            talk.tell("refused", why=f"handed over: epoch {self.pairing.epoch}")
            return
        with self._database.turn():
            if self._live is not None:
                self._lose(self._live, Over("another standby came"))
        try:
            self._serve(talk, hello)
        except (Over, Lost, OSError) as trouble:
            self.standing.say(ALONE, why=str(trouble))

    def _serve(self, talk: Talk, hello: Told) -> None:
        source = Log(Path(self._url.removeprefix("sqlite:///")))
        place = hello["place"]
        if hello["run"] == self.run and place:
            link = Link(talk, source, Place(*place))
            talk.tell("go on", run=self.run)
            try:
                self._go_live(link)
            except Lost as trouble:
                # The standby comes back and is given a copy.
                self.run = secrets.token_hex(8)
                raise Over(str(trouble)) from trouble
        else:
            self.standing.say(COPYING)
            with contextlib.ExitStack() as stack:
                with self._database.turn():
                    connection, begun = stack.enter_context(source.held())
                with tempfile.NamedTemporaryFile(dir=self._storage, suffix=".part") as file:
                    with contextlib.closing(sqlite3.connect(file.name)) as copy:
                        connection.backup(copy)
                    self._send_copy(talk, Path(file.name), begun)
                link = Link(talk, source, begun)
                self._go_live(link)
        self._stay(link)

    def _send_copy(self, talk: Talk, file: Path, begun: Place) -> None:
        theirs = talk.ask("compare").body
        whole = hashlib.sha256()
        for number, block in enumerate(blocks(file)):
            whole.update(block)
            if theirs[number * DIGEST : (number + 1) * DIGEST] != digest(block):
                talk.tell("block", block, number=number)
        size, found = file.stat().st_size, whole.hexdigest()
        talk.tell("whole", place=begun.told(), size=size, sha256=found, run=self.run)
        talk.patience(120)
        talk.hear("kept")

    def _go_live(self, link: Link) -> None:
        """Send what came meanwhile, the last of it in the writer's turn."""
        link.talk.patience(30)
        while link.send(live=False) > NEAR * 1024:
            self.standing.say(BEHIND, link.behind)
        with self._database.turn():
            link.talk.patience(PATIENCE)
            link.send(live=True)
            link.beat()
            self._live = link
        self._say_lacking()

    def _stay(self, link: Link) -> None:
        while not link.over.wait(BEAT):
            with self._database.turn():
                if self._live is not link:
                    break
                self.ship()
                if self._live is link:
                    try:
                        link.beat()
                    except Over as trouble:
                        self._lose(link, trouble)

    def hand_over(self, talk: Talk, asked: Told) -> None:
        """Stop writing for good: the standby takes over with all that was written."""
        epoch = int(asked["epoch"])
        with self._database.turn():
            if epoch <= self.pairing.epoch and not self.is_fenced:
                talk.tell("refused", why=f"epoch {self.pairing.epoch} leads here")
                return
            self.ship()
            if self._live is None and not asked["anyhow"]:
                talk.tell("refused", why="the standby is behind")
                return
            role = pairing.HANDED_OVER
            self.pairing = pairing.change(self._storage, role=role, epoch=epoch)
            if self._live is not None:
                self._live.end()
                self._live = None
        self.standing.say(FENCED)
        talk.tell("handed over")
        for listener in self.fenced:
            listener()
