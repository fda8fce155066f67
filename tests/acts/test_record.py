"""The record: folding the entries of any run of acts gives the stored state."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import select, update

from meetings.commands.comparing import refolded, stored
from meetings.config import Config
from meetings.domain import record
from meetings.domain.base import Refused
from meetings.domain.meetings import Meeting
from meetings.domain.record import Entry
from meetings.house import House
from tests.cast import Council, gathered, points
from tests.conftest import ON_BOTH, Lent, built
from tests.postgres import Postgres

WHO = st.sampled_from(["aoki", "inoue", "ueda", "egawa", "ogawa", "kato", "kanri"])
LAYER = st.sampled_from(["private", "shared"])
SMALL = st.integers(1, 4)
MOST_REPLACEMENTS = 3
"""Of one example: each reads and compares files."""


class Acts(RuleBasedStateMachine):
    """Any people doing any acts in any order; most are refused, and that must not matter.

    All is compared after each step in which an act was accepted, and after the last one: what a
    refused act changed would stay, and be found by then.
    """

    def fresh(self, name: str) -> AbstractContextManager[House]:
        """Open a house of this name with the cast in it."""
        raise NotImplementedError

    def __init__(self) -> None:
        super().__init__()
        Acts.count += 1
        self.rest = contextlib.ExitStack()
        self.house = self.rest.enter_context(self.fresh(str(Acts.count)))
        self.council = gathered(self.house)
        self.council.add_paper("甲", 3)
        self.council.add_paper("乙", 2)
        self.strokes = self.replacements = 0
        self.accepted = True

    count = 0

    def teardown(self) -> None:
        try:
            self.compare()
        finally:
            self.house.close()
        self.rest.close()

    def attempt(self, who: str, act: str, **given: Any) -> None:
        with contextlib.suppress(Refused):
            self.council.do(who, act, **given)
            self.accepted = True

    @rule(act=st.sampled_from([f"meeting.{v}" for v in ("announce", "open", "pause", "resume")]))
    def move(self, act: str) -> None:
        self.attempt("aoki", act)

    @rule(late=st.integers(0, 9))
    def close(self, late: int) -> None:
        if late == 0:
            self.attempt("inoue", "meeting.close")

    @rule(title=st.sampled_from(["諸般の報告", "一般質問"]), item=SMALL, to=SMALL)
    def arrange(self, title: str, item: int, to: int) -> None:
        self.attempt("aoki", "agenda.add", title=title)
        self.attempt("aoki", "agenda.move", item=item, position=to)

    @rule(item=SMALL)
    def rename(self, item: int) -> None:
        self.attempt("aoki", "agenda.change", item=item, title="改めた題")

    @rule(item=SMALL)
    def drop(self, item: int) -> None:
        self.attempt("aoki", "agenda.remove", item=item)

    @rule(paper=SMALL, name=st.sampled_from(["丙", None]), item=st.sampled_from([0, 1, None]))
    def change_paper(self, paper: int, name: str | None, item: int | None) -> None:
        given = {"name": name} if name else {}
        self.attempt(
            "aoki", "paper.change", paper=paper, **given | ({} if item is None else {"item": item})
        )

    @rule(paper=SMALL, to=SMALL, act=st.sampled_from(["publish", "move", "remove"]))
    def treat_paper(self, paper: int, to: int, act: str) -> None:
        more = {"position": to} if act == "move" else {}
        self.attempt("aoki", f"paper.{act}", paper=paper, **more)

    @rule(paper=SMALL, beside=st.integers(0, 3))
    def pair(self, paper: int, beside: int) -> None:
        self.attempt("aoki", "paper.pair", paper=paper, beside=beside)

    @rule(paper=SMALL, page=SMALL, to=st.integers(0, 2), last=st.sampled_from(["publish", "drop"]))
    @precondition(lambda self: self.replacements < MOST_REPLACEMENTS)
    def replace(self, paper: int, page: int, to: int, last: str) -> None:
        self.replacements += 1
        with contextlib.suppress(Refused):
            begun = self.council.begin_replacing(paper, f"版{self.replacements}")["body"]
            self.accepted = True
            version = {"version": begun["version"]}
            self.attempt("aoki", "replacement.find", **version)
            self.attempt("aoki", "replacement.pair", **version, page=page, to=to)
            with self.house.database.read() as session:
                number = record.head(session, f"office:{self.council.meeting}")
            more = {"revision": number, "everything_to_tray": True} if last == "publish" else {}
            self.attempt("aoki", f"replacement.{last}", **version, **more)

    @rule(who=WHO, person=st.integers(1, 8), state=st.sampled_from(["present", "late", "absent"]))
    def mark(self, who: str, person: int, state: str) -> None:
        self.attempt(who, "attendance.mark", person=person, state=state)

    @rule(who=WHO)
    def mark_rest(self, who: str) -> None:
        self.attempt(who, "attendance.mark_rest")

    @rule(who=WHO, page=SMALL, half=st.sampled_from([1, 2, None]), epoch=st.integers(0, 3))
    def turn(self, who: str, page: int, half: int | None, epoch: int) -> None:
        where = {"version": 1 + page % 2, "page": page, "half": half}
        self.attempt(who, "floor.turn", **where, epoch=epoch)

    @rule(who=WHO, to=st.integers(1, 9))
    def hand_over(self, who: str, to: int) -> None:
        self.attempt(who, "floor.grant", to=to)

    @rule(who=WHO)
    def take_back(self, who: str) -> None:
        self.attempt(who, "floor.take")

    @rule(who=WHO, allowed=st.booleans())
    def share(self, who: str, allowed: bool) -> None:
        self.attempt(who, "floor.share", allowed=allowed)

    @rule(who=WHO, version=SMALL, page=SMALL, layer=LAYER)
    def draw(self, who: str, version: int, page: int, layer: str) -> None:
        self.strokes += 1
        look = {"tool": "pen", "color": "#112233", "width": 1.5, "points": points()}
        where = {"version": version, "page": page, "layer": layer}
        self.attempt(who, "ink.draw", id=f"stroke-{self.strokes}", **where, **look)

    @rule(
        who=WHO,
        number=st.integers(1, 12),
        layer=LAYER,
        act=st.sampled_from(["erase", "restore"]),
        version=st.sampled_from([1, 2, None]),
    )
    def erase(self, who: str, number: int, layer: str, act: str, version: int | None) -> None:
        where = {"version": version} if version else {}
        self.attempt(who, f"ink.{act}", layer=layer, ids=[f"stroke-{number}"], **where)

    @rule(
        who=WHO, number=st.integers(1, 12), layer=LAYER, page=st.integers(0, 3), by=st.floats(-9, 9)
    )
    def place(self, who: str, number: int, layer: str, page: int, by: float) -> None:
        put = {"id": f"stroke-{number}", "page": page, "dx": by, "dy": 1.0, "scale": 1, "turn": 90}
        self.attempt(who, "ink.place", version=1 + number % 2, layer=layer, places=[put])

    @rule(who=WHO, number=st.integers(1, 12), layer=LAYER)
    def lay(self, who: str, number: int, layer: str) -> None:
        self.attempt(who, "ink.lay", layer=layer, ids=[f"stroke-{number}"])

    @rule(who=WHO, version=SMALL, page=SMALL, on=st.booleans(), half=st.sampled_from([None, 1, 2]))
    def bookmark(self, who: str, version: int, page: int, on: bool, half: int | None) -> None:
        place = {"version": version, "page": page, "half": half}
        self.attempt(who, "bookmark.set", **place, on=on, name="しおり" if on else "")

    @invariant()
    def the_fold_equals_the_tables_and_every_chain_is_whole(self) -> None:
        if self.accepted:
            self.compare()
        self.accepted = False

    def compare(self) -> None:
        with self.house.database.read() as session:
            meeting = session.get_one(Meeting, self.council.meeting)
            assert refolded(session, meeting) == stored(session, meeting)
            for stream in session.scalars(select(record.Stream.name)):
                assert list(record.broken(record.after(session, stream, 0))) == []


def check(acts: type[Acts], examples: int) -> None:
    Acts.count = 0
    quiet = [HealthCheck.too_slow, HealthCheck.data_too_large]
    how = settings(max_examples=examples, stateful_step_count=40, deadline=None,
                   suppress_health_check=quiet)  # fmt: skip
    run_state_machine_as_test(acts, settings=how)


def test_folding_the_entries_of_any_acts_equals_the_stored_state(
    tmp_path: Path, seeded_storage: Path, makers: Lent
) -> None:
    class OnSqlite(Acts):
        @contextlib.contextmanager
        def fresh(self, name: str) -> Iterator[House]:
            storage = Path(shutil.copytree(seeded_storage, tmp_path / name))
            yield built(Config(storage=storage, password_cost=1), makers)

    check(OnSqlite, 25)


def test_so_does_it_on_postgresql(tmp_path: Path, server: Postgres, makers: Lent) -> None:
    class OnPostgresql(Acts):
        @contextlib.contextmanager
        def fresh(self, name: str) -> Iterator[House]:
            with server.database("seeded") as url:
                config = Config(storage=tmp_path / name, password_cost=1, database=url)
                yield built(config, makers)

    check(OnPostgresql, 3)


@ON_BOTH
@pytest.mark.parametrize(
    "change", [{"at": 1}, {"by": 3}, {"body": {"x": 1}}, {"kind": "floor.taken"}]
)
def test_a_changed_entry_breaks_its_chain_at_its_number(
    council: Council, change: dict[str, Any]
) -> None:
    council.bring_to("open")
    name = f"meeting:{council.meeting}"
    with council.house.database.write() as session:
        session.execute(update(Entry).filter_by(stream=name, number=2).values(**change))
    with council.house.database.read() as session:
        assert 2 in set(record.broken(record.after(session, name, 0)))


@ON_BOTH
def test_numbers_of_a_stream_have_no_holes(council: Council) -> None:
    council.bring_to("closed")
    with council.house.database.read() as session:
        numbers = [e.number for e in record.after(session, f"meeting:{council.meeting}", 0)]
    assert numbers == list(range(1, len(numbers) + 1))
