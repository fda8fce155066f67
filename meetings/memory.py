"""Memory: what a writer has read stays with it for the next act, for as long as it is true.

One session is used again and again, so who acts, the meeting, the seat and the floor are asked of
the database once and not for each act. What could make it untrue ends it: a commit by anybody else,
which the database itself tells within the transaction, and own changes of what other rows lead to.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, event
from sqlalchemy.orm import ORMExecuteState, Session

from meetings.domain.base import Base
from meetings.domain.bodies import Body, Seat
from meetings.domain.floor import Floor
from meetings.domain.meetings import CouncilSession, Meeting
from meetings.domain.papers import Paper, PaperVersion
from meetings.domain.people import AccessToken, Person, SignIn

WHO = (Person, SignIn, AccessToken, Seat)
KEPT = (*WHO, Body, CouncilSession, Meeting, Paper, PaperVersion, Floor)
"""What is asked for by each act: who acts, where, and on which paper."""
ALONE = (Floor,)
"""Of these no other row's object knows, so they may change and stay."""
MOST = 2_000
"""More rows than this are not kept."""


class Memory:
    """One writing session for all acts; only who has the turn may use it."""

    def __init__(self, engine: Engine) -> None:
        """Take the engine whose transactions are those of the only writer."""
        self._engine = engine
        self._tells = engine.dialect.name == "sqlite"
        """Whether the database says that others wrote; if not, nothing is kept."""
        self._connection: Connection | None = None
        self._session: Session | None = None
        self._version: object = None
        self._kept: list[Base] = []
        self._met: list[Base] = []
        self._doubtful = False

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Yield the session within a transaction; commit at the end, or nothing."""
        session = self._session = self._session or self._open()
        try:
            self._look(session)
            yield session
            session.commit()
        except BaseException:
            session.rollback()
            self.forget()
            raise
        self._tidy(session)

    @contextmanager
    def part(self) -> Iterator[Session]:
        """Yield the session for a part of a transaction; one that raises is undone alone."""
        assert self._session is not None
        try:
            with self._session.begin_nested():
                yield self._session
        except BaseException:
            self.forget()
            raise
        self._tidy(self._session)

    def forget(self) -> None:
        """Ask the database for everything again."""
        self._kept.clear()
        self._met.clear()
        self._doubtful = False
        if self._session:
            self._session.expunge_all()
            self._session.info.clear()

    def close(self) -> None:
        """Let go of the connection."""
        if self._session:
            self._session.close()
        if self._connection:
            self._connection.close()
        self._session = self._connection = None

    def _open(self) -> Session:
        if self._tells:  # only to the connection that asks
            self._connection = self._engine.connect()
        session = Session(self._connection or self._engine, expire_on_commit=False)
        event.listen(session, "loaded_as_persistent", self._meet)
        event.listen(session, "pending_to_persistent", self._meet)
        event.listen(session, "after_flush", self._judge)
        event.listen(session, "do_orm_execute", self._judge_statement)
        return session

    def _look(self, session: Session) -> None:
        """Forget what others may have changed since; they can't any more in this transaction."""
        connection = session.connection()
        before = self._version
        if self._tells:
            self._version = connection.exec_driver_sql("PRAGMA data_version").scalar()
        if self._version is None or self._version != before:
            self.forget()

    def _meet(self, _: Session, row: Base) -> None:
        self._met.append(row)

    def _judge(self, session: Session, _: object) -> None:
        changed = (row for row in session.dirty if not isinstance(row, ALONE))
        for rows in (session.new, session.deleted, changed):
            self._doubtful |= any(isinstance(row, KEPT) for row in rows)

    def _judge_statement(self, state: ORMExecuteState) -> None:
        self._doubtful |= not state.is_select

    def _tidy(self, session: Session) -> None:
        """Keep what is worth it; what is not would be read stale by who asks for it by and by."""
        if self._doubtful or len(self._kept) > MOST:
            self.forget()
            return
        for row in self._met:
            if isinstance(row, KEPT):
                self._kept.append(row)
            elif row in session:
                session.expunge(row)
        self._met.clear()
