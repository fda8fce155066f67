"""Finding: where the words of a mark stand in the version that took the place of its own."""

from __future__ import annotations

import gzip
import json
from functools import cached_property, lru_cache
from math import dist
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from meetings.domain.notes import StrokePlace
from meetings.domain.papers import PageText, PaperVersion
from meetings.domain.placing import Box, Placing, box, middle
from meetings.domain.points import packed, unpacked
from meetings.domain.wording import Lines, Stand, plain
from meetings.files import Files

Told = dict[str, Any]
_NEAR = 72.0
"""Pt from where the page's map leads, within which the same words are the ones that were marked."""
_LONG = 6
"""Letters of words that are looked for on all pages: shorter ones stand anywhere."""
_STILL = 1.5
"""Pt within which words stand where the map says."""


class Finder:
    """Looks for marked words in the words that are stored of the new version."""

    def __init__(self, files: Files, session: Session, version: PaperVersion) -> None:
        self._files, self._session, self._version = files, session, version
        self._lines = lru_cache(maxsize=None)(self._read)

    def again(self, place: StrokePlace, told: Told) -> Told | None:
        """Return what is told of a mark whose words stand elsewhere than the map says, if so."""
        words, own = place.stroke.text or "", own_box(place)
        if told["page"]:
            at = Placing(**{name: told[name] for name in ("page", "dx", "dy", "scale", "turn")})
            aim = at.of(own)
            near = [(dist(middle(one.box), middle(aim)), one) for one in self._on(at.page, words)]
            if near and (best := min(near, key=lambda one: one[0]))[0] <= _NEAR:
                still = max(abs(a - b) for a, b in zip(best[1].box, aim, strict=True)) <= _STILL
                return None if still or best[0] <= _STILL else _stands(place, at.page, best[1])
        if len(plain(words)) < _LONG:
            return None
        every = [(page, one) for page in self._pages(words) for one in self._on(page, words)]
        return _stands(place, *every[0]) if len(every) == 1 else None

    def _pages(self, words: str) -> list[int]:
        """The pages on which these words may stand: no other one has to be read."""
        wanted = plain(words)
        pages = range(1, self._version.pages + 1)
        return [page for page in pages if wanted in self._texts.get(page, wanted)]

    @cached_property
    def _texts(self) -> dict[int, str]:
        texts = select(PageText.page, PageText.text).filter_by(version_id=self._version.id)
        return {page: plain(text) for page, text in self._session.execute(texts)}

    def _on(self, page: int, words: str) -> list[Stand]:
        return list(self._lines(page).find(words))

    def _read(self, page: int) -> Lines:
        stored = self._files.find_words(self._version.digest, page)
        return Lines(json.loads(gzip.decompress(stored.read_bytes()))["lines"] if stored else [])


def _stands(place: StrokePlace, page: int, stand: Stand) -> Told:
    """Return where a mark is whose words were found; its height is that of their lines."""
    scale = stand.height / place.stroke.width
    if abs(scale - 1) < 0.05:
        scale = 1.0
    x, y = middle(box(stand.ends))
    points = packed((x + (a - x) / scale, y + (b - y) / scale, 128, 0) for a, b in stand.ends)
    told = Placing(page, scale=round(scale, 4)).told()
    return told | {"points": points, "guesses": None}


def own_box(place: StrokePlace) -> Box:
    """Return the box about a mark's points before it is moved."""
    return box((x, y) for x, y, *_ in unpacked(place.points or place.stroke.points))


def placed(place: StrokePlace) -> Placing:
    """Return where a mark is."""
    return Placing(place.page, place.dx, place.dy, place.scale, place.turn)
