"""Decompression bombs: page contents that unpack to more than any page can need."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from typing import Any

from meetings.pdf.facts import Refused

MOST = 256 * 1024 * 1024
"""Bytes a page's contents may unpack to."""
_RATIO = 1032  # no Deflate stream unpacks to more than this many times its length
_STEP = 1024 * 1024


def refuse_bomb(paper: Any) -> None:
    """Raise Refused `paper.too_complex` where a page's contents unpack beyond `MOST`."""
    looked_at: set[int] = set()
    for page in paper:
        for xref in page.get_contents():
            # Contents that are none, or not there, can't unpack to anything.
            if xref not in looked_at and paper.xref_is_stream(xref):
                looked_at.add(xref)
                _judge(paper, xref)


def _judge(paper: Any, xref: int) -> None:
    layers = paper.xref_get_key(xref, "Filter")[1].count("FlateDecode")
    if not layers:
        return
    packed = paper.xref_stream_raw(xref) or b""
    if len(packed) * _RATIO**layers <= MOST:
        return
    chunks: Iterable[bytes] = [packed]
    for _ in range(layers):
        chunks = _unpacked(chunks)
    size = 0
    for chunk in chunks:
        size += len(chunk)
        if size > MOST:
            raise Refused("paper.too_complex")


def _unpacked(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Unpack a stream step by step, so that no step needs much memory."""
    unpacking = zlib.decompressobj()
    try:
        for chunk in chunks:
            rest = chunk
            while rest:
                yield unpacking.decompress(rest, _STEP)
                rest = unpacking.unconsumed_tail
    except zlib.error:
        return  # a broken stream ends where it breaks; MuPDF shows what there is
