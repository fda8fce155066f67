"""The desk: the one place where acts are performed, whoever asks and by whatever way."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Callable
from typing import Any, cast

from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from meetings import commands  # noqa: F401  # importing them registers every act
from meetings.acts import REGISTRY, Act, Acting
from meetings.database import not_stored
from meetings.domain import meetings as sittings
from meetings.domain import record
from meetings.domain.base import NotFound, Refused, now
from meetings.domain.people import Person, Signed
from meetings.domain.record import Author, Entry
from meetings.domain.rights import RIGHTS
from meetings.given import is_whole
from meetings.house import House
from meetings.turns import Turns
from meetings.words import shortened

log = logging.getLogger(__name__)
Answer = dict[str, Any]
Who = Person | Signed | None
"""Who acts: somebody known, somebody by a sign-in or token, or the house itself."""


class Desk:
    """Performs acts: right, arguments, one transaction, relay, answer."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.listeners: list[Callable[[list[Entry]], None]] = []
        """Called with the entries of what was committed together, in the order of their numbers."""
        self.turns = Turns(house.database, self._relay)

    def do(
        self,
        name: str,
        who: Who,
        given: dict[str, Any] | None = None,
        device: str | None = None,
        n: int = 1,
    ) -> Answer:
        """Perform an act and return its answer; raises `Refused`.

        ``who`` None is the house itself (command line); without ``device`` the
        act gets a key of its own and so can't be repeated.
        """
        act = REGISTRY.get(name)
        if act is None:
            raise Refused("act.unknown", act=name)
        person = who.person if isinstance(who, Signed) else who.id if who else None
        author = Author(person, now(), device or uuid.uuid4().hex, n)
        try:
            return self._do(act, who, dict(given or {}), author)
        except OperationalError as error:
            log.exception("the database did not take %s", name)
            raise not_stored(error) from error

    def sentence(self, refusal: Refused, language: str) -> str:
        """Return a refusal in words, with the clause it rests on."""
        values = {key: _readable(key, value) for key, value in refusal.values.items()}
        told = self.house.words.say(language, f"refusal.{refusal.reason}", **values)
        clause = self._clause(refusal)
        return f"{told}（{clause}）" if clause else told

    def told(self, refusal: Refused, language: str) -> Answer:
        """Return a refusal as scripts and tablets get it."""
        answer: Answer = {"refused": refusal.reason}
        answer["message"] = self.sentence(refusal, language)
        if clause := self._clause(refusal):
            answer["clause"] = clause
        if refusal.keep:
            answer["keep"] = refusal.keep
        return answer

    def _clause(self, refusal: Refused) -> str | None:
        return refusal.clause or self.house.rules.clause(refusal.reason)

    def _do(self, act: Act, who: Who, given: dict[str, Any], author: Author) -> Answer:
        key, made = (author.device, author.n), None
        if act.before:
            with self.house.database.read() as session:
                if repeated := self._repeated(session, author):
                    return repeated
                acting, checked = self._admitted(session, act, who, given, author)
                made = act.before(acting, **checked)

        def work(session: Session) -> tuple[Answer, list[Entry]]:
            author.device, author.n = key
            # Asked inside the transaction: the same act may come twice at once,
            # and rights may change while something is made before it.
            if repeated := self._repeated(session, author):
                return repeated, []
            acting, checked = self._admitted(session, act, who, given, author)
            acting.made = made
            act.function(acting, **checked)
            return _answer(acting.written[0]), acting.written

        return cast("Answer", self.turns.take(work))

    def _admitted(
        self,
        session: Session,
        act: Act,
        who: Who,
        given: dict[str, Any],
        author: Author,
    ) -> tuple[Acting, dict[str, Any]]:
        acting = Acting(session, self.house, _again(session, who, author), author)
        _admit(acting, act, given)
        return acting, act.check(given)

    def _repeated(self, session: Session, author: Author) -> Answer | None:
        entry = record.done_before(session, author)
        return _answer(entry) | {"repeat": True} if entry else None

    def _relay(self, entries: list[Entry]) -> None:
        for listener in self.listeners:
            try:
                listener(entries)
            except Exception:
                # The record stands; whoever missed it follows again from its number.
                log.exception("could not relay %s", entries[0].kind)


def _readable(key: str, value: object) -> object:
    """Return a value as a sentence shows it: a name of 300 characters would bury the advice."""
    return shortened(str(value)) if key in ("name", "other", "title") else value


def _again(session: Session, who: Who, author: Author) -> Person | None:
    """Return the person as of now: a role may have changed, or an end been put to a sign-in."""
    if author.person is None:
        return None
    found = session.get(Person, author.person)
    if found is None or not found.active:
        raise Refused("signing.needed")
    if isinstance(who, Signed) and not who.holds(session, author.at):
        raise Refused("signing.needed")
    return found


def _admit(acting: Acting, act: Act, given: dict[str, Any]) -> None:
    """Find the meeting, the role in it, and refuse who may not act or not now."""
    right, person = RIGHTS[act.name], acting.person
    if "meeting" in act.given.model_fields and "meeting" in given:
        meeting = given["meeting"]
        if not is_whole(meeting):
            raise Refused("given.wrong", names="meeting")
        if person is None:
            acting.meeting = acting.session.get(sittings.Meeting, meeting)
        else:
            acting.meeting = sittings.seen(acting.session, person, meeting)
        if acting.meeting is None:
            raise NotFound("meeting")
    if person is not None:
        acting.role = person.role
        if acting.meeting is not None:
            acting.role = sittings.role_in(acting.session, person, acting.meeting)
        if acting.role not in right.roles:
            raise Refused("right.missing")
    if right.states and acting.meeting and acting.meeting.state not in right.states:
        raise Refused(f"state.{acting.meeting.state}")


def _answer(entry: Entry) -> Answer:
    return {"done": True, "stream": entry.stream, "number": entry.number, "body": entry.body}
