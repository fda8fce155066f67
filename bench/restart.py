"""A meeting's tablets after the server was killed: how soon all have what they missed.

SIGKILL to the whole process group; while nobody serves, the meeting goes on in the database as it
would for tablets that were away longer; then a start on the same storage. The tablets come back
by the rules of ``static/record/live.js``, each asking from its own number.
"""

from __future__ import annotations

import json
import signal
import sys
import time
from argparse import Namespace
from collections.abc import Iterator
from typing import Any

from bench.ground.chamber import Chamber, chamber
from bench.ground.figures import Figure, aimed, alone, count, parser, publish, quantile
from bench.ground.nodes import Node, find_node
from bench.ground.processes import seconds
from meetings.domain import record
from tests.cast import paper

GOALS = {300: 1.5, 1000: 3.0}
"""Seconds from the server's first answer until the last of so many tablets has caught up."""
PAGES = 40
FOLLOWERS = ("inoue", "ueda", "egawa", "kimura", "kato")


def main() -> int:
    """Measure and print; return 1 if any tablet was sent too much or too little."""
    given = _given()
    node = find_node()
    figures: list[Figure] = []
    wrong = 0
    for tablets in map(int, given.tablets.split(",")):
        with chamber(paper("議案", PAGES)) as house:
            house.prepared()
            rounds = list(_rounds(node, house, tablets, given))
        wrong += sum(number != given.missed for one in rounds for number in one["got"])
        figures += _figures(tablets, rounds)
    figures.append(count("tablets that were sent more or less than they missed", wrong))
    publish("restart", figures, given)
    return int(wrong > 0)


def _given() -> Namespace:
    options = parser(__doc__)
    options.add_argument("--tablets", default="300,1000", help="how many, by commas")
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--missed", type=int, default=20, help="entries while nobody serves")
    options.add_argument("--first", type=int, default=200, help="ms before a tablet's first try")
    options.add_argument("--most", type=int, default=1000, help="ms between two tries, at most")
    given = options.parse_args()
    if given.quick:
        given.tablets, given.rounds = "50", 1
    return given


def _rounds(node: Node, house: Chamber, tablets: int, given: Namespace) -> Iterator[dict[str, Any]]:
    """Kill and start, and yield what the tablets tell with when the server answered again."""
    with house.council() as council, council.house.database.read() as session:
        head = record.head(session, f"meeting:{house.meeting}")
    server = {"port": house.server.port, "meeting": house.meeting, "head": head}
    asked = {"server": server | {"keys": [house.keys[who] for who in FOLLOWERS]}}
    for name in ("rounds", "missed", "first", "most"):
        asked[name] = getattr(given, name)
    answered = spent = 0.0
    for round_, line in enumerate(node.run("restart.mjs", asked | {"tablets": tablets})):
        told = json.loads(line)
        if round_:
            assert house.server.process is not None
            spent = seconds(house.server.process.pid) - spent
            late = [max(0.0, at / 1000 - answered) for at in told["at"]]
            print(f"round {round_}  {tablets} tablets  {max(late):.2f} s", file=sys.stderr)
            yield {"late": late, "got": told["got"], "spent": spent}
        if round_ < given.rounds:
            house.server.stop(signal.SIGKILL)
            _go_on(house, given.missed)
            house.server.start()
            answered = time.monotonic()
            assert house.server.process is not None
            spent = seconds(house.server.process.pid)


def _go_on(house: Chamber, calls: int) -> None:
    with house.council() as council:
        for call in range(calls):
            page = call % PAGES + 1
            council.do("inoue", "floor.turn", version=house.versions[0], page=page, epoch=0)


def _figures(tablets: int, rounds: list[dict[str, Any]]) -> Iterator[Figure]:
    last = alone(f"the last of {tablets} caught up", "s", [max(one["late"]) for one in rounds])
    yield aimed(last, most=GOALS[tablets]) if tablets in GOALS else last
    for name, share in (("p50", 0.5), ("p95", 0.95)):
        late = [quantile(one["late"], share) for one in rounds]
        yield alone(f"of {tablets}, {name}", "s", late)
    each = [one["spent"] * 1000 / tablets for one in rounds]
    yield alone(f"processor for each of {tablets}", "ms", each)


if __name__ == "__main__":
    sys.exit(main())
