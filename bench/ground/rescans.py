"""A printed page laid on a scanner: a little askew, moved, with noise, as JPEG."""

from __future__ import annotations

import io
import math
import random
from typing import Any

import pymupdf
from PIL import Image

from meetings.pdf.pairing.turning import Map

_DOTS = 120  # per inch
_ASKEW = 1.0  # degrees at most
_MOVED = 8.0  # pt at most
_GRAIN = 24


def scan(page: Any, dice: random.Random, *, level: bool = False) -> tuple[bytes, Map]:
    """Return the JPEG of a page as scanned, and where its places are on it, in pt of the page."""
    zoom = _DOTS / 72
    pixmap = page.get_pixmap(dpi=_DOTS, colorspace=pymupdf.csGRAY)
    picture = Image.frombytes("L", (pixmap.width, pixmap.height), pixmap.samples)
    angle = 0.0 if level else dice.uniform(-_ASKEW, _ASKEW)
    most = 0 if level else round(_MOVED * zoom)
    across, down = (dice.randint(-most, most) for _ in range(2))
    cubic = Image.Resampling.BICUBIC
    moved = picture.rotate(angle, cubic, translate=(across, down), fillcolor=252)
    noise = Image.effect_noise(moved.size, _GRAIN)
    out = io.BytesIO()
    Image.blend(moved, noise, 0.12).save(out, "JPEG", quality=70)
    # Pillow turns to the left around the middle, then moves.
    turn = math.radians(-angle)
    c, s = math.cos(turn), math.sin(turn)
    middle = page.rect.width / 2, page.rect.height / 2
    e = middle[0] - c * middle[0] + s * middle[1] + across / zoom
    f = middle[1] - s * middle[0] - c * middle[1] + down / zoom
    return out.getvalue(), (c, s, -s, c, e, f)


def pressed(jpeg: bytes, quality: int, patch: tuple[Any, Any] | None) -> bytes:
    """Return a JPEG packed anew, a part (0 to 1 of its sides) of another page laid on it."""
    out = io.BytesIO()
    with Image.open(io.BytesIO(jpeg)) as picture:
        if patch is not None:
            page, part = patch
            twin = page.get_pixmap(dpi=_DOTS, colorspace=pymupdf.csGRAY)
            fresh = Image.frombytes("L", (twin.width, twin.height), twin.samples)
            sides = (*picture.size, *picture.size)
            box = tuple(round(share * side) for share, side in zip(part, sides, strict=True))
            picture.paste(fresh.resize(picture.size).crop(box), box)
        picture.save(out, "JPEG", quality=quality)
    return out.getvalue()


def paper(jpegs: list[bytes], sizes: list[tuple[float, float]]) -> Any:
    """Return a paper of these scans as a pymupdf Document."""
    made = pymupdf.open()
    for jpeg, (width, height) in zip(jpegs, sizes, strict=True):
        page = made.new_page(width=width, height=height)
        page.insert_image(page.rect, stream=jpeg)
    return made
