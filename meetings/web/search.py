"""Searching minutes and papers by Japanese text of any length."""

from __future__ import annotations

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from meetings.domain import search as finding
from meetings.domain.search import Hit
from meetings.web import here

routes = Blueprint("search", __name__)
MOST = 100
"""Places shown at once."""
MOST_IN_ONE = 1000
"""Pages shown of one paper, when only that is looked through."""
LONGEST = 200
"""Characters of a question that are read."""


@routes.get("/search")
def search() -> ResponseReturnValue:
    """Show where the words stand, in minutes and by paper; ``?in=`` keeps to one version."""
    viewer = here.viewer()
    words = request.args.get("q", "").strip()[:LONGEST]
    version = request.args.get("in", type=int)
    most = MOST if version is None else MOST_IN_ONE
    with here.house().database.read() as db:
        hits = finding.find(db, viewer, words, most + 1, version) if words else []
    found, more = hits[:most], len(hits) > most
    minutes, papers = [hit for hit in found if hit.version is None], by_paper(found)
    whole = len(minutes) + sum(of_one[0].pages for of_one in papers)
    given = {
        "q": words,
        "version": version,
        "count": len(found) if more else whole,
        "more": more,
        "minutes": minutes,
        "papers": papers,
    }
    return render_template("search/search.html", **given)


def by_paper(hits: list[Hit]) -> list[list[Hit]]:
    """Return the hits in papers, those of one paper together, in the order of its first hit."""
    papers: dict[int, list[Hit]] = {}
    for hit in hits:
        if hit.version is not None:
            papers.setdefault(hit.version, []).append(hit)
    return list(papers.values())
