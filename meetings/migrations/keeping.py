"""The copies of an SQLite database that are kept from before its changes of form."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from sqlalchemy import Engine

FOLDER = "upgrades"
MOST = 3
"""Copies that are kept; an older one goes when a newer one is whole."""


def keep(engine: Engine, storage: Path, name: str) -> None:
    """Copy the database as it is into storage, whole or not at all; only SQLite has a file.

    The same change tried again replaces its copy: a failed one left the data as it was.
    """
    file = engine.url.database
    if engine.dialect.name != "sqlite" or not file:
        return
    folder = storage / FOLDER
    folder.mkdir(exist_ok=True)
    made = folder / f"{name}.part"
    made.unlink(missing_ok=True)
    with sqlite3.connect(file) as source, sqlite3.connect(made) as target:
        source.backup(target)
    source.close()
    target.close()
    made.replace(folder / f"{name}.sqlite3")
    by_age = sorted(folder.glob("*.sqlite3"), key=lambda path: path.stat().st_mtime)
    for old in by_age[:-MOST]:
        old.unlink()
