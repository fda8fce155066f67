"""Questions: words that all must stand there, and the plain signs for or, not and exactly.

Whatever one writes is a question: a sign that makes no sense is passed over or is a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from meetings.domain.folding import folded

LONGEST = 200
"""Characters of a question that are read."""


@dataclass(frozen=True)
class Word:
    """Text that stands there, folded, and as it was written."""

    folded: str
    written: str


@dataclass(frozen=True)
class And:
    """All of these; at least one is no `Not`."""

    parts: tuple[Question, ...]


@dataclass(frozen=True)
class Or:
    """At least one of these, none a `Not`."""

    parts: tuple[Question, ...]


@dataclass(frozen=True)
class Not:
    """This does not stand there."""

    part: Question


Question = Word | And | Or | Not

_QUOTES = ("「」", "『』", '""', "“”", "＂＂", "〝〟")
_QUOTED = "|".join(f"{pair[0]}(?P<q{i}>[^{pair[1]}]+){pair[1]}" for i, pair in enumerate(_QUOTES))
_SIGNS = set("".join(_QUOTES))
_ENDS = "\\s()（）|｜" + "".join(pair[0] for pair in _QUOTES)
_TOKEN = re.compile(
    rf"(?P<quoted>{_QUOTED})|(?P<sign>[()（）|｜])|(?<![^\s(（|｜])(?P<minus>[-－−‐–ー])(?=[^\s)）|｜])"
    rf"|(?P<word>[^{_ENDS}]+|[^\s()（）|｜])"
)
_OR = {"OR", "ＯＲ", "または", "又は", "|", "｜"}
_NOT = {"NOT", "ＮＯＴ", "除く", "のぞく"}
_AND = {"AND", "ＡＮＤ"}


@dataclass(frozen=True)
class _Token:
    kind: str
    """open, close, or, not, word"""
    text: str


def _tokens(written: str) -> Iterator[_Token]:
    for found in _TOKEN.finditer(written):
        whole = found[0]
        if found["quoted"]:
            yield _Token("word", whole[1:-1])
        elif whole in _OR:
            yield _Token("or", whole)
        elif found["minus"] or whole in _NOT:
            yield _Token("not", whole)
        elif found["sign"]:
            yield _Token("open" if whole in "(（" else "close", whole)
        elif whole not in _AND:
            yield _Token("word", whole)


def read(written: str) -> Question | None:
    """Return what is asked, or None where no word is left."""
    tokens = list(_tokens(written[:LONGEST]))
    # A quotation mark that nothing closes is no word beside others.
    plain = [token for token in tokens if token.text not in _SIGNS]
    reading = _Reading(plain if any(token.kind == "word" for token in plain) else tokens)
    parts = []
    while reading.left:
        parts += [reading.either()]
        reading.take("close")  # one that nothing opened
    found = _all([part for part in parts if part])
    return found and _sensible(found)


class _Reading:
    """The rest of the tokens."""

    def __init__(self, tokens: list[_Token]) -> None:
        self.left = tokens

    def take(self, kind: str) -> _Token | None:
        """Take the next token if it is of a kind."""
        return self.left.pop(0) if self.left and self.left[0].kind == kind else None

    def either(self) -> Question | None:
        """Read what stands between or-signs."""
        parts = [self.every()]
        while sign := self.take("or"):
            other = self.every()
            if other and parts[-1]:
                parts.append(other)
            else:  # An or with nothing on one side is a word.
                parts[-1] = _all([p for p in (parts[-1], _word(sign.text), other) if p])
        found = tuple(part for part in parts if part)
        return Or(found) if len(found) > 1 else found[0] if found else None

    def every(self) -> Question | None:
        """Read words side by side."""
        parts: list[Question | None] = []
        while self.left and self.left[0].kind not in ("or", "close"):
            parts.append(self.one())
        return _all([part for part in parts if part])

    def one(self) -> Question | None:
        """Read one word, what is in brackets, or what must not be."""
        token = self.left.pop(0)
        if token.kind == "not":
            if not self.left or self.left[0].kind not in ("open", "not", "word"):
                return _word(token.text)
            part = self.one()
            return part and (part.part if isinstance(part, Not) else Not(part))
        if token.kind == "open":
            part = self.either()
            self.take("close")
            return part
        return _word(token.text)


def _word(written: str) -> Word | None:
    found = folded(written)
    return Word(found, written.strip()) if found else None


def _all(parts: list[Question]) -> Question | None:
    flat = [part for one in parts for part in (one.parts if isinstance(one, And) else (one,))]
    return And(tuple(flat)) if len(flat) > 1 else flat[0] if flat else None


def _sensible(question: Question) -> Question:
    """Return a question that asks for something: what only leaves out is asked for instead."""
    match question:
        case Not(part):
            return _sensible(part)
        case Or(parts):
            return Or(tuple(map(_sensible, parts)))
        case And(parts):
            only_out = all(isinstance(part, Not) for part in parts)
            keep = () if only_out else (Not,)
            return And(tuple(p if isinstance(p, keep) else _sensible(p) for p in parts))
    return question


def words(question: Question | None) -> list[Word]:
    """Return the words that are looked for, each once, without those left out."""
    match question:
        case Word():
            return [question]
        case And(parts) | Or(parts):
            return list(dict.fromkeys(word for part in parts for word in words(part)))
    return []


def leaves_out(question: Question | None) -> bool:
    """Say whether something must not stand there."""
    match question:
        case Not():
            return True
        case And(parts) | Or(parts):
            return any(map(leaves_out, parts))
    return False


def stands(question: Question, text: str) -> bool:
    """Say whether a folded text is what is asked for."""
    match question:
        case Word(part, _):
            return part in text
        case And(parts):
            return all(stands(part, text) for part in parts)
        case Or(parts):
            return any(stands(part, text) for part in parts)
        case Not(part):
            return not stands(part, text)
