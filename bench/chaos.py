"""Twenty tablets over a bad line, with a server that is killed: at the end all must be the same.

The tablets are the product's own browser modules in Node, on a stand-in for IndexedDB; the server
is the real house with its desk and socket handlers; the line between them and the time are
simulated, so that one seed is one run. Ends with 1 if a replica differs from a fresh page, an
acknowledged act is not there once, or any other is neither shown as unsent nor kept.
`--seed N --runs 1` replays.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import tempfile
import time
from argparse import Namespace
from collections import Counter
from pathlib import Path
from typing import Any

from bench.ground.chamber import SCRATCH, furnish
from bench.ground.chaos.house import House
from bench.ground.figures import Figure, alone, count, parser, publish
from bench.ground.nodes import find_node
from meetings import assets
from meetings.config import Config
from meetings.desk import Desk
from meetings.jobs.comparing import Comparer
from meetings.jobs.preparing import Preparer
from meetings.wiring import build_house
from tests.cast import Council, paper
from tests.conftest import ROOT, Lent, Server

HERE = Path(__file__).parent / "ground" / "chaos"
FAST = Path("/dev/shm")  # noqa: S108  # what a power cut does is another trial
PEOPLE = ["ueda"] * 4 + ["egawa"] * 4 + ["inoue"] * 3 + ["kimura"] * 3 + ["kato"] * 3 + ["aoki"] * 3
"""Whose the tablets are."""


def main() -> int:
    """Run seed after seed; return 1 if anything was wrong in any of them."""
    if os.environ.get("PYTHONHASHSEED") != "0":  # the order of sets is part of a run
        command = [sys.executable, "-m", "bench.chaos", *sys.argv[1:]]
        return subprocess.call(command, env=os.environ | {"PYTHONHASHSEED": "0"}, cwd=ROOT)
    given = _given()
    first = given.seed if given.seed is not None else random.SystemRandom().randrange(10**9)
    counts: Counter[str] = Counter()
    wrong, took = [], []
    with tempfile.TemporaryDirectory(dir=FAST if FAST.is_dir() else None, prefix="chaos-") as name:
        folder = Path(name)
        seeded = _seed(folder / "seeded")
        code = _bundle()
        makers = Lent(fonts=assets.home() / "static" / "vendor" / "fonts")
        for seed in range(first, first + given.runs):
            began = time.perf_counter()
            done, faults = _run(folder, seeded, makers, code, seed, given)
            took.append(time.perf_counter() - began)
            counts.update(done)
            if faults:
                wrong.append(seed)
            print(
                f"seed {seed}: {len(faults)} faults, {took[-1]:.1f} s", file=sys.stderr, flush=True
            )
            for fault in faults[:20]:
                print(f"  {fault}", file=sys.stderr, flush=True)
        makers.end()
    if wrong:
        print(f"replay: bin/bench chaos --runs 1 --seed {wrong[0]}", file=sys.stderr)
    figures: list[Figure] = [count("runs", given.runs), count("runs with a fault", len(wrong))]
    figures += [count(what, number) for what, number in sorted(counts.items())]
    publish("chaos", [*figures, alone("a run", "s", took)], given)
    return int(bool(wrong))


def _given() -> Namespace:
    options = parser(__doc__)
    options.add_argument("--runs", type=int, default=1000)
    options.add_argument("--seed", type=int, help="of the first run; the next has the next one")
    options.add_argument("--events", type=int, default=160, help="acts and troubles in a run")
    options.add_argument("--seconds", type=int, default=40, help="simulated seconds they take")
    options.add_argument("--seats", action="store_true", help="groups are joined and left, too")
    given = options.parse_args()
    given.runs = 3 if given.quick else given.runs
    return given


def _bundle() -> str:
    """Return the page's modules as one script that defines `page`; its sockets are `io`'s."""
    stand_in = SCRATCH / "chaos-io.mjs"
    SCRATCH.mkdir(exist_ok=True)
    # What is free in the script is given by each tablet.
    stand_in.write_text("const open = io;\nexport { open as io };\n", encoding="utf-8")
    command = [
        find_node().program,
        str(ROOT / "node_modules/esbuild/bin/esbuild"),
        str(HERE / "page.js"),
    ]
    command += ["--bundle", "--format=iife", "--global-name=page", "--log-level=error"]
    command += [f"--alias:socket.io-client={stand_in}"]
    return subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT).stdout


def _seed(storage: Path) -> dict[str, Any]:
    """Make the council of all runs: three papers, for two a file to replace it, two groups."""
    made = furnish(Server(storage), [paper(name, 4) for name in ("議案", "予算書", "報告")])
    house = build_house(Config(storage=storage, password_cost=1))
    council = Council(house, Desk(house), dict(made.ids), made.meeting, list(made.versions))
    groups = [council.add_group("青波会", "faction", "ueda", "egawa")]
    groups += [council.add_group("総務委員会", "standing", "egawa", "kimura")]
    preparer, comparer = Preparer(house), Comparer(council.desk)
    begun = [council.begin_replacing(1, "議案", 5), council.begin_replacing(2, "予算書", 3)]
    while version := preparer.next_version():
        preparer.prepare(version)
        comparer.compare(version)
    house.close()
    versions = [int(answer["body"]["version"]) for answer in begun]
    return {"storage": storage, "keys": made.keys, "groups": groups, "versions": versions}


def _office(seeded: dict[str, Any], *, seats: bool) -> list[tuple[str | None, str, dict[str, Any]]]:
    """Return what the office may do meanwhile; what is refused then is refused."""
    acts: list[tuple[str | None, str, dict[str, Any]]] = [
        ("aoki", "replacement.publish", {"version": version, "everything_to_tray": True})
        for version in seeded["versions"]
    ]
    for body in seeded["groups"] if seats else []:
        for login in ("ueda", "egawa", "kimura"):
            acts.append(("aoki", "seat.give", {"body": body, "login": login, "office": "member"}))
            acts.append(("aoki", "seat.end", {"body": body, "login": login}))
    roles = ("member", "executive", "guest", "member")
    acts += [(None, "person.change", {"login": "kimura", "role": role}) for role in roles]
    acts += [("inoue", "floor.share", {"allowed": allowed}) for allowed in (False, True, True)]
    acts += [("inoue", f"meeting.{verb}", {}) for verb in ("pause", "resume", "resume")]
    acts += [("inoue", "floor.grant", {"login": login}) for login in ("ueda", "inoue")]
    acts += [("aoki", "agenda.add", {"title": "追加日程"})]
    return acts


def _run(
    folder: Path, seeded: dict[str, Any], makers: Lent, code: str, seed: int, given: Namespace
) -> tuple[dict[str, int], list[str]]:
    """Run one seed; return how much happened and all that is wrong."""
    house = House(seeded["storage"], folder / "run", seeded["keys"], makers)
    told = {
        "seed": seed,
        "code": code,
        "people": PEOPLE,
        "office": _office(seeded, seats=given.seats),
    }
    asks, asked = os.pipe()
    answers, answered = os.pipe()
    told |= {"events": given.events, "seconds": given.seconds, "asks": asked, "answers": answers}
    command = [find_node().program, str(HERE / "run.mjs")]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, pass_fds=(asked, answers), text=True, cwd=ROOT
    ) as process:
        os.close(asked)
        os.close(answers)
        assert process.stdin is not None
        process.stdin.write(json.dumps(told))
        process.stdin.close()
        over: dict[str, Any] = {"counts": {}, "faults": ["the run ended before its end"]}
        with os.fdopen(asks) as lines, os.fdopen(answered, "w") as back:
            for line in lines:
                request = json.loads(line)
                if request["op"] == "over":
                    over = request
                    answer: dict[str, Any] = {"answer": None, "sent": []}
                else:
                    answer = house.ask(request)
                back.write(json.dumps(answer) + "\n")
                back.flush()
    house.close()
    return over["counts"], over["faults"]


if __name__ == "__main__":
    sys.exit(main())
