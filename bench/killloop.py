"""The server killed at random moments under writing clients: nothing acknowledged may be lost.

SIGKILL to the whole process group, then a restart on the same storage, again and again,
while clients, half of them over the socket and half over HTTP, draw without a pause and
send each act again under the same key until it is answered. Ends with 1 if anything that
must be 0 is not.
"""

from __future__ import annotations

import random
import signal
import sys
import time
from argparse import Namespace
from collections.abc import Iterator

from sqlalchemy import select, text

from bench.ground.chamber import Chamber, chamber
from bench.ground.figures import Figure, alone, count, parser, publish
from bench.ground.judging import Judgement, Stored, holes, judge
from bench.ground.writers import Writer
from meetings.commands.comparing import differences
from meetings.commands.verifying import verify
from meetings.domain.meetings import Meeting
from meetings.domain.record import Entry, Stream
from tests.cast import Council, paper

WRITERS = ("aoki", "inoue", "ueda", "egawa", "kato", "kimura", "ueda", "egawa") * 2
"""Who writes, each on a device of its own; all have several devices."""
LONGEST = 1.5
"""Most seconds a server lives after it is healthy."""


def main() -> int:
    """Kill, judge, print; return 1 if anything was lost, doubled, out of order or broken."""
    given = _given()
    seed = given.seed if given.seed is not None else random.SystemRandom().randrange(10**6)
    print(f"seed {seed}: --seed {seed} draws the same moments", file=sys.stderr)
    with chamber(paper("議案", 3)) as house:
        house.prepared()
        writers = [
            Writer(house, login, f"bench-device-{number}", socket=number % 2 == 0)
            for number, login in enumerate(WRITERS)
        ]
        began = time.perf_counter()
        starts = _kills(house, writers, given.kills, random.Random(seed))  # noqa: S311  # no secret
        took = time.perf_counter() - began
        house.server.stop(signal.SIGKILL)
        with house.council() as council:
            faults = dict(_faults(council, writers))
    figures = [*_counts(writers, starts, took), *(count(w, n) for w, n in faults.items())]
    publish("killloop", figures, given)
    return int(any(faults.values()))


def _given() -> Namespace:
    options = parser(__doc__)
    options.add_argument("--kills", type=int, default=40)
    options.add_argument("--seed", type=int, help="draws the moments of the kills")
    given = options.parse_args()
    given.kills = 3 if given.quick else given.kills
    return given


def _kills(house: Chamber, writers: list[Writer], kills: int, dice: random.Random) -> list[float]:
    """Kill and restart under the writers' hands; return the seconds each restart took."""
    starts = []
    for writer in writers:
        writer.start()
    for kill in range(kills):
        time.sleep(dice.uniform(0, LONGEST))
        house.server.stop(signal.SIGKILL)
        began = time.perf_counter()
        house.server.start()
        starts.append(time.perf_counter() - began)
        done = sum(len(writer.told.done) for writer in writers)
        print(f"kill {kill + 1:3}  {done:6} acknowledged", file=sys.stderr, flush=True)
    for writer in writers:
        writer.over.set()
    for writer in writers:
        writer.join(timeout=60)
        if writer.is_alive():
            raise TimeoutError(f"{writer.name} still waits for an answer")
    return starts


def _counts(writers: list[Writer], starts: list[float], took: float) -> Iterator[Figure]:
    done = [one for writer in writers for one in writer.told.done]
    yield count("kills", len(starts))
    yield count("acts acknowledged", len(done))
    by_socket = sum(len(writer.told.done) for writer in writers if writer.by_socket)
    yield count("of these over the socket, the others over HTTP", by_socket)
    repeats = sum(one.repeat for one in done)
    yield count("of these stored before a kill that took the answer", repeats)
    yield count("sendings without an answer", sum(w.told.unanswered for w in writers))
    yield alone("acts acknowledged in a second, kills included", "1/s", [len(done) / took])
    yield alone("from start to healthy", "s", starts)


def _faults(council: Council, writers: list[Writer]) -> Iterator[tuple[str, int]]:
    done = [one for writer in writers for one in writer.told.done]
    with council.house.database.read() as session:
        entries = list(session.scalars(select(Entry).order_by(Entry.stream, Entry.number)))
        drawn = [_stored(entry) for entry in entries if entry.kind == "ink.drawn"]
        found: Judgement = judge(done, drawn)
        yield "acknowledged lost", found.lost
        yield "doubled", found.doubled
        yield "stored unacknowledged", found.unasked
        yield "out of order", found.disordered
        numbers: dict[str, list[int]] = {name: [] for name in session.scalars(select(Stream.name))}
        for entry in entries:
            numbers[entry.stream].append(entry.number)
        yield "holes in streams", sum(map(holes, numbers.values()))
        yield "faults of verify", len(verify(session, council.house).faults)
        whole = session.execute(text("PRAGMA integrity_check")).scalar_one() == "ok"
        yield "database damaged", int(not whole)
        meeting = session.get_one(Meeting, council.meeting)
        yield "folded differs from stored", len(list(differences(session, meeting)))
    yield "refused", sum(len(writer.told.refused) for writer in writers)


def _stored(entry: Entry) -> Stored:
    return Stored(entry.stream, entry.number, entry.device, entry.n, entry.body["id"])


if __name__ == "__main__":
    sys.exit(main())
