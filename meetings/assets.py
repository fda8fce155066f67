"""The browser's packages and the fonts: which files are served, copied from npm's folder.

`python -I meetings/assets.py` copies the allow-listed files of `node_modules/` to
`static/vendor/` (git-ignored); `check` is what the app asks at its start. Nothing else of
npm's folder is ever served, and no page, font or script comes from the internet.
"""

import shutil
from pathlib import Path

# Import specifier of the browser's modules -> path under static/ (the page's import map).
MODULES = {
    "socket.io-client": "vendor/socket.io.esm.min.js",
    "idb": "vendor/idb.js",
    "perfect-freehand": "vendor/perfect-freehand.js",
}

# What meetings/pdf/compose_fonts.py sets papers and minutes in, and meetings/pdf/fonts.py lends
# to papers without their own; all under the SIL OFL 1.1.
FONTS = (
    ("biz-udgothic", "400Regular/BIZUDGothic_400Regular.ttf"),
    ("biz-udgothic", "700Bold/BIZUDGothic_700Bold.ttf"),
    ("biz-udmincho", "400Regular/BIZUDMincho_400Regular.ttf"),
    ("noto-serif-jp", "400Regular/NotoSerifJP_400Regular.ttf"),
)

# Path in node_modules/ -> path in static/vendor/.
FILES = {
    "socket.io-client/dist/socket.io.esm.min.js": "socket.io.esm.min.js",
    "idb/build/index.js": "idb.js",
    "perfect-freehand/dist/esm/index.mjs": "perfect-freehand.js",
    "@digital-go-jp/design-tokens/dist/tokens.css": "tokens.css",
    # The licences ask to travel with what they cover.
    "socket.io-client/LICENSE": "licences/socket.io-client.txt",
    "idb/LICENSE": "licences/idb.txt",
    "perfect-freehand/LICENSE": "licences/perfect-freehand.txt",
    "@digital-go-jp/design-tokens/LICENSE": "licences/design-tokens.txt",
}
for _family, _file in FONTS:
    FILES[f"@expo-google-fonts/{_family}/{_file}"] = f"fonts/{Path(_file).name}"
    FILES[f"@expo-google-fonts/{_family}/LICENSE_FONT"] = f"licences/{_family}.txt"


class AssetsMissing(Exception):
    """`static/vendor/` lacks files; the sentence, Japanese then English, says how to mend it."""

    def __init__(self, missing: list[str]) -> None:
        names = ", ".join(missing)
        super().__init__(
            f"画面の部品がそろっていません（static/vendor: {names}）。"
            "bin/demo または bin/test を一度実行すると用意されます。\n"
            f"The browser's packages are not there (static/vendor: {names}). "
            "Run bin/demo or bin/test once: they prepare them."
        )


def home() -> Path:
    """Return the folder of `static/` and `templates/`: the wheel's package, or the checkout."""
    package = Path(__file__).resolve().parent
    return package if (package / "static").is_dir() else package.parent


def check(static: Path) -> None:
    """Raise AssetsMissing unless every served file is in the folder `static` / vendor."""
    vendor = static / "vendor"
    missing = [name for name in FILES.values() if not (vendor / name).is_file()]
    if missing:
        raise AssetsMissing(missing)


def copy(packages: Path, static: Path) -> None:
    """Copy the files from the folder `packages` (node_modules) to a fresh `static` / vendor.

    The old folder stays until the new one is whole, so an interrupted copy harms nothing.
    Raises OSError when a package lacks a file.
    """
    vendor = static / "vendor"
    fresh = static / "vendor.new"
    shutil.rmtree(fresh, ignore_errors=True)
    for source, name in FILES.items():
        target = fresh / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(packages / source, target)
    shutil.rmtree(vendor, ignore_errors=True)
    fresh.rename(vendor)


if __name__ == "__main__":
    copy(home() / "node_modules", home() / "static")
