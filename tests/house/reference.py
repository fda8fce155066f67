"""What is made from the code: `python -m tests.house.reference` renews parts of docs/ and a module.

A made part stands between `<!-- made: name -->` and `<!-- end -->`; the words around it are
written by hand. `tests/house/test_reference.py` holds the parts to the code.
"""

import ast
import inspect
import json
import re
import textwrap
from argparse import Action, ArgumentParser
from collections.abc import Callable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

import meetings.commands  # noqa: F401  (fills the register of acts)
from meetings import config
from meetings.__main__ import COMMANDS
from meetings.acts import REGISTRY, Act
from meetings.commands import carrying
from meetings.domain.folding import TABLE
from meetings.domain.record import KINDS
from meetings.domain.rights import RIGHTS
from meetings.given import MOST
from meetings.web.openapi import build
from tests.house.tree import ROOT

ROLES = ("administrator", "clerk", "chair", "member", "executive", "guest")
STATES = ("preparing", "announced", "open", "recess", "closed", "sealed")
MADE = re.compile(r"(?P<head><!-- made: (?P<name>\w+) -->\n).*?(?P<foot><!-- end -->)", re.DOTALL)


def acts() -> str:
    """Every act: sentence, arguments, roles, states, entry."""
    return "\n".join(
        f"## {noun}\n\n" + "\n".join(map(_act, group))
        for noun, group in groupby(REGISTRY.values(), lambda act: act.name.split(".")[0])
    )


def _act(act: Act) -> str:
    schema = act.given.model_json_schema()
    optional = {name for name in schema["properties"] if name not in schema.get("required", ())}
    lines = [f"### `{act.name}`", "", act.doc.replace("``", "`"), ""]
    for name, kind in schema["properties"].items():
        lines.append(f"- `{name}`: {_kind(kind, schema)}{', optional' if name in optional else ''}")
    right = RIGHTS[act.name]
    lines += ["", f"Roles: {_among(ROLES, right.roles)}."]
    if right.states:
        lines[-1] += f" States: {_among(STATES, right.states)}."
    lines[-1] += f" Entry: {', '.join(f'`{kind}`' for kind in sorted(entries_of(act)))}."
    return "\n".join([*lines, ""])


def _among(order: tuple[str, ...], chosen: frozenset[str]) -> str:
    return "all" if chosen >= set(order) else ", ".join(name for name in order if name in chosen)


def _kind(schema: dict[str, Any], whole: dict[str, Any]) -> str:
    """Return what an argument may be, in words; `whole` has what it refers to."""
    if "$ref" in schema:
        return _fields(whole["$defs"][schema["$ref"].rpartition("/")[2]], whole)
    choices = [one for one in schema.get("anyOf", ()) if one.get("type") != "null"]
    if choices:
        return _kind(choices[0], whole)
    if "enum" in schema:
        return "one of " + ", ".join(f"`{one}`" for one in schema["enum"])
    if schema["type"] == "array":
        items = _kind(schema["items"], whole)
        return f"{schema.get('minItems', 0)} to {schema['maxItems']} of: {items}"
    names = {"integer": "whole number", "number": "number", "boolean": "`true` or `false`"}
    if schema["type"] != "string":
        return names[schema["type"]] + _limits(schema)
    text = "text" + _length(schema.get("minLength", 0), schema.get("maxLength"))
    return f"{text}, as `{schema['pattern']}`" if "pattern" in schema else text


def _fields(schema: dict[str, Any], whole: dict[str, Any]) -> str:
    """Return the fields of an argument that has some, in words."""
    needed = schema.get("required", ())
    told = (
        f"`{name}` ({_kind(kind, whole)}{'' if name in needed else ', optional'})"
        for name, kind in schema["properties"].items()
    )
    return ", ".join(told)


def _limits(schema: dict[str, Any]) -> str:
    least, above, most = (schema.get(k) for k in ("minimum", "exclusiveMinimum", "maximum"))
    # All whole numbers end there, and begin with 0: that is said once, at the top.
    most, least = None if most == MOST else most, None if (least, most) == (0, MOST) else least
    parts = (("from", least), ("above", above), ("to", most))
    return "".join(f" {word} {value:g}" for word, value in parts if value is not None)


def _length(least: int, most: int | None) -> str:
    if most is None:
        return ""
    return f" of {least} to {most} characters" if least else f" of at most {most} characters"


def entries_of(act: Act) -> set[str]:
    """Return the kinds of entries an act writes, as its code names them.

    Where an act shares a function with its opposite (erase and restore), the kind whose
    verb begins like the act's is meant.
    """
    found = _kinds(act.function, set())
    verb = act.name.split(".")[1][:4]
    alike = {kind for kind in found if kind.split(".")[1].startswith(verb)}
    return alike if len(found) > 1 and alike else found


def _kinds(function: Callable[..., Any], walked: set[str]) -> set[str]:
    walked.add(function.__name__)
    tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    found = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)} & KINDS
    for node in ast.walk(tree):
        other = _called(function, node)
        if other and other.__name__ not in walked:
            found |= _kinds(other, walked)
    return {str(kind) for kind in found}


def _called(function: Callable[..., Any], node: ast.AST) -> Callable[..., Any] | None:
    """Return the function named here: of the act's own file, or of what carries marks on."""
    here = function.__module__ == carrying.__name__
    if isinstance(node, ast.Name) and (here or node.id.startswith("_")):
        other = function.__globals__.get(node.id)
    elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        other = getattr(carrying, node.attr, None) if node.value.id == "carrying" else None
    else:
        other = None
    return other if inspect.isfunction(other) else None


def rights() -> str:
    """The table of rights: acts by roles, and the states."""
    head = ["act", *ROLES, "states"]
    rows = [head, ["---"] * len(head)]
    for name, right in RIGHTS.items():
        marks = ["yes" if role in right.roles else "" for role in ROLES]
        states = _among(STATES, right.states) if right.states else ""
        rows.append([f"`{name}`", *marks, states])
    return _table(rows)


def settings() -> str:
    """Every setting with its default and the text under it."""
    rows = [["setting", "default", "what it says"], ["---"] * 3]
    for name, text in _texts():
        default = str(getattr(config.Config, name))
        given = f"`{default}`" if default else "empty"
        rows.append([f"`GIJO_{name.upper()}`", given, text.replace("``", "`")])
    return _table(rows)


def _texts() -> Iterator[tuple[str, str]]:
    """Yield each field of Config with the text under it."""
    tree = ast.parse(inspect.getsource(config.Config)).body[0]
    assert isinstance(tree, ast.ClassDef)
    for field, text in zip(tree.body, tree.body[1:], strict=False):
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name):
            assert isinstance(text, ast.Expr), f"{field.target.id} has no text"
            yield field.target.id, " ".join(str(ast.literal_eval(text.value)).split())


class Listening(ArgumentParser):
    """A parser that remembers what it was told; its own help differs between Pythons."""

    def __init__(self) -> None:
        self.told: list[tuple[tuple[str, ...], dict[str, Any]]] = []
        super().__init__(add_help=False)

    def add_argument(self, *names: str, **told: Any) -> Action:
        """Take an argument and remember it."""
        self.told.append((names, told))
        return super().add_argument(*names, **told)


def commands() -> str:
    """Every command with its arguments."""
    parts = []
    for name, (describe, run) in COMMANDS.items():
        parser = Listening()
        describe(parser)
        first = (run.__doc__ or "").split("\n")[0]
        lines = [f"## `python -m meetings {name}`", "", first, ""]
        parts.append("\n".join([*lines, *(_argument(*one) for one in parser.told), ""]))
    return "\n".join(parts)


def _argument(names: tuple[str, ...], told: dict[str, Any]) -> str:
    text = str(told.get("help", ""))
    if "choices" in told:
        text += (": " if text else "") + ", ".join(f"`{one}`" for one in told["choices"])
    if told.get("default") is not None:
        text += f" (default `{told['default']}`)"
    return f"- `{names[0]}`: {text}" if text else f"- `{names[0]}`"


def routes() -> str:
    """The interface for programs: method, path, what it gives."""
    rows = [["method", "path", "what"], ["---"] * 3]
    for path, methods in build()["paths"].items():
        if path.startswith("/api/acts/"):
            continue
        rows += [[name.upper(), f"`{path}`", told["summary"]] for name, told in methods.items()]
    return _table(rows)


def _table(rows: list[list[str]]) -> str:
    return "".join(
        f"| {' | '.join(cell.replace('|', '&#124;') for cell in row)} |\n" for row in rows
    )


PARTS: dict[str, Callable[[], str]] = {
    "acts": acts,
    "rights": rights,
    "settings": settings,
    "commands": commands,
    "routes": routes,
}


def renewed(text: str) -> str:
    """Return a document with its made parts as the code has them now."""
    return MADE.sub(lambda m: f"{m['head']}\n{PARTS[m['name']]().strip()}\n\n{m['foot']}", text)


def pages() -> Iterator[Path]:
    """Yield the documents that have made parts."""
    for page in sorted((ROOT / "docs").glob("*.md")):
        if MADE.search(page.read_text(encoding="utf-8")):
            yield page


FOLDING = ROOT / "static" / "record" / "folding_table.js"


def folding() -> str:
    """The tablet's module with the table of folding."""
    table = TABLE | {"kanji": " ".join(TABLE["kanji"].split())}
    lines = (
        f"export const {name} = {json.dumps(value, ensure_ascii=False)};\n"
        for name, value in table.items()
    )
    return "// Made from meetings/domain/folding.toml by tests/house/reference.py.\n" + "".join(
        lines
    )


if __name__ == "__main__":
    FOLDING.write_text(folding(), encoding="utf-8")
    for page in pages():
        page.write_text(renewed(page.read_text(encoding="utf-8")), encoding="utf-8")
