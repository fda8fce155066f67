"""A paper opened and judged: is it a PDF, is it whole, is it within the limits (child process)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pymupdf

from meetings.pdf.facts import Limits, Refused

_mupdf: Any = pymupdf.mupdf
_TAIL = 1024  # readers look for the head and the end mark within this many bytes


def open_paper(path: Path) -> Any:
    """Open the PDF at `path` as a pymupdf Document; raises Refused, MemoryError."""
    with path.open("rb") as file:
        head = file.read(_TAIL)
    if not head:
        raise Refused("paper.empty")
    if b"%PDF-" not in head:
        raise Refused("paper.not_a_pdf")
    with judged():
        paper: Any = pymupdf.open(path, filetype="pdf")
        # An owner's password only asks programs not to print; what opens without one is shown.
        if paper.needs_pass:
            raise Refused("paper.encrypted")
        return paper


@contextmanager
def judged() -> Iterator[None]:
    """Turn MuPDF's errors into MemoryError or Refused `paper.truncated`."""
    try:
        yield
    except (_mupdf.FzErrorSystem, _mupdf.FzErrorLimit) as trouble:
        raise MemoryError(str(trouble)) from trouble
    except (_mupdf.FzErrorBase, pymupdf.FileDataError, ValueError, RuntimeError) as trouble:
        raise Refused("paper.truncated") from trouble


def sizes(paper: Any, limits: Limits) -> list[tuple[float, float]]:
    """The (width, height) of every page in pt as displayed; raises Refused where one can't be."""
    with judged():
        pdf = _mupdf.pdf_document_from_fz_document(paper.this)
        declared = _mupdf.pdf_count_pages(pdf)
        if declared > limits.max_pages:
            raise Refused("paper.too_many_pages")
        if declared < 1:
            raise Refused("paper.no_pages")
        # Without this, each look-up walks the tree of pages from its root.
        _mupdf.pdf_load_page_tree(pdf)
        return [
            _size(_mupdf.pdf_lookup_page_obj(pdf, at), limits.max_side) for at in range(declared)
        ]


def _size(page: Any, side: float) -> tuple[float, float]:
    if not page.pdf_is_dict():
        raise Refused("paper.truncated")
    box, turn = _mupdf.FzRect(), _mupdf.FzMatrix()
    _mupdf.pdf_page_obj_transform(page, box, turn)
    shown = _mupdf.fz_transform_rect(box, turn)
    width, height = shown.x1 - shown.x0, shown.y1 - shown.y0
    if max(width, height) > side:
        raise Refused("paper.page_too_large")
    return round(width, 2), round(height, 2)


def refuse_half(path: Path, paper: Any) -> None:
    """Raise Refused `paper.truncated` where the file's end is missing; call after `sizes`.

    A file whose table of objects is found is whole: the table stands behind all of them. One that
    MuPDF had to mend by searching it for objects may have lost any number of them; it is only
    taken when its end is there, all its pages were found, and no stream was cut.
    """
    length = path.stat().st_size
    with path.open("rb") as file:
        head = file.read(_TAIL)
        file.seek(max(0, length - _TAIL))
        tail = file.read()
    end = tail.rfind(b"%%EOF")
    # Objects behind the last end mark were being added when the file was cut.
    if _announced(head) > length or (end >= 0 and b" obj" in tail[end:]):
        raise Refused("paper.truncated")
    if paper.is_repaired and not (b"startxref" in tail and end >= 0):
        raise Refused("paper.truncated")
    with judged():
        if paper.is_repaired:
            _look_at_contents(paper)


def _announced(head: bytes) -> int:
    """The length in bytes that a file written for fast web view says it has, else 0."""
    _, found, rest = head.partition(b"/Linearized")
    _, length, rest = rest.partition(b"endobj")[0].partition(b"/L ")
    digits = rest.split(maxsplit=1)[0].rstrip(b"/>") if found and length and rest.split() else b""
    return int(digits) if digits.isdigit() else 0


def _look_at_contents(paper: Any) -> None:
    """Raise Refused where a page names contents that are not there."""
    pdf = _mupdf.pdf_document_from_fz_document(paper.this)
    for at in range(_mupdf.pdf_count_pages(pdf)):
        contents = _mupdf.pdf_lookup_page_obj(pdf, at).pdf_dict_gets("Contents")
        parts = [contents]
        if contents.pdf_is_array():
            parts = [contents.pdf_array_get(i) for i in range(contents.pdf_array_len())]
        if any(part.pdf_is_indirect() and not part.pdf_is_stream() for part in parts):
            raise Refused("paper.truncated")
