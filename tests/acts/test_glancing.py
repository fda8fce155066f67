"""Papers that can't be compared: pages alike to the letter are paired all the same."""

from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from pathlib import Path

from meetings.commands.glancing import at_a_glance
from meetings.pdf import Prepared
from tests.pdf.pairs import lines


def stored(folder: Path, pages: Sequence[tuple[list[str], bytes]]) -> Prepared:
    """Store the words and the small pictures of pages; empty ones have none."""
    folder.mkdir()
    words: list[Path | None] = []
    pictures: list[Path | None] = []
    for number, (texts, picture) in enumerate(pages):
        told = {"width": 595, "height": 842, "lines": [{"text": text} for text in texts]}
        place = folder / f"{number}.gz"
        place.write_bytes(gzip.compress(json.dumps(told).encode()))
        words.append(place if texts else None)
        shown = folder / f"{number}.webp"
        shown.write_bytes(picture)
        pictures.append(shown if picture else None)
    return Prepared(folder / "paper.pdf", words, pictures)


def test_pages_alike_are_paired_and_the_clerk_is_asked_of_the_others(tmp_path: Path) -> None:
    a, b, c, d, e, form = (lines(name) for name in "abcdef")
    before = [(a, b"a"), (form, b"f"), (b, b"b"), (form, b"f"), (c, b"c"), ([], b""), (d, b"d")]
    after = [(a, b"a"), (e, b"e"), (form, b"f"), (b, b"another"), ([], b""), (d, b"")]
    sides = stored(tmp_path / "old", before), stored(tmp_path / "new", after)
    found = at_a_glance(*sides, len(before), len(after))
    pairs = [(one["from"], one["to"], one["state"]) for one in found["pairs"]]
    # What can't be seen to be the same may have changed; of twins nobody knows which is which.
    assert pairs == [(1, 1, "same"), (3, 4, "changed"), (7, 6, "changed")]
    asked = {one["from"]: one["guesses"] for one in found["doubts"]}
    assert asked == {2: [2], 4: [], 5: [5], 6: []}
    assert found["removed"] == []
