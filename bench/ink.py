"""Ink: how soon others see what ten write at once in a room of sixty."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from bench.ground.chamber import Chamber, chamber
from bench.ground.figures import Figure, aimed, alone, parser, publish, quantile
from bench.ground.nodes import Node, find_node
from bench.ground.processes import seconds
from tests.browser.conftest import FLAGS
from tests.browser.tablet import Tablet
from tests.cast import paper
from tests.house.browser import find_browser

WATCH = Path(__file__).parent / "ground" / "ink" / "watch.js"
PAGES = 40
WRITERS = ("inoue", "egawa", "kimura")
SOON = 100
"""Ms within which others are to see what is written."""


def main() -> None:
    """Measure and print."""
    given = _given()
    node = find_node()
    with ExitStack() as stack:
        house = stack.enter_context(chamber(paper("議案", PAGES)))
        house.prepared()
        playwright = stack.enter_context(sync_playwright())
        browser = playwright.chromium.launch(executable_path=find_browser(), args=FLAGS.split())
        stack.callback(browser.close)
        figures = list(_together(Room(browser, house, node, given)))
    publish("ink", figures, given)


def _given() -> Namespace:
    options = parser(__doc__)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument(
        "--room", type=int, default=60, help="tablets in the room, with the reader"
    )
    options.add_argument("--writers", type=int, default=10, help="who write at once")
    options.add_argument("--strokes", type=int, default=12, help="of each writer in a round")
    given = options.parse_args()
    if given.quick:
        given.rounds, given.strokes = 2, 4
    return given


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
        self.tablet.context.add_init_script(path=WATCH)
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


def _together(room: Room) -> Iterator[Figure]:
    rounds = []
    for number in range(room.given.rounds):
        seen = room.round(number + 1)
        rounds.append(seen)
        points, ends = quantile(seen.points, 0.95), quantile(seen.ends, 0.95)
        told = f"p95 of points {points:.0f} ms, of strokes {ends:.0f} ms"
        print(f"round {number + 1}  {told}", file=sys.stderr, flush=True)
    names = {"a point seen": "points", "a finished stroke seen": "ends"}
    names |= {"of that to the tablet": "wire", "of that painted": "painted"}
    for name, field in names.items():
        for label, share in (("p50", 0.5), ("p95", 0.95)):
            figure = alone(
                f"{name}, {label}", "ms", [quantile(getattr(one, field), share) for one in rounds]
            )
            goal = field in ("points", "ends") and label == "p95"
            yield aimed(figure, most=SOON) if goal else figure
    yield alone("never seen", "", [one.lost for one in rounds])
    yield alone("the server's processors", "", [one.busy for one in rounds])


if __name__ == "__main__":
    main()
