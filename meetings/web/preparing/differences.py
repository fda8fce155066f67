"""What differs between a page of the old version and one of the new: words, and pictures."""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping, Sequence
from typing import Any

from meetings import pdf
from meetings.domain.papers import PaperVersion
from meetings.domain.replacements import Replacement
from meetings.files import DiskFull
from meetings.jobs import words
from meetings.pdf.pairing import differing
from meetings.pdf.pairing.turning import SAME, Map
from meetings.web import here

Box = Sequence[float]
NOTHING: dict[str, Any] = {"changes": [], "boxes": [[], []], "differs": [[], []], "wordless": False}
_ROUND = 2.0
"""How far a mark stands off what it is about, in pt."""


def way_of(told: Mapping[str, Any], old: int, new: int) -> Map:
    """Return how an old page lies on a new one, as far as that was found."""
    pairs = (one for one in told["pairs"] if (one["from"], one["to"]) == (old, new))
    return next((tuple(one["way"]) for one in pairs), SAME)


def between(begun: Replacement, old: int, new: int, way: Map) -> dict[str, Any]:
    """Return the words that differ between two pages, and where their pictures do.

    Boxes are in pt of the page they are on.
    """
    sides = begun.former.sizes[old - 1], begun.version.sizes[new - 1]
    changes = changed_words(begun, old, new, way)
    told: dict[str, Any] = {"changes": [], "boxes": [[], []], "wordless": changes is None}
    for number, change in enumerate(changes or (), 1):
        spots = (change.old, change.new)
        wrong, right = (spot.text if spot else "" for spot in spots)
        said = {"n": number, "wrong": wrong, "right": right, "line": line_of(change)}
        told["changes"].append(said)
        for spot, boxes, size in zip(spots, told["boxes"], sides, strict=True):
            boxes += [laid(box, size) for box in (spot.boxes if spot else ())]
    found = _pictures(begun, old, new, way, spoken=changes is not None)
    told["differs"] = [
        [laid(box, sides[0]) for box in found or ()],
        [laid(_led(box, way), sides[1]) for box in found or ()],
    ]
    return told | {"undrawn": found is None}


def line_of(change: differing.Change) -> int:
    """Return the line on which a change stands, as one counts on the old page; 0 for none."""
    return next((spot.where.row for spot in (change.old, change.new) if spot), 0)


def changed_words(
    begun: Replacement, old: int, new: int, way: Map
) -> list[differing.Change] | None:
    """Return the words that differ; nothing where one of the pages has none."""
    ours, theirs = _words(begun.former, old), _words(begun.version, new)
    if not (ours and theirs and ours["lines"] and theirs["lines"]):
        return None
    return differing.changes(ours, theirs, way)


def _words(version: PaperVersion, page: int) -> dict[str, Any] | None:
    """Return a page's stored words; nothing where they can't be read."""
    try:
        path = words.of_page(here.house(), version.digest, page)
        return dict(json.loads(gzip.decompress(path.read_bytes())))
    except (pdf.Refused, DiskFull, OSError):
        return None


def _pictures(
    begun: Replacement, old: int, new: int, way: Map, *, spoken: bool
) -> list[Any] | None:
    """Return where the pictures differ, in pt of the old page; None where they can't be drawn."""
    house = here.house()
    former, newer = (house.files.path(one.digest) for one in (begun.former, begun.version))
    pair = {"from": old, "to": new, "way": list(way), "words": spoken}
    try:
        return house.pages.compared(former, newer, pair)
    except pdf.Refused:
        return None


def laid(box: Box, size: Sequence[float]) -> dict[str, float]:
    """Return a box as it is drawn over a page, a little wider than what it is about."""
    x0, y0, x1, y1 = box
    left, top = max(0.0, x0 - _ROUND), max(0.0, y0 - _ROUND)
    right, foot = min(size[0], x1 + _ROUND), min(size[1], y1 + _ROUND)
    told = {"x": left, "y": top, "width": right - left, "height": foot - top}
    return {name: round(value, 1) for name, value in told.items()}


def _led(box: Box, way: Map) -> Box:
    """Return where a box of the old page lies on the new one."""
    a, b, c, d, e, f = way
    corners = [(x, y) for x in (box[0], box[2]) for y in (box[1], box[3])]
    xs = [a * x + c * y + e for x, y in corners]
    ys = [b * x + d * y + f for x, y in corners]
    return min(xs), min(ys), max(xs), max(ys)
