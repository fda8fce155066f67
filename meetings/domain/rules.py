"""The council's rules as data: which clause a refusal rests on."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from pathlib import Path

FOLDER = Path(__file__).parent.parent / "rules"


@dataclass(frozen=True)
class Ruleset:
    """A council's rules: clauses by the reason of the refusal that cites them."""

    name: str
    clauses: dict[str, str] = field(default_factory=dict)

    def clause(self, reason: str) -> str | None:
        """Return the clause for ``noun.reason``, or for its noun as a whole."""
        return self.clauses.get(reason) or self.clauses.get(reason.split(".", maxsplit=1)[0])


def read(name: str) -> Ruleset:
    """Read ``rules/<name>.toml``; ``FileNotFoundError`` where there is none."""
    with (FOLDER / f"{name}.toml").open("rb") as file:
        table = tomllib.load(file)
    return Ruleset(table["name"], dict(table["clauses"]))
