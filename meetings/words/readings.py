"""How names sound: the hiragana of titles, so that they are found by who types in kana.

By SudachiPy and its small dictionary (both Apache-2.0): administrative compounds such as
児童福祉総務費 come out right, where smaller converters get endings wrong.
"""

from __future__ import annotations

import threading
from functools import cache, lru_cache

from sudachipy import Dictionary
from sudachipy.tokenizer import Tokenizer

_one_at_a_time = threading.Lock()
_KATAKANA = {code: code - 0x60 for code in range(ord("ァ"), ord("ヶ") + 1)}


@lru_cache(maxsize=20_000)
def reading(text: str) -> str:
    """Return a title as it is read aloud, in hiragana without spaces; digits are spelt too."""
    with _one_at_a_time:
        parts = _tokenizer().tokenize(text)
        sounds = [part.reading_form() or part.surface() for part in parts]
    return "".join("".join(sounds).translate(_KATAKANA).split())


@cache
def _tokenizer() -> Tokenizer:
    return Dictionary(dict="small").tokenizer()
