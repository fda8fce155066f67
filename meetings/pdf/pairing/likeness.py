"""How like the texts of pages are: shares of runs of characters, the rare ones weighing most.

Forms share their printed text with a hundred others; a run that stands on a hundred pages weighs a
hundredth of one that stands on one page alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

_RUN = 6
"""Characters of a run: of four, the figures of a budget would all have met somewhere."""
_WORK = 6_000_000
"""Pairs of pages looked at for shared runs; those on most pages come last and weigh least."""
_LEAST = 0.04  # likeness that is told

Rows = dict[int, dict[int, float]]


def likeness(old: Sequence[str], new: Sequence[str]) -> Rows:
    """Return for each old text (by place) the new ones like it, 0 to 1, where there are any."""
    places = _places(old), _places(new)
    whole_old, whole_new = [0.0] * len(old), [0.0] * len(new)
    shared: dict[tuple[tuple[int, ...], tuple[int, ...]], float] = defaultdict(float)
    for run in places[0].keys() | places[1].keys():
        ours, theirs = places[0].get(run, ()), places[1].get(run, ())
        weight = 1.0 / max(len(ours), len(theirs))
        for at in ours:
            whole_old[at] += weight
        for at in theirs:
            whole_new[at] += weight
        if ours and theirs:
            # The text of a form stands on the same pages, all of it: one entry for all its runs.
            shared[tuple(ours), tuple(theirs)] += weight
    met = _met(shared)
    rows: Rows = {}
    for (one, other), weight in met.items():
        like = weight / max(whole_old[one], whole_new[other])
        if like >= _LEAST:
            rows.setdefault(one, {})[other] = min(1.0, like)
    return rows


def _met(
    shared: dict[tuple[tuple[int, ...], tuple[int, ...]], float],
) -> dict[tuple[int, int], float]:
    met: dict[tuple[int, int], float] = defaultdict(float)
    left = _WORK
    for ours, theirs in sorted(shared, key=lambda both: len(both[0]) * len(both[1])):
        left -= len(ours) * len(theirs)
        if left < 0:
            break
        weight = shared[ours, theirs]
        for one in ours:
            for other in theirs:
                met[one, other] += weight
    return met


def _places(texts: Sequence[str]) -> dict[str, list[int]]:
    """The runs of all texts, and in which texts each stands."""
    found: dict[str, list[int]] = {}
    for at, text in enumerate(texts):
        last = len(text) - _RUN + 1
        runs = {text[start : start + _RUN] for start in range(last)} if last > 0 else {text}
        for run in runs - {""}:
            found.setdefault(run, []).append(at)
    return found
