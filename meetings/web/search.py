"""Searching minutes and papers by Japanese text of any length."""

from __future__ import annotations

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from markupsafe import Markup, escape

from meetings.domain import search as finding
from meetings.domain.search import Hit
from meetings.web import here

routes = Blueprint("search", __name__)
MOST = 100
LONGEST = 200
"""Characters of a question that are read."""


@routes.get("/search")
def search() -> ResponseReturnValue:
    """Show where the words stand, by meeting and paper; without words, the field alone."""
    viewer = here.viewer()
    words = request.args.get("q", "").strip()[:LONGEST]
    with here.house().database.read() as db:
        hits = finding.find(db, viewer, words, MOST + 1) if words else []
    parts = sorted({part for part in map(finding.folded, words.split()) if part}, key=len)

    def shown(hit: Hit) -> Markup:
        around = marked(hit.before, parts), marked(hit.after, parts)
        return around[0] + Markup("<mark>{}</mark>").format(hit.words) + around[1]

    count, more = min(len(hits), MOST), len(hits) > MOST
    given = {"q": words, "groups": grouped(hits[:MOST]), "count": count, "more": more}
    return render_template("search/search.html", shown=shown, **given)


def grouped(hits: list[Hit]) -> list[list[list[Hit]]]:
    """Return hits by meeting and there by paper, each in the order of its first hit."""
    meetings: dict[int, dict[int | None, list[Hit]]] = {}
    for hit in hits:
        meetings.setdefault(hit.meeting, {}).setdefault(hit.version, []).append(hit)
    return [list(papers.values()) for papers in meetings.values()]


def marked(text: str, parts: list[str]) -> Markup:
    """Return text as HTML with every part in it marked, the longest first; parts are folded."""
    for at, part in ((text.find(part), part) for part in reversed(parts)):
        if at >= 0:
            end = at + len(part)
            middle = Markup("<mark>{}</mark>").format(part)
            return marked(text[:at], parts) + middle + marked(text[end:], parts)
    return escape(text)
