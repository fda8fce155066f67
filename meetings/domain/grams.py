"""The index of searching: which signs, pairs of signs and threes of ASCII a folded text has.

SQLite: an FTS5 table without contents beside each table of texts, written in the same
transaction. PostgreSQL: a GIN index over a function of the folded text, which keeps itself; it
has every sign, and from it a three of ASCII or a pair: two of ASCII are what a three begins with.
The index names candidates; of longer words the text itself says whether they stand there.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    Integer,
    Select,
    String,
    TableClause,
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
from sqlalchemy.dialects.postgresql import TSQUERY
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
    grams.update(signs[at : at + 3] for at in _threes(folded))
    return {"rowid": source << _BITS | place, "grams": " ".join(grams)}


def _threes(text: str) -> set[int]:
    """Return where three signs of ASCII stand together: pairs alone tell numbers badly apart."""
    return {at for at in range(len(text) - 2) if text[at : at + 3].isascii()}


def candidates(
    session: Session, texts: Texts, question: Question, sources: Collection[int] | None = None
) -> Select[tuple[int, int]]:
    """Select source and place of all texts, or those of some sources, that the index names."""
    if _by_hand(session):
        number = literal_column("rowid", Integer)
        source, place = number.op(">>")(_BITS), number.op("&")((1 << _BITS) - 1)
        found = select(source.label("source"), place.label("place")).select_from(_index(texts))
        found = found.where(
            literal_column(texts.index).op("MATCH")(_matching(question, _token, " AND ", " OR "))
        )
        if sources is None:
            return found
        between = number.between(min(sources) << _BITS, (max(sources) + 1 << _BITS) - 1)
        return found.where(between, source.in_(sources))
    found = select(texts.source.label("source"), texts.place.label("place"))
    query = cast(_matching(question, _lexeme, " & ", " | "), TSQUERY)
    found = found.where(func.gijo_grams(texts.folded).op("@@", is_comparison=True)(query))
    if sources is None:
        return found
    # In one step the signs of every text of the sources might be counted anew.
    first = found.cte("named").prefix_with("MATERIALIZED")
    return select(first.c.source, first.c.place).where(first.c.source.in_(sources))


def gathered(session: Session, places: ColumnElement[int]) -> ColumnElement[str]:
    """Return the places of a group in one text, with commas; PostgreSQL's also has braces."""
    if _by_hand(session):
        return func.group_concat(places)
    # Twice as quick there as a text put together from texts.
    return cast(func.array_agg(places), String)


def standing_at(
    session: Session, texts: Texts, question: Question, keys: Sequence[tuple[int, int]]
) -> Select[tuple[int, int]]:
    """Select source and place of those texts, given by theirs, where what is asked stands."""
    source: ColumnElement[int]
    place: ColumnElement[int]
    if _by_hand(session):
        each = func.json_each(json.dumps(keys)).table_valued("value")
        source, place = (func.json_extract(each.c.value, f"$[{at}]") for at in (0, 1))
    else:
        arrays = (cast(list(part), ARRAY(Integer)) for part in zip(*keys, strict=True))
        each = func.unnest(*arrays).table_valued("source", "place").render_derived()
        source, place = each.c
    # As a value of each key: joined, PostgreSQL might look at all texts before the keys.
    here = select(standing(session, texts, question))
    here = here.where(texts.source == source, texts.place == place)
    return select(source, place).select_from(each).where(here.scalar_subquery())


def tells(question: Question) -> bool:
    """Say whether the index alone tells where this stands: its words are grams themselves."""
    match question:
        case Word(folded, _):
            return _needed(folded) == [folded]
        case And(parts) | Or(parts):
            return all(map(tells, parts))
    return False


def _needed(word: str) -> list[str]:
    """Return the fewest grams that all parts of a word are in."""
    threes = _threes(word)
    pairs = {at for at in range(len(word) - 1) if at not in threes and at - 1 not in threes}
    needed = [word[at : at + 3] for at in sorted(threes)] + [
        word[at : at + 2] for at in sorted(pairs)
    ]
    return list(dict.fromkeys(needed)) or [word]


def _token(gram: str) -> str:
    return f'"{gram.translate(_SIGNS)}"'


def _lexeme(gram: str) -> str:
    """Return what PostgreSQL's index is asked: a gram, or two signs that a three begins with."""
    quoted = gram.replace("\\", "\\\\").replace("'", "''")
    return f"'{quoted}':*" if len(gram) == 2 and gram.isascii() else f"'{quoted}'"


def _matching(question: Question, written: Callable[[str], str], every: str, either: str) -> str:
    """Return what an index is asked; what must not stand there it can't tell."""

    def matching(question: Question) -> str:
        match question:
            case Word(folded, _):
                return f"({every.join(map(written, _needed(folded)))})"
            case And(parts):
                asked = (matching(part) for part in parts if not isinstance(part, Not))
                return f"({every.join(asked)})"
            case Or(parts):
                return f"({either.join(map(matching, parts))})"
        raise TypeError(question)

    return matching(question)


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
