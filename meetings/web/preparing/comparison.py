"""The pages of two versions side by side, in the order of the new one: rows for the screen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

KINDS = ("doubt", "changed", "moved", "inserted", "removed", "same")
"""What a page can be, in the order in which a clerk wants to know it."""
MOST = 100
"""Rows on one screen; what is more is a step further on."""


@dataclass(frozen=True, slots=True)
class Row:
    """An old page and the new one it became; 0 where there is none."""

    state: str
    old: int
    new: int
    moved: bool = False
    corrected: bool = False
    guesses: Sequence[int] = field(default=())

    @property
    def spot(self) -> str:
        """The row's place on the screen."""
        return f"page-{self.old}" if self.old else f"new-{self.new}"

    @property
    def kinds(self) -> list[str]:
        """All that is to be said of it: a page may have moved and changed."""
        own = ["moved"] if self.moved else []
        return own if self.moved and self.state == "same" else [self.state, *own]


@dataclass(frozen=True, slots=True)
class Run:
    """Pages after each other that stayed the same, told as one row."""

    first: Row
    last: Row


def rows(told: Mapping[str, Any]) -> list[Row]:
    """Return a pairing's rows (`domain.pairing.whole`), where a reader of the new paper meets them.

    What has no new page stands after the page before it.
    """
    pairs = [
        Row(one["state"], one["from"], one["to"], one["moved"], one["corrected"])
        for one in told["pairs"]
    ]
    alone = [
        Row(state, one["from"], 0, corrected=one["corrected"], guesses=tuple(one["guesses"]))
        for state, name in (("doubt", "doubts"), ("removed", "removed"))
        for one in told[name]
    ]
    placed = [((row.new, 0, 0), row) for row in pairs]
    placed += [((page, 0, 0), Row("inserted", 0, page)) for page in told["inserted"]]
    stayed = sorted((row.old, row.new) for row in pairs if not row.moved)
    for row in alone:
        before = max((new for old, new in stayed if old < row.old), default=0)
        placed.append(((before, 1, row.old), row))
    return [row for _, row in sorted(placed, key=lambda one: one[0])]


def counts(found: Sequence[Row]) -> dict[str, int]:
    """Return how many rows there are of each kind; one that moved and changed is in both."""
    return {kind: sum(kind in row.kinds for row in found) for kind in KINDS}


def changed(found: Sequence[Row]) -> list[Row]:
    """Return the rows a clerk wants to look at: all but those that are the same."""
    return [row for row in found if row.kinds != ["same"]]


def shown(found: Sequence[Row], show: str) -> list[Row | Run]:
    """Return what a choice shows: `all`, one of the kinds, or else what changed.

    Doubts are no part of the latter: they are asked for above everything else.
    """
    if show == "all":
        return list(found)
    if show in KINDS:
        return [row for row in found if show in row.kinds]
    return list(_folded([row for row in found if row.state != "doubt"]))


def _folded(found: Sequence[Row]) -> Iterator[Row | Run]:
    """Yield the rows, those that stayed the same as runs that go on on both sides."""
    for (same, _), group in groupby(enumerate(found), key=_belongs):
        inside = [row for _, row in group]
        if same:
            yield Run(inside[0], inside[-1])
        else:
            yield from inside


def _belongs(one: tuple[int, Row]) -> tuple[bool, Any]:
    place, row = one
    same = row.kinds == ["same"]
    return same, (row.old - place, row.new - place) if same else place


def choices(told: Mapping[str, Any], row: Row, pages: int) -> list[tuple[int, int]]:
    """Return the new pages an old one may be said to be, each with the old page that has it (0)."""
    taken = {pair["to"]: pair["from"] for pair in told["pairs"]}
    near = {row.new, *row.guesses, *range(row.old - 3, row.old + 4)}
    wanted = {page for page in near if 1 <= page <= pages}
    free = [page for page in told["inserted"] if abs(page - (row.new or row.old)) <= MOST]
    return [(page, taken.get(page, 0)) for page in sorted(wanted | set(free))]
