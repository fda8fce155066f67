"""Verifying the record, the papers and the sealed minutes from the shell."""

from __future__ import annotations

import argparse
from pathlib import Path

from meetings.commands import archive
from meetings.commands.verifying import Verdict
from meetings.commands.verifying import verify as walk
from meetings.config import Config
from meetings.wiring import open_house


def arguments(parser: argparse.ArgumentParser) -> None:
    """Describe ``verify``."""
    parser.add_argument("archive", nargs="?", help="a meeting's archive (zip); else the storage")
    parser.add_argument("--storage", help="folder of the council's data")


def verify(given: argparse.Namespace) -> int:
    """Walk every chain, table, text and file again; exit status 1 where anything doesn't fit."""
    verdict = archive.verify(Path(given.archive)) if given.archive else _of_storage(given.storage)
    for note in verdict.notes:
        print(f"・ {note}")
    for fault in verdict.faults:
        print(f"× {fault}")
    print(
        f"記録 {verdict.streams}本 {verdict.entries}件、ファイル {verdict.files}件、"
        f"封印した会議録 {verdict.sealed}件を確かめました。"
    )
    print("異常があります。" if verdict.faults else "異常はありません。")
    return 1 if verdict.faults else 0


def _of_storage(storage: str | None) -> Verdict:
    house = open_house(Config.of_environment(storage=storage))
    with house.database.read() as session:
        verdict = walk(session, house)
    house.close()
    return verdict
