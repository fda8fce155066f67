"""A council with an open meeting, its server in a process of its own, and keys for its people."""

from __future__ import annotations

import signal
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import requests

from meetings.config import Config
from meetings.desk import Desk
from meetings.domain import people
from meetings.wiring import build_house
from tests.cast import CAST, Council, seed
from tests.conftest import ROOT, Server

SCRATCH = ROOT / ".bench"
"""Peers and councils of benchmarks: beside the code, since /tmp may be memory and no disk."""
PATIENCE = 300
"""Seconds a paper may take to be prepared."""


@dataclass
class Chamber:
    """A furnished council and its server; ``keys`` are access tokens by sign-in name."""

    server: Server
    meeting: int
    versions: list[int]
    ids: dict[str, int]
    keys: dict[str, str]

    def get(self, path: str, login: str = "aoki") -> requests.Response:
        """Fetch a path in somebody's name; raises for anything but success."""
        headers = {"Authorization": f"Bearer {self.keys[login]}"}
        answer = requests.get(f"{self.server.url}{path}", headers=headers, timeout=60)
        answer.raise_for_status()
        return answer

    def papers(self) -> list[dict[str, Any]]:
        """Return the meeting's papers as the clerk sees them."""
        found: list[dict[str, Any]] = self.get(f"/api/meetings/{self.meeting}/papers").json()[
            "papers"
        ]
        return found

    def prepared(self) -> None:
        """Wait until every page of every paper is ready."""
        ends = time.monotonic() + PATIENCE
        while any(paper["prepared"] < paper["pages"] for paper in self.papers()):
            if time.monotonic() > ends:
                raise TimeoutError("the papers were not prepared in time")
            # Asking costs the server time that is measured.
            time.sleep(0.25)

    @contextmanager
    def council(self) -> Iterator[Council]:
        """Yield the council itself, to be looked at beside or after its server."""
        house = build_house(Config(storage=self.server.storage, password_cost=1))
        try:
            yield Council(house, Desk(house), dict(self.ids), self.meeting, list(self.versions))
        finally:
            house.close()


@contextmanager
def chamber(*papers: bytes, program: tuple[str, ...] = ("meetings",)) -> Iterator[Chamber]:
    """Yield a running server with an open meeting in which these papers are published.

    ``program`` is the module that is started, and what it is given before the command.
    """
    SCRATCH.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=SCRATCH, prefix="council-") as folder:
        server = Server(Path(folder))
        server.program = program
        made = furnish(server, papers)
        try:
            made.server.start()
            yield made
        finally:
            made.server.stop(signal.SIGTERM)


def furnish(server: Server, papers: Sequence[bytes]) -> Chamber:
    """Make a council with an open meeting and these papers; its server is not started."""
    house = build_house(Config(storage=server.storage, password_cost=1))
    council = seed(house)
    for paper in papers:
        upload = house.files.put_bytes(paper).digest
        added = council.do("aoki", "paper.add", name="予算書", upload=upload)
        council.versions.append(added["body"]["version"])
    if papers:
        council.do("aoki", "papers.publish")
    for act in ("meeting.announce", "attendance.mark_rest", "meeting.open"):
        council.do("aoki", act)
    keys = {login: _key(council, login) for login in CAST}
    house.close()
    return Chamber(server, council.meeting, council.versions, council.ids, keys)


def _key(council: Council, login: str) -> str:
    key, hashed = people.new_key()
    given = {"person": council.ids[login], "label": "bench", "key_hash": hashed}
    council.desk.do("token.issue", None, given)
    return key
