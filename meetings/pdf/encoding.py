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

# Above this part of the JPEG's size a palette PNG shows something photographed: text pages take
# 0.25 to 0.6 of it, photographs 0.85 and more, and in 16 greys those would show bands.
_PHOTOGRAPHED = 0.68


def encoded(drawn: Image.Image) -> Picture:
    """Encode an RGB picture in the smallest form that looks like the page."""
    colours = drawn.getcolors(_FEW)
    if colours is not None:
        grey = all(len(set(colour)) == 1 for _, colour in colours if isinstance(colour, tuple))
        png = _grey_png(drawn) if grey else _colour_png(drawn)
        if len(png) < _PHOTOGRAPHED * len(_saved(drawn, "JPEG", quality=80)):
            return Picture(png, "image/png", "png", drawn.width, drawn.height)
    webp = _saved(drawn, "WEBP", quality=80, method=0)
    return Picture(webp, "image/webp", "webp", drawn.width, drawn.height)


def _grey_png(drawn: Image.Image) -> bytes:
    levels = drawn.convert("L").point(_LEVEL)
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
