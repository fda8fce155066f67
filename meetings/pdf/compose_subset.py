"""Small TrueType fonts holding only the glyphs a paper uses, as PDF wants them embedded."""

from __future__ import annotations

import struct
from typing import Any

from meetings.pdf.compose_fonts import FontFile

_MORE, _WORDS, _SCALE, _XY_SCALE, _MATRIX, _HINTS = 0x20, 0x01, 0x08, 0x40, 0x80, 0x100


def subset(file: FontFile, names: list[str]) -> bytes:
    """A TrueType font whose glyph n is `names[n]`; parts of composite glyphs follow after them.

    The same name may come twice (two texts, one shape). Hints are left out: pages are shown as
    pictures at high resolution, where they change nothing.
    """
    order = list(names)
    place = {name: index for index, name in reversed(list(enumerate(names)))}
    outlines: list[bytes] = []
    index = 0
    while index < len(order):
        outlines.append(_outline(file, order[index], order, place))
        index += 1
    return _font(file, order, outlines)


def _outline(file: FontFile, name: str, order: list[str], place: dict[str, int]) -> bytes:
    start, end = file.places[file.tables.getGlyphID(name) :][:2]
    raw = file.outlines[start:end]
    if not raw:
        return b""
    contours = struct.unpack(">h", raw[:2])[0]
    data = _composite(file, raw, order, place) if contours < 0 else _simple(raw, contours)
    return data + b"\0" * (-len(data) % 4)


def _simple(raw: bytes, contours: int) -> bytes:
    end = 10 + 2 * contours
    hints = struct.unpack(">H", raw[end : end + 2])[0]
    return raw[:end] + b"\0\0" + raw[end + 2 + hints :]


def _composite(file: FontFile, raw: bytes, order: list[str], place: dict[str, int]) -> bytes:
    """The composite glyph with its parts renumbered, without hints."""
    names = file.tables.getGlyphOrder()
    out, at, flags = [raw[:10]], 10, _MORE
    while flags & _MORE:
        flags, part = struct.unpack(">HH", raw[at : at + 4])
        name = names[part]
        if name not in place:
            place[name] = len(order)
            order.append(name)
        size = 4 if flags & _WORDS else 2
        size += 2 * bool(flags & _SCALE) + 4 * bool(flags & _XY_SCALE) + 8 * bool(flags & _MATRIX)
        out += [struct.pack(">HH", flags & ~_HINTS, place[name]), raw[at + 4 : at + 4 + size]]
        at += 4 + size
    return b"".join(out)


def _font(file: FontFile, order: list[str], outlines: list[bytes]) -> bytes:
    tables: Any = file.tables
    offsets = [0]
    for data in outlines:
        offsets.append(offsets[-1] + len(data))
    head = bytearray(tables.reader["head"])
    head[8:12] = b"\0\0\0\0"
    head[50:52] = b"\0\1"  # long offsets in loca
    hhea = bytearray(tables.reader["hhea"])
    hhea[34:36] = struct.pack(">H", len(order))
    maxp = bytearray(tables.reader["maxp"])
    maxp[4:6] = struct.pack(">H", len(order))
    metrics = tables["hmtx"].metrics
    return _assemble(
        {
            b"glyf": b"".join(outlines),
            b"head": bytes(head),
            b"hhea": bytes(hhea),
            b"hmtx": b"".join(struct.pack(">Hh", *metrics[name]) for name in order),
            b"loca": struct.pack(f">{len(offsets)}I", *offsets),
            b"maxp": bytes(maxp),
        }
    )


def _assemble(tables: dict[bytes, bytes]) -> bytes:
    power = 1 << (len(tables).bit_length() - 1)
    out = struct.pack(
        ">IHHHH",
        0x00010000,
        len(tables),
        power * 16,
        power.bit_length() - 1,
        (len(tables) - power) * 16,
    )
    at, body = 12 + 16 * len(tables), b""
    for tag, data in sorted(tables.items()):
        padded = data + b"\0" * (-len(data) % 4)
        out += struct.pack(">4sIII", tag, _checksum(padded), at + len(body), len(data))
        body += padded
    return out + body


def _checksum(data: bytes) -> int:
    words: tuple[int, ...] = struct.unpack(f">{len(data) // 4}I", data)
    return sum(words) & 0xFFFFFFFF
