"""Acts that say what became of a replaced paper's pages: found by the house, said by the clerk."""

from __future__ import annotations

from typing import Any

from meetings import pdf
from meetings.acts import Acting, act, before
from meetings.commands.glancing import at_a_glance
from meetings.commands.replacements import of, say
from meetings.domain import pairing
from meetings.domain.base import Refused
from meetings.domain.papers import PaperVersion
from meetings.domain.replacements import PagePairing, Replacement
from meetings.given import Place, Whole
from meetings.house import House

THUMBNAIL = 240
"""Width in px of the pictures by which pages without words are known."""
Found = dict[str, Any]


@act("replacement.find")
def find(acting: Acting, meeting: Whole, version: Whole) -> None:
    """Compare a replacement with the paper, page by page; what a clerk corrected stays."""
    row = of(acting, version)
    known = {one.page: one for one in pairing.rows_of(acting.session, version)}
    said = {one.corrected["to"]: page for page, one in known.items() if one.corrected}
    for page, one in _by_page(acting.made).items():
        if one["to"] and said.get(one["to"], page) != page:
            one = {"state": "doubt", "to": 0, "guesses": [one["to"]]}
        if page in known:
            known[page].found = one
        else:
            acting.session.add(PagePairing(version_id=version, page=page, found=one))
    row.found_at = acting.at
    acting.session.flush()
    say(acting, row, "replacement.found", **pairing.counted(_now(acting, row)))


@before("replacement.find")
def find_first(acting: Acting, version: int, **_: object) -> Found:
    """Pair the pages in a sandboxed process, from the words and thumbnails that are stored."""
    row = of(acting, version)
    house, former = acting.house, row.former
    sides = prepared(house, former), prepared(house, row.version)
    try:
        return house.pages.pairing(*sides)
    except pdf.Refused:
        return at_a_glance(*sides, former.pages, row.version.pages)


@act("replacement.pair")
def pair(
    acting: Acting, meeting: Whole, version: Whole, page: Place, to: Whole | None = None
) -> None:
    """Say which page of the new file a page of the paper became (0: none; left out: as found)."""
    row, one = _page_of(acting, version, page, to)
    one.corrected = acting.made
    acting.session.flush()
    state = {name: one.now[name] for name in ("to", "state")}
    say(acting, row, "replacement.paired", page=page, corrected=one.corrected is not None, **state)


@before("replacement.pair")
def pair_first(
    acting: Acting, version: int, page: int, to: int | None, **_: object
) -> Found | None:
    """Compare the two pages in a sandboxed process."""
    row, one = _page_of(acting, version, page, to)
    if to is None or (one.found["to"] == to and one.found["state"] != "doubt"):
        return None
    if to == 0:
        guesses = one.found.get("guesses") or [one.found["to"]]
        return {"state": "removed", "to": 0, "guesses": guesses, "runs": []}
    house = acting.house
    sides = prepared(house, row.former), prepared(house, row.version)
    try:
        found = house.pages.pair(*sides, page, to)
    except pdf.Refused:
        # Nobody can say that pages are the same which can't be looked at.
        way = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0]
        return {"state": "changed", "to": to, "score": 0.0, "words": False, "way": way, "runs": []}
    return _kept(found)


def prepared(house: House, version: PaperVersion) -> pdf.Prepared:
    """Return a version's file with the places of what is made of it already."""
    files, digest, pages = house.files, version.digest, range(1, version.pages + 1)
    words = [files.find_words(digest, page) for page in pages]
    thumbnails = [files.find_picture(digest, page, THUMBNAIL) for page in pages]
    return pdf.Prepared(files.path(digest), words, thumbnails)


def _page_of(
    acting: Acting, version: int, page: int, to: int | None
) -> tuple[Replacement, PagePairing]:
    """Return what is known of a page that may become page `to`; refuse what can't be."""
    row = of(acting, version)
    if row.found_at is None:
        raise Refused("replacement.not_found_yet", name=row.former.paper.name)
    for number, side in ((page, row.former), (to or 1, row.version)):
        if number > side.pages:
            raise Refused("paper.has_no_such_page", page=number, pages=side.pages)
    rows = {one.page: one for one in pairing.rows_of(acting.session, version)}
    to = rows[page].found["to"] if to is None else to
    for other, one in rows.items():
        if to and other != page and one.now["to"] == to:
            raise Refused("replacement.page_is_taken", page=to, other=other)
    return row, rows[page]


def _now(acting: Acting, row: Replacement) -> Found:
    return pairing.whole(pairing.rows_of(acting.session, row.version_id), row.version.sizes)


def _by_page(found: Found) -> dict[int, Found]:
    """Return what was found of each old page, as it is stored."""
    pages = {pair["from"]: _kept(pair) for pair in found["pairs"]}
    for state, name in (("doubt", "doubts"), ("removed", "removed")):
        pages |= {one["from"]: _kept(one) | {"state": state, "to": 0} for one in found[name]}
    return pages


def _kept(one: Found) -> Found:
    # The page is the row's; whether it moved depends on all the others.
    return {name: value for name, value in one.items() if name not in ("from", "moved")}
