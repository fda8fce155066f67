"""Whatever is written, replaced and late: no mark is lost or doubled, and the record agrees."""

from __future__ import annotations

import contextlib
import shutil
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from sqlalchemy import select

from meetings.config import Config
from meetings.domain import papers
from meetings.domain.base import Refused
from meetings.domain.meetings import Meeting
from meetings.domain.notes import Stroke
from tests.acts.test_carrying import LOOK, add, ink, replace, stands
from tests.cast import gathered
from tests.conftest import Lent, built
from tests.pdf.pairs import lines


@cache
def pages_of(order: tuple[int, ...]) -> list[list[str]]:
    """Return pages by their numbers; from 10 on the same with another last line."""
    return [[*lines(one % 10)[:-1], lines(one)[-1]] if one >= 10 else lines(one) for one in order]


ORDERS = st.sampled_from(
    [(1, 2, 3), (1, 3), (2, 1, 3), (1, 5, 2, 3), (11, 2, 3), (3, 12, 1, 6), (2, 3), (7, 8)]
)
WHO = st.sampled_from(["ueda", "egawa", "aoki"])
LAYER = st.sampled_from(["private", "shared"])
MARK, PAGE, BACK = st.integers(0, 99), st.integers(1, 4), st.integers(0, 2)


class Writing(RuleBasedStateMachine):
    """People write while clerks replace, and tablets without a line say late what they did."""

    folder: Path
    seeded: Path
    makers: Lent
    count = 0

    def __init__(self) -> None:
        super().__init__()
        Writing.count += 1
        storage = Path(shutil.copytree(self.seeded, self.folder / str(Writing.count)))
        self.house = built(Config(storage=storage, password_cost=1), self.makers)
        self.council = gathered(self.house)
        add(self.council, pages_of((1, 2, 3)))
        self.council.do("aoki", "papers.publish")
        self.council.bring_to("open")
        self.chain = list(self.council.versions)
        self.drawn: dict[str, str] = {}

    def teardown(self) -> None:
        self.house.close()

    def attempt(self, who: str, act: str, **given: Any) -> bool:
        try:
            self.council.do(who, act, **given)
        except Refused:
            return False
        return True

    def back(self, back: int) -> int:
        """Return a version somebody may still see: the newest, or an older one."""
        return self.chain[max(0, len(self.chain) - 1 - back)]

    def named(self, mark: int) -> tuple[str, str]:
        """Return one of the marks that are there, and who made it."""
        names = sorted(self.drawn) or ["mark-none"]
        name = names[mark % len(names)]
        return name, self.drawn.get(name, "ueda")

    @rule(who=WHO, layer=LAYER, page=PAGE, backs=st.lists(BACK, min_size=1, max_size=3),
          x=st.integers(0, 520), y=st.integers(0, 660))  # fmt: skip
    def draw(self, who: str, layer: str, page: int, backs: list[int], x: int, y: int) -> None:
        for near, back in enumerate(backs):
            where = {"version": self.back(back), "page": page, "layer": layer}
            at = ink([(x + 5 * near, y), (x + 5 * near + 9, y + 9)])
            name = f"mark-{len(self.drawn):04}"
            if self.attempt(who, "ink.draw", id=name, **LOOK | where, points=at):
                self.drawn[name] = who

    @rule(mark=MARK, layer=LAYER, back=BACK, act=st.sampled_from(["erase", "erase", "restore"]),
          old_outbox=st.booleans())  # fmt: skip
    def erase(self, mark: int, layer: str, back: int, act: str, old_outbox: bool) -> None:
        name, who = self.named(mark)
        where = {} if old_outbox else {"version": self.back(back)}
        self.attempt(who, f"ink.{act}", layer=layer, ids=[name], **where)

    @rule(mark=MARK, layer=LAYER, back=BACK, page=st.integers(0, 4), by=st.integers(-50, 50),
          turn=st.sampled_from([0, 90, 270]))  # fmt: skip
    def place(self, mark: int, layer: str, back: int, page: int, by: int, turn: int) -> None:
        name, who = self.named(mark)
        put = {"id": name, "page": page, "dx": by, "dy": -by, "scale": 1.5, "turn": turn}
        where = {"layer": layer, "version": self.back(back)}
        self.attempt(who, "ink.place", **where, places=[put])

    @rule(mark=MARK, layer=LAYER)
    def lay(self, mark: int, layer: str) -> None:
        name, who = self.named(mark)
        self.attempt(who, "ink.lay", ids=[name], layer=layer)

    @rule(who=WHO, page=PAGE, back=BACK, on=st.booleans())
    def bookmark(self, who: str, page: int, back: int, on: bool) -> None:
        self.attempt(who, "bookmark.set", version=self.back(back), page=page, on=on)

    @rule(order=ORDERS)
    def replace(self, order: tuple[int, ...]) -> None:
        if len(self.chain) < 4:
            with contextlib.suppress(Refused):
                tray = {"everything_to_tray": True}
                self.chain.append(replace(self.council, 1, pages_of(order), **tray))

    @invariant()
    def every_mark_is_once_on_the_newest_version_or_waits(self) -> None:
        with self.house.database.read() as session:
            marks = list(session.scalars(select(Stroke)))
            assert {mark.id for mark in marks} == self.drawn.keys()
            version = papers.paper_of(
                session, session.get_one(Meeting, self.council.meeting), 1
            ).version
            for mark in marks:
                times = Counter(place.version_id for place in mark.places)
                first = self.chain.index(mark.version_id)
                assert times == dict.fromkeys(self.chain[first:], 1)
                (newest,) = (one for one in mark.places if one.version_id == version.id)
                assert 0 <= newest.page <= version.pages

    @invariant()
    def the_fold_equals_the_tables(self) -> None:
        stands(self.council)


def test_no_mark_is_lost_or_doubled_whatever_is_written_replaced_and_late(
    tmp_path: Path, seeded_storage: Path, makers: Lent
) -> None:
    Writing.folder, Writing.seeded, Writing.makers = tmp_path, seeded_storage, makers
    Writing.count = 0
    quiet = [HealthCheck.too_slow, HealthCheck.data_too_large]
    how = settings(max_examples=6, stateful_step_count=18, deadline=None,
                   suppress_health_check=quiet)  # fmt: skip
    run_state_machine_as_test(Writing, settings=how)
