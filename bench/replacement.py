"""Papers replaced: where their notes land, which pages are told as changed, what pairing costs.

A corpus of seeded edits over the demo's papers and real ones, with notes at random words, each
carried by the pairing of the sandboxed process. In the same run the notes go by page number, and
by difflib over the texts of the pages. Then papers of 300 pages are paired against the clock.
"""

from __future__ import annotations

import math
import os
import sys
import tempfile
from argparse import Namespace
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import pymupdf

from bench.ground.corpus import cases
from bench.ground.desk import Case
from bench.ground.figures import Figure, aimed, alone, count, parser, publish
from bench.ground.long import papers_of
from bench.ground.processes import seconds
from meetings.pdf import Carried, Pages, Prepared, carry

NEAR = 3 / 25.4 * 72
"""3 mm in pt."""
SEED = 2026
THUMBNAIL = 240
"""Pixels of the width that is made ahead of a replacement, as for every paper."""
Landing = tuple[int, float, float] | None
"""The page (from 0) and place a note landed at; None waits in the tray."""


class Counts(Counter[str]):
    """What became of notes and pages, summed over cases."""

    def share(self, part: str, *whole: str) -> float:
        """Return a part of the whole in percent."""
        return 100 * self[part] / max(1, sum(self[one] for one in whole))


def main() -> None:
    """Run the corpus and the long papers, and print."""
    options = parser(__doc__)
    options.add_argument("--seed", type=int, default=SEED, help="another corpus")
    options.add_argument("--only", help="edits of this kind alone")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        publish("replacement", list(_figures(given, Path(folder))), given)


def _figures(given: Namespace, folder: Path) -> Iterator[Figure]:
    number, pages, notes = (30, 12, 4) if given.quick else (240, 40, 8)
    ours, numbers, texts, done = Counts(), Counts(), Counts(), 0
    house = Pages(workers=1)
    try:
        for at, case in enumerate(cases(number, pages, notes, given.seed, folder), 1):
            if given.only and case.name != given.only:
                continue
            one = _judged(case, _ours(house, case, folder))
            _say(f"{at} {case.name}", one)
            ours.update(one)
            numbers.update(_judged(case, _by_number(case)))
            texts.update(_judged(case, _by_text(case)))
            done += 1
    finally:
        house.close()
    yield count("edits", done)
    yield count("notes", ours["notes"])
    yield from _ours_told(ours)
    for peer, counts in (("page number", numbers), ("difflib", texts)):
        for part in ("right", "wrong"):
            yield alone(f"by {peer}: {part}", "%", [counts.share(part, "notes")])
    yield from _long(given.quick, folder)


def _ours_told(ours: Counts) -> Iterator[Figure]:
    yield aimed(count("notes lost", ours["lost"]), most=0)
    yield aimed(alone("on the right page", "%", [ours.share("right", "notes")]), least=98)
    yield aimed(alone("on a wrong page", "%", [ours.share("wrong", "notes")]), most=0.2)
    yield alone("waiting though their page is there", "%", [ours.share("tray", "notes")])
    yield alone("of these, the first guess right", "%", [ours.share("guessed", "tray")])
    near = alone("within 3 mm of their words", "%", [ours.share("near", "near", "far")])
    yield aimed(near, least=98)
    recall = alone("changed pages told", "%", [ours.share("told", "told", "missed")])
    yield aimed(recall, least=100)
    precise = alone("told pages changed", "%", [ours.share("told", "told", "false")])
    yield aimed(precise, least=98)
    yield alone("pages asked about", "%", [ours.share("asked", "pages")])


def _say(name: str, one: Counts) -> None:
    faults = {key: one[key] for key in ("lost", "wrong", "tray", "far", "missed", "false")}
    told = " ".join(f"{key} {n}" for key, n in faults.items() if n)
    print(f"{name}: {one['notes']} notes {told}", file=sys.stderr, flush=True)


def _ours(house: Pages, case: Case, folder: Path) -> tuple[list[Landing], Any]:
    """Where our notes land, and the pairing."""
    old, new = (folder / f"{name}.pdf" for name in ("old", "new"))
    old.write_bytes(case.old)
    new.write_bytes(case.new)
    sides = [Prepared(path, (), ()) for path in (old, new)]
    told = house.pairing(*sides)
    landed: list[Landing] = []
    for page, (x, y) in case.notes:
        found = carry(told, page + 1, (x, y))
        at = (found.page - 1, x + found.dx, y + found.dy) if isinstance(found, Carried) else None
        landed.append(at)
    return landed, told


def _judged(case: Case, found: tuple[list[Landing], Any]) -> Counts:
    counts = Counts()
    landed, told = found
    with pymupdf.open(stream=case.new) as new:
        sizes = [tuple(new[at].rect[2:]) for at in range(new.page_count)]
    for (page, _), truth, landing in zip(case.notes, case.truth, landed, strict=True):
        counts["notes"] += 1
        counts.update(_note(truth, landing, sizes))
        if truth and landing is None and told and _guess(told, page) == truth[0]:
            counts["guessed"] += 1
    if told:
        counts.update(_pages(case, told))
    return counts


def _note(truth: Any, landing: Landing, sizes: list[tuple[float, ...]]) -> Iterator[str]:
    """Name what became of one note."""
    if landing is not None and not _on_paper(landing, sizes):
        yield "lost"
    elif truth is None:
        yield "right" if landing is None else "wrong"
    elif landing is None:
        yield "tray"
    elif truth[0] < 0:
        yield "right"
    elif landing[0] != truth[0]:
        yield "wrong"
    else:
        yield "right"
        if truth[1] is not None:
            yield "near" if math.dist(truth[1], landing[1:]) <= NEAR else "far"


def _on_paper(landing: tuple[int, float, float], sizes: list[tuple[float, ...]]) -> bool:
    page, x, y = landing
    return 0 <= page < len(sizes) and all(
        -NEAR <= at <= side + NEAR for at, side in zip((x, y), sizes[page], strict=True)
    )


def _guess(told: Any, page: int) -> int | None:
    for one in [*told["doubts"], *told["removed"]]:
        if one["from"] == page + 1 and one["guesses"]:
            return int(one["guesses"][0]) - 1
    return None


def _pages(case: Case, told: Any) -> Iterator[str]:
    """Judge what is told of pages: a page that is not told as the same is told as changed."""
    pairs = {pair["from"] - 1: pair for pair in told["pairs"]}
    for page in range(told["pages"][0]):
        yield "pages"
        pair, truth = pairs.get(page), case.partners.get(page)
        same = pair is not None and pair["state"] == "same"
        if any(doubt["from"] == page + 1 for doubt in told["doubts"]):
            yield "asked"
        if truth is None or truth[1] or (pair and pair["to"] - 1 != truth[0]):
            yield "missed" if same else "told"
        elif pair is not None and not same:
            yield "false"


def _by_number(case: Case) -> tuple[list[Landing], None]:
    with pymupdf.open(stream=case.new) as new:
        last = new.page_count
    return [(page, *place) if page < last else None for page, place in case.notes], None


def _by_text(case: Case) -> tuple[list[Landing], None]:
    texts: list[list[str]] = []
    for content in (case.old, case.new):
        with pymupdf.open(stream=content) as paper:
            texts.append([page.get_text() for page in paper])
    pairs: dict[int, int] = {}
    for what, a, b, c, d in SequenceMatcher(None, texts[0], texts[1], autojunk=False).get_opcodes():
        if what == "equal" or (what == "replace" and b - a == d - c):
            pairs |= dict(zip(range(a, b), range(c, d), strict=True))
    return [(pairs[page], *place) if page in pairs else None for page, place in case.notes], None


def _long(quick: bool, folder: Path) -> Iterator[Figure]:
    """The processor seconds of pairing long papers, and of what is made of every paper anyway."""
    pages = 30 if quick else 300
    for name, old, new in papers_of(pages, folder):
        house = Pages(workers=1)
        try:
            house.start()
            sides = []
            marks = [seconds(os.getpid())]
            for at, content in enumerate((old, new)):
                sides.append(_prepared(house, content, folder / f"long{at}"))
                marks.append(seconds(os.getpid()))
            house.pairing(*sides, pictures=False)
            marks.append(seconds(os.getpid()))
            house.pairing(*sides)
            marks.append(seconds(os.getpid()))
        finally:
            house.close()
        _, made, ahead, paired, both = marks
        what = f"{pages} pages, {name}"
        yield aimed(alone(f"{what}: paired", "s", [paired - ahead]), most=5)
        yield alone(f"{what}: pictures compared", "s", [both - 2 * paired + ahead])
        yield alone(f"{what}: words and thumbnails made ahead", "s", [ahead - made])


def _prepared(house: Pages, content: bytes, folder: Path) -> Prepared:
    """Make of a paper what is made of each when it is uploaded."""
    folder.mkdir(exist_ok=True)
    path = folder / "paper.pdf"
    path.write_bytes(content)
    count = house.read(path).pages
    words: list[Path | None] = []
    thumbnails: list[Path | None] = []
    for first in range(1, count + 1, 50):
        for one in house.words(path, first, min(count, first + 49)):
            place = folder / f"{len(words)}.gz"
            place.write_bytes(one.packed)
            words.append(place)
    while len(thumbnails) < count:
        for row in house.pictures(path, len(thumbnails) + 1, count, [THUMBNAIL], 5.0):
            place = folder / f"{len(thumbnails)}.{row[0].suffix}"
            place.write_bytes(row[0].bytes)
            thumbnails.append(place)
    return Prepared(path, words, thumbnails)


if __name__ == "__main__":
    main()
