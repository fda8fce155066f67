"""Pages that MuPDF draws white because it could not read them are refused, the others shown."""

from __future__ import annotations

import random
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pymupdf as _pymupdf
import pytest

from meetings.pdf import Pages
from tests.pdf import papers

# The library has no complete types.
pymupdf: Any = _pymupdf

Keep = Callable[[bytes], Path]
Reason = Callable[..., str]
BLOT = b"9 9 99 99 re f"
GARBAGE = random.Random(3).randbytes(400)
DEFLATED = b"/Filter/FlateDecode"


def five(**keys: str) -> bytes:
    """Return a paper of five pages whose third has these keys."""
    paper = pymupdf.open()
    for at in range(5):
        paper.new_page(width=595, height=842).insert_text((72, 72), f"gian {at}")
    for name, value in keys.items():
        paper.xref_set_key(paper[2].xref, name, value)
    return bytes(paper.tobytes())


def flate(content: bytes) -> bytes:
    """Return a paper whose second page has this for a Flate stream."""
    plain = papers.paper([BLOT, BLOT, BLOT], more=[])
    wanted = papers.stream(content, DEFLATED)
    objects = [part.split(b"\nendobj")[0] for part in plain.split(b" 0 obj\n")[1:]]
    objects[5] = wanted
    return papers.raw(objects)


def test_contents_replaced_by_garbage_are_lost_and_the_other_pages_shown(
    pages: Pages, keep: Keep, reason: Reason
) -> None:
    path = keep(flate(GARBAGE))
    assert pages.read(path).pages == 3
    for width in (240, 1640):
        assert reason(pages.picture, path, 2, width) == "paper.broken"
    assert reason(pages.tile, path, 2, 3280, 0, 0, 512) == "paper.broken"
    assert pages.picture(path, 1, 240).bytes
    assert len(pages.pictures(path, 1, 3, (240,), 60.0)) == 1
    assert pages.picture(path, 3, 240).bytes
    assert len(pages.words(path, 1, 3)) == 3


def test_what_could_be_read_of_a_broken_page_is_shown(pages: Pages, keep: Keep) -> None:
    packed = zlib.compress(BLOT + b" " * 5000 + GARBAGE)
    path = keep(flate(packed[:-60]))
    assert pages.picture(path, 2, 240).bytes


@pytest.mark.parametrize(
    "keys",
    [
        {"Contents": "(garbage)", "MediaBox": "[0 0 0 0]"},
        {"Contents": "<</A 1>>"},
        {"Contents": "[7 (x)]", "MediaBox": "(A4)"},
        {"Contents": "null", "MediaBox": "[0 0 1e9 1e9]"},
    ],
    ids=["text", "dictionary", "numbers", "size-that-is-none"],
)
def test_one_page_with_broken_keys_does_not_cost_the_paper_its_others(
    pages: Pages, keep: Keep, reason: Reason, keys: dict[str, str]
) -> None:
    path = keep(five(**keys))
    facts = pages.read(path)
    assert facts.pages == 5
    assert all(side > 500 for size in facts.sizes for side in size)
    assert reason(pages.picture, path, 3, 240) == "paper.broken"
    assert [bool(pages.picture(path, page, 240).bytes) for page in (1, 2, 4, 5)] == [True] * 4


def test_contents_that_are_not_there_are_lost(pages: Pages, keep: Keep, reason: Reason) -> None:
    path = keep(papers.paper([BLOT, b""]).replace(b"/Contents 6 0 R", b"/Contents 9 0 R"))
    assert pages.read(path).pages == 2
    assert reason(pages.picture, path, 2, 240) == "paper.broken"


def test_a_page_of_no_size_that_can_be_read_is_shown(pages: Pages, keep: Keep) -> None:
    path = keep(five(MediaBox="[0 0 0 0]"))
    assert pages.read(path).pages == 5
    assert pages.picture(path, 3, 240).bytes


def test_an_empty_page_stays_a_white_page(pages: Pages, keep: Keep) -> None:
    path = keep(five(Contents="null"))
    assert pages.picture(path, 3, 240).bytes
    assert pages.picture(keep(papers.paper([b"", b"q Q"])), 2, 240).bytes


def test_a_sheet_of_an_endless_size_is_refused_as_too_large(
    pages: Pages, keep: Keep, reason: Reason
) -> None:
    endless = keep(five(MediaBox="[0 0 1000000000 1000000000]", Contents="null"))
    assert reason(pages.read, endless) == "paper.page_too_large"


def test_no_page_of_a_real_paper_is_taken_for_lost(pages: Pages, shared_data: Path) -> None:
    for path in sorted(shared_data.glob("packets/*/*.pdf")):
        count = min(pages.read(path).pages, 12)
        assert len(pages.pictures(path, 1, count, (240,), 60.0)) == count, path.name
