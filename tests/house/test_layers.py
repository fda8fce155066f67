"""Every line has an address: imports point downward (docs/architecture.md)."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.tree import ROOT, code, files, short

ALL = (
    "__init__ acts assets cli commands config database demo desk domain files given house jobs "
    "live memory migrations pdf rooms standby turns web wire wiring words"
)

# First part of a module's name under `meetings` -> the parts it may import.
MAY_IMPORT = {
    "domain": "domain",
    "files": "files",
    "given": "",
    "pdf": "pdf",
    "words": "words",
    "config": "",
    "assets": "",
    "database": "config domain memory",
    "memory": "domain",
    "migrations": "domain migrations",
    "house": "config database domain files pdf words",
    "acts": "domain given house",
    "commands": "acts commands database domain files given house pdf",
    "turns": "database domain",
    "desk": "acts commands database domain given house turns words",
    "jobs": "acts commands database desk domain files house jobs pdf",
    "rooms": "database domain",
    "wire": "wire",
    "live": "acts commands config desk domain given house live rooms wire words",
    "standby": "config domain files house standby",
    "web": "acts assets commands config database desk domain files given house jobs live pdf web "
    "words",
    "wiring": ALL,
    "cli": ALL,
    "demo": ALL,
    "__init__": ALL,
    "__main__": ALL,
}

# Packages from outside -> the parts that may import them.
OUTSIDE = {
    "alembic": "migrations",
    "pymupdf": "pdf",
    "fitz": "",
    "fontTools": "pdf",
    "flask": "web live wiring cli __init__",
    "flask_limiter": "web wiring",
    "flask_login": "live web wiring",
    "flask_socketio": "live wiring",
    "flask_wtf": "web wiring",
    "engineio": "wire",
    "sudachipy": "words",
    "werkzeug": "web live wiring cli __init__",
    "wsproto": "wire",
}

MODULES = files(".py", within=("meetings",))


def part_of(module: str) -> str:
    """Return the first part of a module's name below `meetings`; the package's own is __init__."""
    return [*module.split("."), "__init__"][1]


def name_of(path: Path) -> str:
    """Return the module's dotted name."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(tree: ast.Module, package: str) -> Iterator[tuple[int, str]]:
    """Yield line and dotted name of all that a module in a package imports.

    Relative imports are resolved; `from meetings import desk` is `meetings.desk`, and so is
    `import_module("meetings.desk")`.
    """
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                yield from ((node.lineno, alias.name) for alias in names)
            case ast.ImportFrom(module=module, names=names, level=level):
                above = package.split(".")
                base = ".".join(above[: len(above) - level + 1]) if level else ""
                base = ".".join(filter(None, [base, module]))
                whole = base == "meetings"
                for alias in names if whole else [None]:
                    yield node.lineno, f"{base}.{alias.name}" if alias else base
            case ast.Call(func=function, args=[ast.Constant(value=str(name)), *_]) if (
                "import" in ast.unparse(function)
            ):
                yield node.lineno, name


def faults(path: Path) -> Iterator[str]:
    """Yield a sentence for each import of a file that its layer may not have."""
    name = name_of(path)
    package = name if path.name == "__init__.py" else name.rpartition(".")[0]
    part = part_of(name)
    for line, other in imports(code(path), package):
        top = other.split(".")[0]
        house = top == "meetings"
        # `from meetings import create_app` names no part: it is the package's own.
        target = part_of(other) if part_of(other) in MAY_IMPORT else "__init__"
        allowed = target in MAY_IMPORT[part].split() if house else part in outside(top, part)
        if not allowed:
            yield f"{short(path)}:{line}: {part} may not import {other}"


def outside(package: str, part: str) -> list[str]:
    """Return the parts that may import a package from outside the house."""
    return OUTSIDE.get(package, part).split()


def test_every_module_has_a_layer() -> None:
    assert {part_of(name_of(path)) for path in MODULES} <= MAY_IMPORT.keys()


@pytest.mark.parametrize("path", MODULES, ids=short)
def test_imports_point_downward(path: Path) -> None:
    assert list(faults(path)) == []


def test_relative_and_dynamic_imports_are_seen() -> None:
    text = """
from . import page
from .. import desk
from ..web import papers
import meetings.live
from meetings import acts as register
importlib.import_module("meetings.jobs")
"""
    found = [name for _, name in imports(ast.parse(text), "meetings.pdf")]
    assert found == [
        "meetings.pdf",
        "meetings.desk",
        "meetings.web",
        "meetings.live",
        "meetings.acts",
        "meetings.jobs",
    ]
