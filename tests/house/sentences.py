"""Finds the keys of sentences that templates, modules and Python ask for."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tests.house.tree import code, files, located, short

ASKED = re.compile(r"(?<![\w$])(?:t|say)\(")
STRING = re.compile(r"(?P<quote>['\"`])(?P<text>(?:(?!(?P=quote)).)*)(?P=quote)")
COMPARED = re.compile(r"[=!]=\s*$")
KEY = re.compile(r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)*")


class Asked(NamedTuple):
    """A key that is asked for, or the beginning of one, and the place (`file:line`)."""

    key: str
    begins: bool
    place: str


def first_argument(text: str) -> str:
    """Return the first argument of a call whose opening bracket lies just before the text."""
    depth = 0
    for at, sign in enumerate(text):
        if depth == 0 and sign in ",)":
            return text[:at]
        depth += (sign in "([{") - (sign in ")]}")
    return text


def in_call(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the keys in a call's first argument and whether each is only a beginning.

    `'a.b'`, `'a.' + name`, `'a.' ~ name`, a template literal and `open ? 'a' : 'b'` are read;
    strings that are compared with are no keys.
    """
    argument = first_argument(text)
    for match in STRING.finditer(argument):
        if COMPARED.search(argument[: match.start()]):
            continue
        literal, hole, _ = match["text"].partition("${")
        begins = bool(hole) or argument[match.end() :].lstrip()[:1] in ("~", "+")
        if literal and KEY.fullmatch(literal.rstrip(".")):
            yield literal, begins


def in_pages() -> Iterator[Asked]:
    """Yield what the templates and the browser's modules ask for."""
    for path in files(".html", ".js", ".xml", ".txt", within=("static", "templates")):
        text = path.read_text(encoding="utf-8")
        for line, match in located(text, ASKED):
            for key, begins in in_call(text[match.end() :]):
                yield Asked(key, begins, f"{short(path)}:{line}")


def in_python() -> Iterator[Asked]:
    """Yield what Python asks for: `t("key")` and `say(language, "key")`."""
    for path, call in calls():
        name = called(call)
        wanted = call.args[:1] if name == "t" else call.args[1:2] if name == "say" else []
        yield from _constant(wanted, "", path)


def refusals() -> Iterator[Asked]:
    """Yield the sentence's key of every refusal: `Refused("noun.reason")` and its like."""
    for path, call in calls():
        if re.search("refus", called(call), re.IGNORECASE):
            yield from _constant(call.args[:1], "refusal.", path)


def calls() -> Iterator[tuple[Path, ast.Call]]:
    """Yield every call in the house with its file."""
    for path in files(".py", within=("meetings",)):
        yield from ((path, node) for node in ast.walk(code(path)) if isinstance(node, ast.Call))


def called(call: ast.Call) -> str:
    """Return the last part of the name of what is called, or an empty string."""
    function = call.func
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _constant(nodes: list[ast.expr], before: str, path: Path) -> Iterator[Asked]:
    """Yield the keys a node can stand for: a string, the head of an f-string, either of two."""
    for node in nodes:
        place = f"{short(path)}:{node.lineno}"
        match node:
            case ast.Constant(value=str(key)) if "." in key:
                yield Asked(before + key, begins=False, place=place)
            case ast.JoinedStr(values=[ast.Constant(value=str(key)), *_]):
                yield Asked(before + key, begins=True, place=place)
            case ast.IfExp(body=one, orelse=other):
                yield from _constant([one, other], before, path)
