"""Turns at writing: what comes together is done one after the other and committed by one sync."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.orm import Session

from meetings.database import Database
from meetings.domain.record import Entry

MOST = 64
"""Acts committed together: they wait for the last of them."""
Work = Callable[[Session], tuple[Any, list[Entry]]]
"""Changes what a session sees; returns an answer and the entries it wrote, or raises."""
Part = Callable[[], AbstractContextManager[Session]]


@dataclass(eq=False)
class Wish:
    """One who waits for a turn, and what came of it."""

    work: Work
    ended: bool = False
    answer: Any = None
    written: list[Entry] = field(default_factory=list)
    trouble: BaseException | None = None


class Turns:
    """Gives turns at writing.

    Who gets the turn does at once what all others wait for as well, so nobody waits for more than
    two syncs of the disk however many write, and who writes alone waits for one.
    """

    def __init__(self, database: Database, tell: Callable[[list[Entry]], None]) -> None:
        """Take who is told of committed entries, in their order and before anybody is answered."""
        self._database, self._tell = database, tell
        self.waiting: deque[Wish] = deque()

    def take(self, work: Work) -> Any:
        """Return a work's answer once it is committed and told; raise what it or the commit did."""
        wish = Wish(work)
        self.waiting.append(wish)
        with self._database.turn():
            while not wish.ended:
                self._do([self.waiting.popleft() for _ in range(min(MOST, len(self.waiting)))])
        if wish.trouble:
            raise wish.trouble
        return wish.answer

    def _do(self, wishes: list[Wish]) -> None:
        try:
            if len(wishes) > 1:
                self._do_together(wishes)
            else:
                self._do_alone(wishes[0])
        except BaseException as trouble:
            for wish in wishes:
                wish.trouble = wish.trouble or trouble
            raise
        finally:
            for wish in wishes:
                wish.ended = True

    def _do_alone(self, wish: Wish) -> None:
        try:
            with self._database.act() as session:
                wish.answer, wish.written = wish.work(session)
        except Exception as trouble:  # noqa: BLE001  # raised to who waits for it
            wish.trouble, wish.written = trouble, []
        self._told(wish.written)

    def _do_together(self, wishes: list[Wish]) -> None:
        try:
            with self._database.acts() as part:
                for wish in wishes:
                    self._do_part(wish, part)
        except DBAPIError:
            # One that finds no room undoes all: each is done alone then.
            for wish in wishes:
                wish.trouble = None
                self._do_alone(wish)
        else:
            self._told([entry for wish in wishes for entry in wish.written])

    def _do_part(self, wish: Wish, part: Part) -> None:
        try:
            with part() as session:
                wish.answer, wish.written = wish.work(session)
        except OperationalError:
            raise
        except Exception as trouble:  # noqa: BLE001  # raised to who waits for it
            wish.trouble, wish.written = trouble, []

    def _told(self, written: list[Entry]) -> None:
        if written:
            self._tell(written)
