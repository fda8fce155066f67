"""A member's tap to painted pixels: to the neighbour, and anywhere, against pdf.js.

One Chromium, the same pixels: a packet of 1,000 real pages and a paper of 300 scans, all prepared,
read in the real reader from the real server, and by pdf.js from a plain server with ranges. Then
each reads all scans in a browser of its own, and the memory of what shows the pages is watched.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
import time
from argparse import Namespace
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, BrowserType, sync_playwright

from bench.ground.chamber import SCRATCH, Chamber, chamber
from bench.ground.figures import Figure, against, aimed, alone, parser, publish, quantile
from bench.ground.nodes import fetch_packages, find_node
from bench.ground.processes import renderers, seconds, watched
from bench.ground.ranges import serving
from bench.ground.readers import FOLDERS, GLANCE, READ, Ours, Peer, Shown
from bench.ground.samples import packet, real_papers, scanned_paper
from tests.browser.conftest import FLAGS
from tests.house.browser import find_browser

SMALL, ENTRIES = 10, 5
"""Pages of a small paper, and how often each round opens the reader on it and on the packet."""
DEEP, APART = 40, 4
"""Jumps go beyond what is laid in around the first page, and not to what lies beside another."""
SHARES = (("p50", 0.5), ("p95", 0.95))
OPENING, OPEN = "pdf.js opening it", "pdf.js, open"


@dataclass
class Round:
    """The ms of one round's turns, ours and the peer's to the same pages, and of our entering.

    ``entries`` opened the reader on the packet, ``small`` on a paper of `SMALL` pages.
    """

    neighbours: list[float] = field(default_factory=list)
    jumps: list[float] = field(default_factory=list)
    opening: list[float] = field(default_factory=list)
    open: list[float] = field(default_factory=list)
    entries: list[float] = field(default_factory=list)
    small: list[float] = field(default_factory=list)


@dataclass(frozen=True)
class Ground:
    """What both read: a paper in a meeting, and the same paper at an address."""

    browser: Browser
    house: Chamber
    url: str
    paper: str


def main() -> None:
    """Measure and print."""
    given = _given()
    fetch_packages(find_node())
    with ExitStack() as stack:
        chromium = stack.enter_context(sync_playwright()).chromium
        print(f"the packet: {_origin()}", flush=True)
        with _ground(chromium, packet(given.pages), packet(SMALL)) as ground:
            pages = _drawn(given, given.pages)
            texts = [_text_round(ground, some, given.turns) for some in pages]
        with _ground(chromium, scanned_paper(given.scans)) as ground:
            scans = [_scan_round(ground, some) for some in _drawn(given, given.scans)]
            ground.browser.close()
            memory = _memory(chromium, ground, given.scans)
    publish("jump", [*_text_figures(texts), *_scan_figures(scans), memory], given)


def _given() -> Namespace:
    options = parser(__doc__)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--turns", type=int, default=15, help="of each kind in each round")
    options.add_argument("--pages", type=int, default=1000, help="pages of the packet")
    options.add_argument("--scans", type=int, default=300)
    options.add_argument("--seed", type=int, default=2, help="draws the pages jumped to")
    given = options.parse_args()
    if given.quick:
        given.rounds, given.turns, given.pages, given.scans = 2, 2, 80, 60
    return given


def _origin() -> str:
    return "real papers" if real_papers() else "the demo's budget book: no shared data here"


def _drawn(given: Namespace, pages: int) -> list[list[int]]:
    """Draw for each round its pages, none of them twice."""
    deep = range(DEEP, pages - 1, APART)
    dice = random.Random(given.seed)  # noqa: S311 - the same jumps again
    drawn = dice.sample(deep, given.rounds * given.turns)
    return [drawn[at :: given.rounds] for at in range(given.rounds)]


@contextmanager
def _ground(chromium: BrowserType, paper: bytes, *more: bytes) -> Iterator[Ground]:
    """Publish and prepare a paper, put it on the plain server, start a browser."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(dir=_scratch())))
        (folder / "paper.pdf").write_bytes(paper)
        url = stack.enter_context(serving(FOLDERS | {"papers": folder}))
        house = stack.enter_context(chamber(paper, *more))
        house.prepared()
        _at_rest(house)
        browser = _started(chromium)
        stack.callback(browser.close)
        yield Ground(browser, house, url, f"{url}/papers/paper.pdf")


def _scratch() -> Path:
    SCRATCH.mkdir(exist_ok=True)
    return SCRATCH


def _started(chromium: BrowserType) -> Browser:
    return chromium.launch(executable_path=find_browser(), args=FLAGS.split())


def _at_rest(house: Chamber) -> None:
    """Wait until the server has nothing left to find out about its papers."""
    assert house.server.process is not None
    root, before = house.server.process.pid, -1.0
    while seconds(root) - before > 0.1:
        before = seconds(root)
        time.sleep(1)


def _text_round(ground: Ground, pages: list[int], turns: int) -> Round:
    done = Round()
    _enter(ground, done)
    shown = _ours(ground, pages, done, turns)
    peer = Peer(ground.browser, ground.url, ground.paper)
    for one in shown:
        done.opening.append(peer.arrive(one.page, one.width))
    _open(peer, shown, done)
    return done


def _scan_round(ground: Ground, pages: list[int]) -> Round:
    done = Round()
    shown = _ours(ground, pages, done, 0)
    _open(Peer(ground.browser, ground.url, ground.paper), shown, done)
    return done


def _enter(ground: Ground, done: Round) -> None:
    """Open the reader anew on the packet and on the small paper, on new tablets in turn."""
    for _ in range(ENTRIES):
        for version, times in zip(ground.house.versions, (done.entries, done.small), strict=True):
            ours = Ours(ground.browser, ground.house)
            times.append(ours.enter(version))
            ours.close()


def _ours(ground: Ground, pages: list[int], done: Round, turns: int) -> list[Shown]:
    """Turn and jump on a tablet of its own, which is away before the peer begins."""
    ours = Ours(ground.browser, ground.house)
    for page in range(2, 2 + turns):
        time.sleep(READ)
        done.neighbours.append(ours.next(page).took)
    shown = []
    for page in pages:
        time.sleep(GLANCE)
        shown.append(ours.jump(page))
    done.jumps += [one.took for one in shown]
    ours.close()
    return shown


def _open(peer: Peer, shown: list[Shown], done: Round) -> None:
    peer.open()
    for one in shown:
        time.sleep(GLANCE)
        done.open.append(peer.show(one.page, one.width))
    peer.close()
    middles = {kind: round(quantile(took, 0.5)) for kind, took in vars(done).items() if took}
    print(f"{middles} ms, pages {shown[0].width} px wide", file=sys.stderr, flush=True)


def _memory(chromium: BrowserType, ground: Ground, scans: int) -> Figure:
    """The peak of what shows the pages, ours and the peer's, each in a browser of its own."""
    with _started(chromium) as browser, watched(os.getpid(), renderers) as ours:
        reader = Ours(browser, ground.house)
        shown = [reader.next(page) for page in range(2, scans + 1)]
    with _started(chromium) as browser, watched(os.getpid(), renderers) as theirs:
        peer = Peer(browser, ground.url, ground.paper)
        peer.open()
        for one in shown:
            peer.show(one.page, one.width)
    what = f"peak memory of the renderers, {scans} scans"
    return aimed(against(what, "MiB", [ours.peak], "pdf.js", [theirs.peak]), most=0.5)


def _text_figures(rounds: list[Round]) -> Iterator[Figure]:
    entries = [quantile(one.entries, 0.5) for one in rounds]
    small = [quantile(one.small, 0.5) for one in rounds]
    figure = against("reader opened on the packet, p50", "ms", entries, f"on {SMALL} pages", small)
    yield aimed(figure, most=1.1)
    for label, share in SHARES:
        spans = [quantile(one.neighbours, share) for one in rounds]
        figure = alone(f"to the neighbour, {label}", "ms", spans)
        yield aimed(figure, most=33) if label == "p95" else figure
    for label, share in SHARES:
        ours = [quantile(one.jumps, share) for one in rounds]
        opening = [quantile(one.opening, share) for one in rounds]
        what = f"jump in the packet, {label}"
        yield aimed(against(what, "ms", ours, OPENING, opening), most=1 / 6)
        drawing = [quantile(one.open, share) for one in rounds]
        yield aimed(against(what, "ms", ours, OPEN, drawing), most=1)


def _scan_figures(rounds: list[Round]) -> Iterator[Figure]:
    for label, share in SHARES:
        ours = [quantile(one.jumps, share) for one in rounds]
        drawing = [quantile(one.open, share) for one in rounds]
        what = f"jump in the scanned paper, {label}"
        yield aimed(against(what, "ms", ours, OPEN, drawing), most=1 / 5)


if __name__ == "__main__":
    main()
