"""The files of the checkout as the house tests see them."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
MADE = {"__pycache__", "vendor", "vendor.new", "built", "built.new", "node_modules"}
FOLDERS = ("meetings", "static", "templates", "tests", "bench", "deploy", "docs", "bin", ".ci")


@cache
def files(*suffixes: str, within: tuple[str, ...] = FOLDERS) -> list[Path]:
    """Return the files with one of the suffixes in folders of the checkout, without made ones."""
    found = (path for folder in within for path in (ROOT / folder).rglob("*"))
    return sorted(
        path for path in found if path.suffix in suffixes and not MADE.intersection(path.parts)
    )


@cache
def code(path: Path) -> ast.Module:
    """Return a Python file's syntax tree."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def short(path: Path) -> str:
    """Return a path as one writes it in the checkout."""
    return path.relative_to(ROOT).as_posix()


def located(text: str, pattern: re.Pattern[str]) -> Iterator[tuple[int, re.Match[str]]]:
    """Yield each match of a pattern in a text with the number of its line, from 1."""
    for match in pattern.finditer(text):
        yield text.count("\n", 0, match.start()) + 1, match
