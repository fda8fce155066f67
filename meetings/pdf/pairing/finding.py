"""Which new page stands for which old one: equal ones, then in order, then what was moved."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from meetings.pdf.pairing.aligning import CLEAR, Choice, aligned, spine, too_many
from meetings.pdf.pairing.scoring import FITS, Scores
from meetings.pdf.pairing.sides import Side

_SURE = 0.5
"""Likeness of two texts that needs no neighbours for proof, where nothing else is near it."""
_OTHERS = 0.6  # of that likeness is any other page's at most
_BETTER = 1.3  # times as like as the next picture
_LOOKED_AT = 3  # pictures looked at closely for each page, the likeliest at a glance
_MOVED = 0.4  # likeness of pages that were moved and changed
_BESIDE = 0.1  # more for each neighbour that went to the neighbouring page
_ROUNDS = 4  # of looking closer at pictures and aligning anew
_GUESSES = 4
_WORTH_TELLING = 0.1

Pairs = dict[int, int]


@dataclass
class Found:
    """Old page to new page (from 0); for pages in doubt and for removed ones the guesses."""

    pairs: Pairs = field(default_factory=dict)
    doubts: dict[int, list[tuple[int, float]]] = field(default_factory=dict)
    guesses: dict[int, list[tuple[int, float]]] = field(default_factory=dict)


def find(scores: Scores) -> Found:
    """Pair the pages of the two sides."""
    old, new = scores.old, scores.new
    found = Found(dict(_equal(old, new)))
    found.pairs |= _outstanding(scores, found.pairs)
    found.pairs |= _seen(scores, found.pairs)
    taken = set(found.pairs.values())
    row = [(-1, -1), *spine(found.pairs.items()), (len(old), len(new))]
    for (a, c), (b, d) in pairwise(row):
        ours = [page for page in range(a + 1, b) if page not in found.pairs]
        theirs = [page for page in range(c + 1, d) if page not in taken]
        _in_order(scores, ours, theirs, found)
    _out_of_order(scores, found)
    _guess(scores, found)
    return found


def _equal(old: Side, new: Side) -> Iterator[tuple[int, int]]:
    """Yield pages whose contents stand once in each paper."""
    ours, theirs = _places(old), _places(new)
    for key, pages in ours.items():
        if len(pages) == 1 and len(theirs.get(key, ())) == 1:
            yield pages[0], theirs[key][0]


def _places(side: Side) -> dict[object, list[int]]:
    found: dict[object, list[int]] = defaultdict(list)
    for at in range(len(side)):
        found[side.key(at)].append(at)
    return found


def _outstanding(scores: Scores, done: Pairs) -> Pairs:
    """Pages whose texts are like each other's and like no other page's."""
    columns: dict[int, list[float]] = defaultdict(list)
    for row in scores.rows.values():
        for other, like in row.items():
            columns[other].append(like)
    taken, pairs = set(done.values()), {}
    for one, row in scores.rows.items():
        other = max(row, key=row.__getitem__)
        if one in done or other in taken or row[other] < _SURE:
            continue
        if _alone(row.values(), row[other]) and _alone(columns[other], row[other]):
            pairs[one] = other
    return pairs


def _alone(likes: Iterable[float], best: float) -> bool:
    return sum(like > _OTHERS * best for like in likes) == 1


def _seen(scores: Scores, done: Pairs) -> Pairs:
    """Pages whose pictures lie on each other as on no other page's."""
    taken = set(done.values())
    theirs = [page for page in range(len(scores.new)) if page not in taken]
    best: dict[int, list[tuple[float, int]]] = defaultdict(list)
    pairs: Pairs = {}
    if scores.many:
        return pairs
    for one in range(len(scores.old)):
        some = [page for page in theirs if not scores.spoken(one, page)]
        if one in done or not some:
            continue
        near = sorted(some, key=lambda page: -scores.coarse(one, page)[0])[:_LOOKED_AT]
        for page in near:
            scores.refine(one, page)
            best[page].append((scores(one, page), one))
        likes = sorted(((scores(one, page), page) for page in near), reverse=True)
        if _ahead(likes):
            pairs[one] = likes[0][1]
    return {one: page for one, page in pairs.items() if _first(best[page], one)}


def _first(rivals: list[tuple[float, int]], page: int) -> bool:
    ranked = sorted(rivals, reverse=True)
    return ranked[0][1] == page and _ahead(ranked)


def _ahead(likes: list[tuple[float, int]]) -> bool:
    """Whether the first picture fits, and clearly better than the next."""
    return likes[0][0] >= FITS and (len(likes) < 2 or likes[0][0] >= _BETTER * likes[1][0])


def _in_order(scores: Scores, ours: list[int], theirs: list[int], found: Found) -> None:
    if too_many(ours, theirs):
        choices = [Choice(page, [(None, 0.0)]) for page in ours]
    else:
        likes = [scores.row(one, theirs) for one in ours]
        rows, columns = ({page: at for at, page in enumerate(side)} for side in (ours, theirs))
        choices = aligned(ours, theirs, likes)
        for _ in range(_ROUNDS):
            # Pictures are looked at closely only where the order of the pages leads.
            looked = [
                (choice.page, other)
                for choice in choices
                for other, _ in choice.options[: 1 if scores.many else 3]
                if other is not None and scores.refine(choice.page, other)
            ]
            if not looked:
                break
            for one, other in looked:
                likes[rows[one]][columns[other]] = scores(one, other)
            choices = aligned(ours, theirs, likes)
    for choice in choices:
        _take(scores, choice, found)


def _take(scores: Scores, choice: Choice, found: Found) -> None:
    best = choice.options[0][0]
    if choice.clear and best is not None and scores.fits(choice.page, best):
        found.pairs[choice.page] = best
    elif best is not None or not choice.clear:
        top = choice.options[0][1]
        near = [(new, worth) for new, worth in choice.options if new is not None]
        found.doubts[choice.page] = [(new, top - worth) for new, worth in near][:_GUESSES]


def _out_of_order(scores: Scores, found: Found) -> None:
    """Pair what is left wherever it went, the surest first; a page that went along counts more."""
    while True:
        free = _free(scores, found)
        ranked = sorted(_candidates(scores, free, found), reverse=True)
        if not ranked:
            return
        worth, one, other = ranked[0]
        rivals = [like for like, a, b in ranked[1:] if a == one or b == other]
        if rivals and worth - rivals[0] < CLEAR:
            for _, page, _ in [ranked[0], *(two for two in ranked[1:] if two[2] == other)]:
                mine = [(b, like) for like, a, b in ranked if a == page]
                found.doubts[page] = [(b, worth - like) for b, like in mine][:_GUESSES]
        else:
            found.pairs[one] = other


def _free(scores: Scores, found: Found) -> tuple[list[int], set[int]]:
    taken = set(found.pairs.values())
    asked = {guess for doubt in found.doubts.values() for guess, _ in doubt}
    ours = [
        page
        for page in range(len(scores.old))
        if page not in found.pairs and page not in found.doubts
    ]
    return ours, set(range(len(scores.new))) - taken - asked


def _candidates(
    scores: Scores, free: tuple[list[int], set[int]], found: Found
) -> Iterator[tuple[float, int, int]]:
    ours, theirs = free
    for one in ours:
        if scores.old.spoken(one):
            rows = scores.rows.get(one, {})
            some = [other for other in rows if other in theirs]
        else:
            some = [other for other in theirs if not scores.new.spoken(other)]
        for other in some:
            beside = sum(found.pairs.get(one + by) == other + by for by in (-1, 1))
            worth = scores(one, other) + _BESIDE * beside
            if worth >= _MOVED:
                yield worth, one, other


def _guess(scores: Scores, found: Found) -> None:
    """Name for each removed page the pages that are most like it."""
    for page in range(len(scores.old)):
        if page in found.pairs or page in found.doubts:
            continue
        near = scores.rows.get(page, {}).items()
        likes = sorted(((new, like) for new, like in near), key=lambda one: -one[1])
        found.guesses[page] = [one for one in likes if one[1] >= _WORTH_TELLING][:_GUESSES]
