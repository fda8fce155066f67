"""The house: what every part of a running server shares, wired once at the start."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from argon2 import PasswordHasher

from meetings.config import Config
from meetings.database import Database
from meetings.domain.rules import Ruleset
from meetings.files import Files
from meetings.pdf import Pages
from meetings.words import Words


@dataclass
class House:
    """Settings, database, files, sandboxed page makers, rules and words."""

    config: Config
    database: Database
    files: Files
    pages: Pages
    rules: Ruleset
    words: Words
    secret: str = field(repr=False, default="")

    @cached_property
    def hasher(self) -> PasswordHasher:
        """Argon2id with the configured cost."""
        return PasswordHasher(time_cost=self.config.password_cost)

    @cached_property
    def decoy(self) -> str:
        """Hash of no password, checked when a name is unknown."""
        return self.hasher.hash("")

    def close(self) -> None:
        """Stop the page makers and let go of the database."""
        self.pages.close()
        self.database.close()
