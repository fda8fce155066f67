"""What the browser is served beside the files as they lie: packages, fonts, bundled modules.

`python -I meetings/assets.py copy` copies the allow-listed files of `node_modules/` to
`static/vendor/`; `bundle` joins the modules of each screen in `static/built/`, if they changed
since (both folders are git-ignored). `check` is what the app asks at its start. Nothing else of
npm's folder is ever served, and no page, font or script comes from the internet.
"""

import hashlib
import shutil
import subprocess
import sys
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


# Modules under static/ that no other module imports and no screen starts by itself.
WORKER = "keeping/worker.js"
# Not a module: it runs before the first paint.
CLASSIC = "looks.js"
_MADE = ("vendor", "vendor.new", "built", "built.new")
_STAMP = ".stamp"


class AssetsMissing(Exception):
    """`static/` lacks what is made for it; a sentence, Japanese then English, says the way out."""

    def __init__(self, missing: list[str]) -> None:
        names = ", ".join(missing)
        super().__init__(
            f"画面の部品がそろっていないか、古くなっています（static: {names}）。"
            "bin/demo または bin/test を一度実行すると用意されます。\n"
            f"The browser's files are not there or are out of date (static: {names}). "
            "Run bin/demo or bin/test once: they prepare them."
        )


def home() -> Path:
    """Return the folder of `static/` and `templates/`: the wheel's package, or the checkout."""
    package = Path(__file__).resolve().parent
    return package if (package / "static").is_dir() else package.parent


def check(static: Path) -> None:
    """Raise AssetsMissing unless `static` / vendor is whole and the bundles are of today."""
    missing = [
        f"vendor/{name}" for name in FILES.values() if not (static / "vendor" / name).is_file()
    ]
    if not missing and not is_bundled(static):
        missing = ["built"]
    if missing:
        raise AssetsMissing(missing)


def is_bundled(static: Path) -> bool:
    """Tell whether `static` / built was made of just the modules that lie there now."""
    stamp = static / "built" / _STAMP
    return stamp.is_file() and stamp.read_text(encoding="utf-8") == _sources(static)


def copy(packages: Path, static: Path) -> None:
    """Copy the files from the folder `packages` (node_modules) to a fresh `static` / vendor.

    The old folder stays until the new one is whole, so an interrupted copy harms nothing.
    Raises OSError when a package lacks a file.
    """
    fresh = static / "vendor.new"
    shutil.rmtree(fresh, ignore_errors=True)
    for source, name in FILES.items():
        target = fresh / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(packages / source, target)
    _put(fresh, static / "vendor")


def bundle(packages: Path, static: Path) -> None:
    """Join the modules of each screen to one file in a fresh `static` / built.

    What several screens share comes once, in files of its own. Names stay as they are written, so
    that a trouble's trace can be read. Raises OSError without esbuild in the folder `packages`,
    CalledProcessError when a module can't be read.
    """
    stamp, fresh = _sources(static), static / "built.new"
    shutil.rmtree(fresh, ignore_errors=True)
    programs = sorted(packages.glob("@esbuild/*/bin/esbuild"))
    if not programs:
        raise FileNotFoundError(packages / "@esbuild")
    begun = [path for path in sorted(static.glob("*.js")) if path.name != CLASSIC]
    begun.append(static / WORKER)
    told = [str(path) for path in (programs[0], *begun)]
    told += [f"--outdir={fresh}", f"--outbase={static}"]
    told += ["--bundle", "--splitting", "--format=esm", "--target=es2022", "--log-level=warning"]
    told += ["--minify-whitespace", "--minify-syntax", "--charset=utf8", "--legal-comments=eof"]
    told += [f"--alias:{name}={static / path}" for name, path in MODULES.items()]
    subprocess.run(told, check=True, cwd=static)  # noqa: S603 - our own program and files
    (fresh / _STAMP).write_text(stamp, encoding="utf-8")
    _put(fresh, static / "built")


def _sources(static: Path) -> str:
    """Return a digest of all modules, by name, that bundles are made of."""
    digest = hashlib.sha256()
    for path in sorted(static.rglob("*.js")):
        name = path.relative_to(static).as_posix()
        if name.split("/")[0] in _MADE and name not in MODULES.values():
            continue
        digest.update(f"{name}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return digest.hexdigest()


def _put(fresh: Path, place: Path) -> None:
    shutil.rmtree(place, ignore_errors=True)
    fresh.rename(place)


if __name__ == "__main__":
    if "copy" in sys.argv:
        copy(home() / "node_modules", home() / "static")
    elif not is_bundled(home() / "static"):
        bundle(home() / "node_modules", home() / "static")
