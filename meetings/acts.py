"""The register of acts: their names, arguments and what runs before the transaction.

An act is a function ``(acting, *, named arguments)`` registered under ``noun.verb``.
Its signature is its contract: arguments are checked against it, and the OpenAPI
document is made from it.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, get_type_hints

from pydantic import BaseModel, ConfigDict, ValidationError, create_model
from sqlalchemy.orm import Session

from meetings.domain import record
from meetings.domain.base import NotFound, Refused
from meetings.domain.meetings import Meeting
from meetings.domain.people import Person
from meetings.given import is_device, is_whole

if TYPE_CHECKING:
    from meetings.house import House


@dataclass
class Acting:
    """What an act works with: the session, who acts where, and the pen of the record."""

    session: Session
    house: House
    person: Person | None
    author: record.Author
    meeting: Meeting | None = None
    role: str = ""
    made: Any = None
    """What the act's `before` made outside the transaction."""
    written: list[record.Entry] = field(default_factory=list)

    @property
    def here(self) -> Meeting:
        """The meeting the act is in."""
        if self.meeting is None:
            raise NotFound("meeting")
        return self.meeting

    @property
    def me(self) -> int:
        """Id of the person who acts."""
        if self.person is None:
            raise Refused("right.missing")
        return self.person.id

    @property
    def at(self) -> int:
        """When the act happens, in ms since the epoch."""
        return self.author.at

    def write(self, stream: str, kind: str, /, **body: Any) -> record.Entry:
        """Append an entry in this act's name."""
        entry = record.write(self.session, stream, kind, self.author, body)
        self.written.append(entry)
        return entry


Function = Callable[..., None]
Before = Callable[..., Any]


@dataclass
class Act:
    """One registered act."""

    name: str
    function: Function
    given: type[BaseModel]
    before: Before | None = None

    @property
    def doc(self) -> str:
        """First sentence of the act's docstring."""
        return (inspect.getdoc(self.function) or "").split("\n\n")[0]

    def check(self, given: dict[str, Any]) -> dict[str, Any]:
        """Return the arguments, of their declared types; refuse others by name."""
        try:
            checked = self.given.model_validate(given)
        except ValidationError as error:
            names = sorted({".".join(map(str, fault["loc"][:1])) for fault in error.errors()})
            raise Refused("given.wrong", names="、".join(names)) from None
        if names := sorted(name for name, value in given.items() if _has_nul(value)):
            raise Refused("given.wrong", names="、".join(names))
        return {name: getattr(checked, name) for name in self.given.model_fields}


REGISTRY: dict[str, Act] = {}
"""Every act by name; filled when `meetings.commands` is imported."""


def act(name: str) -> Callable[[Function], Function]:
    """Register a function as the act ``noun.verb``."""

    def register(function: Function) -> Function:
        REGISTRY[name] = Act(name, function, _model(name, function))
        return function

    return register


def before(name: str) -> Callable[[Before], Before]:
    """Register what an act does outside its transaction: slow work, files, processes.

    It is called as ``(house, session, person, **given)`` with a reading session;
    what it returns is the act's ``acting.made``.
    """

    def register(function: Before) -> Before:
        REGISTRY[name].before = function
        return function

    return register


def _has_nul(value: object) -> bool:
    """Say whether a value has the sign U+0000 in it, which no writing has nor PostgreSQL takes."""
    if isinstance(value, str):
        return "\0" in value
    if isinstance(value, dict):
        return any(map(_has_nul, value.values()))
    return isinstance(value, list) and any(map(_has_nul, value))


def _model(name: str, function: Function) -> type[BaseModel]:
    hints = get_type_hints(function, include_extras=True)
    fields: dict[str, Any] = {}
    for parameter in list(inspect.signature(function).parameters.values())[1:]:
        default = ... if parameter.default is inspect.Parameter.empty else parameter.default
        fields[parameter.name] = (hints[parameter.name], default)
    config = ConfigDict(extra="forbid", strict=True, str_strip_whitespace=False)
    return create_model(name, __config__=config, **fields)


def check_key(given: object, device: object, n: object) -> None:
    """Refuse an act whose arguments or key have the wrong form."""
    if not isinstance(given, dict):
        raise Refused("given.wrong", names="given")
    if device is not None and not is_device(device):
        raise Refused("given.wrong", names="device")
    if not is_whole(n, least=1):
        raise Refused("given.wrong", names="n")
