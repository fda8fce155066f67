"""A new paper from the pages of one or two others: taken out, put in, in another order (child)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from meetings.pdf.facts import Refused

_PLAIN = 1  # not encrypted; a file that only asks not to be printed opens without a password
Place = tuple[int, int]
"""A page: of the paper itself (0) or of the other one (1), and its number from 1."""
_Label = tuple[str, str, int]


def arranged(paper: Any, other: Any, order: Sequence[Place]) -> bytes:
    """Return a file of these pages in this order, each at most once; it changes `paper`.

    Links, bookmarks and page labels go with their pages; those to pages left out are gone. Equal
    calls give equal bytes. Raises Refused `paper.no_pages` where a page is not there.
    """
    sides = [paper, *([other] if other is not None else [])]
    counts = [side.page_count for side in sides]
    for side, page in order:
        if side >= len(sides) or not 1 <= page <= counts[side]:
            raise Refused("paper.no_pages")
    if not order or len(set(order)) < len(order):
        raise Refused("paper.no_pages")
    labels = [_labels(side) for side in sides]
    if other is not None:
        paper.insert_pdf(other)
    paper.select([page - 1 + (counts[0] if side else 0) for side, page in order])
    if any(labels):
        paper.set_page_labels(
            _rules([labels[side][page - 1] if labels[side] else None for side, page in order])
        )
    made: bytes = paper.tobytes(garbage=3, deflate=True, no_new_id=True, encryption=_PLAIN)
    return made


def _labels(paper: Any) -> list[_Label | None]:
    """The label of each page as prefix, style and number; nothing where the file has none."""
    rules = sorted(paper.get_page_labels(), key=lambda rule: int(rule["startpage"]))
    if not rules:
        return []
    labels: list[_Label | None] = [None] * paper.page_count
    for rule in rules:
        begin, first = int(rule["startpage"]), int(rule.get("firstpagenum", 1))
        how = str(rule.get("prefix", "")), str(rule.get("style", ""))
        for page in range(begin, paper.page_count):
            labels[page] = (*how, first + page - begin)
    return labels


def _rules(labels: Sequence[_Label | None]) -> list[dict[str, Any]]:
    """The labels as a file has them: a rule where they don't count on."""
    rules: list[dict[str, Any]] = []
    for at, label in enumerate(labels):
        prefix, style, number = label or ("", "", 1)
        before = labels[at - 1] if at else None
        goes_on = before == (prefix, style, number - 1) if label else before is None and at > 0
        if not goes_on:
            rule = {"startpage": at, "prefix": prefix, "style": style, "firstpagenum": number}
            rules.append(rule)
    return rules
