"""Upload of a 300-page paper: first page readable, all pages ready, memory.

The demo's budget book over HTTP into a fresh server each round; against poppler's pdftoppm
drawing the same pages at the same width as JPEG, by pages per processor second. Ours also
reads the words of all pages and makes thumbnails in that time.
"""

from __future__ import annotations

import sys
import tempfile
import time
from argparse import Namespace
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pymupdf
import requests

from bench.ground import poppler
from bench.ground.chamber import SCRATCH, Chamber, chamber
from bench.ground.figures import Figure, against, alone, parser, publish
from bench.ground.processes import seconds, watched
from bench.ground.samples import Sample
from meetings.demo.budget import budget_book
from meetings.demo.calendar import DAY

WIDTH = 1640
"""Width in px of the pictures, that of a page on a tablet."""


@dataclass
class Round:
    """One upload: seconds on the clock from its first byte, MiB, pages per processor second."""

    answered: float
    first: float
    all: float
    peak: float
    largest: float
    rate: float
    poppler: float | None = None


def main() -> None:
    """Measure and print."""
    given = _given()
    book = budget_book(DAY)
    with pymupdf.open(stream=book) as document:
        if given.quick:
            document.select(range(20))
            book = document.tobytes()
        pages = document.page_count
    rounds = []
    for number in range(given.rounds):
        rounds.append(_round(book, pages))
        print(f"round {number + 1}  {rounds[-1]}", file=sys.stderr, flush=True)
    publish("upload", list(_figures(rounds, pages)), given)


def _given() -> Namespace:
    options = parser(__doc__)
    options.add_argument("--rounds", type=int, default=3)
    given = options.parse_args()
    given.rounds = 2 if given.quick else given.rounds
    return given


def _round(book: bytes, pages: int) -> Round:
    with chamber() as house:
        assert house.server.process is not None
        root = house.server.process.pid
        before = seconds(root)
        with watched(root) as use:
            began = time.perf_counter()
            digest = _upload(house, book)
            answered = time.perf_counter() - began
            house.get(f"/pages/{digest}/1/{WIDTH}")
            first = time.perf_counter() - began
            house.prepared()
            whole = time.perf_counter() - began
        rate = pages / (seconds(root) - before)
    return Round(answered, first, whole, use.peak, use.largest, rate, _poppler(book, pages))


def _upload(house: Chamber, book: bytes) -> str:
    url = f"{house.server.url}/api/meetings/{house.meeting}/papers?name=budget.pdf"
    headers = {"Authorization": f"Bearer {house.keys['aoki']}", "Content-Type": "application/pdf"}
    requests.post(url, data=book, headers=headers, timeout=60).raise_for_status()
    digest: str = house.papers()[-1]["digest"]
    return digest


def _poppler(book: bytes, pages: int) -> float | None:
    """Return the pages pdftoppm draws in a processor second, or None where there is none."""
    if not poppler.has_poppler():
        return None
    with tempfile.TemporaryDirectory(dir=SCRATCH) as folder:
        file = Path(folder) / "book.pdf"
        file.write_bytes(book)
        before = poppler.spent()
        poppler.drawn(Sample(file, 1, pages), WIDTH, ("-jpeg",), Path(folder) / "pages")
        return pages / (poppler.spent() - before)


def _figures(rounds: list[Round], pages: int) -> Iterator[Figure]:
    yield alone(f"upload of {pages} pages answered", "s", [one.answered for one in rounds])
    yield alone(f"first page readable at {WIDTH} px", "s", [one.first for one in rounds])
    yield alone("all pages ready", "s", [one.all for one in rounds])
    yield alone("peak memory, all processes", "MiB", [one.peak for one in rounds])
    yield alone("peak memory, largest process", "MiB", [one.largest for one in rounds])
    rates, poppler = [one.rate for one in rounds], [one.poppler for one in rounds if one.poppler]
    if len(poppler) == len(rates):
        yield against("pages per CPU second", "1/s", rates, "pdftoppm -jpeg", poppler)
    else:
        yield alone("pages per CPU second", "1/s", rates)


if __name__ == "__main__":
    main()
