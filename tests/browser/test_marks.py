"""Marks on the tablet: whatever the record tells, in any order and repeated, is shown the same."""

from __future__ import annotations

import contextlib
import random
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Page

from meetings.domain import bodies, notes, record
from meetings.domain.base import Refused
from meetings.domain.meetings import Meeting
from meetings.domain.papers import PaperVersion
from tests.acts.test_carrying import NEW, add, draw, ink, replace
from tests.cast import Council, points

SHOWN = """async ([told, me, meeting, places]) => {
  const { Strokes } = await import('/static/paper/strokes.js');
  const strokes = new Strokes();
  const names = { private: `notebook:${meeting}:${me}`, shared: `meeting:${meeting}` };
  const streamOf = (layer, group) => names[layer] ?? `group:${meeting}:${group}`;
  for (const one of told) {
    if (one.kind) strokes.fold(one);
    else strokes.adopt(one.version, one, streamOf);
  }
  return places.flatMap(([version, page]) => strokes.on(version, page))
    .filter((one) => one.page || one.by === me)
    .map(({ id, version, layer, group, rev, text, by, placing }) => (
      [id, version, layer, group, rev, text, by, placing]))
    .sort((one, other) => (`${one[0]}/${one[1]}` < `${other[0]}/${other[1]}` ? -1 : 1));
}"""
PLACED = """async (given) => {
  const { pack } = await import('/static/paper/codec.js');
  const { movedOn } = await import('/static/paper/placing.js');
  const { Strokes } = await import('/static/paper/strokes.js');
  const strokes = new Strokes();
  const trail = given.trail.map(([x, y]) => ({ x, y, pressure: 9, time: 0 }));
  const facts = { version: 1, page: 1, layer: 'private', tool: 'pen', color: '#000000', width: 2 };
  strokes.draw({ ...facts, id: 'a', points: pack(trail) }, 3, 1);
  return given.moves.map((by, n) => {
    const { placing, middle } = strokes.get('a');
    const put = { id: 'a', ...movedOn(placing, middle, by) };
    const body = { version: 1, layer: 'private', places: [put] };
    strokes.fold({ kind: 'ink.placed', number: n + 2, by: 3, at: 0, body });
    const { page, width, trail } = strokes.get('a');
    return [page, width, trail.map(({ x, y }) => [Math.round(x), Math.round(y)])];
  });
}"""
WHO = st.sampled_from(["ueda", "egawa", "inoue"])
LAYER = st.sampled_from(["private", "group", "shared"])
MARK = st.integers(1, 4)
ACTS = st.one_of(
    st.tuples(st.just("draw"), WHO, MARK, LAYER),
    st.tuples(st.sampled_from(["erase", "restore"]), WHO, MARK, LAYER),
    st.tuples(st.just("place"), WHO, MARK, LAYER),
    st.tuples(st.just("lay"), WHO, MARK, LAYER),
)


def do(council: Council, group: int, run: str, turn: int, act: tuple[str, str, int, str]) -> None:
    """Do one of the acts, or have it refused: most of them are."""
    verb, who, mark, layer = act
    name, version = f"{run}-mark-{mark}", council.versions[mark % 2]
    where: dict[str, Any] = {"layer": layer} | ({"group": group} if layer == "group" else {})
    look = {"tool": "slip", "color": "#123456", "width": 3.0, "points": points(1), "text": name}
    more: dict[str, dict[str, Any]] = {
        "draw": {"id": name, "version": version, "page": 1} | look,
        "erase": {"ids": [name]},  # as an old outbox does
        "restore": {"ids": [name], "version": version},
        "place": {
            "version": version,
            "places": [
                {"id": name, "page": turn % 4, "dx": turn, "dy": -1, "scale": 1.25, "turn": 270}
            ],
        },
        "lay": {"ids": [name]},
    }
    with contextlib.suppress(Refused):
        council.do(who, f"ink.{verb}", **where, **more[verb])


def told(council: Council, login: str) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return all entries that somebody gets, and the ink of each version as the server has it."""
    viewer = council.who(login)
    with council.house.database.read() as session:
        meeting = session.get_one(Meeting, council.meeting)
        streams = [meeting.stream, meeting.notebook(viewer.id)]
        streams += [meeting.group(body.id) for body in bodies.groups(session, viewer)]
        entries = [row.told() for name in streams for row in record.after(session, name, 0)]
        heads = {name: record.head(session, name) for name in streams}
        ink = [
            {"version": version, "streams": heads, "strokes": [place.told() for place in found]}
            for version in council.versions
            for found in [notes.on_pages(session, viewer, meeting, version, None)]
        ]
    return entries, ink


def test_entries_in_any_order_and_repeated_show_what_the_server_has(
    page: Page, live_council: Council
) -> None:
    """Also where the tablet asked the server in between, and got the answer late."""
    council = live_council
    for name in ("甲", "乙"):
        council.add_paper(name)
    council.do("aoki", "papers.publish")
    council.bring_to("open")
    group = council.add_group("青波会", "faction", "ueda", "egawa")
    runs = iter(range(10_000))

    @settings(
        max_examples=25,
        deadline=None,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
    @given(st.lists(ACTS, min_size=6, max_size=16), st.integers(0, 2**32))
    def any_order_comes_to_the_same(acts: list[tuple[str, str, int, str]], seed: int) -> None:
        run, asked, chance = f"run{next(runs):05}", [], random.Random(seed)
        for turn, act in enumerate(acts):
            do(council, group, run, turn, act)
            if turn == len(acts) // 2:
                asked = told(council, "ueda")[1]
        entries, ink = told(council, "ueda")
        entries = [row for row in entries if run in str(row["body"])]
        heard = [*entries, *asked, *chance.choices(entries, k=len(entries) // 2)]
        chance.shuffle(heard)
        places = [(version, number) for version in council.versions for number in range(4)]
        me = council.ids["ueda"]
        shown = page.evaluate(SHOWN, [heard, me, council.meeting, places])
        assert [row for row in shown if row[0].startswith(run)] == wanted(ink, run)

    any_order_comes_to_the_same()


def test_marks_carried_to_a_new_version_are_shown_there_in_whatever_order_that_is_told(
    page: Page, live_council: Council
) -> None:
    """Also those that wait, and what was done late on the old version."""
    council = live_council
    old = add(council)
    with council.house.database.read() as session:
        paper = session.get_one(PaperVersion, old).paper_id
    council.do("aoki", "papers.publish")
    council.bring_to("open")
    run = f"c{council.meeting:04}"
    at = ink([(100, 100), (160, 110)])
    for number, layer in enumerate(("private", "shared") * 3):
        where = {"page": number // 2 + 1, "layer": layer, "points": at}
        draw(council, "ueda", f"{run}-mark-{number}", old, **where)
    for number in (0, 1):
        council.do(
            "ueda", "ink.lay", ids=[f"{run}-mark-{number}"], layer=("shared", "private")[number]
        )
    newer = replace(council, paper, NEW)
    put = {"page": 4, "dx": 7.0, "dy": 0.0, "scale": 2.0, "turn": 90}
    late = {"layer": "private", "version": old}
    council.do("ueda", "ink.place", **late, places=[put | {"id": f"{run}-mark-2"}])
    council.do("ueda", "ink.erase", layer="shared", ids=[f"{run}-mark-3"])
    draw(council, "ueda", f"{run}-late-1", old, page=2, points=at)
    council.versions.append(newer)
    entries, ink_now = told(council, "ueda")
    entries = [row for row in entries if run in str(row["body"])]
    assert {row["kind"] for row in entries} >= {"ink.carried", "ink.laid", "ink.left"}
    places = [(version, number) for version in (old, newer) for number in range(5)]
    chance, shown = random.Random(council.meeting), []
    for _ in range(12):
        heard = [*entries, *chance.choices(entries, k=9)]
        chance.shuffle(heard)
        shown = page.evaluate(SHOWN, [heard, council.ids["ueda"], council.meeting, places])
        assert shown == wanted(ink_now, run)
    assert {row[0]: row[7]["page"] for row in shown if row[1] == newer} == {
        f"{run}-mark-{number}": to for number, to in ((0, 1), (1, 1), (2, 4), (4, 0), (5, 0))
    } | {f"{run}-late-1": 3}


def wanted(ink: list[dict[str, Any]], run: str) -> list[list[Any]]:
    """Return what is to be seen of what the server has of one run."""
    same = ("id", "version", "layer", "group", "rev", "text", "by")
    spot = ("page", "dx", "dy", "scale", "turn")
    rows = [
        [*(row[name] for name in same), {name: row[name] for name in spot}]
        for of in ink
        for row in of["strokes"]
        if not row["erased"] and row["id"].startswith(run)
    ]
    return sorted(rows, key=lambda row: f"{row[0]}/{row[1]}")


def test_a_mark_is_moved_sized_and_turned_about_its_own_middle_or_another_spot(page: Page) -> None:
    given = {
        "trail": [[10, 10], [30, 10], [30, 50]],
        "moves": [
            {"dx": 5, "dy": -5},
            {"turn": 90},
            {"scale": 2, "about": {"x": 0, "y": 0}},
            {"turn": 270, "scale": 0.5, "page": 3},
        ],
    }
    assert page.evaluate(PLACED, given) == [
        [1, 2, [[15, 5], [35, 5], [35, 45]]],
        [1, 2, [[45, 15], [45, 35], [5, 35]]],
        [1, 4, [[90, 30], [90, 70], [10, 70]]],
        [3, 2, [[40, 30], [60, 30], [60, 70]]],
    ]
