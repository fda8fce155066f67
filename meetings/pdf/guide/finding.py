"""Finding the guide of a paper from what its pages say."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from meetings.pdf.guide import labels, numbers
from meetings.pdf.guide.bookmarks import bookmarks
from meetings.pdf.guide.budget import budget
from meetings.pdf.guide.headings import Head, bills, chapters, large
from meetings.pdf.guide.page import Page, page
from meetings.pdf.guide.spreads import spreads

_VERTICAL = 0.5  # of the characters: the paper is bound on the right
_AGREES = 0.9  # of the printed numbers agree with the file's own labels


def find(
    words: list[Path | None],
    sizes: list[tuple[float, float]],
    thumbnails: list[Path | None],
    own: dict[str, Any],
) -> dict[str, Any]:
    """Return the guide of a paper: `{"text", "labels", "spreads", "binding", "outline", "waits"}`.

    `waits` says that a thumbnail was wanted and isn't there yet. A page whose words can't be read
    is a page without any. `own` is what the file itself tells: `labels` (strings or []), `right`
    (bound on the right) and `marks` (its bookmarks).
    """
    pages = [_page(path, size) for path, size in zip(words, sizes, strict=True)]
    found = [numbers.of_page(one) for one in pages]
    asked = Thumbnails(thumbnails)
    spread = spreads(pages, found, asked)
    right = _right(pages, found, spread) or bool(own["right"])
    printed = _printed(found, spread, right=right)
    return {
        "text": any(one.lines for one in pages),
        "labels": _filled(printed, own["labels"]),
        "spreads": [at for at, one in enumerate(spread, 1) if one],
        "binding": "right" if right else "left",
        "outline": _outline(pages, spread, own, right=right),
        "waits": asked.missed,
    }


class Thumbnails:
    """The small pictures there are; `missed` once one was asked for that isn't there."""

    def __init__(self, places: list[Path | None]) -> None:
        self._places = places
        self.missed = False

    def __call__(self, at: int) -> Path | None:
        """Return the place of a page's picture (from 0)."""
        self.missed = self.missed or self._places[at] is None
        return self._places[at]


def _page(path: Path | None, size: tuple[float, float]) -> Page:
    if path is None:
        return Page(*size)
    return page(json.loads(gzip.decompress(path.read_bytes())))


def _right(pages: list[Page], found: list[list[numbers.Number]], spread: list[bool]) -> bool:
    """Whether pages turn to the right: numbers of spreads say so, else vertical writing."""
    sides = [
        one.x > other.x
        for at, seen in enumerate(found)
        if spread[at]
        for one, other in labels.pairs(seen)[:1]
    ]
    if len(sides) > 1:
        return sum(sides) * 2 > len(sides)
    lines = [line for one in pages for line in one.lines]
    upright = sum(len(line.text) for line in lines if line.vertical and line.y1 - line.y0 > 40)
    return upright > _VERTICAL * sum(len(line.text) for line in lines) > 0


def _printed(
    found: list[list[numbers.Number]], spread: list[bool], *, right: bool
) -> list[list[str]]:
    slots = [1 + wide for wide in spread]
    offered = [
        labels.choices(at, seen, spread=spread[at], right=right) for at, seen in enumerate(found)
    ]
    return labels.told(labels.best(offered, slots), slots)


def _filled(printed: list[list[str]], own: list[str]) -> list[list[str]]:
    """Take the file's own labels for the pages not read, unless what was read belies them."""
    if len(own) != len(printed):
        return printed
    read = [(one, label) for one, label in zip(printed, own, strict=True) if one]
    agree = sum(label in one for one, label in read)
    # Labels that only count the pages say nothing of what is printed.
    if agree < _AGREES * len(read) or own == [str(at) for at in range(1, len(own) + 1)]:
        return printed
    return [one or ([label] if label else []) for one, label in zip(printed, own, strict=True)]


def _outline(
    pages: list[Page], spread: list[bool], own: dict[str, Any], *, right: bool
) -> list[dict[str, Any]]:
    outline = bookmarks(own["marks"], len(pages))
    if not outline:
        ways: list[Callable[[list[Page]], list[Head]]] = [bills]
        if len(pages) > 1:
            ways = [budget, bills, chapters, large]
        heads = next((heads for way in ways if (heads := way(pages))), [])
        outline = [_entry(head) for head in heads]
    elif outline:
        outline = _deepened(outline, budget(pages))
    for entry in outline:
        x, at = entry.pop("x"), entry["page"] - 1
        if spread[at]:
            entry["half"] = 1 + ((x >= pages[at].width / 2) != right)
    return outline


def _deepened(outline: list[dict[str, Any]], heads: list[Head]) -> list[dict[str, Any]]:
    """Put a budget's finer headings under bookmarks that name its coarser ones alone."""
    named = {entry.get("kind") for entry in outline}
    missing = [kind for kind in "款項目" if kind not in named]
    finer = [_entry(head) for head in heads if head.kind in missing]
    pages = [entry["page"] for entry in outline]
    if not finer or pages != sorted(pages):
        return outline
    merged, level = [], 1
    for entry in sorted(outline + finer, key=lambda one: one["page"]):
        if entry.get("kind") in missing:
            entry["level"] = level + 1 + missing.index(entry["kind"])
        else:
            level = entry["level"]
        merged.append(entry)
    return merged


def _entry(head: Head) -> dict[str, Any]:
    entry: dict[str, Any] = {"level": head.level, "title": head.title, "page": head.page + 1}
    named = {"kind": head.kind, "number": head.number} if head.kind else {}
    return entry | {"x": head.x} | named
