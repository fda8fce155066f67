"""Documents that cannot lie: what the code has is in docs/, and what docs/ names exists."""

import dataclasses
import re
from pathlib import Path

import pytest

import meetings.commands  # noqa: F401  (fills the register of acts)
from meetings.__main__ import COMMANDS
from meetings.acts import REGISTRY
from meetings.config import Config
from meetings.domain.record import KINDS
from meetings.domain.rights import RIGHTS
from tests.house.tree import ROOT, files, located, short

PAGES = [*files(".md", within=("docs",)), *sorted(ROOT.glob("*.md")), ROOT / "storage/README.md"]
TEXT = "\n".join(
    page.read_text(encoding="utf-8") for page in PAGES if short(page).startswith("docs/")
)

# Settings are documented by the name one gives them, commands as one types them.
SETTINGS = [f"GIJO_{field.name.upper()}" for field in dataclasses.fields(Config)]
TYPED = [f"python -m meetings {name}" for name in COMMANDS]

TOP = "meetings|static|templates|tests|docs|bench|bin|deploy|storage|\\.ci"
NAMED = re.compile(rf"`(?P<path>(?:{TOP})/[\w./-]*|\w[\w./-]*\.(?:py|js|css|html|md|toml|json))`")
NAMES = {
    path.name for path in (*ROOT.iterdir(), *files(".py", ".js", ".css", ".html", ".md", ".toml"))
}
MADE = ("static/vendor", "static/built", "storage/")


def said(name: str) -> bool:
    """Say whether the documents have a name as a whole word: `ink.draw` is not in `ink.drawn`."""
    return re.search(rf"(?<![\w.]){re.escape(name)}(?![\w]|\.\w)", TEXT) is not None


@pytest.mark.parametrize("name", sorted(REGISTRY.keys() | RIGHTS.keys() | KINDS))
def test_every_act_right_and_entry_kind_is_in_the_documents(name: str) -> None:
    assert said(name)


@pytest.mark.parametrize("name", SETTINGS)
def test_every_setting_is_in_the_documents(name: str) -> None:
    assert said(name)


@pytest.mark.parametrize("command", TYPED)
def test_every_command_is_in_the_documents(command: str) -> None:
    assert said(command)


@pytest.mark.parametrize("page", PAGES, ids=short)
def test_every_file_a_document_names_exists(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert [
        f"line {line}: {match['path']}"
        for line, match in located(text, NAMED)
        if not match["path"].startswith(MADE) and not exists(page, match["path"])
    ] == []


def exists(page: Path, path: str) -> bool:
    """Say whether a path is there, from the root or beside the page; or a file of a bare name."""
    return path in NAMES or (ROOT / path).exists() or (page.parent / path).exists()


LINK = re.compile(r"\]\((?P<path>[^)#:\s]+)(?:#[^)]*)?\)")


@pytest.mark.parametrize("page", PAGES, ids=short)
def test_every_link_and_picture_of_a_document_leads_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert [
        f"line {line}: {match['path']}"
        for line, match in located(text, LINK)
        if not (page.parent / match["path"]).exists()
    ] == []


KEYS = re.compile(r'\("(?P<deed>\w+)", \((?P<keys>"[^)]*)\)\)')


def test_the_keys_the_screens_list_are_in_the_documents() -> None:
    listed = (ROOT / "templates/keyboard.html").read_text(encoding="utf-8")
    told = (ROOT / "docs/accessibility.md").read_text(encoding="utf-8")
    keys = {key for row in KEYS.finditer(listed) for key in re.findall(r'"([^"]+)"', row["keys"])}
    assert len(keys) > 15
    assert {key for key in keys if f"`{key}`" not in told} == set()


def test_every_right_is_of_an_act() -> None:
    assert REGISTRY.keys() ^ RIGHTS.keys() == set()
