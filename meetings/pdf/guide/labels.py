"""Which numbers are the printed page numbers: those that go on from page to page.

Every page has some numbers at its edges, or none. The best chain of them is searched: a number
that follows the one before it (numbers of pages without one may be counted or not) speaks much for
both, a form such as - 12 - something, a new beginning against it.
"""

from __future__ import annotations

from dataclasses import dataclass

from meetings.pdf.guide.numbers import LIKELY, POSSIBLE, Number

GOES_ON, COUNTED = 1.5, 1.4
"""What it is worth to follow the number before, and to follow it with pages counted between."""
_FRONT, _BACK = 0.35, 0.65  # numbers of the two halves lie outside the middle of a spread


@dataclass(slots=True)
class Choice:
    """What may be printed on one page: one number, or the two of a spread in reading order."""

    page: int
    first: int
    last: int
    series: str
    labels: list[str]
    weight: float
    spot: tuple[float, float]
    score: float = 0.0
    before: Choice | None = None
    linked: bool = False
    """Whether it goes on from `before`."""


def choices(page: int, numbers: list[Number], *, spread: bool, right: bool) -> list[Choice]:
    """Return what may be printed on a page (from 0); `right` where spreads are read from there."""
    found = [_single(page, number, spread=spread, right=right) for number in numbers]
    return found + (_pairs(page, numbers, right=right) if spread else [])


def _single(page: int, number: Number, *, spread: bool, right: bool) -> Choice:
    labels = [number.text]
    if spread and not _FRONT < number.x < _BACK:
        labels = [number.text, ""] if (number.x < 0.5) != right else ["", number.text]
    spot = min(number.x, 1 - number.x), number.y
    return Choice(page, number.value, number.value, number.series, labels, number.weight, spot)


def _pairs(page: int, numbers: list[Number], *, right: bool) -> list[Choice]:
    return [
        Choice(
            page, one.value, other.value, one.series, [one.text, other.text],
            one.weight + other.weight, (min(one.x, 1 - one.x), one.y),
        )
        for one, other in pairs(numbers)
        if (one.x > other.x) == right
    ]  # fmt: skip


def pairs(numbers: list[Number]) -> list[tuple[Number, Number]]:
    """Return the pairs of following numbers on two halves of a page, at one height."""
    return [
        (one, other)
        for one in numbers
        for other in numbers
        if other.value == one.value + 1
        and one.series == other.series
        and abs(one.y - other.y) < 0.02
        and min(one.x, other.x) < 0.5 < max(one.x, other.x)
        and abs(one.x - other.x) > 0.2
    ]


def best(pages: list[list[Choice]], slots: list[int]) -> list[Choice]:
    """Return the choices of the best chain; `slots` are the numbers each page can take.

    Figures with nothing around them need more than two that follow each other by chance.
    """
    chain = _best(pages, slots)
    while weak := _weak(chain, len(pages)):
        pages = [[choice for choice in found if id(choice) not in weak] for found in pages]
        chain = _best(pages, slots)
    return chain


def _weak(chain: list[Choice], pages: int) -> set[int]:
    """The ids of the choices that stand in runs too short for their form."""
    runs: list[list[Choice]] = []
    for choice in chain:
        if not (choice.linked and runs):
            runs.append([])
        runs[-1].append(choice)
    weak: set[int] = set()
    for run in runs:
        form = max(choice.weight for choice in run)
        needed = 1 if form >= LIKELY else 3 if form >= POSSIBLE else 4
        needed -= needed == 3 and run[0].first == 1
        if len(run) < min(needed, pages):
            weak |= {id(choice) for choice in run}
    return weak


def _best(pages: list[list[Choice]], slots: list[int]) -> list[Choice]:
    counted = [0]
    for slot in slots:
        counted.append(counted[-1] + slot)
    by_last: dict[tuple[str, int], Choice] = {}
    by_offset: dict[tuple[str, int], Choice] = {}
    end: Choice | None = None
    for at, found in enumerate(pages):
        for choice in found:
            follows = by_last.get((choice.series, choice.first - 1))
            offset = choice.series, choice.first - 1 - counted[at]
            _link(choice, follows, by_offset.get(offset), end)
        # Only now: a choice does not follow another of its own page.
        for choice in found:
            _keep(by_last, (choice.series, choice.last), choice)
            _keep(by_offset, (choice.series, choice.last - counted[at + 1]), choice)
        end = max([*found, *([end] if end else [])], key=lambda one: one.score, default=None)
    return _back(end)


def _keep(places: dict[tuple[str, int], Choice], place: tuple[str, int], choice: Choice) -> None:
    held = places.get(place)
    if held is None or choice.score >= held.score:
        places[place] = choice


def _link(
    choice: Choice, follows: Choice | None, counts: Choice | None, end: Choice | None
) -> None:
    """Find the best chain that this choice lengthens."""
    anew = 0.5 if choice.first == 1 else 1.0
    ways: list[tuple[float, Choice | None, bool]] = [(-anew, None, False)]
    if end is not None:
        again = 0.9 if choice.first == 1 else 2.5
        ways.append((end.score - again, end, False))
    for before, worth in ((follows, GOES_ON), (counts, COUNTED)):
        if before is not None:
            gap = choice.page - before.page - 1
            worth += 0.2 * _same_spot(choice, before) - 0.02 * min(gap, 20)
            ways.append((before.score + worth, before, True))
    score, choice.before, choice.linked = max(ways, key=lambda way: way[0])
    choice.score = score + choice.weight


def _same_spot(one: Choice, other: Choice) -> bool:
    return all(abs(a - b) < 0.04 for a, b in zip(one.spot, other.spot, strict=True))


def _back(end: Choice | None) -> list[Choice]:
    chain: list[Choice] = []
    choice = end if end is not None and end.score > 0 else None
    while choice is not None:
        chain.append(choice)
        choice = choice.before
    return chain[::-1]


def told(chain: list[Choice], slots: list[int]) -> list[list[str]]:
    """Return the labels of all pages: printed ones, and those that are counted but not printed."""
    labels: list[list[str]] = [[] for _ in slots]
    for choice in chain:
        labels[choice.page] = choice.labels
        before = choice.before
        if not choice.linked or before is None or choice.series == "roman":
            continue
        between = range(before.page + 1, choice.page)
        missing = choice.first - before.last - 1
        if missing and missing == sum(slots[page] for page in between):
            head = before.series if before.series not in ("arabic", "roman") else ""
            number = before.last
            for page in between:
                labels[page] = [f"{head}{number + at}" for at in range(1, slots[page] + 1)]
                number += slots[page]
    return labels
