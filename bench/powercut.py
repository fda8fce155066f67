"""The power goes at random moments: no answered act and no stored paper may be lost or broken.

strace writes down every operation on files of a real desk with its jobs under writers and a
clerk, and each answer. From that come images of the disk at random moments: what was synced is
there, what was not is there, gone, or torn at sectors, and names changed since the last sync of
their folder are old or new. Each image is opened as after any start, written on, and judged. Ends
with 1 if anything that must be 0 is not; with --weaken, which shows that it sees losses, if all is.
"""

from __future__ import annotations

import os
import random
import shutil
import sys
import tempfile
from argparse import Namespace
from collections import Counter
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path

from bench.ground.chamber import SCRATCH, furnish
from bench.ground.disk import Disk
from bench.ground.figures import count, parser, publish
from bench.ground.imaging import FAULTS, Judge
from bench.ground.traced import NoTracer, Replay, trace
from tests.cast import paper
from tests.conftest import ROOT, Server

FAST = Path("/dev/shm")  # noqa: S108  # each image is opened by itself; nothing else is there
WEAKENED = ("normal", "unsynced")


def main() -> int:
    """Record, cut, judge, print; return 1 if anything was lost or broken."""
    given = _given()
    seed = given.seed if given.seed is not None else random.SystemRandom().randrange(10**6)
    print(f"seed {seed}: --seed {seed} draws the same moments", file=sys.stderr)
    faults: Counter[str] = Counter(dict.fromkeys(FAULTS, 0))
    seen: Counter[str] = Counter()
    try:
        for record in range(given.records):
            dice = random.Random(f"{seed}-{record}")  # noqa: S311  # no secret
            for found in _trial(given, dice, seen, fresh=record == 0):
                faults.update(name for name, _ in found)
                for name, where in found:
                    print(f"{name}: {where}", file=sys.stderr)
    except NoTracer as reason:
        print(reason, file=sys.stderr)
        return 2
    figures = [count(what, number) for what, number in (seen + Counter()).items()]
    publish("powercut", [*figures, *(count(what, faults[what]) for what in FAULTS)], given)
    return int((sum(faults.values()) > 0) != bool(given.weaken))


def _given() -> Namespace:
    options = parser(__doc__)
    options.add_argument("--images", type=int, default=2000, help="moments at which the power goes")
    options.add_argument("--records", type=int, default=5, help="recordings they are drawn from")
    options.add_argument("--acts", type=int, default=240, help="strokes drawn in each of them")
    options.add_argument("--seed", type=int, help="draws the moments and what the disk has then")
    options.add_argument(
        "--weaken",
        choices=WEAKENED,
        help="record with synchronous=NORMAL, or files without a sync: losses must be seen",
    )
    given = options.parse_args()
    if given.quick:
        given.images, given.records, given.acts = 40, 1, 60
    return given


def _trial(
    given: Namespace, dice: random.Random, seen: Counter[str], *, fresh: bool
) -> Iterator[list[tuple[str, str]]]:
    """Record once and yield what is wrong with each of its images."""
    scratch = FAST if FAST.is_dir() else SCRATCH
    SCRATCH.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=scratch, prefix="powercut-") as name:
        folder = Path(name).resolve()
        council = furnish(Server(folder / "storage"), [paper("議案", 3)])
        if fresh:  # the writers' process founds the council itself
            shutil.rmtree(folder / "storage")
            (folder / "storage").mkdir()
        before = Disk(folder / "storage")
        acks, log = folder / "acks", folder / "log"
        what = [folder / "storage", acks, str(dice.randrange(10**6)), str(given.acts)]
        command = [sys.executable, "-m", "bench.ground.power", *map(str, what)]
        trace([*command, *([given.weaken] if given.weaken else [])], log, dict(os.environ), ROOT)
        total = sum(1 for _ in Replay(deepcopy(before), str(acks)).steps(log))
        moments = sorted(dice.sample(range(total), min(given.images // given.records, total)))
        replay, judge = Replay(before, str(acks)), Judge(council.ids, council.meeting)
        steps = replay.steps(log)
        done = 0
        for moment in moments:
            for _ in range(moment - done + 1):
                next(steps)
            done = moment + 1
            image = folder / "image"
            image.mkdir()
            replay.disk.image(image, dice)
            yield judge.faults(image, replay.answered)
            shutil.rmtree(image)
        seen["images"] += len(moments)
        seen["operations on files recorded"] += total
        seen["answers recorded"] += len(replay.answered)


if __name__ == "__main__":
    sys.exit(main())
