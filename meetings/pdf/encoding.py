"""How a painted page becomes bytes (docs/decisions/page-pictures.md has the measurements).

Text pages, which is nearly all, become PNG of 16 greys or 64 colours: sharp and small. Scans and
photographs become WebP.
"""

from __future__ import annotations

import io

from PIL import Image

from meetings.pdf.facts import Picture
from meetings.pdf.painting import MARGIN, Painting
from meetings.pdf.png import palette_png

Colours = list[tuple[int, tuple[int, ...]]]

_FEW = 2048  # more different colours than this come from a photograph, never from drawn text
_GREYS = 16
# White is 0: so the white margin of a painting, packed, is the filter "none" before each row.
_LEVEL = [round((255 - value) * (_GREYS - 1) / 255) for value in range(256)]
_GREY_PALETTE = bytes(255 - at * 255 // (_GREYS - 1) for at in range(_GREYS) for _ in range(3))
_KEPT, _MIXED = 16, 48  # colours of a palette: the commonest as they are, and means of the others

# Bits of entropy in the greys of a page. Measured: text and tables 0.3 to 1.2, maps and stamped
# forms 1.6 to 1.9, a photograph on a quarter of the page 2.9, scans 3.8 and more, photographs 7.
_PHOTOGRAPHED = 2.5
_SAMPLE = 4  # the entropy of every fourth row is that of all


def encoded(painting: Painting) -> Picture:
    """Encode a painting in the smallest form that looks like the page."""
    image = painting.image()
    form, content = _coloured(painting, image) if painting.coloured else _grey(painting, image)
    media_type = "image/webp" if form == "webp" else "image/png"
    return Picture(content, media_type, form, painting.width, painting.height)


def _grey(painting: Painting, image: Image.Image) -> tuple[str, bytes]:
    if painting.image(_SAMPLE).entropy() > _PHOTOGRAPHED:
        return "webp", _webp(image.crop((MARGIN, 0, *image.size)))
    return "png", _grey_png(image)


def _coloured(painting: Painting, image: Image.Image) -> tuple[str, bytes]:
    colours: Colours | None = image.getcolors(_FEW)  # type: ignore[assignment]  # of four bytes
    if colours is None or painting.image(_SAMPLE).convert("L").entropy() > _PHOTOGRAPHED:
        return "webp", _webp(image)
    if all(red == green == blue for _, (red, green, blue, _) in colours):
        with_margin = Image.new("L", (image.width + MARGIN, image.height), 255)
        with_margin.paste(image.convert("L"), (MARGIN, 0))
        return "png", _grey_png(with_margin)
    return "png", _colour_png(image.convert("RGB"), colours)


def _grey_png(image: Image.Image) -> bytes:
    rows = image.point(_LEVEL, "P").tobytes("raw", "P;4")
    return palette_png(image.width - MARGIN, image.height, 4, _GREY_PALETTE, rows)


def _colour_png(image: Image.Image, colours: Colours) -> bytes:
    palette = _palette(colours)
    chosen = Image.new("P", (1, 1))
    chosen.putpalette(palette)
    content = image.quantize(palette=chosen, dither=Image.Dither.NONE).tobytes()
    starts = range(0, len(content), image.width)
    rows = b"".join(b"\0" + content[at : at + image.width] for at in starts)
    return palette_png(image.width, image.height, 8, palette, rows)


def _palette(colours: Colours) -> bytes:
    """The commonest colours as they are, then means of all: paper stays white, thin lines red."""
    commonest = sorted(colours, reverse=True)[:_KEPT]
    all_of_them = Image.new("RGB", (len(colours), 1))
    all_of_them.putdata([colour[:3] for _, colour in colours])
    method = Image.Quantize.FASTOCTREE
    mixed = all_of_them.quantize(_MIXED, method=method).getpalette() or []
    return bytes(part for _, colour in commonest for part in colour[:3]) + bytes(mixed)


def _webp(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "WEBP", quality=80, method=0)
    return out.getvalue()
