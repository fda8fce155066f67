"""What the screens of a replacement share: what is being prepared, and how its pages are named."""

from __future__ import annotations

from typing import Any

from flask import request
from sqlalchemy.orm import Session

from meetings.domain import guide, meetings, pairing, papers, replacements
from meetings.domain.rights import RIGHTS
from meetings.domain.touched import touched
from meetings.web import here


def standing(db: Session, meeting: int, paper: int) -> dict[str, Any] | None:
    """Return what is being prepared for a paper, for its templates; nothing where nothing is."""
    row = meetings.seen(db, here.viewer(), meeting)
    shown = papers.paper_of(db, row, paper)
    begun = replacements.under_way(db, [shown]).get(paper)
    if begun is None:
        return None
    labels = guide.labels_of(db, [begun.from_id, begun.version_id])
    return {
        "meeting": row,
        "paper": shown,
        "begun": begun,
        "former": begun.former,
        "told": pairing.whole(pairing.rows_of(db, begun.version_id), begun.version.sizes),
        "touched": touched(db, begun.from_id),
        "labels": labels,
        "unshown": papers.ranges(papers.unshown(db, [shown]).get(begun.version_id, [])),
        "printed": lambda version, page: printed(labels, version, page),
        "may": {
            act
            for act, right in RIGHTS.items()
            if right.states is None or row.state in right.states
        },
        "back_to": view(),
    }


def view() -> dict[str, Any]:
    """Return which of the pages are on the screen, as its address says it."""
    return {name: request.args[name] for name in ("show", "start") if name in request.args}


def printed(labels: dict[int, list[list[str]]], version: int, page: int) -> str:
    """Return the number printed on a page where that is another than its place in the file."""
    of = labels.get(version) or []
    label = "・".join(filter(None, of[page - 1])) if page <= len(of) else ""
    return "" if label == str(page) else label
