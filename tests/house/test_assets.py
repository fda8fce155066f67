"""The browser's packages and fonts: copied by an allow-list, missed with a sentence."""

import json
import re
from pathlib import Path

import pytest

from meetings import assets
from tests.house.tree import ROOT


@pytest.fixture
def packages(tmp_path: Path) -> Path:
    """Return a folder like node_modules with every listed file, and some that are not listed."""
    folder = tmp_path / "node_modules"
    for name in [*assets.FILES, "idb/package.json", "socket.io-client/dist/socket.io.js"]:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(name)
    return folder


def test_only_listed_files_are_served(packages: Path, tmp_path: Path) -> None:
    static = tmp_path / "static"
    assets.copy(packages, static)
    vendor = static / "vendor"
    served = {path.relative_to(vendor).as_posix() for path in vendor.rglob("*") if path.is_file()}
    assert served == set(assets.FILES.values())
    assets.check(static)


def test_a_missing_file_is_named_with_the_way_to_mend_it(packages: Path, tmp_path: Path) -> None:
    static = tmp_path / "static"
    assets.copy(packages, static)
    (static / "vendor" / "idb.js").unlink()
    with pytest.raises(assets.AssetsMissing, match=r"idb\.js.*bin/demo"):
        assets.check(static)


def test_an_interrupted_copy_leaves_the_old_files(packages: Path, tmp_path: Path) -> None:
    static = tmp_path / "static"
    assets.copy(packages, static)
    (packages / "idb" / "LICENSE").unlink()
    with pytest.raises(FileNotFoundError):
        assets.copy(packages, static)
    assets.check(static)


def test_every_module_of_the_import_map_is_served() -> None:
    assert set(assets.MODULES.values()) <= {f"vendor/{name}" for name in assets.FILES.values()}


def test_this_checkout_has_all_it_serves() -> None:
    assets.check(assets.home() / "static")


def test_the_lock_names_no_registry() -> None:
    lock = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))
    assert [name for name, entry in lock["packages"].items() if "resolved" in entry] == []


def test_every_icon_the_reader_asks_for_is_drawn_once() -> None:
    drawn = re.findall(
        r'id="icon-([\w-]+)"',
        (ROOT / "templates/meetings/read_icons.html").read_text(encoding="utf-8"),
    )
    assert len(drawn) == len(set(drawn))
    asked = set()
    for path in (ROOT / "templates/meetings").glob("*.html"):
        text = path.read_text(encoding="utf-8")
        asked |= set(re.findall(r'icon\("([\w-]+)"\)', text))
        asked |= set(re.findall(r'control\("[\w-]+"[^,]*, "([\w-]+)"', text))
    for path in (ROOT / "static/paper").glob("*.js"):
        asked |= set(re.findall(r"icon\('([\w-]+)'\)", path.read_text(encoding="utf-8")))
    assert asked <= set(drawn)
