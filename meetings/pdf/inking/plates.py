"""Marks that stand at a place (text, stamps, sticky notes, slips), as tablets paint them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from meetings.pdf.compose_file import EmbeddedFont
from meetings.pdf.compose_fonts import GOTHIC, NOTES, FontFile, Glyph, typeface
from meetings.pdf.compose_lines import lines
from meetings.pdf.inking.shapes import Mark, circle, colour, polygon, rounded_box

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in pt of the page as displayed."""
PINNED = frozenset({"sticky", "slip"})
"""Tools whose text is not on the page but opens from it."""
STANDING = frozenset({"text", "stamp"}) | PINNED

_LEADING = 1.4  # line to line, by the size of the letters
_MIDDLE = 0.36  # from the line letters stand on up to their middle, by their size
_DARK, _WHITE = "#1a1a1a", "#ffffff"


class Letters:
    """The fonts of a paper in the making, and the operators that show text in them."""

    def __init__(self) -> None:
        self.fonts: dict[FontFile, tuple[int, EmbeddedFont]] = {}

    def show(self, x: float, y: float, glyphs: Sequence[Glyph], size: float) -> bytes:
        """Show a line of glyphs from `x` on, standing on `y`."""
        out = [b"BT 1 0 0 -1 %.2f %.2f Tm" % (x, y)]
        for file, run in groupby(glyphs, key=lambda glyph: glyph.file):
            index, font = self.fonts.setdefault(file, (len(self.fonts), EmbeddedFont(file)))
            codes = b"".join(b"%04x" % font.code(glyph) for glyph in run)
            out.append(b"/F%d %.4g Tf <%s> Tj" % (index, size, codes))
        return b" ".join(out) + b" ET"

    def centred(self, x: float, y: float, text: str, size: float) -> bytes:
        """Show a word in bold letters, its middle at (x, y)."""
        glyphs = typeface(GOTHIC).glyphs(text)
        long = sum(glyph.width for glyph in glyphs) * size / 1000
        return self.show(x - long / 2, y + size * (_MIDDLE + 0.04), glyphs, size)


def box_of(mark: Mark) -> Box:
    """Return where the mark stands."""
    (x, y, *_), size = mark["trail"][0], mark["width"]
    if mark["tool"] == "text":
        u, v, *_ = mark["trail"][-1]
        return min(x, u), min(y, v), max(x, u), max(y, v)
    count = len(mark["text"] or "") if mark["tool"] == "stamp" else 1
    wide = size * (0.62 * count + 0.5) if count > 1 else size
    return x - wide / 2, y - size / 2, x + wide / 2, y + size / 2


def plate(mark: Mark, letters: Letters) -> bytes:
    """Return the operators for a mark of `STANDING`."""
    match mark["tool"]:
        case "text":
            return _text(mark, letters)
        case "stamp":
            return _stamp(mark, letters)
        case "sticky":
            return _sticky(mark)
        case _:
            return _slip(mark, letters)


def _text(mark: Mark, letters: Letters) -> bytes:
    left, top, right, bottom = box_of(mark)
    size = mark["width"]
    out = [b"/O gs %s rg" % colour(mark["color"])]
    rows = [
        row
        for paragraph in (mark["text"] or "").split("\n")
        for row in lines(typeface(NOTES).glyphs(paragraph), max(size, right - left) * 1000 / size)
    ]
    for at, row in enumerate(rows):
        middle = (at + 0.5) * size * _LEADING
        # As on the tablet: what has no room is not put over what lies below.
        if row and middle < bottom - top + size:
            out.append(letters.show(left, top + middle + size * _MIDDLE, row, size))
    return b"\n".join(out)


def _stamp(mark: Mark, letters: Letters) -> bytes:
    left, top, right, bottom = box_of(mark)
    size, text, ink = mark["width"], mark["text"] or "", colour(mark["color"])
    x, y = (left + right) / 2, (top + bottom) / 2
    bare = text in ("○", "×")
    edge = size * (0.12 if bare else 0.06)
    out = [b"/O gs %s rg %s RG %.2f w 1 J 1 j" % (ink, ink, edge)]
    if text == "×":
        inset = 2 * edge
        ends = ((left, top), (right, bottom)), ((right, top), (left, bottom))
        for start, end in ends:
            way = [
                (a + (inset if a < x else -inset), b + (inset if b < y else -inset))
                for a, b in (start, end)
            ]
            out.append(polygon(way, close=False) + b" S")
    elif right - left > size:
        inside = left + edge, top + edge, right - edge, bottom - edge
        out.append(rounded_box(inside, size * 0.2) + b" S")
    else:
        out.append(circle(x, y, size / 2 - edge) + b" S")
    if text and not bare:
        out.append(letters.centred(x, y, text, size * 0.6))
    return b"\n".join(out)


def _sticky(mark: Mark) -> bytes:
    left, top, right, bottom = box_of(mark)
    wide = right - left
    cut, dark = wide * 0.3, colour(_DARK)
    near = right - cut, bottom - cut
    sheet = [(left, top), (right, top), (right, near[1]), (near[0], bottom), (left, bottom)]
    corner = [(right, near[1]), near, (near[0], bottom)]
    out = [b"/O gs %s RG 1 j" % dark]
    for spots, inside in ((sheet, mark["color"]), (corner, _WHITE)):
        out.append(b"%s rg %.2f w %s B" % (colour(inside), wide * 0.05, polygon(spots)))
    out.append(b"%.2f w" % (wide * 0.07))
    for down, long in ((0.26, 0.64), (0.46, 0.64), (0.66, 0.34)):
        y = top + (bottom - top) * down
        way = [(left + wide * 0.18, y), (left + wide * (0.18 + long), y)]
        out.append(polygon(way, close=False) + b" S")
    return b"\n".join(out)


def _slip(mark: Mark, letters: Letters) -> bytes:
    left, top, right, bottom = box_of(mark)
    wide, high, ink = right - left, bottom - top, colour(mark["color"])
    low, at = top + high * 0.78, left + wide * 0.22
    bubble = [(left, top), (right, top), (right, low), (left + wide * 0.45, low)]
    bubble += [(at, bottom), (at, low), (left, low)]
    frame = b"/O gs 1 j %s rg %s RG %.2f w %s B" % (
        *(colour(_WHITE), ink, wide * 0.08),
        polygon(bubble),
    )
    word = letters.centred(left + wide / 2, top + high * 0.41, "問", high * 0.58)
    return b"%s\n%s rg %s" % (frame, ink, word)
