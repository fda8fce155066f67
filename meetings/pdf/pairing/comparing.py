"""Pairs of pages drawn over each other, and where they differ (child process).

What another program's smoothing does to an edge is no difference: a point differs when it is
darker or lighter than all its neighbours on the other page.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pymupdf
from PIL import Image, ImageChops, ImageFilter

from meetings.pdf.pairing.looks import look
from meetings.pdf.pairing.registering import by_parts, joined
from meetings.pdf.pairing.turning import SAME, Map, inverse

_ZOOM, _DIFFERS = 1.0, 42
"""Pixels a pt, and levels of 255, where the words are known to be the same: lines are seen."""
_CLOSE, _CLEARLY = 1.8, 28
"""The same where there are no words: a figure of 7 pt that was changed is seen."""
_PIXELS = 4_000_000
_EDGE = 4  # pixels at the sheet's edge that are not compared
_FONT = 0.25
"""Share of the lines that differ, above which it is the font: a change touches a few."""
_NEAR = (6, 3)  # pixels that pages without words may lie off
_SOFT = ImageFilter.BoxBlur(1)
_CELL = 24  # pixels; differences nearer than that are one box
_BOXES = 60

Box = tuple[float, float, float, float]


def differences(old: Any, new: Any, way: Map, *, words: bool) -> tuple[list[Box], Map]:
    """Return the boxes (pt of the old page) where two pymupdf pages differ, and the map between.

    `way` lays the old page on the new one; `words` says that their words are the same. The map is
    better than that where there are none and the pages did not lie on each other.
    """
    size = old.rect.width, old.rect.height
    zoom = min(_ZOOM if words else _CLOSE, (_PIXELS / max(1.0, size[0] * size[1])) ** 0.5)
    frame = max(1, round(size[0] * zoom)), max(1, round(size[1] * zoom))
    ours = _drawn(old, frame, SAME, zoom)
    theirs = _drawn(new, frame, inverse(way), zoom)
    # Thin lines jump to the next pixel when a page is printed smaller.
    least, reach = (_DIFFERS if words else _CLEARLY), (1 if way == SAME else 2)
    differs = _apart(ours, theirs, least, reach)
    if not words and way != SAME and differs.getbbox() is not None:
        way = _closer(ours, theirs, way, zoom)
        differs = _apart(ours, _drawn(new, frame, inverse(way), zoom), least, reach)
    if words and differs.getbbox() is not None:
        _forgive_fonts(differs, list(_lines(old, zoom)))
    return [_scaled(box, 1 / zoom) for box in _boxes(differs)], way


def _closer(ours: Image.Image, theirs: Image.Image, way: Map, zoom: float) -> Map:
    """The map bettered by how the drawn pages lie on each other."""
    off = SAME
    for near in _NEAR:
        off = by_parts(look(ours).ink, look(theirs), off, near) or off
    a, b, c, d, e, f = off
    return joined((a, b, c, d, e / zoom, f / zoom), way)


def _forgive_fonts(differs: Image.Image, lines: list[tuple[int, int, int, int]]) -> None:
    """Take the letters out of what differs, where so many do that it is the font."""
    touched = [line for line in lines if differs.crop(line).getbbox() is not None]
    if len(touched) > _FONT * len(lines):
        for line in lines:
            differs.paste(0, line)


def _drawn(page: Any, frame: tuple[int, int], way: Map, zoom: float) -> Image.Image:
    matrix = pymupdf.Matrix(*way) * pymupdf.Matrix(zoom, zoom)
    clip = pymupdf.Rect(0, 0, *frame) * ~matrix
    listed = page.get_displaylist()
    pixmap = listed.get_pixmap(matrix=matrix, colorspace=pymupdf.csGRAY, alpha=0, clip=clip)
    picture = Image.frombytes("L", (pixmap.width, pixmap.height), pixmap.samples)
    whole = Image.new("L", frame, 255)
    whole.paste(picture, (pixmap.x, pixmap.y))
    return whole


def _apart(ours: Image.Image, theirs: Image.Image, least: int, reach: int) -> Image.Image:
    """Where one picture is clearly darker or lighter than all the other has beside that point."""
    # What is one dark pixel here may be two grey ones there.
    ours, theirs = ours.filter(_SOFT), theirs.filter(_SOFT)
    dark, light = _beside(ours, reach)
    others_dark, others_light = _beside(theirs, reach)
    apart = ImageChops.subtract(ours, others_light)
    for one, other in ((others_dark, ours), (theirs, light), (dark, theirs)):
        apart = ImageChops.lighter(apart, ImageChops.subtract(one, other))
    marked = Image.new("L", apart.size, 0)
    inner = (_EDGE, _EDGE, max(_EDGE, apart.width - _EDGE), max(_EDGE, apart.height - _EDGE))
    clear = apart.point([255 if level > least else 0 for level in range(256)])
    marked.paste(clear.crop(inner), inner[:2])
    return marked


def _beside(picture: Image.Image, reach: int) -> tuple[Image.Image, Image.Image]:
    """The darkest and the lightest of each point and its neighbours."""
    dark = light = picture
    for _ in range(reach):
        before = dark, light
        for x, y in ((1, 0), (-1, 0), (0, 1), (0, -1)):
            dark = ImageChops.darker(dark, ImageChops.offset(before[0], x, y))
            light = ImageChops.lighter(light, ImageChops.offset(before[1], x, y))
    return dark, light


def _lines(page: Any, zoom: float) -> Iterator[tuple[int, int, int, int]]:
    turn = page.rotation_matrix
    for block in page.get_text("dict", flags=pymupdf.TEXT_MEDIABOX_CLIP)["blocks"]:
        for line in block.get("lines", ()):
            box = pymupdf.Rect(line["bbox"]) * turn * zoom
            yield int(box.x0) - 2, int(box.y0) - 2, int(box.x1) + 3, int(box.y1) + 3


def _boxes(differs: Image.Image) -> list[Box]:
    """The differing points gathered to boxes, cells of a grid that touch together."""
    columns = -(-differs.width // _CELL)
    cells: dict[tuple[int, int], Box] = {}
    for row in range(-(-differs.height // _CELL)):
        for column in range(columns):
            left, top = column * _CELL, row * _CELL
            found = differs.crop((left, top, left + _CELL, top + _CELL)).getbbox()
            if found is not None:
                x0, y0, x1, y1 = found
                cells[column, row] = (left + x0, top + y0, left + x1, top + y1)
    boxes: list[Box] = []
    while cells and len(boxes) < _BOXES:
        boxes.append(_gathered(cells))
    return boxes


def _gathered(cells: dict[tuple[int, int], Box]) -> Box:
    """Take one cell and all that hang together with it out of the cells; the box around them."""
    waiting = [next(iter(cells))]
    whole: Box | None = None
    while waiting:
        column, row = waiting.pop()
        box = cells.pop((column, row), None)
        if box is None:
            continue
        whole = box if whole is None else _around(whole, box)
        waiting += [(column + x, row + y) for x in (-1, 0, 1) for y in (-1, 0, 1)]
    assert whole is not None
    return whole


def _around(one: Box, other: Box) -> Box:
    x0, y0, x1, y1 = one
    a, b, c, d = other
    return min(x0, a), min(y0, b), max(x1, c), max(y1, d)


def _scaled(box: Box, by: float) -> Box:
    x0, y0, x1, y1 = (round(side * by, 1) for side in box)
    return x0, y0, x1, y1
