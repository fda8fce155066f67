"""What differs between an old page and a new one: words and pictures, with places on both."""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping
from typing import Any

from meetings import pdf
from meetings.commands.pairing import prepared
from meetings.domain.papers import PaperVersion
from meetings.files import DiskFull
from meetings.house import House
from meetings.jobs import words

Pair = Mapping[str, Any]
Box = tuple[float, float, float, float]
_STILL = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def between(
    house: House,
    former: PaperVersion,
    newer: PaperVersion,
    page: int,
    to: int,
    pair: Pair | None = None,
) -> dict[str, Any]:
    """Return what differs between an old page and a new one: words, and places of pictures.

    `{from, to, changes: [{wrong, right, half, line, old, new}], differs, old, new}`: `half` (1, 2)
    of a spread and `line` as a person counts them; `old` and `new` are boxes in pt on either page,
    at the end those of all that differs; `differs` are those on the old page where pictures do
    (null: nobody can say). `pair` is what is known of the two pages; without it they are compared.
    """
    paths = house.files.path(former.digest), house.files.path(newer.digest)
    try:
        known = pair or house.pages.pair(prepared(house, former), prepared(house, newer), page, to)
        differs = (
            known["differs"]
            if "differs" in known
            else house.pages.compared(*paths, {**known, "from": page, "to": to})
        )
    except pdf.Refused:
        known, differs = {"way": _STILL}, None
    way = tuple(known["way"])
    changes = _changes(house, former, newer, page, to, way)
    told = {"from": page, "to": to, "changes": changes, "differs": differs}
    ours, theirs = ([box for one in changes for box in one[side]] for side in ("old", "new"))
    # Words that changed look different too: they are told once.
    beside = [box for box in differs or () if not any(_meet(box, other) for other in ours)]
    return told | {"old": ours + beside, "new": theirs + [pdf.around(way, box) for box in beside]}


def _changes(
    house: House, former: PaperVersion, newer: PaperVersion, page: int, to: int, way: Any
) -> list[dict[str, Any]]:
    ours, theirs = _words(house, former.digest, page), _words(house, newer.digest, to)
    if ours is None or theirs is None:
        return []
    return [
        {
            "wrong": one.old.text if one.old else "",
            "right": one.new.text if one.new else "",
            "half": where.half + 1,
            "line": where.row,
            "old": one.old.boxes if one.old else [],
            "new": one.new.boxes if one.new else [],
        }
        for one in pdf.changes(ours, theirs, way)
        for where in [spot.where for spot in (one.old, one.new) if spot][:1]
    ]


def _words(house: House, digest: str, page: int) -> dict[str, Any] | None:
    """Return the stored words of a page; nothing where it can't be read."""
    try:
        packed = words.of_page(house, digest, page).read_bytes()
    except (pdf.Refused, DiskFull):
        return None
    told: dict[str, Any] = json.loads(gzip.decompress(packed))
    return told


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
