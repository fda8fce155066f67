"""Whether two pages are made of the same objects: then they need not be drawn to be compared."""

from __future__ import annotations

import hashlib
import re
from typing import Any

_REFERENCE = re.compile(r"(\d+) 0 R")
_KEYS = ("Contents", "Resources", "MediaBox", "CropBox", "Rotate", "Annots", "UserUnit", "Group")
_INHERITED = ("Resources", "MediaBox", "CropBox", "Rotate")
_DEEP = 60  # objects within objects
_MANY = 20_000  # objects of a page


class Contents:
    """The digests of a paper's pages: of all that a page refers to, but not its place in it."""

    def __init__(self, paper: Any) -> None:
        self._paper = paper
        self._known: dict[int, bytes | None] = {}

    def of(self, page: int) -> bytes | None:
        """The digest of a page (from 0); None where it is in a ring or too large to tell."""
        xref = self._paper.page_xref(page)
        said = b""
        for key in _KEYS:
            value = self._value(xref, key)
            part = self._told(value, 0) if value else b"-"
            if part is None:
                return None
            said += part
        return hashlib.sha256(said).digest()

    def _value(self, xref: int, key: str) -> str:
        for _ in range(_DEEP):
            kind, value = self._paper.xref_get_key(xref, key)
            if kind != "null":
                return f"{kind} {value}"
            kind, parent = self._paper.xref_get_key(xref, "Parent")
            if key not in _INHERITED or kind != "xref":
                break
            xref = int(parent.split()[0])
        return ""

    def _told(self, value: str, depth: int) -> bytes | None:
        """The digest of a value, each reference replaced by the digest of what it names."""
        said, at = b"", 0
        for found in _REFERENCE.finditer(value):
            part = self._object(int(found[1]), depth + 1)
            if part is None:
                return None
            said += value[at : found.start()].encode() + part
            at = found.end()
        return hashlib.sha256(said + value[at:].encode()).digest()

    def _object(self, xref: int, depth: int) -> bytes | None:
        if xref in self._known:
            return self._known[xref]
        # While it is under way it counts as unknown, which also ends rings.
        self._known[xref] = None
        if depth > _DEEP or len(self._known) > _MANY:
            return None
        said = self._told(self._paper.xref_object(xref, compressed=True), depth)
        if said is not None and self._paper.xref_is_stream(xref):
            said = hashlib.sha256(said + self._paper.xref_stream_raw(xref)).digest()
        self._known[xref] = said
        return said
