"""Breaking Japanese text into lines by the usual rules (kinsoku, JIS X 4051 in short)."""

from __future__ import annotations

from meetings.pdf.compose_fonts import Glyph

_NO_START = frozenset(
    "、。，．・：；？！!?,.:;゛゜ヽヾゝゞ々ー－～〜―…‥"
    "）］｝」』】〕〉》)]}ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ％%゠"
)
_NO_END = frozenset("（［｛「『【〔〈《([{￥＄¥$第")
_HANGING = frozenset("、。，．,.")
_REACH = 40  # how far back a better place is looked for


def lines(glyphs: list[Glyph], limit: float, first: float | None = None) -> list[list[Glyph]]:
    """The glyphs cut into lines of at most `limit` (the first of `first`), in 1/1000 em.

    A comma or full stop may hang one character over the end, to be drawn in by the setting.
    """
    found: list[list[Glyph]] = []
    start = 0
    while start < len(glyphs) or not found:
        end = _end(glyphs, start, limit if found or first is None else first)
        found.append(glyphs[start:end])
        start = end
    return found


def _end(glyphs: list[Glyph], start: int, limit: float) -> int:
    """Where the line that begins at `start` ends; at least one glyph further."""
    length, end = 0.0, start
    while end < len(glyphs) and length + glyphs[end].width <= limit + 0.01:
        length += glyphs[end].width
        end += 1
    if end >= len(glyphs):
        return len(glyphs)
    if glyphs[end].text in _HANGING and (
        end + 1 == len(glyphs) or glyphs[end + 1].text not in _NO_START
    ):
        return end + 1
    for place in range(end, max(start, end - _REACH), -1):
        if _may_break(glyphs[place - 1].text, glyphs[place].text):
            return place
    return max(end, start + 1)


def _may_break(before: str, after: str) -> bool:
    if after[0] in _NO_START or before[0] in _NO_END:
        return False
    return not (_in_word(before) and _in_word(after))


def _in_word(char: str) -> bool:
    return char.isascii() and not char.isspace()
