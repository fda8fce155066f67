"""Two boxes from the shell: pair them, follow, say how they stand, take over."""

from __future__ import annotations

import argparse
import contextlib
import fcntl
import json
import sqlite3
import sys
import time
from pathlib import Path
from typing import Any

from meetings.cli import serving
from meetings.cli.beginning import LOCK, hold, refuse_unusable
from meetings.config import DATABASE, BadSetting, Config
from meetings.standby import pairing, standing, taking_over
from meetings.standby.following import Follower
from meetings.standby.pairing import FOLLOWING, HANDED_OVER, LEADING, Pairing
from meetings.standby.peer import Peer
from meetings.standby.talk import Over

ASKED, ANSWERED = "take-over", "take-over.done"
"""Files in the storage folder: somebody asks a following process to take over, and its answer."""
LOOK = 0.1
"""Seconds between two looks for it."""
_SERVE = ("host", "port", "certificate", "key")


def storage_argument(parser: argparse.ArgumentParser) -> None:
    """Add what all these commands have."""
    parser.add_argument("--storage", help="folder of the council's data")


def standby_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe ``standby``."""
    serving.arguments(parser)
    parser.add_argument("--of", help="the first box's own address, at the first start")
    parser.add_argument("--token", help="what `pair` printed there, at the first start")
    parser.add_argument("--authority", default="", help="certificate that vouches for it (PEM)")
    parser.add_argument("--replace", action="store_true", help="put this box's own data aside")


def take_over_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe ``take-over``."""
    storage_argument(parser)
    parser.add_argument("--anyhow", action="store_true", help="also without what is missing here")


def pair(given: argparse.Namespace) -> int:
    """On the first box: print what a second one needs to follow it; an older token ends."""
    config = Config.of_environment(storage=given.storage)
    if config.database:
        raise BadSetting(
            "PostgreSQL では、PostgreSQL 自身の複製を使ってください（docs/standby.md）。\n"
            "With PostgreSQL use its own streaming replication (docs/standby.md)."
        )
    if not (config.storage / DATABASE).is_file():
        raise BadSetting(
            f"{config.storage} に議会のデータがありません。--storage を確かめてください。\n"
            f"There is no council in {config.storage}. Check --storage."
        )
    print(
        "控えの機器で、次のように始めてください。/ On the second box:\n"
        f"  python -m meetings standby --of https://… --token {pairing.invite(config.storage)}"
    )
    return 0


def say_standing(given: argparse.Namespace) -> int:
    """Say how this box and the other one stand."""
    config = Config.of_environment(storage=given.storage)
    told = standing.read(config.storage)
    if told is None:
        print("控えの機器はありません。/ There is no standby.")
        return 0
    print(standing.sentence(told, 0))
    print(standing.sentence(told, 1))
    return 0


def standby(given: argparse.Namespace) -> int:
    """Follow another box, ready to take over; after that, serve."""
    config = Config.of_environment(storage=given.storage)
    with hold(config.storage):
        side = _begun(config, given)
        if side.role == FOLLOWING:
            _warn(given)
            for name in (ASKED, ANSWERED):
                (config.storage / name).unlink(missing_ok=True)
            follower = Follower(config.storage, Peer(side.of, side.key, side.authority))
            follower.start()
            print(f"控えとして追いかけます / following: {side.of}", flush=True)
            try:
                said = _wait(config, follower)
            except KeyboardInterrupt:
                follower.stop()
                return 0
            return _serve(config, given, said)
        return _serve(config, given, [])


def _warn(given: argparse.Namespace) -> None:
    """Say what it could not serve with now: the address may come with the taking over."""
    try:
        refuse_unusable(given)
    except BadSetting as trouble:
        print(f"今のままでは引き継げません / it could not serve now:\n{trouble}", flush=True)


def _begun(config: Config, given: argparse.Namespace) -> Pairing:
    """Return this box's side, paired now if it was not before; raises `BadSetting`."""
    storage = config.storage
    side = pairing.read(storage)
    serve = {name: getattr(given, name) for name in _SERVE}
    if side.role == FOLLOWING and (storage / DATABASE).is_file():
        taking_over.settle(storage, told=False)  # it was stopped while it took over
        return pairing.change(storage, serving=serve)
    if not given.of and not given.token:
        if side.role == HANDED_OVER or not side.of:
            raise BadSetting(
                "元の機器を --of と --token で指定してください（元の機器で pair を実行）。\n"
                "Name the first box by --of and --token (run pair there)."
            )
        return pairing.change(storage, serving=serve)
    if side.role == FOLLOWING and (given.of, given.token) == (side.of, side.key):
        return pairing.change(storage, serving=serve)
    if (storage / DATABASE).is_file():
        _put_aside(storage, given)
    peer = Peer(given.of or side.of, given.token or side.key, given.authority or side.authority)
    try:
        with peer.line() as talk:
            told = talk.ask("keys")
    except Over as trouble:
        raise BadSetting(
            f"{peer.url} につながりません。--of を確かめてください。\n"
            f"Cannot reach {peer.url}. Check --of. ({trouble})"
        ) from None
    pairing.take_keys(storage, told["keys"])
    names: dict[str, Any] = {"of": peer.url, "key": peer.key, "authority": peer.authority}
    return pairing.change(storage, role=FOLLOWING, key_hash="", serving=serve, **names)


def _put_aside(storage: Path, given: argparse.Namespace) -> None:
    if not given.replace:
        raise BadSetting(
            f"{storage} にはこの機器の議会のデータがあります。控えにするなら --replace を付けて"
            "ください（今のデータは upgrades に残します）。\n"
            f"There is a council in {storage}. To make this box a standby add --replace "
            "(its data is kept in upgrades)."
        )
    folder = storage / "upgrades"
    folder.mkdir(exist_ok=True)
    with contextlib.closing(sqlite3.connect(storage / DATABASE)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    name = time.strftime("before-standby-%Y%m%d-%H%M%S.sqlite3")
    (storage / DATABASE).rename(folder / name)


def _wait(config: Config, follower: Follower) -> list[str]:
    """Follow until somebody asks to take over and it is done; return what is to be said."""
    asked = config.storage / ASKED
    while True:
        while not asked.exists():
            time.sleep(LOOK)
        wish = json.loads(asked.read_text())
        asked.unlink()
        try:
            return taking_over.take_over(config, follower, anyhow=wish["anyhow"])
        except BadSetting as trouble:
            _answer(config, done=False, said=[str(trouble)])


def _answer(config: Config, *, done: bool, said: list[str]) -> None:
    part = config.storage / f"{ANSWERED}.part"
    part.write_text(json.dumps({"done": done, "said": said}))
    part.replace(config.storage / ANSWERED)


def _serve(config: Config, given: argparse.Namespace, said: list[str]) -> int:
    refuse_unusable(given)

    def greet(address: str) -> None:
        told = [*said, f"引き継ぎました / took over: {address}"] if said else []
        print(f"\n議場 Gijo  {address}\n", *told, sep="\n", flush=True)
        _answer(config, done=True, said=told)

    return serving.run(config, given, greet)


def take_over(given: argparse.Namespace) -> int:
    """On the second box: take over from the first, and serve."""
    config = Config.of_environment(storage=given.storage)
    side = pairing.read(config.storage)
    if side.role != FOLLOWING:
        raise BadSetting(
            "この機器は控えではありません。--storage を確かめてください。\n"
            "This box is no standby. Check --storage."
        )
    if not _is_held(config.storage):
        serve = argparse.Namespace(**(side.serving or {}), storage=given.storage)
        with hold(config.storage):
            follower = Follower(config.storage, Peer(side.of, side.key, side.authority))
            follower.start()
            said = taking_over.take_over(config, follower, anyhow=given.anyhow)
            return _serve(config, serve, said)
    answer = config.storage / ANSWERED
    answer.unlink(missing_ok=True)
    part = config.storage / f"{ASKED}.part"
    part.write_text(json.dumps({"anyhow": given.anyhow}))
    part.replace(config.storage / ASKED)
    while not answer.exists():
        if not _is_held(config.storage):
            raise BadSetting("控えのプログラムが止まりました。/ The standby's program has ended.")
        time.sleep(LOOK)
    told = json.loads(answer.read_text())
    print(*told["said"], sep="\n", file=sys.stdout if told["done"] else sys.stderr)
    return 0 if told["done"] else 1


def _is_held(storage: Path) -> bool:
    with (storage / LOCK).open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


__all__ = ["LEADING", "pair", "say_standing", "standby", "take_over"]
