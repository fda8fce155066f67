"""Pairing at a glance: which pages are alike to the letter, where two papers can't be compared.

Papers too large to be compared in time, or that no process can read, leave to the clerk only
those pages that changed.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections import Counter
from pathlib import Path
from typing import Any

from meetings import pdf

Found = dict[str, Any]
_STILL = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0]
FEW = 20
"""Letters below which many pages say the same."""


def at_a_glance(old: pdf.Prepared, new: pdf.Prepared, pages: int, others: int) -> Found:
    """Return the pairing of pages whose stored words stand once in each paper.

    They are the same where the stored pictures are too, byte by byte. Of all others the clerk is
    asked, and the page of the same number is the guess.
    """
    sides = [Side(old, pages), Side(new, others)]
    ours, theirs = (side.alone() for side in sides)
    pairs = []
    for key, page in ours.items():
        if (to := theirs.get(key)) is not None:
            same = sides[0].picture(page) == sides[1].picture(to) != ""
            one = {"from": page, "to": to, "state": "same" if same else "changed", "score": 1.0}
            pairs.append(one | {"words": True, "way": _STILL, "runs": []})
    known, taken = {one["from"] for one in pairs}, {one["to"] for one in pairs}
    doubts = [
        {"from": page, "guesses": [page] if page <= others and page not in taken else []}
        for page in range(1, pages + 1)
        if page not in known
    ]
    return {"pairs": pairs, "removed": [], "doubts": doubts}


class Side:
    """The pages of one paper (from 1), as they are stored."""

    def __init__(self, prepared: pdf.Prepared, pages: int) -> None:
        self._words = list(prepared.words)
        self._thumbnails = list(prepared.thumbnails)
        self._pages = pages

    def alone(self) -> dict[str, int]:
        """Return the texts that stand on one page only, by their digest."""
        texts = {page: self._text(page) for page in range(1, self._pages + 1)}
        often = Counter(texts.values())
        return {key: page for page, key in texts.items() if key and often[key] == 1}

    def key(self, page: int) -> str:
        """Return what a page is known by: its text, or its picture where it says little, or ""."""
        return self._text(page) or self.picture(page)

    def picture(self, page: int) -> str:
        """Return the digest of a page's small picture, or "" where there is none."""
        place = self._place(self._thumbnails, page)
        return hashlib.sha256(place.read_bytes()).hexdigest() if place else ""

    def _text(self, page: int) -> str:
        place = self._place(self._words, page)
        if place is None:
            return ""
        told = json.loads(gzip.decompress(place.read_bytes()))
        text = "".join("".join(line["text"].split()) for line in told["lines"])
        size = f"{told['width']} {told['height']} "
        return hashlib.sha256((size + text).encode()).hexdigest() if len(text) >= FEW else ""

    @staticmethod
    def _place(places: list[Path | None], page: int) -> Path | None:
        return places[page - 1] if page <= len(places) else None
