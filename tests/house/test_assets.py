"""The browser's packages and fonts: copied by an allow-list; modules bundled; a sentence if not."""

import json
import re
import subprocess
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
    (folder / "@esbuild").symlink_to(ROOT / "node_modules/@esbuild")
    return folder


@pytest.fixture
def static(tmp_path: Path) -> Path:
    """Return a folder like static/: modules of two screens, which share one, and a worker."""
    folder = tmp_path / "static"
    (folder / "keeping").mkdir(parents=True)
    for name in ("read", "home"):
        shared = "import { told } from './keeping/shared.js';\n"
        (folder / f"{name}.js").write_text(f"{shared}told('{name}');\n")
    (folder / "keeping" / "shared.js").write_text("export const told = (what) => alert(what);\n")
    (folder / "keeping" / "worker.js").write_text("export const attend = 1;\n")
    (folder / "looks.js").write_text("let looks = 1;\n")
    return folder


def test_only_listed_files_are_served(packages: Path, static: Path) -> None:
    assets.copy(packages, static)
    vendor = static / "vendor"
    served = {path.relative_to(vendor).as_posix() for path in vendor.rglob("*") if path.is_file()}
    assert served == set(assets.FILES.values())


def test_a_missing_file_is_named_with_the_way_to_mend_it(packages: Path, static: Path) -> None:
    assets.copy(packages, static)
    (static / "vendor" / "idb.js").unlink()
    with pytest.raises(assets.AssetsMissing, match=r"idb\.js.*bin/demo"):
        assets.check(static)


def test_an_interrupted_copy_leaves_the_old_files(packages: Path, static: Path) -> None:
    assets.copy(packages, static)
    (packages / "idb" / "LICENSE").unlink()
    with pytest.raises(FileNotFoundError):
        assets.copy(packages, static)
    assert (static / "vendor" / "idb.js").is_file()


def test_screens_share_what_they_share_and_no_stale_bundle_is_served(
    packages: Path, static: Path
) -> None:
    assets.copy(packages, static)
    with pytest.raises(assets.AssetsMissing, match="built"):
        assets.check(static)
    assets.bundle(packages, static)
    assets.check(static)
    built = {path.name: path.read_text() for path in (static / "built").rglob("*.js")}
    assert {"read.js", "home.js", "worker.js"} < set(built)
    assert sum("alert(" in text for text in built.values()) == 1
    assert "looks" not in "".join(built.values())
    (static / "keeping" / "shared.js").write_text("export const told = (what) => close(what);\n")
    with pytest.raises(assets.AssetsMissing, match="built"):
        assets.check(static)
    former = built["read.js"]
    (static / "read.js").write_text("import './nothing.js';\n")
    with pytest.raises(subprocess.CalledProcessError):
        assets.bundle(packages, static)
    assert (static / "built" / "read.js").read_text() == former


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
