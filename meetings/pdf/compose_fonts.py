"""Typefaces for the papers we make: which glyph of which font file shows a piece of text.

A typeface is a row of font files; the first that has the character is used, and MuPDF's
built-in Droid Sans Fallback ends every row, so that the row is never empty.
"""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import pymupdf
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # has no types

MINCHO = "mincho"
GOTHIC = "gothic"
NOTES = "notes"
FILES = {
    MINCHO: ("BIZUDMincho_400Regular.ttf", "NotoSerifJP_400Regular.ttf"),
    GOTHIC: ("BIZUDGothic_700Bold.ttf", "NotoSerifJP_400Regular.ttf"),
    NOTES: ("BIZUDGothic_400Regular.ttf", "NotoSerifJP_400Regular.ttf"),
}
GETA = "〓"  # what Japanese typesetters set where the type is missing

# A character with the marks that belong to it: variation selectors, joiners, sound marks.
CLUSTER = re.compile(
    r"[\s\S][\u0300-\u036f\u200b-\u200f\u2060\u3099\u309a\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef]*"
)
_INVISIBLE = re.compile(r"[\u200b-\u200f\u2060\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef]")
_SELECTOR = re.compile(r"[\ufe00-\ufe0f\U000e0100-\U000e01ef]")

# Sound marks that melt with no letter stand after it.
_SPACING = {"\u3099": "゛", "\u309a": "゜"}


class FontFile:
    """One TrueType font, read lazily; lengths are in units of 1/1000 em unless said otherwise."""

    def __init__(self, name: str, data: bytes) -> None:
        self.name = name
        self.tables: Any = TTFont(io.BytesIO(data), lazy=True)
        self.unit = 1000 / int(self.tables["head"].unitsPerEm)
        self.places: Sequence[int] = self.tables["loca"].locations
        self.outlines: bytes = self.tables.reader["glyf"]
        self.characters: dict[int, str] = self.tables.getBestCmap()

    @cached_property
    def variants(self) -> dict[tuple[int, int], str | None]:
        """Glyph names by (character, variation selector); None stands for the usual glyph."""
        found: dict[tuple[int, int], str | None] = {}
        for table in self.tables["cmap"].tables:
            if table.format == 14:
                for selector, pairs in table.uvsDict.items():
                    found.update({(base, selector): name for base, name in pairs})
        return found

    @cached_property
    def upright(self) -> dict[str, str]:
        """Glyph names for vertical writing by the name of the horizontal glyph (`vert`)."""
        if "GSUB" not in self.tables:
            return {}
        table = self.tables["GSUB"].table
        lookups = {
            index
            for record in table.FeatureList.FeatureRecord
            if record.FeatureTag == "vert"
            for index in record.Feature.LookupListIndex
        }
        found: dict[str, str] = {}
        for index in sorted(lookups):
            for part in table.LookupList.Lookup[index].SubTable:
                found.update(getattr(part, "ExtSubTable", part).mapping)
        return found

    def glyph(self, cluster: str) -> str | None:
        """The glyph's name for a character with its marks, or None where this font lacks it."""
        selector = _SELECTOR.search(cluster)
        if selector and (name := self.variants.get((ord(cluster[0]), ord(selector[0])))):
            return name
        bare = _INVISIBLE.sub("", cluster) or " "
        # Only a letter with its marks is melted together: NFC would turn 神 (U+FA19) into 神.
        melted = unicodedata.normalize("NFC", bare) if len(bare) > 1 else bare
        return self.characters.get(ord(melted[0]))

    def width(self, glyph: str) -> float:
        """The glyph's advance."""
        return float(self.tables["hmtx"][glyph][0] * self.unit)


@dataclass(frozen=True, slots=True)
class Glyph:
    """What is drawn for a piece of text: font file, glyph name, advance in 1/1000 em."""

    file: FontFile
    name: str
    width: float
    text: str


class Typeface:
    """A row of font files asked one after the other."""

    def __init__(self, files: tuple[FontFile, ...]) -> None:
        self.files = files
        self._seen: dict[tuple[str, bool], Glyph] = {}

    def glyphs(self, text: str, vertical: bool = False) -> list[Glyph]:
        """The glyphs of a text without line ends, one for each character with its marks."""
        return [
            self._glyph(part, vertical) for part in CLUSTER.findall(text) for part in _parts(part)
        ]

    def _glyph(self, cluster: str, vertical: bool) -> Glyph:
        key = (cluster, vertical)
        if key not in self._seen:
            self._seen[key] = self._find(cluster, vertical)
        return self._seen[key]

    def _find(self, cluster: str, vertical: bool) -> Glyph:
        shown = " " if unicodedata.category(cluster[0]) in ("Cc", "Zl", "Zp") else cluster
        for wanted in (_SPACING.get(shown, shown), GETA, "?"):
            for file in self.files:
                if name := file.glyph(wanted):
                    if vertical:
                        name = file.upright.get(name, name)
                    return Glyph(file, name, file.width(name), cluster)
        raise LookupError(f"no font has a glyph for {cluster!r}, nor a sign for a missing one")


def _parts(cluster: str) -> list[str]:
    """The cluster whole where it has one glyph by right, else each of its characters."""
    bare = _INVISIBLE.sub("", cluster)
    return [cluster] if len(unicodedata.normalize("NFC", bare)) < 2 else list(bare)


def folder() -> Path:
    """Where the asset step puts the fonts: beside the package, in a wheel inside it."""
    here = Path(__file__).resolve()
    inside = here.parents[1] / "static" / "vendor" / "fonts"
    return inside if inside.is_dir() else here.parents[2] / "static" / "vendor" / "fonts"


@cache
def _file(path: Path) -> FontFile | None:
    return FontFile(path.stem.split("_")[0], path.read_bytes()) if path.is_file() else None


@cache
def _last_resort() -> FontFile:
    font = pymupdf.Font("japan")
    return FontFile("DroidSansFallback", bytes(font.buffer))


@cache
def typeface(name: str) -> Typeface:
    """The typeface `mincho`, `gothic` or `notes`; KeyError for any other name."""
    found = (_file(folder() / file) for file in FILES[name])
    return Typeface((*(file for file in found if file), _last_resort()))
