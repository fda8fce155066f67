"""``python -m meetings``: start the server, or look after a council from the shell."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable

from meetings.assets import AssetsMissing
from meetings.cli import certificates, persons, proving, serving, showing, standing_by
from meetings.config import BadSetting
from meetings.migrations import UnknownDatabase

Command = tuple[Callable[[argparse.ArgumentParser], None], Callable[[argparse.Namespace], int]]

COMMANDS: dict[str, Command] = {
    "demo": (serving.arguments, showing.demo),
    "serve": (serving.arguments, serving.serve),
    "person": (persons.person_arguments, persons.person),
    "token": (persons.token_arguments, persons.token),
    "verify": (proving.arguments, proving.verify),
    "pair": (standing_by.storage_argument, standing_by.pair),
    "standby": (standing_by.standby_arguments, standing_by.standby),
    "standing": (standing_by.storage_argument, standing_by.say_standing),
    "take-over": (standing_by.take_over_arguments, standing_by.take_over),
    "certificate": (certificates.arguments, certificates.certificate),
}
"""Every command: what describes its arguments, and what runs it."""


def main(arguments: list[str] | None = None) -> int:
    """Run a command and return its exit status."""
    parser = argparse.ArgumentParser(prog="python -m meetings", description="議場 Gijo")
    commands = parser.add_subparsers(dest="command", required=True)
    for name, (describe, run) in COMMANDS.items():
        describe(commands.add_parser(name, help=(run.__doc__ or "").split("\n")[0]))
    given = parser.parse_args(arguments)
    try:
        return COMMANDS[given.command][1](given)
    except (BadSetting, AssetsMissing, UnknownDatabase) as trouble:
        print(trouble, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
