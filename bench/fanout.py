"""Page-turn fan-out: from the presenter's call to the last of N followers, commit included.

The real act ``floor.turn`` over the socket of a real server on SQLite, against a raw
websocket broadcast, a bare Socket.IO server on Node and, where its checkout is given, WBO
(a shape drawn there). The same light load generator, one process with one clock, speaks to
all of them; servers take turns within each round.
"""

from __future__ import annotations

import json
import sqlite3
import sys
import tempfile
import time
from argparse import Namespace
from collections import defaultdict
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.ground.chamber import SCRATCH, chamber
from bench.ground.figures import Figure, against, aimed, alone, parser, publish, quantile
from bench.ground.nodes import HERE, Node, fetch_packages, find_node
from bench.ground.processes import seconds
from tests.cast import paper

PAGES = 40
FOLLOWERS = ("ueda", "egawa", "kimura", "kato")
GOALS = {100: 1.4, 300: 1.15, 1000: 1.15}
"""Of the ratio to a raw broadcast, the synced commit included; from the commit on it is 1."""
QUANTILES = (("p50", 0.5), ("p95", 0.95), ("p99", 0.99))


@dataclass(frozen=True)
class Round:
    """Ms of each call until the first and the last follower had it, ours also from its commit.

    ``spent`` are the processor seconds of the server, ``deliveries`` how often it told somebody.
    """

    first: list[float]
    last: list[float]
    from_commit: list[float]
    spent: float
    deliveries: int


Rows = dict[tuple[str, int], list[Round]]
"""Server and number of followers -> the rounds."""


def main() -> None:
    """Measure and print."""
    given = _given()
    node = find_node()
    fetch_packages(node)
    SCRATCH.mkdir(exist_ok=True)
    with ExitStack() as stack, tempfile.NamedTemporaryFile(dir=SCRATCH) as stamps:
        servers = list(_servers(stack, node, given, stamps.name))
        rows = _measure(node, servers, given, Path(stamps.name))
        synced = [quantile(list(_bare(given.turns)), 0.5) for _ in range(given.rounds)]
    figures = [*_figures(rows, [server["kind"] for server in servers])]
    publish("fanout", [*figures, alone("a bare SQLite commit, p50", "ms", synced)], given)


def _given() -> Namespace:
    options = parser(__doc__)
    options.add_argument("--followers", default="30,100,300,1000", help="how many, by commas")
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--turns", type=int, default=30, help="calls in each round")
    options.add_argument("--wbo", type=Path, help="a checkout of WBO, with its npm packages")
    given = options.parse_args()
    if given.quick:
        given.followers, given.rounds, given.turns = "30", 2, 10
    return given


def _servers(
    stack: ExitStack, node: Node, given: Namespace, stamps: str
) -> Iterator[dict[str, Any]]:
    """Start all servers and yield how each is spoken to, ours first."""
    program = ("bench.ground.stamped", stamps)
    house = stack.enter_context(chamber(paper("議案", PAGES), program=program))
    house.prepared()
    called = {"meeting": house.meeting, "version": house.versions[0], "pages": PAGES}
    keys = {"presenter": house.keys["inoue"], "followers": [house.keys[who] for who in FOLLOWERS]}
    assert house.server.process is not None
    ours = {"kind": "Gijo", "port": house.server.port, "pid": house.server.process.pid}
    yield ours | {"keys": keys} | called
    for kind, script in (("ws", "ws_server.mjs"), ("Socket.IO", "socketio_server.mjs")):
        port, pid = stack.enter_context(node.peer(HERE / script))
        yield {"kind": kind, "port": port, "pid": pid} | called
    if given.wbo:
        port, pid = _wbo(stack, node, given.wbo)
        yield {"kind": "WBO", "port": port, "pid": pid} | called


def _wbo(stack: ExitStack, node: Node, checkout: Path) -> tuple[int, int]:
    """Start WBO with its limits on writing lifted, which would refuse the load."""
    boards = SCRATCH / "wbo"
    boards.mkdir(exist_ok=True)
    lifted = {"WBO_MAX_EMIT_COUNT": "*:1000000/1s", "WBO_HISTORY_DIR": str(boards)}
    lifted["WBO_MAX_CONSTRUCTIVE_ACTIONS_PER_IP"] = "*:1000000/1s"
    script = checkout.resolve() / "server" / "server.mjs"
    return stack.enter_context(node.peer(script, LOG_LEVEL="error", **lifted))


def _measure(node: Node, servers: list[dict[str, Any]], given: Namespace, stamps: Path) -> Rows:
    followers = [int(number) for number in given.followers.split(",")]
    asked = {"servers": servers, "followers": followers, "pause": 15}
    asked |= {"rounds": given.rounds, "turns": given.turns}
    pids = {server["kind"]: server["pid"] for server in servers}
    rows: Rows = defaultdict(list)
    before = 0.0
    for line in node.run("load.mjs", asked):
        row = json.loads(line)
        if "begins" in row:
            before = seconds(pids[row["begins"]])
            continue
        spent = seconds(pids[row["server"]]) - before
        commits = _commits(stamps)
        late = [
            at - commits[n]
            for n, at in zip(row["n"], row["at"], strict=True)
            if row["server"] == servers[0]["kind"]
        ]
        told = Round(row["first"], row["last"], late, spent, row["followers"] * len(row["n"]))
        rows[row["server"], row["followers"]].append(told)
        words = f"round {row['round'] + 1}  {row['followers']:4} followers  {row['server']:10}"
        middle = f"{quantile(told.last, 0.5):7.2f} ms"
        after = f", {quantile(late, 0.5):.2f} from the commit" if late else ""
        print(f"{words} {middle}{after}", file=sys.stderr, flush=True)
    return rows


def _commits(stamps: Path) -> dict[int, float]:
    """Return of each call's number when it was committed, ms of the monotonic clock."""
    lines = stamps.read_text(encoding="ascii").splitlines()
    return {int(n): int(at) / 1e6 for n, at in map(str.split, lines)}


def _bare(commits: int) -> Iterator[float]:
    """Yield the ms of commits of one row, on the same disk and as safe, by SQLite itself."""
    with tempfile.TemporaryDirectory(dir=SCRATCH) as folder:
        bare = sqlite3.connect(f"{folder}/bare.db", isolation_level=None)
        for first in ("PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL", "CREATE TABLE t (a)"):
            bare.execute(first)
        for number in range(commits):
            began = time.perf_counter()
            bare.execute("INSERT INTO t VALUES (?)", (number,))
            yield (time.perf_counter() - began) * 1000
            # The pause between two calls, as in `_measure`: a disk that rests answers otherwise.
            time.sleep(0.015)
        bare.close()


def _figures(rows: Rows, kinds: list[str]) -> Iterator[Figure]:
    ours, *peers = kinds
    for followers in sorted({number for _, number in rows}):
        rounds = {kind: rows[kind, followers] for kind in kinds}
        for name, share in QUANTILES:
            what = f"to the last of {followers}, {name}"
            times = {kind: [quantile(one.last, share) for one in rounds[kind]] for kind in kinds}
            after = [quantile(one.from_commit, share) for one in rounds[ours]]
            for peer in peers:
                figure = against(f"Gijo {what}", "ms", times[ours], peer, times[peer])
                late = against(f"Gijo from the commit {what}", "ms", after, peer, times[peer])
                if peer == "ws" and name == "p50" and followers in GOALS:
                    figure, late = aimed(figure, most=GOALS[followers]), aimed(late, most=1)
                yield figure
                yield late
            for peer in peers:
                yield alone(f"{peer} {what}", "ms", times[peer])
        first = [quantile(one.first, 0.5) for one in rounds[ours]]
        yield alone(f"Gijo to the first of {followers}, p50", "ms", first)
        yield from _spent(rounds, ours, peers, followers)


def _spent(
    rounds: dict[str, list[Round]], ours: str, peers: list[str], followers: int
) -> Iterator[Figure]:
    """Yield the server's processor time for each delivery; /proc counts it in steps of 10 ms."""
    for kind in (ours, *peers):
        each = [one.spent * 1e6 / one.deliveries for one in rounds[kind]]
        what = f"{kind} processor for each of {followers}"
        if kind == ours and "WBO" in peers:
            theirs = [one.spent * 1e6 / one.deliveries for one in rounds["WBO"]]
            yield aimed(against(what, "us", each, "WBO", theirs), most=1)
        else:
            yield alone(what, "us", each)


if __name__ == "__main__":
    main()
