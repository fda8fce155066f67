"""Japanese fonts for papers that name one and don't bring it (child process).

MuPDF's own substitute is a gothic for everything. Where the BIZ UD fonts are installed, a mincho
stays a mincho, and vertical writing gets their vertical punctuation.
"""

from __future__ import annotations

import io
import re
import unicodedata
from pathlib import Path
from typing import Any

import pymupdf
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # has no types

_mupdf: Any = pymupdf.mupdf
_JAPAN = 2  # FZ_ADOBE_JAPAN

# The first that is installed; none: MuPDF's own.
_FILES = {
    ("mincho", False): ("BIZUDMincho_400Regular.ttf",),
    ("mincho", True): ("BIZUDMincho_700Bold.ttf", "BIZUDMincho_400Regular.ttf"),
    ("gothic", False): ("BIZUDGothic_400Regular.ttf",),
    ("gothic", True): ("BIZUDGothic_700Bold.ttf", "BIZUDGothic_400Regular.ttf"),
}
_JAPANESE_NAME = re.compile(
    "(ＭＳ|MS).{0,3}(Mincho|Gothic|明朝|ゴシック)|Ryumin|GothicBBB", re.IGNORECASE
)
_MINCHO_NAME = re.compile("mincho|明朝|ryumin", re.IGNORECASE)
_BOLD_NAME = re.compile("bold|heavy|futo", re.IGNORECASE)


class Substitutes(_mupdf.FzInstallLoadSystemFontFuncsArgs2):  # type: ignore[misc]  # has no types
    """MuPDF asks it for every font that a paper names and does not bring."""

    def __init__(self, folder: Path | None) -> None:
        super().__init__()
        self._folder = folder or Path()
        self._buffers: dict[Path, Any] = {}
        if folder is not None:
            self.use_virtual_f()
            self.use_virtual_f_cjk()
            _mupdf.fz_install_load_system_font_funcs2(self)

    def f(self, _context: Any, name: str, bold: int, _italic: int, _exact: int) -> Any:
        """A font for Latin text in a Japanese font, or None."""
        if not _JAPANESE_NAME.search(name):
            return None
        return self._font(bool(_MINCHO_NAME.search(name)), bool(bold) or bold_by(name))

    def f_cjk(self, _context: Any, name: str, ordering: int, serif: int) -> Any:
        """A font for Japanese text, or None."""
        if ordering != _JAPAN:
            return None
        return self._font(bool(serif) or bool(_MINCHO_NAME.search(name)), bold_by(name))

    def _font(self, mincho: bool, bold: bool) -> Any:
        for file in _FILES["mincho" if mincho else "gothic", bold]:
            path = self._folder / file
            if path.is_file():
                return _mupdf.ll_fz_new_font_from_buffer(None, self._buffer(path), 0, 0)
        return None

    def _buffer(self, path: Path) -> Any:
        if path not in self._buffers:
            self._buffers[path] = _mupdf.fz_new_buffer_from_copied_data(with_vertical_forms(path))
        return self._buffers[path].m_internal


def bold_by(name: str) -> bool:
    """Whether a font's name says that it is bold."""
    return bool(_BOLD_NAME.search(name))


def with_vertical_forms(path: Path) -> bytes:
    """The font file at `path` with its vertical glyphs found by the characters U+FE10 to U+FE4F.

    In vertical writing MuPDF asks for these characters; the BIZ UD fonts have the glyphs, but
    only by their table of substitutions. The changed font stays in this process.
    """
    font = TTFont(path, lazy=True)
    upright = _upright(font["GSUB"].table)
    usual = font.getBestCmap()
    added = {}
    for form, base in _vertical_forms().items():
        if (glyph := usual.get(base)) is not None:
            added[form] = upright.get(glyph, glyph)
    for table in font["cmap"].tables:
        if table.isUnicode() and table.format != 14:
            table.cmap = added | table.cmap
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


def _vertical_forms() -> dict[int, int]:
    """The full-width character each vertical form stands for."""
    forms = {0xFE31: 0x30FC}  # the dash's form, which MuPDF takes for ー too: the commoner of both
    for form in (*range(0xFE10, 0xFE20), *range(0xFE30, 0xFE50)):
        kind, _, base = unicodedata.decomposition(chr(form)).partition(" ")
        if kind == "<vertical>":
            code = int(base.split()[0], 16)
            forms.setdefault(form, code + 0xFEE0 if 0x21 <= code < 0x7F else code)
    return forms


def _upright(table: Any) -> dict[str, str]:
    features = [one.Feature for one in table.FeatureList.FeatureRecord if one.FeatureTag == "vert"]
    found: dict[str, str] = {}
    for at in sorted({at for feature in features for at in feature.LookupListIndex}):
        for part in table.LookupList.Lookup[at].SubTable:
            found.update(getattr(part, "ExtSubTable", part).mapping)
    return found
