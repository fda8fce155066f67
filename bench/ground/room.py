"""A room of tablets: a real one that reads, and sockets of which some write at once."""

from __future__ import annotations

import json
from argparse import Namespace
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser

from bench.ground.chamber import Chamber
from bench.ground.nodes import Node
from bench.ground.processes import seconds
from tests.browser.tablet import Tablet

_WATCH = Path(__file__).parent / "ink" / "watch.js"
WRITERS = ("inoue", "egawa", "kimura")


@dataclass(frozen=True)
class Seen:
    """A round on the reading tablet: ms from each point written, and of the strokes' ends.

    ``wire`` is from a piece's newest point to its being heard, ``painted`` from there.
    ``lost`` are pieces never seen, ``busy`` the processors the server kept busy.
    """

    points: list[float]
    ends: list[float]
    wire: list[float]
    painted: list[float]
    lost: int
    busy: float


class Room:
    """A reading tablet, and a room full of sockets."""

    def __init__(self, browser: Browser, house: Chamber, node: Node, given: Namespace) -> None:
        self.house, self.node, self.given = house, node, given
        self.tablet = Tablet(browser, house.server.url)
        self.tablet.context.add_init_script(path=_WATCH)
        self.tablet.seat("ueda")

    def round(self, page: int) -> Seen:
        """Have all write on a page that the tablet shows, and nobody wrote on before."""
        tablet, house = self.tablet, self.house
        tablet.page.goto(
            f"{tablet.url}/meetings/{house.meeting}?version={house.versions[0]}&page={page}"
        )
        tablet.is_synced()
        tablet.shows(page)
        keys = {"followers": [house.keys[who] for who in WRITERS]}
        server = {"kind": "Gijo", "port": house.server.port, "keys": keys, "meeting": house.meeting}
        asked = {"server": server, "room": self.given.room - 1, "writers": self.given.writers}
        asked |= {"strokes": self.given.strokes, "version": house.versions[0], "page": page}
        assert house.server.process is not None
        before = seconds(house.server.process.pid)
        (line,) = self.node.run("writing.mjs", asked)
        told: dict[str, Any] = json.loads(line)
        spent = seconds(house.server.process.pid) - before
        assert told["refused"] == [], told["refused"][:3]
        return self._seen(told, spent)

    def _seen(self, told: dict[str, Any], spent: float) -> Seen:
        found: list[dict[str, Any]] = self.tablet.page.evaluate("() => bench.take()")
        pieces = [one for one in found if not one["whole"]]
        whole = [one for one in found if one["whole"]]
        lasted = self.given.strokes * 1.05 + 1
        return Seen(
            [late for one in pieces for late in one["points"]],
            [late for one in whole for late in one["points"]],
            [one["wire"] for one in pieces],
            [one["painted"] for one in pieces],
            told["pieces"] - len(pieces) + told["strokes"] - len(whole),
            spent / lasted,
        )
