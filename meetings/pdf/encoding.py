"""How a drawn page becomes bytes (docs/decisions/page-pictures.md has the measurements).

Text pages, which is nearly all, become PNG of 16 greys or 32 colours: sharp and small. Scans and
photographs become WebP.
"""

from __future__ import annotations

import io

from PIL import Image

from meetings.pdf.facts import Picture

_FEW = 2048  # more different colours than this come from a photograph, never from drawn text
_GREYS = 16
_LEVEL = [round(value * (_GREYS - 1) / 255) for value in range(256)]
_PALETTE = [level * 255 // (_GREYS - 1) for level in range(_GREYS) for _ in range(3)]

# Bits of entropy in the greys of a page. Measured: text and tables 0.3 to 1.2, maps and stamped
# forms 1.6 to 1.9, a photograph on a quarter of the page 2.9, scans 3.8 and more, photographs 7.
_PHOTOGRAPHED = 2.5


def encoded(drawn: Image.Image) -> Picture:
    """Encode an RGB picture in the smallest form that looks like the page."""
    colours = drawn.getcolors(_FEW)
    grey = drawn.convert("L")
    if colours is None or grey.entropy() > _PHOTOGRAPHED:
        webp = _saved(drawn, "WEBP", quality=80, method=0)
        return Picture(webp, "image/webp", "webp", drawn.width, drawn.height)
    if all(len(set(colour)) == 1 for _, colour in colours if isinstance(colour, tuple)):
        png = _grey_png(grey)
    else:
        png = _colour_png(drawn)
    return Picture(png, "image/png", "png", drawn.width, drawn.height)


def _grey_png(grey: Image.Image) -> bytes:
    levels = grey.point(_LEVEL)
    indexed = Image.frombytes("P", levels.size, levels.tobytes())
    indexed.putpalette(_PALETTE)
    return _saved(indexed, "PNG", bits=4, compress_level=4)


def _colour_png(drawn: Image.Image) -> bytes:
    indexed = drawn.quantize(32, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    return _saved(indexed, "PNG", compress_level=4)


def _saved(picture: Image.Image, form: str, **how: int) -> bytes:
    out = io.BytesIO()
    picture.save(out, form, **how)
    return out.getvalue()
