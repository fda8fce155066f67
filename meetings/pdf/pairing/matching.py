"""Which characters of one text are which of another: in order first, then what was moved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from meetings.pdf.pairing.aligning import spine

_RUNS = (16, 8, 5)
"""Lengths of the runs looked for, one after the other in what the longer ones left open."""
_SMALL = 40_000
"""Characters times characters of a gap that is compared letter by letter."""
_SHORT = 3  # letters of a match within a gap that are no accident
_WIDE = 40  # letters of a gap, beyond which it takes twice as many
_CLOSE = 3  # letters away from a match are no accident either


@dataclass(frozen=True, slots=True)
class Match:
    """`length` characters that begin at `old` in one text and at `new` in the other."""

    old: int
    new: int
    length: int


def matches(old: str, new: str) -> list[Match]:
    """Return what is the same in both texts, in order."""
    if old == new:
        return [Match(0, 0, len(old))] if old else []
    return _merged(_within(old, new, (0, len(old), 0, len(new)), 0))


def moved(
    old: Sequence[tuple[int, str]], new: Sequence[tuple[int, str]], run: int, least: int
) -> Iterator[Match]:
    """Yield what stands in pieces (start, text) of both, in any order, each place once.

    A match grows from a run of so many letters that is in no other piece, to at least `least`.
    """
    ours, theirs = _alone(old, run), _alone(new, run)
    taken_old: set[int] = set()
    taken_new: set[int] = set()
    for key, (piece, at) in ours.items():
        if key not in theirs or old[piece][0] + at in taken_old:
            continue
        other, there = theirs[key]
        if new[other][0] + there in taken_new:
            continue
        start, end = _grown(old[piece][1], at, new[other][1], there, run)
        found = Match(old[piece][0] + start, new[other][0] + there - at + start, end - start)
        mine = range(found.old, found.old + found.length)
        others = range(found.new, found.new + found.length)
        if found.length >= least and taken_old.isdisjoint(mine) and taken_new.isdisjoint(others):
            taken_old.update(mine)
            taken_new.update(others)
            yield found


def gaps(found: Sequence[Match], whole: int, *, new: bool = False) -> list[tuple[int, int]]:
    """Return the parts (start, end) of a text that no match covers."""
    covered = sorted((one.new if new else one.old, one.length) for one in found)
    edges = [(0, 0), *((start, start + length) for start, length in covered), (whole, whole)]
    return [(end, start) for (_, end), (start, _) in pairwise(edges) if end < start]


def _within(old: str, new: str, part: tuple[int, int, int, int], step: int) -> list[Match]:
    """The matches of a part (start, end in old, start, end in new)."""
    a, b, c, d = part
    found: list[Match] = []
    same = _common(old, a, b, new, c, d)
    if same:
        found.append(Match(a, c, same))
        a, c = a + same, c + same
    while b > a and d > c and old[b - 1] == new[d - 1]:
        b, d = b - 1, d - 1
    if part[1] > b:
        found.append(Match(b, d, part[1] - b))
    if a == b or c == d:
        return found
    if (b - a) * (d - c) <= _SMALL:
        return found + _lettered(old, new, (a, b, c, d))
    if step == len(_RUNS):
        return found
    anchors = _anchors(old[a:b], new[c:d], _RUNS[step])
    edges = [(a, c), *((a + one, c + other) for one, other in anchors), (b, d)]
    for (left, top), (right, bottom) in pairwise(edges):
        found += _within(old, new, (left, right, top, bottom), step + (len(anchors) < 2))
    return found


def _common(old: str, a: int, b: int, new: str, c: int, d: int) -> int:
    most = min(b - a, d - c)
    length = 0
    while length < most and old[a + length] == new[c + length]:
        length += 1
    return length


def _anchors(old: str, new: str, run: int) -> list[tuple[int, int]]:
    ours, theirs = _alone([(0, old)], run), _alone([(0, new)], run)
    both = [(ours[key][1], theirs[key][1]) for key in ours.keys() & theirs.keys()]
    row: list[tuple[int, int]] = []
    for one, other in spine(both):
        # The first of a row of runs is enough: the match grows over the others.
        if not row or one - row[-1][0] != other - row[-1][1] or one - row[-1][0] > 200:
            row.append((one, other))
    return row


def _alone(pieces: Sequence[tuple[int, str]], run: int) -> dict[str, tuple[int, int]]:
    """The runs that stand once, and where: number of the piece, place in it."""
    found: dict[str, tuple[int, int]] = {}
    twice: set[str] = set()
    for piece, (_, text) in enumerate(pieces):
        for at in range(len(text) - run + 1):
            key = text[at : at + run]
            if key in found:
                twice.add(key)
            found[key] = piece, at
    for key in twice:
        del found[key]
    return found


def _grown(ours: str, at: int, theirs: str, there: int, run: int) -> tuple[int, int]:
    start, off = at, there - at
    while start > 0 and start + off > 0 and ours[start - 1] == theirs[start + off - 1]:
        start -= 1
    end = at + run
    while end < len(ours) and end + off < len(theirs) and ours[end] == theirs[end + off]:
        end += 1
    return start, end


def _lettered(old: str, new: str, part: tuple[int, int, int, int]) -> list[Match]:
    a, b, c, d = part
    blocks = SequenceMatcher(None, old[a:b], new[c:d], autojunk=False).get_matching_blocks()
    least = _SHORT if max(b - a, d - c) <= _WIDE else 2 * _SHORT
    kept = []
    before = (0, 0)
    for block in blocks[:-1]:
        close = max(block.a - before[0], block.b - before[1]) <= _CLOSE
        if block.size >= least or close:
            kept.append(Match(a + block.a, c + block.b, block.size))
            before = block.a + block.size, block.b + block.size
    return kept


def _merged(found: list[Match]) -> list[Match]:
    row: list[Match] = []
    for one in sorted(found, key=lambda match: match.old):
        last = row[-1] if row else None
        if last and (last.old + last.length, last.new + last.length) == (one.old, one.new):
            row[-1] = Match(last.old, last.new, last.length + one.length)
        elif one.length:
            row.append(one)
    return row
