"""The settings of one server: frozen, typed, and refusing nonsense at the start.

Every setting can be given by the environment as ``GIJO_<NAME>`` in capitals.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path

DATABASE = "gijo.sqlite3"
"""Name of the embedded database in the storage folder."""


class BadSetting(ValueError):
    """A setting has a value that can't be meant."""


@dataclass(frozen=True)
class Config:
    """All settings; the text under each is its documentation."""

    storage: Path = Path("storage")
    """Folder of everything a backup needs: database, papers, sealed minutes."""

    database: str = ""
    """``postgresql+psycopg://name:password@host/database``; empty means SQLite in ``storage``."""

    secret: str = ""
    """Key that signs cookies; empty means one made once and kept in ``storage``."""

    language: str = "ja"
    """Language of the screens before a person has chosen: ``ja`` or ``en``."""

    rules: str = "model"
    """Name of the council's rules, a file ``meetings/rules/<name>.toml``."""

    max_upload_mb: int = 500
    """Largest paper that is accepted, in MiB."""

    max_pages: int = 4000
    """Most pages a paper may have."""

    pdf_workers: int = 2
    """Sandboxed processes that read papers and make page pictures."""

    tile_cache_mb: int = 512
    """Room in MiB for parts of pages that somebody zoomed into; the least lately used go first."""

    sign_in_hours: int = 16
    """Hours after which a sign-in ends by itself."""

    sign_in_tries: int = 10
    """Failed sign-ins for one name from one address within five minutes, then a pause.

    Ten times as many for one name from anywhere, or for any name from one address:
    a whole chamber may sit behind one address, and must not be shut out by one guesser.
    """

    keep_days: int = 14
    """Days without contact after which papers kept on a tablet are closed; 0: none are kept."""

    keep_mb: int = 900
    """Room in MiB that kept papers may take on a tablet; the least needed ones go first."""

    trusted_proxies: int = 0
    """Reverse proxies in front whose ``X-Forwarded-*`` headers are believed."""

    take_over_command: str = ""
    """Program and arguments run on a standby when it takes over, before it serves.

    For example what moves a floating address here: ``/usr/local/sbin/gijo-address``.
    """

    password_cost: int = 3
    """Argon2 time cost; only tests lower it."""

    def __post_init__(self) -> None:
        """Refuse values that can't be meant; a folder is the one it was where the program began."""
        object.__setattr__(self, "storage", self.storage.absolute())
        if self.language not in ("ja", "en"):
            raise BadSetting(f"language must be ja or en, not {self.language!r}")
        whole = {"max_upload_mb": 1, "max_pages": 1, "pdf_workers": 1, "sign_in_hours": 1}
        whole |= {"tile_cache_mb": 16}
        whole |= {"sign_in_tries": 1, "trusted_proxies": 0, "password_cost": 1}
        whole |= {"keep_days": 0, "keep_mb": 50}
        for name, least in whole.items():
            if getattr(self, name) < least:
                raise BadSetting(f"{name} must be {least} or more, not {getattr(self, name)}")

        # The row of an ended sign-in tells for 30 days whether what it kept may stay.
        if self.keep_days > 29:
            raise BadSetting(f"keep_days must be 29 or less, not {self.keep_days}")

    @property
    def database_url(self) -> str:
        """URL of the database, SQLite in the storage folder unless set otherwise."""
        return self.database or f"sqlite:///{self.storage / DATABASE}"

    @classmethod
    def of_environment(cls, environ: Mapping[str, str] = os.environ, **given: object) -> Config:
        """Read ``GIJO_*`` variables; ``given`` (not None) wins; raises `BadSetting`."""
        values: dict[str, object] = {}
        for field in fields(cls):
            text = environ.get(f"GIJO_{field.name.upper()}")
            if text is not None:
                values[field.name] = _typed(field.name, str(field.type), text)
        for name, value in given.items():
            if value is not None:
                kind = next(str(field.type) for field in fields(cls) if field.name == name)
                values[name] = _typed(name, kind, str(value))
        return cls(**values)  # type: ignore[arg-type]  # values were typed by field above


def _typed(name: str, kind: str, text: str) -> object:
    if kind == "Path":
        return Path(text)
    if kind != "int":
        return text
    try:
        return int(text)
    except ValueError:
        raise BadSetting(f"{name} must be a whole number, not {text!r}") from None


def read_toml(path: Path) -> dict[str, object]:
    """The table in a TOML file."""
    with path.open("rb") as file:
        return tomllib.load(file)
