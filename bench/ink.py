"""Ink: from the pen to pixels on a slow tablet, and how soon a room sees what ten write at once.

A pen moves 240 times a second over a page in Chromium whose processor is four times slower: bare,
under 2,000 strokes, and after as many strokes as hours of writing leave. One peer paints the same
strokes by perfect-freehand, another draws a bare line on an empty page: no browser is quicker.
Then ten of a room of sixty write at once, and one reads.
"""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import ExitStack

from playwright.sync_api import Browser, sync_playwright

from bench.ground.chamber import Chamber, chamber
from bench.ground.figures import Figure, against, aimed, alone, parser, publish, quantile
from bench.ground.nodes import find_node
from bench.ground.page import Paper, Written, cover
from bench.ground.pens import debugged
from bench.ground.room import Room
from tests.browser.conftest import FLAGS
from tests.cast import paper
from tests.house.browser import find_browser

PAGES, FULL, BARE, HOURS = 40, 40, 2, 12
"""Pages of the paper: the full one, the first bare one, the first that hours are written on."""
LATE, PEER, FLOOR = "after hours", "perfect-freehand", "a bare line"
"""What is written on, beside what is bare and what is full."""
SOON = 100
"""Ms within which others are to see what is written."""
SHARES = (("p50", 0.5), ("p95", 0.95))


def main() -> None:
    """Measure and print."""
    given = _given()
    node = find_node()
    figures: list[Figure] = []
    with ExitStack() as stack:
        house = stack.enter_context(chamber(paper("議案", PAGES)))
        house.prepared()
        playwright = stack.enter_context(sync_playwright())
        port, flag = debugged()
        flags = [*FLAGS.split(), flag]
        browser = playwright.chromium.launch(executable_path=find_browser(), args=flags)
        stack.callback(browser.close)
        if given.only in ("", "pen"):
            cover(house, "ueda", FULL, given.cover)
            figures += _pen(browser, house, port, given)
        if given.only in ("", "room"):
            figures += _together(Room(browser, house, node, given))
    publish("ink", figures, given)


def _given() -> Namespace:
    options = parser(__doc__)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--only", choices=("pen", "room"), default="", help="one half of it")
    options.add_argument("--cover", type=int, default=2000, help="strokes on the full page")
    options.add_argument("--lines", type=int, default=8, help="lines written in a round")
    options.add_argument("--hours", type=int, default=20_000, help="strokes of hours of writing")
    options.add_argument("--room", type=int, default=60, help="tablets, the reader's too")
    options.add_argument("--writers", type=int, default=10, help="who write at once")
    options.add_argument("--strokes", type=int, default=12, help="of each writer in a round")
    given = options.parse_args()
    if given.quick:
        given.rounds, given.strokes, given.lines = 2, 4, 3
        given.cover, given.hours = 300, 200
    return given


def _pen(browser: Browser, house: Chamber, port: int, given: Namespace) -> Iterator[Figure]:
    """Write on a bare page, on the full one, on the peer's, by turns; then after hours."""
    on = Paper(browser, house, port, FULL, given.cover)
    kinds: dict[str, list[Written]] = {"bare": [], "full": [], PEER: [], FLOOR: [], LATE: []}

    def write(kind: str, number: int) -> None:
        kinds[kind].append(on.write(given.lines))
        span = quantile(kinds[kind][-1].spans, 0.95)
        print(f"round {number + 1}  {kind}, p95 {span:.0f} ms", file=sys.stderr, flush=True)

    for number in range(given.rounds):
        on.show(BARE + number)
        write("bare", number)
        on.show(FULL)
        write("full", number)
        on.peer("naive", given.cover)
        write(PEER, number)
        on.peer("line")
        write(FLOOR, number)
    on.show(BARE + given.rounds)
    fresh = on.memory()
    on.live_on(given.hours, HOURS, FULL - 1)
    after = on.memory()
    for number in range(given.rounds):
        on.turn(BARE + given.rounds + 1 + number)
        write(LATE, number)
    on.close()
    yield from _pen_figures(kinds)
    yield alone("objects of the reader at first", "MiB", [fresh])
    yield alone("and after hours", "MiB", [after])


def _pen_figures(kinds: dict[str, list[Written]]) -> Iterator[Figure]:
    for name, rounds in kinds.items():
        figure = alone(f"{name}: in the next frame", "%", [100 * one.next for one in rounds])
        yield figure if name in (PEER, FLOOR) else aimed(figure, least=95)
    for label, share in SHARES:
        spans = {name: [quantile(one.spans, share) for one in kinds[name]] for name in kinds}
        yield against(f"bare: pen to pixel, {label}", "ms", spans["bare"], FLOOR, spans[FLOOR])
        for name in ("full", LATE):
            what = f"{name}: pen to pixel, {label}"
            yield aimed(against(what, "ms", spans[name], "bare", spans["bare"]), most=1.1)
        what = f"full: pen to pixel, {label}"
        yield against(what, "ms", spans["full"], PEER, spans[PEER])


def _together(room: Room) -> Iterator[Figure]:
    rounds = []
    for number in range(room.given.rounds):
        seen = room.round(number + 1)
        rounds.append(seen)
        points, ends = quantile(seen.points, 0.95), quantile(seen.ends, 0.95)
        told = f"p95 of points {points:.0f} ms, of strokes {ends:.0f} ms"
        print(f"round {number + 1}  {told}", file=sys.stderr, flush=True)
    names = {"a point seen": "points", "a finished stroke seen": "ends"}
    names |= {"of that to the tablet": "wire", "of that painted": "painted"}
    for name, field in names.items():
        for label, share in SHARES:
            spans = [quantile(getattr(one, field), share) for one in rounds]
            figure = alone(f"{name}, {label}", "ms", spans)
            goal = field in ("points", "ends") and label == "p95"
            yield aimed(figure, most=SOON) if goal else figure
    yield alone("never seen", "", [one.lost for one in rounds])
    yield alone("the server's processors", "", [one.busy for one in rounds])


if __name__ == "__main__":
    main()
