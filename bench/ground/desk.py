"""A paper under the scissors, its sheets in order, and the truth about each."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pymupdf

from meetings.pdf.pairing.turning import SAME, Map

Place = tuple[float, float]
Found = tuple[int, float, float]


@dataclass
class Sheet:
    """A page of the new paper: the old one (from 0) it was, where places went, what changed."""

    old: int | None
    way: Map = SAME
    changed: bool = False
    gone: list[Any] = field(default_factory=list)


@dataclass
class Case:
    """One edit: both papers, and of each note (page from 0, place) where it belongs or None.

    A belonging place is None where its words are gone; then only the page counts. `partners`
    are old and new pages that belong together, and whether what they show differs.
    """

    name: str
    old: bytes
    new: bytes
    notes: list[tuple[int, Place]]
    truth: list[tuple[int, Place | None] | None]
    partners: dict[int, tuple[int, bool]]


class Desk:
    """A paper under the scissors: the old one, the new one, and its sheets in order."""

    def __init__(
        self,
        old: bytes,
        others: list[Any],
        dice: random.Random,
        folder: Path,
        source: Any = None,
    ) -> None:
        self.old = pymupdf.open(stream=old)
        self.new = pymupdf.open(stream=old)
        self.sheets = [Sheet(at) for at in range(self.old.page_count)]
        self.others = others
        self.dice = dice
        self.folder = folder
        self.source = source
        """What was printed before it was scanned, of a paper of scans."""

    def some(self, most: int) -> list[int]:
        """Return some of the new pages, from behind."""
        count = min(self.dice.randint(1, most), len(self.sheets))
        return sorted(self.dice.sample(range(len(self.sheets)), count), reverse=True)

    def replace(self, at: int, picture: bytes, way: Map) -> None:
        """Put a picture of a page in its place."""
        box = self.new[at].rect
        self.new.delete_page(at)
        page = self.new.new_page(at, width=box.width, height=box.height)
        page.insert_image(page.rect, stream=picture)
        sheet = self.sheets[at]
        sheet.way, sheet.changed = way, True


def spots(page: Any, dice: random.Random, count: int) -> list[Place]:
    """Return middles of random words of a page as shown, or places of a page without words."""
    words = page.get_text("words")
    if not words:
        size = page.rect.width, page.rect.height
        return [
            (dice.uniform(0.1, 0.9) * size[0], dice.uniform(0.1, 0.9) * size[1])
            for _ in range(count)
        ]
    some = [pymupdf.Rect(dice.choice(words)[:4]) * page.rotation_matrix for _ in range(count)]
    return [((box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2) for box in some]
