"""Pages whose contents are lost: MuPDF draws them as white sheets (child process)."""

from __future__ import annotations

from typing import Any

import pymupdf

from meetings.pdf.facts import Refused
from meetings.pdf.painting import Area, painted

_TOOLS: Any = pymupdf.TOOLS
_mupdf: Any = pymupdf.mupdf
_SIDE = 240
"""Pixels of the longer side of the picture that is looked at: a hairline leaves a grey in it."""
_TOLD = ("error", "not a stream")
"""What MuPDF says of contents that it can't read; its other remarks are about small faults."""


def listen() -> None:
    """Forget what MuPDF said so far; before a page is loaded."""
    _TOOLS.reset_mupdf_warnings()


def refuse_lost(page: Any, listed: Any, size: tuple[float, float]) -> None:
    """Raise Refused `paper.broken` where a page came out white because it could not be read.

    Nearly all pages are drawn without a complaint, and looked at no further. An empty page on a
    sheet of its own size is a white page; one whose size is not told either is a broken one.
    """
    said = _TOOLS.mupdf_warnings(reset=True)
    if _has_size(page) and not any(sign in said for sign in _TOLD):
        return
    if _is_white(listed, size):
        raise Refused("paper.broken")


def _has_size(page: Any) -> bool:
    """Whether the file says how large a page is; MuPDF takes a sheet of its own where not."""
    sheet = _mupdf.pdf_page_from_fz_page(page.this).obj()
    box = sheet.pdf_dict_get_inheritable(_mupdf.PDF_ENUM_NAME_MediaBox)
    sides = [box.pdf_array_get(at) for at in range(4)]
    if not all(side.pdf_is_number() for side in sides):
        return False
    left, low, right, high = (side.pdf_to_real() for side in sides)
    return bool(left != right and low != high)


def _is_white(listed: Any, size: tuple[float, float]) -> bool:
    zoom = _SIDE / max(size)
    width, height = (max(1, round(side * zoom)) for side in size)
    painting = painted(listed, size, Area(width, height, 0, 0, width, height), False)
    return bool(painting.image().getextrema()[0] == 255)
