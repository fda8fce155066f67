"""The demo: a made-up council with believable papers, served at once."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from meetings.cli import serving
from meetings.config import Config
from meetings.demo.council import CAST, PASSWORD, furnish
from meetings.domain import days, people
from meetings.wiring import build_house

FOLDER = "storage/demo"


def demo(given: argparse.Namespace) -> int:
    """Furnish the demo council at the first start, then serve it."""
    config = Config.of_environment(storage=given.storage or FOLDER)
    house = build_house(config)
    with house.database.read() as session:
        empty = not people.everyone(session)
    if empty:
        print("デモの議会を用意しています（30秒ほど）… / Preparing the demo council …", flush=True)
        with tempfile.TemporaryDirectory() as folder:
            furnish(house, Path(folder), days.today())
    house.close()
    return serving.run(config, given, _greet)


def _greet(address: str) -> None:
    lines = [f"\n議場 Gijo デモ  {address}", f"パスワード / password: {PASSWORD}\n"]
    lines += [f"  {one.login:8} {one.name}（{one.what}）" for one in CAST]
    lines += ["", "とめるには Ctrl+C / stop with Ctrl+C"]
    print("\n".join(lines), flush=True)
