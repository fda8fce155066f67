"""Judging a record after kills: what was acknowledged, against what is stored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bench.ground.writers import Acknowledged


@dataclass(frozen=True)
class Stored:
    """A drawn stroke as the record has it."""

    stream: str
    number: int
    device: str | None
    n: int | None
    id: str


@dataclass(frozen=True)
class Judgement:
    """Counts of what must not be."""

    lost: int
    """Acknowledged, but not where the answer said."""
    doubled: int
    """Stored more often than once, by stroke or by key."""
    unasked: int
    """Stored, but never acknowledged though its client waited for that."""
    disordered: int
    """Neighbours of one client in one stream, the later drawn before the earlier."""


def judge(done: Iterable[Acknowledged], stored: Sequence[Stored]) -> Judgement:
    """Compare what the clients were told with what the record has, in its order."""
    told = {(one.stream, one.number, one.device, one.n) for one in done}
    kept = {(one.stream, one.number, one.device, one.n) for one in stored}
    keys = {(device, n) for _, _, device, n in told}
    unasked = sum((one.device, one.n) not in keys for one in stored)
    ids, acts = Counter(s.id for s in stored), Counter((s.device, s.n) for s in stored)
    doubled = max(sum(times - 1 for times in ids.values()), sum(n - 1 for n in acts.values()))
    return Judgement(len(told - kept), doubled, unasked, _disordered(stored))


def _disordered(stored: Sequence[Stored]) -> int:
    rows: dict[tuple[str, str | None], list[int]] = {}
    for one in sorted(stored, key=lambda one: (one.stream, one.number)):
        rows.setdefault((one.stream, one.device), []).append(one.n or 0)
    return sum(later <= earlier for row in rows.values() for earlier, later in pairwise(row))


def holes(numbers: Sequence[int]) -> int:
    """Count the numbers missing from 1 to the last of a stream."""
    return max(numbers, default=0) - len(set(numbers))
