"""The pairing of two boxes: what each knows of the other, in ``standby.json`` of its storage."""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import secrets
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from meetings.domain.base import Refused

NAME = "standby.json"
FOLLOWING, LEADING, HANDED_OVER = "following", "leading", "handed over"


@dataclass(frozen=True)
class Pairing:
    """One box's side; the text under each is what it means."""

    role: str = LEADING
    """``leading`` (it serves), ``following``, or ``handed over`` (another box took over)."""

    epoch: int = 1
    """How often the council was taken over, counted from 1: the higher one leads."""

    key_hash: str = ""
    """SHA-256 of the key by which the standby is known; empty where there is none."""

    of: str = ""
    """On the standby, and after it took over: the address of the other box."""

    key: str = ""
    """There too: the key itself."""

    authority: str = ""
    """There too: the file of the authority that vouches for the other box."""

    told: bool = True
    """Whether the box that led before knows that it leads no more."""

    serving: dict[str, Any] | None = None
    """How this box serves once it took over: the arguments of ``serve``."""

    def knows(self, key: str) -> bool:
        """Say whether this is the other box's key."""
        return bool(self.key_hash) and hmac.compare_digest(hashed(key), self.key_hash)


def hashed(key: str) -> str:
    """Return what is kept of a key."""
    return hashlib.sha256(key.encode()).hexdigest()


def read(storage: Path) -> Pairing:
    """Return a box's side; one that leads alone where nothing is written."""
    try:
        told = json.loads((storage / NAME).read_text())
    except (FileNotFoundError, NotADirectoryError):
        # That the storage is no folder is said by who needs it.
        return Pairing()
    return Pairing(**told)


def write(storage: Path, pairing: Pairing) -> Pairing:
    """Keep a box's side, synced, for this account alone."""
    part = storage / f"{NAME}.part"
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        json.dump(asdict(pairing), file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    part.replace(storage / NAME)
    folder = os.open(storage, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)
    return pairing


def change(storage: Path, **values: Any) -> Pairing:
    """Change some of a box's side."""
    return write(storage, replace(read(storage), **values))


def refuse() -> None:
    """Refuse to write: another box has taken over."""
    raise Refused("box.handed_over")


TLS = ("server.crt", "server.key", "authority.crt")
"""What is copied of the certificates that a box made for itself; the authority's key stays."""


def keys(storage: Path, secret: str) -> dict[str, Any]:
    """Return what a standby needs so that people stay signed in and tablets trust it."""
    folder = storage / "tls"
    tls = {name: (folder / name).read_text() for name in TLS if (folder / name).is_file()}
    return {"secret": secret, "tls": tls, "epoch": read(storage).epoch}


def take_keys(storage: Path, told: dict[str, Any]) -> None:
    """Keep on the standby what `keys` returned on the first box."""
    folder = storage / "tls"
    folder.mkdir(mode=0o700, exist_ok=True)
    given = {folder / name: told["tls"][name] for name in TLS if name in told["tls"]}
    for path, text in (given | {storage / "secret": told["secret"]}).items():
        path.touch(mode=0o600)
        path.write_text(text)
    change(storage, epoch=int(told["epoch"]))


def invite(storage: Path) -> str:
    """Return a new key for a standby; the one before ends."""
    key = secrets.token_urlsafe(32)
    change(storage, key_hash=hashed(key))
    return key
