"""A page painted by MuPDF: in grey where nothing on it has a colour, else in RGB (child process).

A grey pixmap is a third of the work of a coloured one, and nearly all pages are grey.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pymupdf
from PIL import Image

_mupdf: Any = pymupdf.mupdf
_GREY, _RGB = _mupdf.FzColorspace.Fixed_GRAY, _mupdf.FzColorspace.Fixed_RGB
_EVERYWHERE = _mupdf.FzRect.Fixed_INFINITE
_TINGE = 0.02  # red, green and blue nearer to each other than this are grey
MARGIN = 2
"""White columns left of a grey painting: packed to 4 bits they are the PNG filter of each row."""


@dataclass(frozen=True, slots=True)
class Area:
    """A part, in pixels, of a page that is drawn `width` x `height` pixels large."""

    width: int
    height: int
    left: int
    top: int
    right: int
    bottom: int


@dataclass(frozen=True, slots=True)
class Painting:
    """What was painted: its size in pixels without the margin, and MuPDF's memory with it."""

    width: int
    height: int
    coloured: bool
    pixmap: Any

    def image(self, every: int = 1) -> Image.Image:
        """Every so many rows as a Pillow image: L with its margin, or RGBX.

        It is the pixmap's own memory and must not be used longer than this painting.
        """
        mode, width = ("RGBX", self.width) if self.coloured else ("L", self.width + MARGIN)
        rows, step = max(1, self.height // every), every if self.height >= every else 1
        samples = _mupdf.fz_pixmap_samples_memoryview(self.pixmap)
        stride = step * self.pixmap.fz_pixmap_stride()
        return Image.frombuffer(mode, (width, rows), samples, "raw", mode, stride, 1)


def coloured(listed: Any) -> bool:
    """Whether anything in a display list may have a colour; coloured images are not looked into."""
    # MuPDF writes its finding into this while the list runs.
    found = _mupdf.ll_fz_new_test_device_outparams()
    device = _mupdf.FzDevice(_mupdf.ll_fz_new_test_device_outparams_fn(_TINGE, 0, None, found))
    try:
        _run(listed, device, _mupdf.FzMatrix(), _mupdf.FzRect(_EVERYWHERE))
    except _mupdf.FzErrorAbort:
        return True  # it stops at the first colour
    return bool(found.is_color)


def painted(listed: Any, size: tuple[float, float], area: Area, colour: bool) -> Painting:
    """Paint a part of the display list of a page that is `size` pt large."""
    margin = 0 if colour else MARGIN
    box = _mupdf.FzIrect(area.left - margin, area.top, area.right, area.bottom)
    # Grey has one byte a pixel, RGB four: the fourth stays 255.
    space = _mupdf.FzColorspace(_RGB if colour else _GREY)
    pixmap = _mupdf.fz_new_pixmap_with_bbox(space, box, _mupdf.FzSeparations(), int(colour))
    _mupdf.fz_clear_pixmap_with_value(pixmap, 255)
    device = _mupdf.fz_new_draw_device(_mupdf.FzMatrix(), pixmap)
    zoom = _mupdf.FzMatrix(area.width / size[0], 0, 0, area.height / size[1], 0, 0)
    _run(listed, device, zoom, _mupdf.FzRect(area.left, area.top, area.right, area.bottom))
    if margin:
        edge = _mupdf.FzIrect(area.left - margin, area.top, area.left, area.bottom)
        _mupdf.fz_clear_pixmap_rect_with_value(pixmap, 255, edge)
    return Painting(area.right - area.left, area.bottom - area.top, colour, pixmap)


def _run(listed: Any, device: Any, zoom: Any, within: Any) -> None:
    _mupdf.fz_run_display_list(listed.this, device, zoom, within, _mupdf.FzCookie())
    _mupdf.fz_close_device(device)
