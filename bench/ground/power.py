"""What runs when the power goes: a council's desk and jobs, under writers and a clerk.

`python -m bench.ground.power STORAGE ACKS SEED ACTS [normal] [unsynced]` is traced by `powercut`.
Each answer is one line of ACKS, written by one call: `{device, n, person, stream, number, upload}`.
"""

from __future__ import annotations

import json
import os
import random
import sys
import threading
from pathlib import Path
from typing import Any

from bench.ground.chamber import furnish
from meetings import create_app, database, wiring
from meetings.config import DATABASE, Config
from meetings.desk import Answer
from meetings.files import receiving
from tests.cast import Council, gathered, paper, points
from tests.conftest import Server

WRITERS = ("inoue", "ueda", "egawa", "kimura", "ueda", "egawa", "kimura", "inoue")
"""Who draws, each on a device of its own."""
PAPERS = 1 / 12
"""Papers stored for each act of a writer."""


def stroke(council: Council, device: str, n: int) -> dict[str, Any]:
    """Return the n-th stroke of a device: always the same, so that it can be sent again."""
    dice = random.Random(f"{device}-{n}")  # noqa: S311  # no secret
    look = {"tool": "pen", "color": "#112233", "width": 1.5, "points": points(dice.randint(3, 300))}
    where = {"meeting": council.meeting, "version": 1, "page": 1}
    return look | where | {"id": f"{device}-{n}", "layer": dice.choice(("shared", "private"))}


class Notes:
    """The file of answers."""

    def __init__(self, path: Path) -> None:
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def add(self, device: str, n: int, person: int, answer: Answer, upload: str = "") -> None:
        """Note an answer at once."""
        told = {"device": device, "n": n, "person": person, "upload": upload}
        told |= {key: answer[key] for key in ("stream", "number")}
        os.write(self._file, (json.dumps(told) + "\n").encode())


def draw(council: Council, login: str, device: str, acts: range, notes: Notes) -> None:
    """Draw strokes; the first one again, as who had no answer would."""
    who = council.who(login)
    for n in (acts[0], *acts):
        answer = council.desk.do("ink.draw", who, stroke(council, device, n), device, n)
        notes.add(device, n, who.id, answer)


def store(council: Council, device: str, acts: range, notes: Notes) -> None:
    """Store papers, publish them, call them."""
    clerk, chair = council.who("aoki"), council.who("inoue")
    for n in acts:
        upload = council.house.files.put_bytes(paper(f"{device} {n}", 1 + n % 3)).digest
        given = {"meeting": council.meeting, "name": f"資料 {device} {n}", "upload": upload}
        added = council.desk.do("paper.add", clerk, given, device, 3 * n)
        notes.add(device, 3 * n, clerk.id, added, upload)
        given = {"meeting": council.meeting}
        notes.add(
            device,
            3 * n + 1,
            clerk.id,
            council.desk.do("papers.publish", clerk, given, device, 3 * n + 1),
        )
        call = given | {"version": added["body"]["version"], "page": 1, "epoch": 0}
        called = council.desk.do("floor.turn", chair, call, device, 3 * n + 2)
        notes.add(device, 3 * n + 2, chair.id, called)


def work(storage: Path, notes: Notes, seed: str, acts: int) -> None:
    """Open the house, let all write at once, wait for the jobs, close it."""
    app = create_app(Config(storage=storage, password_cost=1))
    wiring.start(app)
    parts = app.extensions["gijo"]
    council = gathered(parts.house, parts.desk)
    each = range(1, max(1, acts // len(WRITERS)) + 1)
    hands = [
        threading.Thread(target=draw, args=(council, login, f"power-{seed}-{at}", each, notes))
        for at, login in enumerate(WRITERS)
    ]
    papers = range(1, max(1, round(acts * PAPERS)) + 1)
    hands.append(
        threading.Thread(target=store, args=(council, f"power-{seed}-clerk", papers, notes))
    )
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()
    while parts.preparer.next_version():
        threading.Event().wait(0.05)
    parts.close()


def main() -> None:
    """Work twice in the same house: it is closed and opened anew between."""
    storage, acks, seed, acts, *weakened = sys.argv[1:]
    if "normal" in weakened:  # to see that the trial finds what is lost then
        weak = [pragma.replace("FULL", "NORMAL") for pragma in database._PRAGMAS]  # noqa: SLF001
        database._PRAGMAS = tuple(weak)  # type: ignore[assignment]  # noqa: SLF001
    if "unsynced" in weakened:
        receiving.os = _Unsynced()  # type: ignore[assignment, attr-defined]
    notes = Notes(Path(acks))
    if not (Path(storage) / DATABASE).exists():
        furnish(Server(Path(storage)), [paper("議案", 3)])
    for half in "ab":
        work(Path(storage), notes, f"{seed}{half}", int(acts) // 2)


class _Unsynced:
    """`os` whose fsync does nothing."""

    def __getattr__(self, name: str) -> Any:
        return (lambda _: None) if name == "fsync" else getattr(os, name)


if __name__ == "__main__":
    main()
