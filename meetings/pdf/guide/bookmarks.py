"""The outline a paper brings: its bookmarks."""

from __future__ import annotations

from typing import Any

from meetings.pdf.guide.headings import kind_of
from meetings.pdf.guide.page import folded

MOST = 10_000
_LONGEST = 200
_DEEPEST = 8


def bookmarks(told: list[tuple[int, str, int, float]], pages: int) -> list[dict[str, Any]]:
    """Return the outline of a paper's bookmarks (level, title, page from 1, x in pt).

    Entries without a title or with a page that isn't there are left out, and levels left empty by
    that are closed up.
    """
    outline: list[dict[str, Any]] = []
    levels: list[int] = []
    for level, said, page, x in told[:MOST]:
        title = " ".join(said.split())[:_LONGEST]
        if not title or not 1 <= page <= pages:
            continue
        while levels and levels[-1] >= level:
            levels.pop()
        levels.append(level)
        entry: dict[str, Any] = {"level": min(len(levels), _DEEPEST), "title": title, "page": page}
        outline.append(entry | {"x": x} | kind_of(folded(title)))
    return outline
