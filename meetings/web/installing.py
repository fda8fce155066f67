"""The web app as tablets install it: its name and icons, its worker, the files of its shell."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from flask import Blueprint, Response, jsonify, url_for
from flask.typing import ResponseReturnValue

from meetings import assets
from meetings.domain.base import NotFound
from meetings.pdf.icon import icon_png
from meetings.web import here

routes = Blueprint("installing", __name__)
SIZES = (180, 192, 512)
"""Widths of the icons in px; 180 is what iPads ask for."""
BLUE = "#0017c1"
_DAY = 86_400
_LOOKED_IN = ("", "vendor/", "built/")
"""Parts of static/ in which lies what screens need without a line: modules come bundled."""


def shell() -> dict[str, Any]:
    """Return the files that screens are made of, by path under static/, and a digest of all."""
    root = assets.home() / "static"
    return _digested(root, tuple(sorted(one for under in _LOOKED_IN for one in _in(root, under))))


def _in(root: Path, under: str) -> Iterator[tuple[str, int]]:
    """Yield the files of the shell and when they changed: one who works on them sees the new."""
    with os.scandir(root / under) as found:
        for one in found:
            as_it_lies = one.name.endswith(".js") and one.name != assets.CLASSIC
            if (
                one.is_file()
                and not one.name.startswith(".")
                and (under == "built/" or not as_it_lies)
            ):
                yield f"{under}{one.name}", one.stat().st_mtime_ns


@lru_cache(maxsize=1)
def _digested(root: Path, found: tuple[tuple[str, int], ...]) -> dict[str, Any]:
    """Return the shell of these files as they were then."""
    files = {name: hashlib.sha256((root / name).read_bytes()).hexdigest()[:16] for name, _ in found}
    whole = hashlib.sha256(json.dumps(files).encode()).hexdigest()[:16]
    return {"digest": whole, "files": files}


@routes.get("/sw.js")
def worker() -> ResponseReturnValue:
    """Return the worker that answers for us when the line is down; it changes with any file."""
    made = shell()
    files = {url_for("static", filename=name): digest for name, digest in made["files"].items()}
    begins = json.dumps(url_for("static", filename="built/keeping/worker.js"))
    told = json.dumps({"digest": made["digest"], "files": files})
    text = f"import {{ attend }} from {begins};\nattend({told});\n"
    response = Response(text, mimetype="text/javascript")
    response.headers["Cache-Control"] = "no-cache"
    return response


@routes.get("/app.webmanifest")
def manifest() -> ResponseReturnValue:
    """Return what the tablet needs to put us on its home screen."""
    icons = [
        {
            "src": url_for("installing.icon", size=size),
            "sizes": f"{size}x{size}",
            "type": "image/png",
            "purpose": purpose,
        }
        for size in (192, 512)
        for purpose in ("any", "maskable")
    ]
    told = {"id": "/", "start_url": "/", "scope": "/", "display": "standalone", "icons": icons}
    name = here.house().words.say(here.house().config.language, "page.product")
    told |= {"name": name, "short_name": name, "lang": here.house().config.language}
    response = jsonify(told | {"theme_color": BLUE, "background_color": "#f8f8fb"})
    response.mimetype = "application/manifest+json"
    response.headers["Cache-Control"] = f"public, max-age={_DAY}"
    return response


@routes.get("/icon-<int:size>.png")
def icon(size: int) -> ResponseReturnValue:
    """Return our sign as a picture of this width."""
    if size not in SIZES:
        raise NotFound("page")
    response = Response(_drawn(size), mimetype="image/png")
    response.headers["Cache-Control"] = f"public, max-age={_DAY}"
    return response


@cache
def _drawn(size: int) -> bytes:
    sign = Path(assets.home() / "static" / "icon.svg").read_text(encoding="utf-8")
    # Tablets round the corners themselves, and show what is clear as black.
    return icon_png(sign.replace(' rx="6"', ""), size)
