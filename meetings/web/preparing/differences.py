"""What differs between a page of the old version and one of the new, as the screens draw it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from meetings.domain.replacements import Replacement
from meetings.jobs import differing
from meetings.web import here

NOTHING: dict[str, Any] = {"changes": [], "boxes": [[], []], "differs": [[], []], "wordless": False}
_ROUND = 3.0
"""How far a mark stands off what it is about, in pt."""


def pair_of(told: Mapping[str, Any], old: int, new: int) -> dict[str, Any] | None:
    """Return what is known of two pages, if they are a pair."""
    pairs = (one for one in told["pairs"] if (one["from"], one["to"]) == (old, new))
    return next(pairs, None)


def marked(
    begun: Replacement, old: int, new: int, pair: Mapping[str, Any] | None
) -> dict[str, Any]:
    """Return the words that differ between two pages, and where words and pictures do.

    Boxes are in pt of the page they are on.
    """
    sides = begun.former, begun.version
    found = differing.between(here.house(), *sides, old, new, pair)
    told: dict[str, Any] = {"changes": found["changes"], "undrawn": found["differs"] is None}
    told |= {"boxes": [], "differs": [], "wordless": bool(pair) and not (pair or {})["words"]}
    for side, version, page in zip(("old", "new"), sides, (old, new), strict=True):
        size = version.sizes[page - 1]
        words = [box for change in found["changes"] for box in change[side]]
        told["boxes"].append([laid(box, size) for box in words])
        # Behind the words that changed stand the places where pictures do.
        told["differs"].append([laid(box, size) for box in found[side][len(words) :]])
    return told


def changed_words(
    begun: Replacement, old: int, new: int, pair: Mapping[str, Any]
) -> list[dict[str, Any]]:
    """Return the words that differ between two pages, without looking at their pictures."""
    sides = begun.former, begun.version
    found = differing.between(here.house(), *sides, old, new, {**pair, "differs": []})
    return list(found["changes"])


def laid(box: Sequence[float], size: Sequence[float]) -> dict[str, float]:
    """Return a box as it is drawn over a page, a little wider than what it is about."""
    x0, y0, x1, y1 = box
    left, top = max(0.0, x0 - _ROUND), max(0.0, y0 - _ROUND)
    right, foot = min(size[0], x1 + _ROUND), min(size[1], y1 + _ROUND)
    told = {"x": left, "y": top, "width": right - left, "height": foot - top}
    return {name: round(value, 1) for name, value in told.items()}
