"""The demo: a made-up council with believable papers, served at once."""

from __future__ import annotations

import argparse
import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

from meetings.cli import serving
from meetings.cli.beginning import hold, refuse_unusable
from meetings.config import DATABASE, Config
from meetings.demo.council import CAST, PASSWORD, furnish
from meetings.domain import days
from meetings.wiring import build_house

FOLDER = "storage/demo"


def demo(given: argparse.Namespace) -> int:
    """Furnish the demo council at the first start, then serve it."""
    refuse_unusable(given)
    # Never in a database that may hold a real council.
    config = replace(Config.of_environment(storage=given.storage or FOLDER), database="")
    with hold(config.storage):
        return _demo(config, given)


def _demo(config: Config, given: argparse.Namespace) -> int:
    if not (config.storage / DATABASE).exists():
        print("デモの議会を用意しています（30秒ほど）… / Preparing the demo council …", flush=True)
        _furnish(config)
    return serving.run(config, given, _greet)


def _furnish(config: Config) -> None:
    """Make the council beside its place and move it there whole: half a demo is none."""
    beside = config.storage.with_name(f"{config.storage.name}.new")
    shutil.rmtree(beside, ignore_errors=True)
    house = build_house(replace(config, storage=beside))
    with tempfile.TemporaryDirectory() as folder:
        furnish(house, Path(folder), days.today())
    house.close()
    config.storage.mkdir(parents=True, exist_ok=True)
    # The database goes last: where it is, everything is.
    for child in sorted(beside.iterdir(), key=lambda child: child.name == DATABASE):
        child.rename(config.storage / child.name)
    beside.rmdir()


def _greet(address: str) -> None:
    lines = [f"\n議場 Gijo デモ  {address}", f"パスワード / password: {PASSWORD}\n"]
    lines += [f"  {one.login:8} {one.name}（{one.what}）" for one in CAST]
    lines += ["", "とめるには Ctrl+C / stop with Ctrl+C"]
    print("\n".join(lines), flush=True)
