"""Taking over: the second box becomes the one that serves."""

from __future__ import annotations

import shlex
import subprocess
import time
from pathlib import Path

from meetings.config import DATABASE, BadSetting, Config
from meetings.standby import pairing
from meetings.standby.following import FOLDER, Follower
from meetings.standby.peer import Peer
from meetings.standby.talk import NotTaken, Over

CATCHING_UP = 20.0
"""Seconds for which the first box, if it answers, may go on sending before it is asked to stop."""


def take_over(config: Config, follower: Follower, *, anyhow: bool) -> list[str]:
    """Become the council's box; return what is to be said. Raises `BadSetting` and changes nothing.

    ``anyhow``: also where something is known to be missing here.
    """
    storage = config.storage
    side = pairing.read(storage)
    said, told = _fence(side, follower, anyhow=anyhow)
    follower.stop()
    if follower.papers.lacking:
        said.append(
            f"資料 {follower.papers.lacking}件がここにはありません。/ "
            f"{follower.papers.lacking} papers are not here."
        )
    follower.copy.move(storage / DATABASE)
    settle(storage, told=told)
    said += run_command(config.take_over_command)
    return said


def settle(storage: Path, *, told: bool) -> None:
    """Write down that this box leads."""
    side = pairing.read(storage)
    pairing.change(storage, role=pairing.LEADING, epoch=side.epoch + 1, told=told, key_hash="")


def _fence(side: pairing.Pairing, follower: Follower, *, anyhow: bool) -> tuple[list[str], bool]:
    """Have the first box stop writing; return what is to be said, and whether it knows."""
    ends = time.monotonic() + CATCHING_UP
    while True:
        try:
            with Peer(side.of, side.key, side.authority).line() as talk:
                talk.patience(10)
                talk.tell("hand over", epoch=side.epoch + 1, anyhow=anyhow)
                talk.hear("handed over")
            return ["元の機器は書き込みを止めました。/ The first box has stopped."], True
        except NotTaken as no:
            if time.monotonic() > ends:
                raise BadSetting(
                    "まだ追いついていないので、引き継ぎません。\n"
                    f"This box is behind: it does not take over. ({no})"
                ) from None
            time.sleep(0.1)
        except Over as trouble:
            return _alone(follower, str(trouble), anyhow=anyhow), False


def _alone(follower: Follower, why: str, *, anyhow: bool) -> list[str]:
    if not follower.copy.path.is_file():
        raise BadSetting(
            "まだ何も写していないので、引き継げません。\n"
            "Nothing was copied yet: this box can't take over."
        )
    if not follower.level and not anyhow:
        raise BadSetting(
            "元の機器につながらず、ここは追いついていません。欠けるものがあってもよければ "
            "--anyhow を付けてください。\n"
            "The first box can't be reached and this one is behind. "
            f"With --anyhow it takes over without what is missing. ({why})"
        )
    return [
        (
            "元の機器につながりません。電源が切れていることを確かめてください。"
            "つながらなくなった後に元の機器が受け付けたものは、ここにはありません。\n"
            "The first box can't be reached: make sure that it is off. "
            "What it took after the line between both was lost is not here."
        )
    ]


def run_command(command: str) -> list[str]:
    """Run what moves the address here; its failure is said, and does not stop the council."""
    if not command:
        return []
    try:
        done = subprocess.run(  # noqa: S603  # the administrator's own setting
            shlex.split(command), capture_output=True, text=True, timeout=30, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as trouble:
        return [f"× GIJO_TAKE_OVER_COMMAND: {trouble}"]
    if done.returncode:
        return [f"× GIJO_TAKE_OVER_COMMAND ({done.returncode}): {done.stderr.strip()}"]
    return [f"GIJO_TAKE_OVER_COMMAND: {done.stdout.strip() or 'OK'}"]


__all__ = ["FOLDER", "run_command", "settle", "take_over"]
