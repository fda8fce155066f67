"""The whole pairing of two papers, told as plain JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from meetings.pdf.pairing import placing
from meetings.pdf.pairing.aligning import spine
from meetings.pdf.pairing.finding import Found, find
from meetings.pdf.pairing.following import follow
from meetings.pdf.pairing.matching import Match, matches
from meetings.pdf.pairing.placing import Laid
from meetings.pdf.pairing.scoring import Scores
from meetings.pdf.pairing.sides import Side

VERSION = 1
_OFF = 0.05  # of the letters may be read in another order: then the pictures say what differs

Json = dict[str, Any]


def tell(old: Side, new: Side) -> Json:
    """Return the pairing of two papers (docs/decisions/pairing-pages.md shows its form)."""
    scores = Scores(old, new)
    found = find(scores)
    kept = dict(spine(found.pairs.items()))
    words = {
        one: matches(old.leaves[one].text, new.leaves[other].text)
        for one, other in found.pairs.items()
    }
    places = _places(scores, found, words)
    follow(old.leaves, new.leaves, found.pairs, words, places)
    pairs = [
        _pair(scores, (one, other), places[one], moved=one not in kept)
        for one, other in sorted(found.pairs.items())
    ]
    asked = {guess for doubt in found.doubts.values() for guess, _ in doubt}
    taken = set(found.pairs.values())
    return {
        "v": VERSION,
        "pages": [len(old), len(new)],
        "sizes": [[round(leaf.width, 1), round(leaf.height, 1)] for leaf in new.leaves],
        "pairs": pairs,
        "doubts": [
            {"from": page + 1, "guesses": _guesses(guesses)}
            for page, guesses in sorted(found.doubts.items())
        ],
        "removed": [
            {"from": page + 1, "guesses": _guesses(guesses), "runs": places[page].runs}
            for page, guesses in sorted(found.guesses.items())
        ],
        "inserted": [page + 1 for page in range(len(new)) if page not in taken | asked],
    }


def pair_of(old: Side, new: Side, page: int, to: int) -> Json:
    """Return the pair of two pages that somebody says belong together.

    They are all that `old` and `new` have; `page` and `to` are their numbers in the papers, from 1.
    """
    scores = Scores(old, new)
    words = {0: matches(old.leaves[0].text, new.leaves[0].text)}
    place = _places(scores, Found({0: 0}, {}, {}), words)[0]
    pair = _pair(scores, (0, 0), place, moved=False) | {"from": page, "to": to}
    for run in pair["runs"]:
        run[4] = to
    return pair


def _guesses(guesses: Sequence[tuple[int, float]]) -> list[int]:
    return [page + 1 for page, _ in guesses]


def _pair(scores: Scores, pair: tuple[int, int], place: Laid, *, moved: bool) -> Json:
    one, other = pair
    ours, theirs = scores.old.leaves[one], scores.new.leaves[other]
    same = scores.old.key(one) == scores.new.key(other)
    likely = same or (ours.spoken and theirs.spoken and ours.letters == theirs.letters)
    scan = not ours.spoken and not theirs.spoken
    return {
        "from": one + 1,
        "to": other + 1,
        "state": "same" if (likely or scan) and place.off <= _OFF else "changed",
        "moved": moved,
        "score": 1.0 if same else round(scores(one, other), 3),
        "words": scores.spoken(one, other),
        "way": list(place.way),
        "runs": place.runs,
    }


def _places(scores: Scores, found: Found, words: dict[int, list[Match]]) -> dict[int, Laid]:
    """Where the pages' words stand on their partners; removed pages have no place yet."""
    old, new = scores.old.leaves, scores.new.leaves
    places = {page: Laid() for page in found.guesses}
    for one, other in found.pairs.items():
        if scores.spoken(one, other):
            places[one] = placing.laid(old[one], new[other], words[one], other + 1)
        else:
            places[one] = Laid(placing.tidy(scores.way(one, other)))
    return places
