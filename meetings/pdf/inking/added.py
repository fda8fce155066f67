"""Objects added to a paper that is there: numbered, as those of papers of our own making."""

from __future__ import annotations

import zlib
from typing import Any

import pymupdf

from meetings.pdf.compose_file import Objects

_mupdf: Any = pymupdf.mupdf


class Added(Objects):
    """The objects of a pymupdf Document; new ones get its next numbers."""

    def __init__(self, paper: Any) -> None:
        super().__init__()
        self._paper = paper
        self._pdf = _mupdf.pdf_document_from_fz_document(paper.this)

    def reserve(self) -> int:
        """A number whose object is put later."""
        number: int = self._paper.get_new_xref()
        return number

    def put(self, body: bytes, number: int | None = None) -> int:
        """Store an object; its number."""
        number = number or self.reserve()
        self._paper.update_object(number, body.decode("latin-1"))
        return number

    def stream(self, data: bytes, entries: bytes = b"", packed: bool = True) -> int:
        """Store a stream, deflated unless `packed` is false; its number."""
        if packed:
            # Much faster than MuPDF's own packing, which seeks the last byte.
            data, entries = zlib.compress(data, 6), entries + b" /Filter /FlateDecode"
        number = self.put(b"<< %s >>" % entries)
        stream = _mupdf.fz_new_buffer_from_copied_data(data)
        _mupdf.pdf_update_stream(self._pdf, reference(self._paper, number), stream, int(packed))
        return number


def reference(paper: Any, number: int) -> Any:
    """Return a MuPDF object that leads to the numbered one."""
    return _mupdf.pdf_new_indirect(_mupdf.pdf_document_from_fz_document(paper.this), number, 0)
