"""What was added to a paper, as bytes to be put behind its own; and the layer that holds it."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pymupdf

from meetings.pdf.compose_file import text

_mupdf: Any = pymupdf.mupdf


class _Behind(_mupdf.FzOutput2):  # type: ignore[misc]  # MuPDF's classes have no types
    """Keeps what is written as if it stood behind `length` bytes that are there already."""

    def __init__(self, length: int) -> None:
        super().__init__()
        self._length, self.kept = length, io.BytesIO()
        self.use_virtual_write()
        self.use_virtual_seek()
        self.use_virtual_tell()

    def write(self, _: Any, data: Any, length: int) -> None:
        self.kept.write(_mupdf.raw_to_python_bytes(data, length))

    def seek(self, _: Any, offset: int, whence: int) -> None:
        self.kept.seek(offset - (0 if whence else self._length), whence)

    def tell(self, _: Any) -> int:
        return self._length + self.kept.tell()


def can_be_added_to(paper: Any) -> bool:
    """Say whether the file is whole and open: what had to be mended is written anew."""
    pdf = _mupdf.pdf_document_from_fz_document(paper.this)
    closed = _mupdf.pdf_trailer(pdf).pdf_dict_gets("Encrypt").m_internal
    return not closed and not paper.is_repaired and bool(_mupdf.pdf_can_be_saved_incrementally(pdf))


def added(paper: Any) -> bytes:
    """Return what has to be put behind the paper's own bytes."""
    pdf = _mupdf.pdf_document_from_fz_document(paper.this)
    out = _Behind(Path(paper.name).stat().st_size)
    options = _mupdf.PdfWriteOptions()
    options.do_incremental = 1
    options.do_compress = 1
    _mupdf.pdf_write_document(pdf, out, options)
    out.fz_close_output()
    return out.kept.getvalue()


def layer(paper: Any, name: str) -> int:
    """Add a layer that is shown and printed; return its object's number."""
    number: int = paper.add_ocg(name)
    paper.update_object(number, f"<< /Type /OCG /Name {text(name).decode()} >>")
    return number
