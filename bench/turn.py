"""From the chair's tap to painted pixels on a follower's tablet, in Chromium.

Two tablets of the real reader over the demo's budget book of 300 pages, all prepared: the
chair turns to the next page or jumps far by "go to page"; the follower's mark comes after
the frame that shows the page. Both run on this machine, so their clocks are one.
"""

from __future__ import annotations

import random
import sys
import time
from argparse import Namespace
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass

from playwright.sync_api import BrowserType, sync_playwright

from bench.ground.chamber import Chamber, chamber
from bench.ground.figures import Figure, alone, parser, publish, quantile
from bench.ground.readers import KEEP_TAPS
from meetings.demo.budget import budget_book
from meetings.demo.calendar import DAY
from tests.browser.conftest import FLAGS
from tests.browser.tablet import Tablet
from tests.house.browser import find_browser

TAPPED = """() => {
  const at = (name) => performance.timeOrigin + performance.getEntriesByName(name).at(-1).startTime;
  return [performance.timeOrigin + window.gijoTap, at('gijo:turn-sent'), at('bench:out')];
}"""
MARK_WIRE = """window.WebSocket = class extends WebSocket {
  constructor(...given) {
    super(...given);
    this.addEventListener('message', ({data}) => {
      const turned = typeof data === 'string' && data.includes('floor.turned');
      if (turned) performance.mark('bench:heard');
    });
  }
  send(data) {
    if (typeof data === 'string' && data.includes('floor.turn')) performance.mark('bench:out');
    super.send(data);
  }
}"""
HEARD = """() => {
  const heard = performance.getEntriesByName('bench:heard').at(-1).startTime;
  return performance.timeOrigin + heard;
}"""
PAINTED = """([page, since]) => new Promise((found) => {
  const watch = new PerformanceObserver((seen) => {
    for (const mark of seen.getEntriesByName('gijo:turn-painted')) {
      const at = performance.timeOrigin + mark.startTime;
      if (mark.detail.page === page && mark.detail.number !== null && at >= since) {
        watch.disconnect();
        found(at);
      }
    }
  });
  watch.observe({type: 'mark', buffered: true});
})"""
FIRST, DEEP = 2, range(80, 300, 4)
"""Neighbours go on from ``FIRST``; jumps go to ``DEEP`` pages, each once, of which no tablet
has laid in anything: they keep 30 pages ahead of the one they rest on."""
READ, GLANCE = 1.0, 0.4
"""Seconds a page is looked at before the next, as one reads or searches; too few to lay in more."""


@dataclass(frozen=True)
class Turn:
    """One turn's moments, ms since the epoch by the chair's clock.

    The chair tapped, the reader marked the call as sent, its frame went out on the wire, the
    follower's tablet heard of it, and painted.
    """

    tapped: float
    sent: float
    out: float
    heard: float
    painted: float


Times = dict[str, list[list[Turn]]]


def main() -> None:
    """Measure and print."""
    given = _given()
    with ExitStack() as stack:
        house = stack.enter_context(chamber(budget_book(DAY)))
        house.prepared()
        chromium = stack.enter_context(sync_playwright()).chromium
        chair, ueda = (_tablet(stack, chromium, house, who) for who in ("inoue", "ueda"))
        times = _measure(Pair(chair, ueda, random.Random(given.seed)), given)  # noqa: S311
    publish("turn", list(_figures(times)), given)


def _given() -> Namespace:
    options = parser(__doc__)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--turns", type=int, default=10, help="of each kind in each round")
    options.add_argument("--seed", type=int, default=2, help="draws the pages jumped to")
    given = options.parse_args()
    if given.quick:
        given.rounds, given.turns = 2, 3
    return given


def _tablet(stack: ExitStack, chromium: BrowserType, house: Chamber, login: str) -> Tablet:
    """Open the meeting on a tablet in a browser of its own."""
    browser = chromium.launch(executable_path=find_browser(), args=FLAGS.split())
    stack.callback(browser.close)
    tablet = Tablet(browser, house.server.url)
    tablet.context.add_init_script(MARK_WIRE)
    tablet.sign_in(login)
    tablet.read(house.meeting)
    tablet.shows(1)
    return tablet


class Pair:
    """The chair and one follower, on one paper."""

    def __init__(self, chair: Tablet, follower: Tablet, dice: random.Random) -> None:
        self.chair, self.follower = chair, follower
        self.deep = dice.sample(DEEP, len(DEEP))
        self.at = FIRST
        chair.page.evaluate(f"() => {{ {KEEP_TAPS} }}")
        self.apart = _clock(follower) - _clock(chair)

    def next(self) -> Turn:
        """Turn to the next page."""
        self.at += 1
        self.chair.tap("next")
        return self._painted(self.at, READ)

    def jump(self, page: int) -> Turn:
        """Turn to a page by its number."""
        self.chair.tap("page-number")
        self.chair.find("find-words").fill(f"{page}枚目")
        self.chair.page.locator("#find-results [data-page]").first.tap()
        return self._painted(page, GLANCE)

    def jump_deep(self) -> Turn:
        """Turn to a page neither tablet has seen or laid in."""
        return self.jump(self.deep.pop())

    def back(self) -> None:
        """Return to where the neighbours go on, and let the tablets come to rest."""
        self.jump(self.at)
        time.sleep(2)

    def _painted(self, page: int, rest: float) -> Turn:
        self.follower.shows(page)
        tapped, sent, out = self.chair.page.evaluate(TAPPED)
        painted = self.follower.page.evaluate(PAINTED, [page, tapped + self.apart])
        heard = self.follower.page.evaluate(HEARD)
        time.sleep(rest)
        return Turn(tapped, sent, out, heard - self.apart, painted - self.apart)


def _clock(tablet: Tablet) -> float:
    """Return by how many ms a tablet's clock is ahead of this process's, from the quickest ask."""
    asked: list[tuple[float, float]] = []
    for _ in range(20):
        before = time.time()
        told: float = tablet.page.evaluate("() => performance.timeOrigin + performance.now()")
        after = time.time()
        asked.append((after - before, told - (before + after) * 500))
    return min(asked)[1]


def _measure(pair: Pair, given: Namespace) -> Times:
    """Return for each kind of turn, by round, its turns."""
    times: Times = {"next page": [], "far jump": []}
    for number in range(given.rounds):
        pair.back()
        times["next page"].append([pair.next() for _ in range(given.turns)])
        times["far jump"].append([pair.jump_deep() for _ in range(given.turns)])
        middles = [f"{_spans(r[-1], 0.5)[0]:.0f} ms" for r in times.values()]
        print(f"round {number + 1}  {', '.join(middles)}", file=sys.stderr, flush=True)
    return times


def _spans(turns: list[Turn], share: float) -> list[float]:
    """Return ms from tap to paint, and of its four parts, each with its own quantile."""
    parts = [
        [turn.painted - turn.tapped for turn in turns],
        [turn.sent - turn.tapped for turn in turns],
        [turn.out - turn.sent for turn in turns],
        [turn.heard - turn.out for turn in turns],
        [turn.painted - turn.heard for turn in turns],
    ]
    return [quantile(part, share) for part in parts]


def _figures(times: Times) -> Iterator[Figure]:
    names = ("tap to paint", "tap to sent", "sent to wire", "wire to heard", "heard to paint")
    for kind, rounds in times.items():
        for label, share in (("p50", 0.5), ("p95", 0.95)):
            spans = [_spans(turns, share) for turns in rounds]
            for name, each in zip(names, zip(*spans, strict=True), strict=True):
                yield alone(f"{kind}: {name}, {label}", "ms", each)


if __name__ == "__main__":
    main()
