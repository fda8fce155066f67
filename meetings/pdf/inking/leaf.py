"""One page that gets marks: its contents stay as they are, the marks lie over them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import pymupdf

from meetings.pdf.compose_file import date, text
from meetings.pdf.inking.added import Added, reference
from meetings.pdf.inking.plates import PINNED, STANDING, Letters, box_of, plate
from meetings.pdf.inking.shapes import Mark, colour, ink

_mupdf: Any = pymupdf.mupdf
_STATES = (
    b"/ExtGState << /M << /BM /Multiply >> /O << /ca 1 /CA 1 /BM /Normal >>"
    b" /T << /ca 0.55 /BM /Normal >> >>"
)
"""Multiplied with the page; opaque; thin."""
_PRINTED, _UPRIGHT = 4, 16


class Sheets:
    """What the pages of one paper share."""

    def __init__(self, paper: Any, objects: Added, fonts: int, layer: int) -> None:
        self.paper, self.objects, self.fonts, self.layer = paper, objects, fonts, layer
        self.pdf = _mupdf.pdf_document_from_fz_document(paper.this)
        self._brackets: dict[bytes, int] = {}

    def bracket(self, sign: bytes) -> int:
        """Return the number of a stream that saves (q) or restores (Q) the state of drawing."""
        if sign not in self._brackets:
            self._brackets[sign] = self.objects.stream(sign)
        return self._brackets[sign]


class Leaf:
    """A page (from 1) of a paper."""

    def __init__(self, sheets: Sheets, page: int) -> None:
        self._sheets = sheets
        self._page = _mupdf.pdf_lookup_page_obj(sheets.pdf, page - 1)
        box, turn = _mupdf.FzRect(), _mupdf.FzMatrix()
        _mupdf.pdf_page_obj_transform(self._page, box, turn)
        self._shown = _mupdf.fz_transform_rect(box, turn)
        self._back = _mupdf.fz_invert_matrix(turn)

    def draw(self, marks: Sequence[Mark], letters: Letters) -> None:
        """Lay marks on the page, the first lowest; texts that are pinned open from their sign."""
        strokes = [ink(mark) for mark in marks if mark["tool"] not in STANDING]
        plates = [plate(mark, letters) for mark in marks if mark["tool"] in STANDING]
        self._lay(b"\n".join(strokes), b"\n".join(plates))
        if pinned := [mark for mark in marks if mark["tool"] in PINNED]:
            self._pin(pinned)

    def _lay(self, strokes: bytes, plates: bytes) -> None:
        """Put a form over the page's contents, which are kept within a saved state."""
        shown = self._shown
        box = b"[%.2f %.2f %.2f %.2f]" % (shown.x0, shown.y0, shown.x1, shown.y1)
        objects, layer = self._sheets.objects, self._sheets.layer
        # As on the tablet: the ink is one sheet, and the whole of it multiplies with the page.
        sheet = objects.stream(
            strokes,
            b"/Type /XObject /Subtype /Form /BBox %s /Resources << %s >>"
            b" /Group << /S /Transparency /I true /CS /DeviceRGB >>" % (box, _STATES),
        )
        form = objects.stream(
            b"q /M gs /Ink Do Q\nq\n%s\nQ" % plates,
            b"/Type /XObject /Subtype /Form /BBox %s /Matrix %s /OC %d 0 R /Resources << %s"
            b" /Font %d 0 R /XObject << /Ink %d 0 R >> >>"
            % (box, self._matrix(), layer, _STATES, self._sheets.fonts, sheet),
        )
        name = self._named(form)
        before, after = self._balance()
        self._around(b"q\n" * (before + 1), b"\nQ" * (after + 1) + b"\nq /%s Do Q" % name)

    def _matrix(self) -> bytes:
        back = self._back
        return b"[%.6f %.6f %.6f %.6f %.4f %.4f]" % (
            *(back.a, back.b, back.c, back.d, back.e, back.f),
        )

    def _named(self, form: int) -> bytes:
        """Make the form one of the page's own resources; return its name there."""
        resources = self._page.pdf_dict_get_inheritable(pymupdf.PDF_NAME("Resources"))
        own = _copy(self._sheets.pdf, resources)
        forms = _copy(self._sheets.pdf, own.pdf_dict_gets("XObject"))
        name, count = "GijoNotes", 0
        while forms.pdf_dict_gets(name).m_internal:
            count += 1
            name = f"GijoNotes{count}"
        forms.pdf_dict_puts(name, reference(self._sheets.paper, form))
        own.pdf_dict_puts("XObject", forms)
        self._page.pdf_dict_puts("Resources", own)
        return name.encode()

    def _balance(self) -> tuple[int, int]:
        """How many states the contents restore without having saved them, and the reverse."""
        contents = self._page.pdf_dict_gets("Contents")
        if not contents.m_internal:
            return 0, 0
        resources = self._page.pdf_dict_gets("Resources")
        before, after = _mupdf.pdf_count_q_balance_outparams_fn(
            self._sheets.pdf, resources, contents
        )
        return int(before), int(after)

    def _around(self, before: bytes, after: bytes) -> None:
        contents = self._page.pdf_dict_gets("Contents")
        parts = [contents] if contents.m_internal else []
        if contents.pdf_is_array():
            parts = [contents.pdf_array_get(at) for at in range(contents.pdf_array_len())]
        row = self._sheets.pdf.pdf_new_array(len(parts) + 2)
        paper, sheets = self._sheets.paper, self._sheets
        ends = reference(paper, sheets.bracket(before)), reference(paper, sheets.bracket(after))
        for part in (ends[0], *parts, ends[1]):
            row.pdf_array_push(part)
        self._page.pdf_dict_puts("Contents", row)

    def _pin(self, marks: Sequence[Mark]) -> None:
        there = self._page.pdf_dict_gets("Annots")
        row = self._sheets.pdf.pdf_new_array(len(marks))
        for at in range(there.pdf_array_len()):
            row.pdf_array_push(there.pdf_array_get(at))
        for mark in marks:
            row.pdf_array_push(reference(self._sheets.paper, self._pinned(mark)))
        self._page.pdf_dict_puts("Annots", row)

    def _pinned(self, mark: Mark) -> int:
        """Return the number of a note that any reader opens, unseen over the mark's own sign."""
        left, top, right, bottom = box_of(mark)
        # Readers never turn such a note with its page: it hangs from its upper left corner.
        corner = _mupdf.fz_transform_point(_mupdf.FzPoint(left, top), self._back)
        unit = _mupdf.fz_matrix_expansion(self._back)
        wide, high = (right - left) * unit, (bottom - top) * unit
        objects, layer = self._sheets.objects, self._sheets.layer
        nothing = objects.stream(
            b"", b"/Type /XObject /Subtype /Form /BBox [0 0 %.2f %.2f]" % (wide, high)
        )
        return objects.put(
            b"<< /Type /Annot /Subtype /Text /Rect [%.2f %.2f %.2f %.2f] /Contents %s /T %s"
            b" /M %s /Name /%s /C [%s] /F %d /OC %d 0 R /AP << /N %d 0 R >> >>"
            % (
                *(corner.x, corner.y - high, corner.x + wide, corner.y),
                *(text(mark["text"] or ""), text(mark["by"])),
                date(datetime.fromtimestamp(mark["at"] / 1000, UTC)),
                b"Help" if mark["tool"] == "slip" else b"Note",
                *(colour(mark["color"]), _PRINTED | _UPRIGHT, layer, nothing),
            )
        )


def _copy(pdf: Any, there: Any) -> Any:
    """Return a dictionary of its own with the same entries; empty where there is none."""
    return there.pdf_copy_dict() if there.pdf_is_dict() else pdf.pdf_new_dict(4)
