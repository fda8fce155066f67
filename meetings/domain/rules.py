"""The council's rules as data: clauses that refusals cite, the numbers of members."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from fractions import Fraction
from math import ceil
from pathlib import Path

FOLDER = Path(__file__).parent.parent / "rules"


@dataclass(frozen=True)
class Ruleset:
    """A council's rules."""

    name: str
    clauses: dict[str, str] = field(default_factory=dict)
    """Clauses by the reason of the refusal that cites them."""
    quorum: Fraction = Fraction(1, 2)
    """The share of the fixed number of members that must be present."""
    fixed_numbers: dict[str, int] = field(default_factory=dict)
    """Fixed number of members (定数) by the name of a body; of others the seats are counted."""

    def clause(self, reason: str) -> str | None:
        """Return the clause for ``noun.reason``, or for its noun as a whole."""
        return self.clauses.get(reason) or self.clauses.get(reason.split(".", maxsplit=1)[0])

    def needed(self, fixed: int) -> int:
        """Return how many members must be present where so many are fixed."""
        return ceil(self.quorum * fixed)


def read(name: str) -> Ruleset:
    """Read ``rules/<name>.toml``; ``FileNotFoundError`` where there is none."""
    with (FOLDER / f"{name}.toml").open("rb") as file:
        table = tomllib.load(file)
    quorum = Fraction(table["quorum"]["share"])
    return Ruleset(table["name"], dict(table["clauses"]), quorum, dict(table["fixed_numbers"]))
