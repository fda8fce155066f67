"""What a search asks for, read from an address; what makes no sense there is passed over."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import MAXYEAR
from typing import Any, get_args

from flask import request

from meetings.domain import question
from meetings.domain.bodies import BodyKind
from meetings.domain.question import LONGEST, Question, Word
from meetings.domain.search import Key, Wanted
from meetings.given import one_line, whole

KINDS = tuple(kind for kind in get_args(BodyKind) if kind != "faction")
NARROWED = ("year", "body", "kind", "what")
"""Parameters that narrow a search down."""


@dataclass(frozen=True)
class Asked:
    """A question as written and as read, what it is narrowed to, and where to go on."""

    q: str
    question: Question | None
    year: int | None
    body: int | None
    kind: str | None
    what: str | None
    version: int | None
    after: str

    @property
    def words(self) -> list[Word]:
        """The words that are looked for."""
        return question.words(self.question)

    @property
    def folded(self) -> list[str]:
        """The words as they are compared."""
        return [word.folded for word in self.words]

    @property
    def wanted(self) -> Wanted | None:
        """What the archive is asked; None where there is no question."""
        if self.question is None:
            return None
        return Wanted(self.question, self.year, self.body, self.kind, self.what)

    @property
    def narrowed(self) -> bool:
        """Whether anything but the words is asked for."""
        return any(getattr(self, name) for name in NARROWED)

    def address(self, **other: Any) -> dict[str, Any]:
        """Return the parameters of this search on its screen, some of them others."""
        kept = {"q": self.q, "what": self.what, "year": self.year, "where": self.body or self.kind}
        return {name: value for name, value in (kept | other).items() if value}

    def other(self, q: str) -> Asked:
        """Return another question, narrowed in the same way."""
        return replace(self, q=q, question=question.read(q))

    def whole(self) -> Asked:
        """Return the same question to everything."""
        return replace(self, year=None, body=None, kind=None, what=None)


def asked() -> Asked:
    """Return what this request asks."""
    given = request.args
    q = one_line(given.get("q", ""))[:LONGEST]
    where, kind, what = given.get("where", ""), given.get("kind"), given.get("what")
    body, year = whole(given.get("body", "")), whole(given.get("year", ""))
    # The screen has one list for both.
    if where.isdecimal():
        body = whole(where)
    elif where:
        kind = where
    return Asked(
        q=q,
        question=question.read(q),
        year=year if year and year <= MAXYEAR else None,
        body=body,
        kind=kind if kind in KINDS else None,
        what=what if what in ("papers", "minutes") else None,
        version=whole(given.get("in", "")),
        after=given.get("after", ""),
    )


def key(text: str) -> Key:
    """Return the place to go on from, as `cursor` wrote it; the beginning if it makes no sense."""
    # Every part is a number that a database takes.
    if not re.fullmatch(r"-?[0-9]{1,9}(\.-?[0-9]{1,9}){5}", text):
        return ()
    return tuple(int(part) for part in text.split("."))


def cursor(at: Key | None) -> str | None:
    """Return a place to go on from as text."""
    return ".".join(map(str, at)) if at else None
