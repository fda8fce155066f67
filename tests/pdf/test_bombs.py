"""Decompression bombs are refused when they arrive, by name and before anything is unpacked."""

from __future__ import annotations

import time
import zlib
from pathlib import Path

import pytest

from meetings.pdf import Pages, Refused

MIB = 1024 * 1024


def with_contents(contents: bytes, filters: str) -> bytes:
    """Return a PDF of one page with these packed contents."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>",
        b"<</Length %d/Filter%s>>stream\n%s\nendstream"
        % (len(contents), filters.encode(), contents),
    ]
    made, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer<</Size 5/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % len(made)
    return made + b"xref\n0 5\n0000000000 65535 f \n" + table + end


def spaces(size: int) -> bytes:
    """Return so many spaces, packed."""
    packing = zlib.compressobj(9)
    step = b" " * MIB
    return b"".join(packing.compress(step) for _ in range(size // MIB)) + packing.flush()


@pytest.mark.parametrize(
    ("size", "filters", "packed"),
    [(600 * MIB, "/FlateDecode", 1), (900 * MIB, "[/FlateDecode/FlateDecode]", 2)],
)
def test_a_bomb_is_refused_when_it_is_read(
    tmp_path: Path, size: int, filters: str, packed: int
) -> None:
    contents = spaces(size)
    if packed == 2:
        contents = zlib.compress(contents, 9)
    path = tmp_path / "bomb.pdf"
    path.write_bytes(with_contents(contents, filters))
    pages = Pages(workers=1)
    begun = time.monotonic()
    try:
        with pytest.raises(Refused, match=r"paper\.too_complex"):
            pages.read(path)
    finally:
        pages.close()
    assert time.monotonic() - begun < 15


def test_large_but_honest_contents_are_taken(tmp_path: Path) -> None:
    path = tmp_path / "large.pdf"
    path.write_bytes(with_contents(spaces(20 * MIB), "/FlateDecode"))
    pages = Pages(workers=1)
    try:
        assert pages.read(path).pages == 1
    finally:
        pages.close()
