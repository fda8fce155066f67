"""Searching minutes and papers by Japanese text of any length."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any
from urllib.parse import quote

from flask import Blueprint, jsonify, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from meetings.domain import days, guide, hits
from meetings.domain import search as finding
from meetings.domain.bodies import that_sit
from meetings.domain.hits import Hit, Hits
from meetings.domain.people import Person
from meetings.domain.question import leaves_out
from meetings.web import here
from meetings.web.asking import KINDS, Asked, asked, cursor, key

routes = Blueprint("search", __name__)
Labels = dict[int, list[list[str]]]
"""The numbers printed on each page, by version."""
LINES = 100
"""Pages of one version given at once with their lines."""
WAYS, TRIES = 3, 6
"""Words tried alone where nothing was found, and characters left off a long one."""


@routes.get("/search")
def search() -> ResponseReturnValue:
    """Show where the words stand, the newest meeting first; ``?in=`` keeps to one version."""
    viewer, ask = here.viewer(), asked()
    with here.house().database.read() as db:
        given: dict[str, Any] = {
            "ask": ask,
            "years": finding.years(db, viewer),
            "bodies": that_sit(db),
            "kinds": KINDS,
            **_found(db, viewer, ask),
        }
        labels = guide.labels_of(db, _versions(given["groups"]))
        if ask.wanted and not given["count"] and not ask.version:
            given["ways"] = list(_other_ways(db, viewer, ask))
        ways = {"to": _address, "era": _era, "narrow": _narrow, "place": partial(_place, labels)}
        return render_template("search/search.html", **ways, **given)


@routes.get("/api/search")
def search_api() -> ResponseReturnValue:
    """Return where the words stand; see docs/protocol.md."""
    viewer, ask = here.viewer(), asked()
    with here.house().database.read() as db:
        found = _found(db, viewer, ask)
        told: dict[str, Any] = {"q": ask.q, "words": [word.written for word in ask.words]}
        told |= {name: found[name] for name in ("count", "more", "next")}
        if ask.version:
            told |= {"version": ask.version, "pages": found["pages"]}
        labels = guide.labels_of(db, _versions(found["groups"]))
        told["groups"] = [_told(ask, of_one, labels) for of_one in found["groups"]]
        return jsonify(told)


def _found(db: Session, viewer: Person, ask: Asked) -> dict[str, Any]:
    """Return groups of hits, the count of all, whether it is at least that, where to go on."""
    if not ask.wanted:
        return {"groups": [], "count": 0, "more": False, "next": None, "pages": []}
    if ask.version:
        return _in_version(db, viewer, ask, ask.version)
    found = finding.find(db, viewer, ask.wanted, key(ask.after))
    groups = hits.told(db, found.groups, ask.folded)
    told = {"groups": groups, "count": found.count, "more": found.more}
    return told | {"next": cursor(found.next)}


def _in_version(db: Session, viewer: Person, ask: Asked, version: int) -> dict[str, Any]:
    assert ask.question
    pages = finding.in_version(db, viewer, ask.question, version)
    after = int(ask.after) if ask.after.isdecimal() and len(ask.after) < 9 else 0
    left = [page for page in pages if page > after]
    groups = [hits.of_version(db, version, left[:LINES], len(pages), ask.folded)] if left else []
    following = str(left[LINES - 1]) if len(left) > LINES else None
    told = {"groups": groups, "count": len(pages), "more": False}
    return told | {"next": following, "pages": pages}


def _versions(groups: list[Hits]) -> list[int]:
    return [of_one.version for of_one in groups if of_one.version]


def _label(labels: Labels, of_one: Hits, hit: Hit) -> str:
    """Return what is printed on the page of a hit, such as 147-148; "" where nothing is known."""
    known = labels.get(of_one.version or 0, [])
    printed = known[hit.place - 1] if hit.place <= len(known) else []
    return "-".join(dict.fromkeys([*printed[:1], *printed[-1:]]))


def _place(labels: Labels, of_one: Hits, hit: Hit) -> str:
    """Return a page by its printed number; by its place in the file where it has none."""
    if label := _label(labels, of_one, hit):
        return here.t("search.page", n=label)
    numbered = any(labels.get(of_one.version or 0, []))
    return here.t("search.nth" if numbered else "search.page", n=hit.place)


def _told(ask: Asked, of_one: Hits, labels: Labels) -> dict[str, Any]:
    meeting, paper = of_one.meeting, of_one.paper
    told: dict[str, Any] = {
        "what": "papers" if paper else "minutes",
        "meeting": {
            "id": meeting.id,
            "name": meeting.name,
            "held_on": meeting.held_on.isoformat(),
            "body": meeting.body.name,
        },
        "paper": {"id": paper.id, "name": paper.name} if paper else None,
        "version": of_one.version,
        "count": of_one.count,
    }
    told["hits"] = [
        {
            "page" if paper else "passage": hit.place,
            "line": hit.line.text,
            "marks": hit.line.marks,
            "times": hit.line.times,
            "url": _address(ask, of_one, hit),
            **({"label": _label(labels, of_one, hit)} if paper else {}),
        }
        for hit in of_one.shown
    ]
    return told


def _address(ask: Asked, of_one: Hits, hit: Hit) -> str:
    """Return the way to a hit: the page in the reader with the words, or the minutes."""
    if of_one.version:
        way: dict[str, Any] = {"version": of_one.version, "page": hit.place, "q": ask.q}
        return url_for("reading.read", meeting=of_one.meeting.id, **way)
    words = next((text for text, marked in hit.line.pieces() if marked), "")
    # The browser itself looks for these words there and shows them.
    return url_for("minutes.read", meeting=of_one.meeting.id) + f"#:~:text={quote(words, safe='')}"


@dataclass(frozen=True)
class Way:
    """Another search that finds something, for an empty answer."""

    ask: Asked
    count: int


def _other_ways(db: Session, viewer: Person, ask: Asked) -> Iterator[Way]:
    """Yield what would find something: everywhere, each word alone, or parts of the one."""
    whole = ask.whole()
    tries = [[whole]] if ask.narrowed else []
    tries += [[whole.other(q) for q in row] for row in _shorter(ask)]
    for row in tries:
        for other in row:
            found = other.wanted and finding.find(db, viewer, other.wanted)
            if found and found.count:
                yield Way(other, found.count)
                break


def _shorter(ask: Asked) -> list[list[str]]:
    """Return all words without what is left out, or each of several, or parts of the one.

    Of one word its end, or its beginning, is left off.
    """
    words = [word.written for word in ask.words]
    if leaves_out(ask.question):
        return [[" ".join(words)]]
    if len(words) != 1:
        return [[word] for word in words[:WAYS]]
    (word,) = words
    cuts = range(1, min(TRIES, len(word) - 2) + 1)
    return [[word[:-cut] for cut in cuts], [word[cut:] for cut in cuts]]


def _era(year: int) -> str:
    """Return a year as 令和8年（2026年）, or as 2026."""
    if here.language() != "ja":
        return str(year)
    return f"{days.era_year(date(year, 12, 31))}（{year}年）"


def _narrow(ask: Asked, **other: Any) -> str:
    """Return the address of this search, narrowed in another way."""
    return url_for("search.search", **ask.address(**other))
