"""A page written on by a pen, on a slow tablet: ours bare, full or after hours, and a peer's."""

from __future__ import annotations

import base64
import math
import time
from collections import Counter
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, CDPSession, FloatRect, expect

from bench.ground.chamber import Chamber
from bench.ground.pens import Pen, curl, pen_on
from tests.browser.tablet import Tablet

_HERE = Path(__file__).parent / "ink"
SLOW = 4
"""Times a tablet's processor is slower than this one."""
WIDE = 595
"""Of a page, pt."""
SECONDS = 0.8
"""Of one stroke."""
REST = 2
"""Seconds a tablet is left alone before it is written on."""
PATIENCE = 120_000
"""Ms for all ink of a page to be fetched and painted."""


@dataclass(frozen=True)
class Written:
    """Of each place the pen came to: ms until it was seen, None where it never was; and frames."""

    late: list[float | None]
    frames: list[int]

    @property
    def next(self) -> float:
        """Share of the places that were seen in the next frame."""
        pairs = zip(self.late, self.frames, strict=True)
        return sum(late is not None and not frames for late, frames in pairs) / len(self.late)

    @property
    def spans(self) -> list[float]:
        """Ms of those that were seen."""
        return [late for late in self.late if late is not None]


def trail(number: int) -> list[tuple[float, float]]:
    """Return the points of one of many small strokes all over a page, pt."""
    x, y = 40 + number * 37 % 500, 40 + number * 53 % 740
    return [(x + 6 * math.sin(i / 2), y + i / 2) for i in range(24)]


def packed(points: list[tuple[float, float]]) -> str:
    """Return points as the wire has them (docs/protocol.md)."""
    told, last = bytearray(), (0, 0, 0, 0)
    for number, (x, y) in enumerate(points):
        here = (round(x * 20), round(y * 20), 128, number * 8)
        for value, before in zip(here, last, strict=True):
            rest = 2 * (value - before) if value >= before else 2 * (before - value) - 1
            while rest >= 128:
                told.append(rest % 128 | 128)
                rest //= 128
            told.append(rest)
        last = here
    return base64.b64encode(bytes(told)).decode()


def cover(house: Chamber, login: str, page: int, strokes: int) -> None:
    """Have somebody write all over a page, beside the server."""
    with house.council() as council:
        for number in range(strokes):
            look = {"tool": "pen", "color": "#000000", "width": 2.0, "layer": "private"}
            where = {"id": f"cover-{number:06}", "version": house.versions[0], "page": page}
            council.do(login, "ink.draw", **where, **look, points=packed(trail(number)))


class Paper:
    """A tablet that a pen writes on."""

    def __init__(
        self, browser: Browser, house: Chamber, port: int, covered: int, strokes: int
    ) -> None:
        """``strokes`` of it lie on the page ``covered``."""
        self.house, self.port = house, port
        self.page, self.strokes = 0, Counter({covered: strokes})
        self.box: FloatRect = {"x": 0, "y": 0, "width": 0, "height": 0}
        self.tablet = Tablet(browser, house.server.url)
        self.tablet.context.add_init_script(path=_HERE / "pen.js")
        # `live_on` lays hands on the reader's own writer.
        self.tablet.take_apart()
        self.tablet.seat("ueda")
        self.cdp: CDPSession = self.tablet.cdp

    def show(self, page: int) -> None:
        """Open the reader on a page, all its ink painted, and let the tablet come to rest."""
        tablet, house = self.tablet, self.house
        query = f"version={house.versions[0]}&page={page}"
        tablet.page.goto(f"{tablet.url}/meetings/{house.meeting}?{query}")
        tablet.is_synced()
        self._rest(page)

    def _rest(self, page: int) -> None:
        self.tablet.shows(page)
        self.page = page
        box = self.tablet.find("picture").bounding_box()
        assert box is not None
        self.box = box
        told = f"書き込み{self.strokes[page]}件" if self.strokes[page] else ""
        ink = self.tablet.find("ink")
        expect(ink).to_have_attribute("aria-label", told, timeout=PATIENCE)
        self.tablet.page.wait_for_load_state("networkidle")
        time.sleep(REST)

    def turn(self, page: int) -> None:
        """Go to a page within what is open."""
        self.tablet.look_for(f"{page}枚目")
        self._rest(page)

    def peer(self, name: str, strokes: int = 0) -> None:
        """Show a peer's page instead, with as many strokes, where ours lay."""
        self.page = 0
        address = f"{self.tablet.url}/static/{name}.html"
        page = self.tablet.page
        page.route(address, lambda route: route.fulfill(path=_HERE / f"{name}.html"))
        page.goto(address)
        told = [[[*point, 0.5] for point in trail(number)] for number in range(strokes)]
        page.wait_for_function("() => window.begin")
        given = [told, self.box, WIDE]
        page.evaluate("([told, box, wide]) => window.begin(told, box, wide)", given)
        time.sleep(REST)

    def pen(self) -> AbstractContextManager[Pen]:
        """Yield the pen."""
        return pen_on(self.tablet, self.port)

    def write(self, strokes: int) -> Written:
        """Write lines of loops on a slow processor and return how soon they were seen."""
        box = self.box
        left, wide = box["x"] + box["width"] * 0.2, box["width"] * 0.5
        self.tablet.page.evaluate("() => benchPen.take()")
        self.cdp.send("Emulation.setCPUThrottlingRate", {"rate": SLOW})
        with self.pen() as pen:
            for number in range(strokes):
                top = box["y"] + box["height"] * (0.3 + 0.5 * (number % 8) / 8)
                pen.draw(curl(left, top, wide, SECONDS))
        self.cdp.send("Emulation.setCPUThrottlingRate", {"rate": 1})
        self.strokes[self.page] += strokes
        told: list[tuple[float | None, int]] = self.tablet.page.evaluate("() => benchPen.take()")
        assert len(told) > strokes, "the page never heard of the pen"
        return Written([late for late, _ in told], [frames for _, frames in told])

    def live_on(self, strokes: int, first: int, last: int) -> None:
        """Write so many strokes on the pages from first to last, some taken back, as in hours."""
        page = self.tablet.page
        given = {"strokes": strokes, "version": self.house.versions[0], "first": first}
        work = (_HERE / "long.js").read_text(encoding="utf-8").split("\n", 1)[1]
        page.evaluate(
            f"(given) => {{ window.benchLong = ({work.strip().rstrip(';')})(given); }}",
            given | {"last": last},
        )
        # The first stroke lends its writer.
        self.tablet.draw(0.9)
        page.set_default_timeout(0)
        page.evaluate("() => window.benchLong")

    def memory(self) -> float:
        """Return MiB in use by the page's own objects, garbage collected."""
        self.cdp.send("HeapProfiler.collectGarbage")
        told: dict[str, Any] = self.cdp.send("Runtime.getHeapUsage")
        return float(told["usedSize"]) / 2**20

    def close(self) -> None:
        """Put the tablet away."""
        self.tablet.close()
