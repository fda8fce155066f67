"""Printed page numbers found without help: how many pages of budget books are right.

The demo's budget book, whose numbers follow from its making, and two real ones, whose numbers were
read apart from the program (docs/benchmarks.md says how). Words and guide are made in the sandboxed
process as they are for an upload.
"""

from __future__ import annotations

import os
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.ground.figures import Figure, aimed, alone, parser, publish
from meetings.demo.budget import budget_book
from meetings.demo.calendar import DAY
from meetings.pdf import Pages

ROOT = Path(__file__).resolve().parents[1]
DATA = Path(os.environ.get("GIJO_SHARED_DATA", ROOT.parent / "shared/data"))
Labels = list[list[str]]
SINGLE = ((3, 13, 1), (16, 19, 12), (21, 23, 16), (28, 171, 19), (176, 612, 163))
"""r6-budget.pdf: first and last page of each run, and the number printed on its first."""
SPREAD = ((3, 7, 2), (9, 10, 12), (12, 12, 17), (15, 86, 19), (89, 306, 163))
"""r6-budget-spread.pdf: the same, two numbers a page."""
ALONE = {2: ["", "1"], 11: ["", "16"], 307: ["599"]}
"""Its sheets with a single number: those of the wide ones stand on the right half."""
STEP = 50


def main() -> None:
    """Find, compare and print."""
    given = parser(__doc__).parse_args()
    with tempfile.TemporaryDirectory() as folder:
        figures = [row for paper in _papers(Path(folder), given.quick) for row in _measured(*paper)]
    publish("labels", figures, given)


def _papers(folder: Path, quick: bool) -> Iterator[tuple[str, Path, Labels | None]]:
    demo = folder / "demo.pdf"
    demo.write_bytes(budget_book(DAY))
    yield "demo", demo, None
    singles = DATA / "budget/r6-budget.pdf"
    if quick or not singles.exists():
        return
    yield "r6-budget", singles, _runs(SINGLE, 612, 1)
    yield "r6-budget-spread", singles.with_name("r6-budget-spread.pdf"), _runs(SPREAD, 307, 2)


def _runs(runs: tuple[tuple[int, int, int], ...], pages: int, each: int) -> Labels:
    truth: Labels = [[] for _ in range(pages)]
    for first, last, number in runs:
        for page in range(first, last + 1):
            begin = number + (page - first) * each
            truth[page - 1] = [str(begin + at) for at in range(each)]
    for page, labels in ALONE.items() if each == 2 else ():
        truth[page - 1] = labels
    return truth


def _made(sizes: list[tuple[float, float]]) -> Labels:
    """The labels of the demo's book: a cover, two pages of contents, then numbers from 1."""
    truth: Labels = [[], ["i"], ["ii"]]
    number = 1
    for width, height in sizes[3:]:
        each = 2 if width > height else 1
        truth.append([str(number + at) for at in range(each)])
        number += each
    return truth


def _measured(name: str, path: Path, truth: Labels | None) -> Iterator[Figure]:
    before, begun = _children(), time.perf_counter()
    guide, sizes = _found(path)
    used, took = _children() - before, time.perf_counter() - begun
    wanted = truth or _made(sizes)
    pairs = list(zip(wanted, guide["labels"], strict=True))
    for page, (printed, told) in enumerate(pairs, 1):
        if printed != told:
            print(f"{name} page {page}: printed {printed}, told {told}", file=sys.stderr)
    right = sum(printed == told for printed, told in pairs)
    wide = [at for at, (width, height) in enumerate(sizes, 1) if width > height]
    spreads = len(sizes) - len(set(wide) ^ set(guide["spreads"]))
    numbers = alone(f"{name}, {len(sizes)} pages: numbers right", "%", [100 * right / len(sizes)])
    yield aimed(numbers, least=99)
    yield alone(f"{name}: spread or not right", "%", [100 * spreads / len(sizes)])
    yield alone(f"{name}: outline entries", "", [float(len(guide["outline"]))])
    yield alone(f"{name}: words and guide on the clock", "s", [took])
    yield alone(f"{name}: pages in a processor second", "1/s", [len(sizes) / used])


def _found(path: Path) -> tuple[dict[str, Any], list[tuple[float, float]]]:
    pages = Pages(workers=1)
    try:
        sizes = pages.read(path).sizes
        with tempfile.TemporaryDirectory() as folder:
            places: list[Path | None] = []
            for first in range(1, len(sizes) + 1, STEP):
                last = min(first + STEP - 1, len(sizes))
                for words in pages.words(path, first, last):
                    place = Path(folder) / f"{len(places)}.gz"
                    place.write_bytes(words.packed)
                    places.append(place)
            return pages.guide(path, sizes, places, [None] * len(sizes)), sizes
    finally:
        # Only a process that ended tells what it used.
        pages.close()


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
