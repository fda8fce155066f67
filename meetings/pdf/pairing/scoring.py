"""How like two pages are: by their texts, or by their pictures where one has no text."""

from __future__ import annotations

from collections.abc import Sequence

from meetings.pdf.pairing import registering
from meetings.pdf.pairing.likeness import Rows, likeness
from meetings.pdf.pairing.looks import TURNS, Look, alike, shares
from meetings.pdf.pairing.sides import Side
from meetings.pdf.pairing.turning import Map, filling

_COARSE = 0.45
"""What coarse pictures are worth: pages of one form reach 0.85 of them."""
_COARSE_OF_MANY = 0.3
"""The same where not all can be looked at: less than what a close look finds of any two forms."""
_TURNED = 0.6  # coarse likeness below which the page may have been turned

FITS = 0.45
"""Likeness of two pictures laid on each other; scans of one print have 0.5 and more."""
_MANY = 20_000  # pairs of pictures; of more only upright ones are looked at
_LOOKS = 600
"""Pairs of pictures looked at closely; each takes 5 to 15 ms."""
_BAND = 200  # pages a page without text may have moved
_NO_BETTER = 0.02
"""What laying pictures on each other must gain, else the pages lie as they are."""

_POOR = 0.5  # likeness of laid pictures below which another turn or scale is tried
_LIKELY = 0.5  # coarse likeness without which it is not worth it
_SCALES = (0.87, 0.9, 0.93, 0.96, 1.04, 1.07, 1.11, 1.15)

Cell = tuple[int, int]


class Scores:
    """The likeness of old pages and new ones, 0 to 1; pictures first coarse, then `refine`d."""

    def __init__(self, old: Side, new: Side) -> None:
        self.old, self.new = old, new
        texts = [[leaf.text if leaf.spoken else "" for leaf in side.leaves] for side in (old, new)]
        self.rows: Rows = likeness(*texts)
        silent = sum(not new.spoken(page) for page in range(len(new)))
        self.many = len(old) * silent > _MANY
        """Whether there are so many pictures that the order must say which to look at closely."""
        self._coarse: dict[Cell, tuple[float, int]] = {}
        self.looks_left = _LOOKS
        self._fine: dict[Cell, tuple[float, Map, int | None]] = {}

    def __call__(self, one: int, other: int) -> float:
        """Return the likeness of a pair of pages."""
        if self.spoken(one, other):
            return self.rows.get(one, {}).get(other, 0.0)
        if (one, other) in self._fine:
            return self._fine[one, other][0]
        return (_COARSE_OF_MANY if self.many else _COARSE) * self.coarse(one, other)[0]

    def row(self, one: int, others: Sequence[int]) -> list[float]:
        """Return the likeness of an old page to each of some new ones."""
        silent = [other for other in others if not self.spoken(one, other)] if self.many else []
        looks = [self.new.look(other) for other in silent]
        seen = dict(zip(silent, shares(self.old.look(one), looks), strict=True)) if silent else {}
        return [
            _COARSE_OF_MANY * seen[other] * (abs(one - other) <= _BAND)
            if other in seen and (one, other) not in self._fine
            else self(one, other)
            for other in others
        ]

    def spoken(self, one: int, other: int) -> bool:
        """Whether both pages are known by their texts."""
        return self.old.spoken(one) and self.new.spoken(other)

    def coarse(self, one: int, other: int) -> tuple[float, int]:
        """The likeness of two pictures at a glance, and the quarter turn between them."""
        cell = one, other
        if abs(one - other) > _BAND:
            return 0.0, 0
        if cell not in self._coarse:
            ours, theirs = self.old.look(one), self.new.look(other)
            found = alike(ours, theirs, (0,))
            if found[0] < _TURNED and not self.many:
                found = max(found, alike(ours, theirs), key=lambda like: like[0])
            self._coarse[cell] = found
        return self._coarse[cell]

    def refine(self, one: int, other: int) -> bool:
        """Look closely at a pair of pictures; False where there is no need, or too many were."""
        if self.spoken(one, other) or (one, other) in self._fine or self.looks_left <= 0:
            return False
        self._look_closely(one, other)
        return True

    def _look_closely(self, one: int, other: int) -> None:
        self.looks_left -= 1
        ours, theirs = self.old.look(one), self.new.look(other)
        share, turn = self.coarse(one, other)
        if ours.blank or theirs.blank:
            whole = filling(turn, ours.ink.size, theirs.ink.size)
            self._fine[one, other] = share, whole, turn
            return
        found = _laid(ours, theirs, turn, ())
        if found[0] < _POOR and share > _LIKELY and not self.many:
            turns = [at for at in TURNS if at != turn and alike(ours, theirs, (at,))[0] > _LIKELY]
            tries = [_laid(ours, theirs, turn, _SCALES)]
            tries += [_laid(ours, theirs, at, ()) for at in turns]
            found = max(found, *tries, key=lambda one: one[0])
        self._fine[one, other] = found

    def fits(self, one: int, other: int) -> bool:
        """Whether the pages' pictures were laid on each other and fit, or their texts are known."""
        return self.spoken(one, other) or self._fine.get((one, other), (0.0,))[0] >= FITS

    def way(self, one: int, other: int) -> Map:
        """Where places of one page lie on the other by their pictures, in pt."""
        if (one, other) not in self._fine:
            self._look_closely(one, other)
        _, way, turn = self._fine[one, other]
        ours, theirs = self.old.leaves[one], self.new.leaves[other]
        here, there = (ours.width, ours.height), (theirs.width, theirs.height)
        if turn is not None and min(here + there) > 0:
            return filling(turn, here, there)
        inner = ours.width / self.old.look(one).ink.size[0]
        outer = theirs.width / self.new.look(other).ink.size[0]
        a, b, c, d, e, f = way
        by = outer / max(inner, 1e-6)
        return a * by, b * by, c * by, d * by, e * outer, f * outer


def _laid(
    ours: Look, theirs: Look, turn: int, scales: tuple[float, ...]
) -> tuple[float, Map, int | None]:
    """The likeness of two laid pictures, how they lie, and the turn where just turned."""
    whole = filling(turn, ours.ink.size, theirs.ink.size)
    way = registering.registered(ours, theirs, turn, scales)
    like, exact = (registering.likeness(ours, theirs, one) for one in (way, whole))
    return (exact, whole, turn) if exact >= like - _NO_BETTER else (like, way, None)
