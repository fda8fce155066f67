"""Page-turn fan-out: from the presenter's call to the last of N followers, commit included.

The real act ``floor.turn`` over the socket of a real server on SQLite, against a raw
websocket broadcast, a bare Socket.IO server on Node and, where its checkout is given, WBO
(a shape drawn there). The same light load generator, one process with one clock, speaks to
all of them; servers take turns within each round.
"""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections import defaultdict
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from bench.ground.chamber import SCRATCH, chamber
from bench.ground.figures import Figure, against, alone, parser, publish, quantile
from bench.ground.nodes import HERE, Node, fetch_packages, find_node
from tests.cast import paper

PAGES = 40
FOLLOWERS = ("ueda", "egawa", "kimura", "kato")
Times = dict[str, list[float]]
"""Ms of each call until the ``first`` and the ``last`` follower had it."""
Rows = dict[tuple[str, int], list[Times]]
"""Server and number of followers -> the times of each round."""


def main() -> None:
    """Measure and print."""
    given = _given()
    node = find_node()
    fetch_packages(node)
    with ExitStack() as stack:
        servers = list(_servers(stack, node, given))
        rows = _measure(node, servers, given)
    publish("fanout", list(_figures(rows, [server["kind"] for server in servers])), given)


def _given() -> Namespace:
    options = parser(__doc__)
    options.add_argument("--followers", default="30,100,300", help="how many, by commas")
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--turns", type=int, default=30, help="calls in each round")
    options.add_argument("--wbo", type=Path, help="a checkout of WBO, with its npm packages")
    given = options.parse_args()
    if given.quick:
        given.followers, given.rounds, given.turns = "30", 2, 10
    return given


def _servers(stack: ExitStack, node: Node, given: Namespace) -> Iterator[dict[str, Any]]:
    """Start all servers and yield how each is spoken to, ours first."""
    house = stack.enter_context(chamber(paper("議案", PAGES)))
    house.prepared()
    called = {"meeting": house.meeting, "version": house.versions[0], "pages": PAGES}
    keys = {"presenter": house.keys["inoue"], "followers": [house.keys[who] for who in FOLLOWERS]}
    yield {"kind": "Gijo", "port": house.server.port, "keys": keys} | called
    for kind, script in (("ws", "ws_server.mjs"), ("Socket.IO", "socketio_server.mjs")):
        port = stack.enter_context(node.peer(HERE / script))
        yield {"kind": kind, "port": port} | called
    if given.wbo:
        yield {"kind": "WBO", "port": _wbo(stack, node, given.wbo)} | called


def _wbo(stack: ExitStack, node: Node, checkout: Path) -> int:
    """Start WBO with its limits on writing lifted, which would refuse the load."""
    boards = SCRATCH / "wbo"
    boards.mkdir(exist_ok=True)
    lifted = {"WBO_MAX_EMIT_COUNT": "*:1000000/1s", "WBO_HISTORY_DIR": str(boards)}
    lifted["WBO_MAX_CONSTRUCTIVE_ACTIONS_PER_IP"] = "*:1000000/1s"
    script = checkout.resolve() / "server" / "server.mjs"
    return stack.enter_context(node.peer(script, LOG_LEVEL="error", **lifted))


def _measure(node: Node, servers: list[dict[str, Any]], given: Namespace) -> Rows:
    followers = [int(number) for number in given.followers.split(",")]
    asked = {"servers": servers, "followers": followers, "pause": 15}
    rows: Rows = defaultdict(list)
    for line in node.run("load.mjs", asked | {"rounds": given.rounds, "turns": given.turns}):
        row = json.loads(line)
        rows[row["server"], row["followers"]].append({"first": row["first"], "last": row["last"]})
        middle = quantile(row["last"], 0.5)
        told = f"round {row['round'] + 1}  {row['followers']:4} followers  {row['server']:10}"
        print(f"{told} {middle:7.2f} ms", file=sys.stderr, flush=True)
    return rows


def _figures(rows: Rows, kinds: list[str]) -> Iterator[Figure]:
    ours, *peers = kinds
    for followers in sorted({number for _, number in rows}):
        for name, share in (("p50", 0.5), ("p95", 0.95)):
            what = f"to the last of {followers}, {name}"
            times = {kind: _each(rows[kind, followers], "last", share) for kind in kinds}
            for peer in peers:
                yield against(f"Gijo {what}", "ms", times[ours], peer, times[peer])
            for peer in peers:
                yield alone(f"{peer} {what}", "ms", times[peer])
        first = _each(rows[ours, followers], "first", 0.5)
        yield alone(f"Gijo to the first of {followers}, p50", "ms", first)


def _each(rounds: list[Times], which: str, share: float) -> list[float]:
    return [quantile(times[which], share) for times in rounds]


if __name__ == "__main__":
    main()
