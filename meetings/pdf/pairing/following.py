"""Words that left their page: found again on the pages beside its partner, or anywhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from meetings.pdf.pairing import placing
from meetings.pdf.pairing.leaf import Leaf
from meetings.pdf.pairing.matching import Match, gaps, moved
from meetings.pdf.pairing.placing import Laid

_RUN = 8  # letters that stand once
_WINDOW, _LEAST = 2, 12
"""Pages from its partner's place where words of a page may have gone, and how many letters."""
_ANYWHERE = 24  # letters that are no accident on any page
_FLOWED = 0.5
"""Share of a removed page's text on its neighbours, from which on it is there that it went."""
_PAGE = 1 << 24  # more than the characters of a page

Parts = list[tuple[int, int]]
Pieces = list[tuple[int, str]]


def follow(
    old: Sequence[Leaf],
    new: Sequence[Leaf],
    pairs: Mapping[int, int],
    words: Mapping[int, list[Match]],
    places: Mapping[int, Laid],
) -> None:
    """Add runs to the places of pages for words that went to another place or page."""
    partners = {other: one for one, other in pairs.items()}
    left = [
        gaps(words[partners[page]], len(leaf.text), new=True)
        if page in partners
        else [(0, len(leaf.text))]
        for page, leaf in enumerate(new)
    ]
    everywhere = [
        piece for page, leaf in enumerate(new) for piece in _pieces(leaf, left[page], page)
    ]
    if not everywhere:
        return
    for page, place in places.items():
        leaf, removed = old[page], page not in pairs
        mine = _pieces(leaf, _gone(leaf, new, page, pairs, words, place))
        if not mine:
            continue
        centre = _centre(page, pairs)
        near = [
            piece
            for piece in everywhere
            if abs(piece[0] // _PAGE - centre) <= _WINDOW
            # A page that was put in place of a removed one has its headings as well.
            and (not removed or piece[0] // _PAGE in partners)
        ]
        went = list(moved(mine, near, _RUN, _LEAST))
        if removed:
            if sum(match.length for match in went) < _FLOWED * len(leaf.text):
                continue
        else:
            went += moved(_rest(mine, went), everywhere, _RUN, _ANYWHERE)
        _add(leaf, new, went, place, page if removed else pairs[page], stay=not removed)


def _gone(
    leaf: Leaf,
    new: Sequence[Leaf],
    page: int,
    pairs: Mapping[int, int],
    words: Mapping[int, list[Match]],
    place: Laid,
) -> Parts:
    """The parts of an old page that are not where its map says."""
    parts = gaps(words.get(page, []), len(leaf.text))
    if page not in pairs:
        return parts
    there = new[pairs[page]]
    return [part for part in parts if not placing.stays(leaf, there, *part, place.way)]


def _add(
    leaf: Leaf, new: Sequence[Leaf], went: list[Match], place: Laid, partner: int, *, stay: bool
) -> None:
    stayed = place.runs or (placing.by_lines(leaf, place.way, partner + 1) if went and stay else ())
    runs = []
    for match in went:
        at, start = divmod(match.new, _PAGE)
        there = Match(match.old, start, match.length)
        runs += list(placing.runs(leaf, new[at], there, place.way, at + 1))
    # What went comes before what stayed: of runs at one place the first is taken.
    place.runs = [*runs, *stayed]


def _pieces(leaf: Leaf, parts: Parts, page: int = 0) -> Pieces:
    return [
        (page * _PAGE + start, leaf.text[start:end]) for start, end in parts if end - start >= _RUN
    ]


def _rest(mine: Pieces, went: list[Match]) -> Pieces:
    """What is left of the pieces without the matches in them."""
    rest: Pieces = []
    for start, text in mine:
        inner = [
            Match(one.old - start, 0, one.length)
            for one in went
            if start <= one.old < start + len(text)
        ]
        rest += [
            (start + at, text[at:end]) for at, end in gaps(inner, len(text)) if end - at >= _RUN
        ]
    return rest


def _centre(page: int, pairs: Mapping[int, int]) -> int:
    """The new page beside which the words of an old one are looked for."""
    for by in range(len(pairs) + 2):
        for near in (page - by, page + by):
            if near in pairs:
                return pairs[near] + page - near
    return page
