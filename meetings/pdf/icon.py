"""Our own sign, drawn from its SVG: no stranger's file, so it needs no process of its own."""

from __future__ import annotations

import pymupdf


def icon_png(svg: str, width: int) -> bytes:
    """Return a square SVG as a PNG of this width in px."""
    paper = pymupdf.open(stream=svg.encode(), filetype="svg")
    zoom = width / paper[0].rect.width
    drawn: bytes = paper[0].get_pixmap(matrix=pymupdf.Matrix(zoom, zoom), alpha=False).tobytes()
    return drawn
