"""Every Japanese and English sentence, by language and key."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

LANGUAGES = ("ja", "en")
MOST = 40
"""Characters a name may have inside a sentence; `static/clerk/words.js` holds to the same."""


class Words:
    """The sentences of all languages; keys are dotted paths."""

    def __init__(self, folder: Path = Path(__file__).parent) -> None:
        self.tables = {language: _flat(folder / language) for language in LANGUAGES}

    def say(self, language: str, key: str, **values: object) -> str:
        """Return the sentence with its ``{names}`` filled; ``KeyError`` where it is missing."""
        return self.tables[language][key].format(**values)

    def group(self, language: str, *groups: str) -> dict[str, str]:
        """Return the sentences of some groups, for the browser."""
        wanted = tuple(f"{group}." for group in groups)
        return {k: v for k, v in self.tables[language].items() if k.startswith(wanted)}


def shortened(name: str, most: int = MOST) -> str:
    """Return a name as it is, or its beginning and its end with … between."""
    if len(name) <= most:
        return name
    end = most // 3
    return f"{name[: most - end - 1]}…{name[-end:]}"


@cache
def _flat(folder: Path) -> dict[str, str]:
    """Read a language's sentences: once, since they do not change while a process runs."""
    table: dict[str, str] = {}
    for path in sorted(folder.glob("*.toml")):
        with path.open("rb") as file:
            for key, sentence in _leaves("", tomllib.load(file)):
                if key in table:
                    raise ValueError(f"{key} is said twice in {folder}")
                table[key] = sentence
    return table


def _leaves(prefix: str, table: dict[str, Any]) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for key, value in table.items():
        path = f"{prefix}{key}"
        found += _leaves(f"{path}.", value) if isinstance(value, dict) else [(path, str(value))]
    return found
