"""What the screens of one's own notes share: the blueprint, names of pages and ways to them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask import Blueprint, url_for

from meetings.domain.meetings import Meeting
from meetings.domain.notebook import MarkedPage
from meetings.domain.papers import PaperVersion
from meetings.web import here

routes = Blueprint("notes", __name__)
Labels = dict[int, list[list[str]]]
"""The numbers printed on each page, by version."""


def page_name(labels: Labels, version: PaperVersion, page: int) -> str:
    """Return a page by its printed number, by its place in the file where it has none."""
    known = labels.get(version.id, [])
    printed = known[page - 1] if page <= len(known) else []
    if printed:
        return here.t("search.page", n="-".join(dict.fromkeys([printed[0], printed[-1]])))
    return here.t("search.nth" if any(known) else "search.page", n=page)


def meetings_of(rows: Iterable[MarkedPage]) -> list[Meeting]:
    """Return the meetings of some pages, each once, in their order."""
    return list({row.paper.meeting_id: row.paper.meeting for row in rows}.values())


def address(row: MarkedPage) -> str:
    """Return the way to a page in the reader."""
    where: dict[str, Any] = {"version": row.version.id, "page": row.page} if row.page else {}
    return url_for("reading.read", meeting=row.paper.meeting_id, **where)
