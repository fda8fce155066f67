"""Returning: what waits for a place goes back to its page, where a later version has it again.

Whoever left a page out by mistake, and puts it in by a second replacement, gives everybody their
notes back.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from meetings.acts import Acting
from meetings.commands.glancing import Side
from meetings.commands.pairing import prepared
from meetings.domain.notes import StrokePlace
from meetings.domain.papers import PaperVersion
from meetings.domain.replacements import Replacement
from meetings.house import House

Home = tuple[StrokePlace, StrokePlace, int]
"""The place where a mark waits, the last one it had, and the page that is now what that was."""


def returning(
    acting: Acting, row: Replacement, taken: set[int], waiting: Iterable[StrokePlace]
) -> Iterator[Home]:
    """Yield the marks whose last page stands, to the letter, among the new version's pages.

    Only pages that no page of the former version became (not `taken`) are looked at.
    """
    house, newer = acting.house, row.version
    free = [page for page in range(1, newer.pages + 1) if page not in taken]
    homes = [(place, home) for place in waiting if (home := _last(place)) is not None]
    if not free or not homes:
        return
    side = _side(house, newer)
    often = Counter(side.key(page) for page in free)
    pages = {key: page for page in free if (key := side.key(page)) and often[key] == 1}
    sides: dict[int, Side] = {}
    for place, home in homes:
        if home.version_id not in sides:
            version = acting.session.get_one(PaperVersion, home.version_id)
            sides[home.version_id] = _side(house, version)
        if to := pages.get(sides[home.version_id].key(home.page)):
            yield place, home, to


def _last(place: StrokePlace) -> StrokePlace | None:
    """Return where a mark that waits stood last, if it ever did."""
    stood = [one for one in place.stroke.places if one.page and one.version_id < place.version_id]
    return max(stood, key=lambda one: one.version_id, default=None)


def _side(house: House, version: PaperVersion) -> Side:
    return Side(prepared(house, version), version.pages)
