"""Searching 100,000 pages: time to the first screen by length of the word, index, exactness.

Words of 1 to 10 characters are cut at random from the archive's pages. Ours is the whole answer:
count, first papers, lines with marks. Peers: LIKE over the folded text (all places, without any
line), and a plain scan of the folded pages held in memory. With ``--postgres URL`` (an empty
database) PostgreSQL is measured too; both are kept where ``--storage`` is given, and ``--filled``
measures what an earlier run has filled. Beside the time stands the processor's, that of this
process and of PostgreSQL's on the same machine, which says more where other work goes on.
"""

from __future__ import annotations

import random
import shutil
import sys
import tempfile
import time
from argparse import Namespace
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from bench.ground.archive import fill, texts
from bench.ground.chamber import SCRATCH
from bench.ground.figures import Figure, against, aimed, alone, count, parser, publish, quantile
from meetings.config import Config
from meetings.domain import hits, people
from meetings.domain.folding import folded
from meetings.domain.grams import PREFIX
from meetings.domain.papers import PageText
from meetings.domain.question import Word
from meetings.domain.search import Wanted, find
from meetings.house import House
from meetings.wiring import build_house, settle
from tests.cast import seed

T = TypeVar("T")
LENGTHS = range(1, 11)
SHARES = (("p50", 0.5), ("p95", 0.95))
GOAL = 50
"""Milliseconds within which 95 of 100 answers are there."""
PEERS = 4
"""Words of each length the slow peers are asked in a round."""


@dataclass
class Times:
    """Seconds of each asking, by length of the word."""

    ours: dict[int, list[float]] = field(default_factory=dict)
    spent: dict[int, list[float]] = field(default_factory=dict)
    like: dict[int, list[float]] = field(default_factory=dict)
    scan: dict[int, list[float]] = field(default_factory=dict)
    wrong: int = 0


def main() -> None:
    """Measure and print."""
    given = _given()
    dice = random.Random(given.seed)  # noqa: S311
    pages = list(texts(dice, given.pages))
    plain = [folded(page) for page in pages]
    figures: list[Figure] = []
    SCRATCH.mkdir(exist_ok=True)
    for name, url in (("SQLite", ""), ("PostgreSQL", given.postgres)):
        if url or (name == "SQLite" and (given.storage or not given.filled)):
            kept = given.storage if name == "SQLite" else None
            storage = kept or Path(tempfile.mkdtemp(dir=SCRATCH))
            storage.mkdir(exist_ok=True)
            house = build_house(Config(storage=storage, database=url, password_cost=1))
            try:
                figures += _measure(name, house, pages, plain, given)
            finally:
                house.close()
                if not kept:
                    shutil.rmtree(storage)
    publish("search", figures, given)


def _given() -> Namespace:
    options = parser(__doc__)
    options.add_argument("--pages", type=int, default=100_000)
    options.add_argument("--words", type=int, default=40, help="of each length in each round")
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--seed", type=int, default=5, help="draws pages and words")
    options.add_argument("--postgres", default="", help="URL of an empty database")
    options.add_argument("--storage", type=Path, help="folder of SQLite's that is kept")
    options.add_argument("--filled", action="store_true", help="storage and database are filled")
    given = options.parse_args()
    if given.quick:
        given.pages, given.words, given.rounds = 3000, 6, 2
    return given


def _measure(
    name: str, house: House, pages: list[str], plain: list[str], given: Namespace
) -> Iterator[Figure]:
    if given.filled:
        _check(house, plain)
    else:
        seed(house)
        began = time.perf_counter()
        fill(house, pages)
        built = time.perf_counter() - began
        yield alone(f"{name}: texts and index written", "pages/s", [len(pages) / built])
    size = sum(len(page.encode()) for page in pages)
    yield aimed(alone(f"{name}: index, of the text's bytes", "", [_index(house) / size]), most=1)
    settle()  # as a server does when it starts
    rounds = [_round(house, plain, given, number) for number in range(given.rounds)]
    for length in LENGTHS:
        for label, share in SHARES:
            ours, spent, like, scan = (
                [quantile(getattr(one, who)[length], share) * 1000 for one in rounds]
                for who in ("ours", "spent", "like", "scan")
            )
            what = f"{name}: {length} characters, {label}"
            yield _timely(alone(what, "ms", ours), label)
            yield alone(f"{what} of the processor", "ms", spent)
            yield against(what, "ms", ours, "LIKE", like)
            yield against(what, "ms", ours, "scan in memory", scan)
    for who, of in (("ours", ""), ("spent", " of the processor")):
        everything = [[t for some in getattr(one, who).values() for t in some] for one in rounds]
        for label, share in SHARES:
            spans = [quantile(e, share) * 1000 for e in everything]
            yield _timely(alone(f"{name}: all, {label}{of}", "ms", spans), label)
    wrong = count(f"{name}: answers that differ from the scan", sum(one.wrong for one in rounds))
    yield aimed(wrong, most=0)


def _check(house: House, plain: list[str]) -> None:
    """End the run if the pages in a house are not those that are asked for."""
    with house.database.read() as session:
        number = session.scalar(select(func.count()).select_from(PageText))
        order = (PageText.version_id.desc(), PageText.page.desc())
        last = session.scalar(select(PageText.folded).order_by(*order).limit(1))
    if number != len(plain) or last != plain[-1]:
        sys.exit(f"filled with {number} pages, others than the seed's {len(plain)}")


def _timely(figure: Figure, label: str) -> Figure:
    return aimed(figure, most=GOAL) if label == "p95" else figure


def _index(house: House) -> int:
    """Return the bytes of the index of pages."""
    name = f"{PREFIX}{PageText.__tablename__}"
    sizes = {
        "sqlite": f"SELECT sum(pgsize) FROM dbstat WHERE name LIKE '{name}%'",  # noqa: S608
        "postgresql": f"SELECT pg_relation_size('{name}')",
    }
    with house.database.read() as session:
        found: int = session.scalar(text(sizes[session.connection().dialect.name]))
        return found


def _round(house: House, plain: list[str], given: Namespace, number: int) -> Times:
    dice = random.Random(given.seed * 1000 + number)  # noqa: S311
    times = Times()
    with house.database.read() as session:
        viewer = people.by_login(session, "ueda")
        assert viewer is not None
        processor = _processor(session)
        for length in LENGTHS:
            words = [_cut(dice, plain, length) for _ in range(given.words)]

            def ask(word: str) -> tuple[int, bool]:
                found = find(session, viewer, Wanted(Word(word, word)))
                hits.told(session, found.groups, [word])
                return found.count, found.more

            def like(word: str) -> int:
                return _like(session, word)

            def scan(word: str) -> int:
                return sum(word in page for page in plain)

            both, answers = _timed(ask, words, time.perf_counter, processor)
            times.ours[length], times.spent[length] = both
            (times.like[length],), _ = _timed(like, words[:PEERS], time.perf_counter)
            (times.scan[length],), whole = _timed(scan, words, time.perf_counter)
            times.wrong += sum(
                told > right if more else told != right
                for (told, more), right in zip(answers, whole, strict=True)
            )
    for what, by_length in (("", times.ours), (" of the processor", times.spent)):
        middle = ", ".join(f"{quantile(t, 0.95) * 1000:.0f}" for t in by_length.values())
        told = f"round {number + 1}  p95{what} by length: {middle} ms"
        print(told, file=sys.stderr, flush=True)
    return times


def _cut(dice: random.Random, plain: list[str], length: int) -> str:
    page = dice.choice(plain)
    start = dice.randrange(len(page) - length + 1)
    return page[start : start + length]


def _like(session: Session, word: str) -> int:
    found = select(func.count()).where(PageText.folded.contains(word, autoescape=True))
    return session.scalar(found) or 0


def _processor(session: Session) -> Callable[[], float]:
    """Return a clock of the processor seconds of this process and of its database's."""
    if session.connection().dialect.name == "sqlite":
        return time.process_time
    spent = Path(f"/proc/{session.scalar(text('SELECT pg_backend_pid()'))}/schedstat")
    return lambda: time.process_time() + int(spent.read_text().split()[0]) / 1e9


def _timed(
    ask: Callable[[str], T], words: list[str], *clocks: Callable[[], float]
) -> tuple[list[list[float]], list[T]]:
    times: list[list[float]] = [[] for _ in clocks]
    answers = []
    for word in words:
        began = [clock() for clock in clocks]
        answers.append(ask(word))
        for one, clock, start in zip(times, clocks, began, strict=True):
            one.append(clock() - start)
    return times, answers


if __name__ == "__main__":
    main()
