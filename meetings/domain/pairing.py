"""What became of the pages of a replaced paper: the pairing in force, and the way it leads.

A map is told in runs, since most pages of a paper keep their order: `from` to `from + n - 1`
became `to` to `to + n - 1`; `to` 0 means that they have no place in the new paper.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from meetings.domain.papers import Paper, PaperVersion, is_open
from meetings.domain.people import Person
from meetings.domain.replacements import PagePairing, Replacement
from meetings.domain.touched import touched

Runs = Sequence[Mapping[str, Any]]
_TOLD = {
    "pairs": ("from", "to", "state", "moved", "score", "corrected"),
    "doubts": ("from", "guesses", "corrected"),
    "removed": ("from", "guesses", "corrected"),
}
_NO_PAGE = {"removed": "removed", "doubt": "doubts"}


def rows_of(session: Session, version: int) -> list[PagePairing]:
    """Return what is known of each page of the version that this one replaces, in order."""
    found = select(PagePairing).filter_by(version_id=version).order_by(PagePairing.page)
    return list(session.scalars(found))


def whole(rows: Sequence[PagePairing], sizes: Sequence[Any]) -> dict[str, Any]:
    """Return the pairing in force as docs/decisions/pairing-pages.md has it.

    `sizes` are those of the new version's pages. Pairs tell besides whether the clerk made them.
    """
    told: dict[str, Any] = {"v": 1, "pages": [len(rows), len(sizes)], "sizes": list(sizes)}
    told |= {"pairs": [], "doubts": [], "removed": []}
    kept = _in_order([(row.page, row.now["to"]) for row in rows if row.now["to"]])
    for row in rows:
        one = {"from": row.page, **row.now, "corrected": row.corrected is not None}
        if one["to"]:
            told["pairs"].append(one | {"moved": row.page not in kept})
        else:
            told[_NO_PAGE[one["state"]]].append(one)
    asked = {guess for doubt in told["doubts"] for guess in doubt["guesses"]}
    taken = {pair["to"] for pair in told["pairs"]} | asked
    return told | {"inserted": [page for page in range(1, len(sizes) + 1) if page not in taken]}


def counted(told: Mapping[str, Any]) -> dict[str, int]:
    """Return how many pages are the same, changed, removed, inserted, and how many are asked."""
    same = sum(pair["state"] == "same" for pair in told["pairs"])
    counts = {"same": same, "changed": len(told["pairs"]) - same}
    counts |= {name: len(told[name]) for name in ("removed", "inserted")}
    return counts | {"doubt": len(told["doubts"])}


def runs(told: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the map of a pairing: runs `{from, to, n, state, moved}` of all old pages."""
    found: list[dict[str, Any]] = []
    alone = [one | {"moved": False} for name in ("doubts", "removed") for one in told[name]]
    for one in sorted([*told["pairs"], *alone], key=lambda one: one["from"]):
        run = {name: one[name] for name in ("from", "to", "state", "moved")} | {"n": 1}
        if found and _goes_on(found[-1], run):
            found[-1]["n"] += 1
        else:
            found.append(run)
    return found


def _goes_on(run: Mapping[str, Any], one: Mapping[str, Any]) -> bool:
    alike = all(run[name] == one[name] for name in ("state", "moved"))
    return alike and one["to"] == (run["to"] + run["n"] if run["to"] else 0)


def went(runs: Runs, page: int) -> int:
    """Return the page that an old one became, 0 where it has no place in the new paper."""
    for run in runs:
        if run["from"] <= page < run["from"] + run["n"]:
            return int(run["to"] + page - run["from"]) if run["to"] else 0
    return 0


def followed(runs: Runs, page: int) -> int:
    """Return where one reads on: the page itself, else what became of the nearest kept one."""
    if to := went(runs, page):
        return to
    kept = [(run, at) for run in runs if run["to"] for at in (_nearest(run, page),)]
    # Of two as near the earlier: what was taken out stood after it.
    nearest = min(kept, key=lambda one: (abs(one[1] - page), one[1]), default=None)
    return went(runs, nearest[1]) if nearest else 1


def _nearest(run: Mapping[str, Any], page: int) -> int:
    first, last = int(run["from"]), int(run["from"] + run["n"] - 1)
    return min(max(page, first), last)


def _in_order(pairs: Iterable[tuple[int, int]]) -> set[int]:
    """Return the old pages of the longest row of pairs that goes up on both sides."""
    tails: list[int] = []
    ends: list[int] = []
    before: dict[int, int | None] = {}
    for page, to in pairs:
        place = bisect_left(tails, to)
        before[page] = ends[place - 1] if place else None
        tails[place : place + 1], ends[place : place + 1] = [to], [page]
    kept: set[int] = set()
    at = ends[-1] if ends else None
    while at is not None:
        kept.add(at)
        at = before[at]
    return kept


def told(session: Session, viewer: Person, version: PaperVersion) -> dict[str, Any]:
    """Return what a version took the place of, and what became of each page, for this viewer.

    What was replaced before it was published only clerks are told of.
    """
    after = [row for row in version.paper.versions if row.number > version.number and row.issued_at]
    same: dict[str, Any] = {
        "version": version.id,
        "paper": version.paper_id,
        "issued_at": version.issued_at,
    }
    same |= {"from": None, "kind": "first", "later": after[0].id if after else None}
    row = session.get(Replacement, version.id)
    clerk = viewer.role == "clerk"
    if row is None or not (clerk or is_open(row.former)):
        return same
    found = whole(rows_of(session, version.id), version.sizes)
    same |= {"from": row.from_id, "kind": version.kind, "reason": row.reason}
    same |= {"errata": row.errata, "errata_paper": _sheet(session, viewer, row)}
    same |= {"found_at": row.found_at, "counts": counted(found)}
    same |= {"map": runs(found), "inserted": found["inserted"]}
    for name, facts in _TOLD.items():
        same[name] = [{fact: one.get(fact) for fact in facts} for one in found[name]]
    if clerk:
        same |= {"revision": row.revision, "touched": touched(session, row.from_id)}
    return same


def _sheet(session: Session, viewer: Person, row: Replacement) -> int | None:
    """Return the errata sheet's paper, where this viewer may see it."""
    sheet = session.get(Paper, row.errata_paper_id) if row.errata_paper_id else None
    return sheet.id if sheet and (sheet.published_at or viewer.role == "clerk") else None
