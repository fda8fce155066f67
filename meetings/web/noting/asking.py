"""What is asked of one's notes, read from an address; what makes no sense there is passed over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import request

from meetings.domain.folding import folded
from meetings.domain.notebook import Wanted
from meetings.given import one_line, whole

LONGEST = 200
KINDS = {
    "ink": ("pen", "highlighter", "line"),
    "words": ("words",),
    "text": ("text", "sticky"),
    "stamp": ("stamp",),
    "slip": ("slip",),
    "bookmark": ("bookmark",),
}
"""Kinds of notes as a person tells them apart, and the tools behind each."""


@dataclass(frozen=True)
class Asked:
    """The meeting, paper, kind and words asked for, and how many pages were shown before."""

    meeting: int | None
    paper: int | None
    kind: str
    q: str
    after: int

    @property
    def wanted(self) -> Wanted:
        """What the notebook is asked."""
        return Wanted(self.meeting, self.paper, frozenset(KINDS.get(self.kind, ())), folded(self.q))

    @property
    def narrowed(self) -> bool:
        """Whether anything is left out."""
        return bool(self.meeting or self.paper or self.kind or self.q)

    def address(self, **other: Any) -> dict[str, Any]:
        """Return the parameters of this screen, some of them others."""
        kept = {"meeting": self.meeting, "paper": self.paper, "kind": self.kind, "q": self.q}
        return {name: value for name, value in (kept | other).items() if value}


def asked() -> Asked:
    """Return what this request's address asks for."""
    kind, after = request.args.get("kind", ""), _number("after") or 0
    q = one_line(request.args.get("q", ""))[:LONGEST]
    kind = kind if kind in KINDS else ""
    return Asked(_number("meeting"), _number("paper"), kind, q, after)


def kinds_of(tools: dict[str, int]) -> list[tuple[str, int]]:
    """Return the kinds of some notes and how many there are of each, as they are told apart."""
    counts = ((kind, sum(tools.get(tool, 0) for tool in of)) for kind, of in KINDS.items())
    return [(kind, count) for kind, count in counts if count]


def _number(name: str) -> int | None:
    return whole(request.args.get(name, ""))
