"""The index of searching: which signs and pairs of signs a folded text has.

SQLite: an FTS5 table without contents beside each table of texts, written in the same
transaction. PostgreSQL: a GIN index over a function of the folded text, which keeps itself.
The index only names candidates; the text itself says whether the words stand there.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    TableClause,
    Text,
    and_,
    cast,
    column,
    func,
    insert,
    literal,
    literal_column,
    not_,
    or_,
    select,
    table,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import InstrumentedAttribute, Session

from meetings.domain.question import And, Not, Or, Question, Word

PREFIX = "grams_"
"""How all tables and indexes of searching are named; no model has them."""
_BITS = 20
"""Bits of a row's number in SQLite's index that tell the place within its source."""
_SIGNS = {code: 0xE000 + code for code in range(0x80) if not chr(code).isalnum()}
"""SQLite's tokens end at ASCII's signs: the index has others instead."""


@dataclass(frozen=True)
class Texts:
    """A table of texts: each row a place (a page) in a source (a version of a paper)."""

    source: InstrumentedAttribute[int]
    place: InstrumentedAttribute[int]
    text: InstrumentedAttribute[str]
    folded: InstrumentedAttribute[str]

    @property
    def index(self) -> str:
        """Name of the index."""
        return PREFIX + str(self.source.class_.__tablename__)


def put(session: Session, texts: Texts, source: int, place: int, folded: str) -> None:
    """Put a new text into the index."""
    if _by_hand(session):
        session.execute(insert(_index(texts)), row(source, place, folded))


def remove(session: Session, texts: Texts, source: int, place: int | None = None) -> None:
    """Take the texts of a source, or one, out of the index while they stand in their table."""
    if _by_hand(session):
        found = select(texts.place, texts.folded).where(texts.source == source)
        if place is not None:
            found = found.where(texts.place == place)
        out = insert(_index(texts)).values({texts.index: "delete"})
        for number, folded in session.execute(found).all():
            session.execute(out, row(source, number, folded))


def _index(texts: Texts) -> TableClause:
    """Return SQLite's index; its column of the table's own name takes commands."""
    return table(texts.index, *map(column, (texts.index, "rowid", "grams")))


def _by_hand(session: Session) -> bool:
    return session.connection().dialect.name == "sqlite"


def row(source: int, place: int, folded: str) -> dict[str, Any]:
    """Return a text's row of SQLite's index."""
    signs = folded.translate(_SIGNS)
    grams = {*signs, *map("".join, pairwise(signs))}
    return {"rowid": source << _BITS | place, "grams": " ".join(grams)}


def candidates(session: Session, texts: Texts, question: Question) -> Select[tuple[int, int]]:
    """Select source and place of all texts that have the signs of what is asked."""
    if _by_hand(session):
        number = literal_column("rowid", Integer)
        source, place = number.op(">>")(_BITS), number.op("&")((1 << _BITS) - 1)
        found = select(source.label("source"), place.label("place"))
        match = literal_column(texts.index).op("MATCH")(_matching(question))
        return found.select_from(_index(texts)).where(match)
    found = select(texts.source.label("source"), texts.place.label("place"))
    return found.where(_having(func.gijo_grams(texts.folded), question))


def _needed(word: str) -> list[str]:
    pairs = map("".join, pairwise(word))
    return list(dict.fromkeys(pairs)) or [word]


def _matching(question: Question) -> str:
    """Return what SQLite's index is asked; what must not stand there it can't tell."""
    match question:
        case Word(folded, _):
            quoted = (f'"{gram}"' for gram in _needed(folded.translate(_SIGNS)))
            return f"({' AND '.join(quoted)})"
        case And(parts):
            asked = (_matching(part) for part in parts if not isinstance(part, Not))
            return f"({' AND '.join(asked)})"
        case Or(parts):
            return f"({' OR '.join(map(_matching, parts))})"
    raise TypeError(question)


def _having(grams: ColumnElement[Any], question: Question) -> ColumnElement[bool]:
    """Return what PostgreSQL's index is asked."""
    match question:
        case Word(folded, _):
            return grams.op("@>", is_comparison=True)(cast(_needed(folded), ARRAY(Text)))
        case And(parts):
            return and_(*(_having(grams, part) for part in parts if not isinstance(part, Not)))
        case Or(parts):
            return or_(*(_having(grams, part) for part in parts))
    raise TypeError(question)


def standing(session: Session, texts: Texts, question: Question) -> ColumnElement[bool]:
    """Return the condition that what is asked stands in a text, sign by sign."""
    place = func.instr if _by_hand(session) else func.strpos
    match question:
        case Word(folded, _):
            return place(texts.folded, literal(folded)) > 0
        case And(parts):
            return and_(*(standing(session, texts, part) for part in parts))
        case Or(parts):
            return or_(*(standing(session, texts, part) for part in parts))
        case Not(part):
            return not_(standing(session, texts, part))
