"""Pictures of papers we made ourselves, for the demo's scans; trusted input only."""

from __future__ import annotations

from collections.abc import Iterator

import pymupdf


def grey_pictures(pdf: bytes, dpi: int) -> Iterator[tuple[int, int, bytes]]:
    """Each page as (width, height, grey bytes row by row), in pixels."""
    with pymupdf.open(stream=pdf) as document:
        for page in document:
            picture = page.get_pixmap(dpi=dpi, colorspace=pymupdf.csGRAY)
            yield picture.width, picture.height, bytes(picture.samples)
