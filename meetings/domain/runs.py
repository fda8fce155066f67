"""Runs of pages whose printed numbers follow each other: how a clerk is shown the labels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


@dataclass
class Run:
    """Pages `first` to `last` with the labels from `begin` to `end`, "" where none is printed."""

    first: int
    last: int
    spread: bool
    begin: str
    end: str

    @property
    def pages(self) -> int:
        """How many pages it has."""
        return self.last - self.first + 1


def runs(guide: dict[str, Any]) -> list[Run]:
    """Return the runs of a guide as told, in order, all pages covered."""
    found: list[Run] = []
    spreads = set(guide["spreads"])
    before: list[str] = []
    for page, labels in enumerate(guide["labels"], 1):
        spread, shown = page in spreads, [label for label in labels if label]
        run = found[-1] if found else None
        if run and run.spread == spread and _follows(before, shown):
            run.last, run.end = page, shown[-1] if shown else ""
        else:
            ends = (shown[0], shown[-1]) if shown else ("", "")
            found.append(Run(page, page, spread, *ends))
        before = shown
    return found


def _follows(before: Sequence[str], after: Sequence[str]) -> bool:
    if not before or not after:
        return not before and not after
    one, other = value(before[-1]), value(after[0])
    return one is not None and other is not None and other == (one[0], one[1] + 1)


def value(label: str) -> tuple[str, int] | None:
    """Return what stands before a label's number, and the number; None where it has none."""
    head = label.rstrip("0123456789")
    if head != label:
        return head, int(label[len(head) :])
    worth = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
    figures = [worth.get(sign, 0) for sign in label.lower()]
    if not figures or 0 in figures:
        return None
    parts = (
        -figure if figure < max(figures[at + 1 :], default=0) else figure
        for at, figure in enumerate(figures)
    )
    return ("I" if label.isupper() else "i"), sum(parts)
