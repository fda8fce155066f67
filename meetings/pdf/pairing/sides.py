"""One of the two papers as pairing asks it: its pages' words, and their pictures when needed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

from PIL import Image

from meetings.pdf.pairing.leaf import Leaf
from meetings.pdf.pairing.looks import Look, look


class Side:
    """The pages of a paper; `drawn` gives the thumbnail of a page (from 0)."""

    def __init__(self, leaves: Sequence[Leaf], drawn: Callable[[int], Image.Image]) -> None:
        self.leaves = leaves

        @cache
        def looked(at: int) -> Look:
            return look(drawn(at))

        self.look = looked

    def __len__(self) -> int:
        return len(self.leaves)

    def spoken(self, at: int) -> bool:
        """Whether there is enough text to know a page by."""
        return self.leaves[at].spoken

    def key(self, at: int) -> str | tuple[str, bytes]:
        """What only pages of the same contents have: the text; where it is short, the picture."""
        text = self.leaves[at].text
        return text if self.spoken(at) else (text, self.look(at).ink.tobytes())
