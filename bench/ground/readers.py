"""Two readers in one Chromium: ours in a member's hands, alone; pdf.js on a page of its own."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page

from bench.ground.chamber import SCRATCH, Chamber
from tests.browser.tablet import Tablet

FOLDERS = {
    "reader": Path(__file__).parent / "pdfjs",
    "pdfjs": SCRATCH / "peers/node_modules/pdfjs-dist",
}
"""What the peer's page is made of, by the first part of its address."""
READ, GLANCE = 1.0, 0.4
"""Seconds a page is looked at before the next, as one reads or searches; too few to lay in more."""
KEEP_TAPS = """addEventListener('pointerup', () => {
  window.gijoTap = performance.now();
}, {capture: true});
window.gijoTap = 0"""
"""A tap is timed from when the page hears that the finger is lifted: an event's own time is when
the bench sent it, and Chromium holds that until its next frame, as it does no finger's. Before
any tap the time is that of the page's opening."""
PAINTED = """(page) => new Promise((found) => {
  const watch = new PerformanceObserver((seen) => {
    for (const {detail, startTime} of seen.getEntriesByName('gijo:turn-painted')) {
      if (detail.page !== page || startTime < window.gijoTap) continue;
      watch.disconnect();
      found(startTime - window.gijoTap);
    }
  });
  watch.observe({type: 'mark', buffered: true});
})"""


@dataclass(frozen=True)
class Shown:
    """A page of ours on the screen: how many ms after the tap, and how wide its picture is."""

    page: int
    took: float
    width: int


class Ours:
    """A member's tablet, new and empty; nobody calls pages."""

    def __init__(self, browser: Browser, house: Chamber) -> None:
        self.meeting = house.meeting
        self.tablet = Tablet(browser, house.server.url)
        self.tablet.context.add_init_script(KEEP_TAPS)
        self.tablet.sign_in("ueda")
        self.tablet.read(house.meeting)
        self.tablet.shows(1)
        # What the paper is and the pages beside the first come before anybody's first tap.
        self.tablet.page.wait_for_load_state("networkidle")

    def enter(self, version: int) -> float:
        """Open the reader anew on a paper; return the ms until its first page is shown."""
        self.tablet.page.goto(f"{self.tablet.url}/meetings/{self.meeting}?version={version}")
        return self._shown(1).took

    def next(self, page: int) -> Shown:
        """Turn to the next page, which is this one."""
        self.tablet.tap("next")
        return self._shown(page)

    def jump(self, page: int) -> Shown:
        """Go to a page by the find panel; timed from the tap on what was found."""
        self.tablet.look_for(f"{page}枚目")
        return self._shown(page)

    def close(self) -> None:
        """Put the tablet away with all it keeps."""
        self.tablet.close()

    def _shown(self, page: int) -> Shown:
        took: float = self.tablet.page.evaluate(PAINTED, page)
        width: int = self.tablet.find("picture").evaluate("(canvas) => canvas.width")
        return Shown(page, took, width)


class Peer:
    """pdf.js on a page of its own, with the viewport of our tablet."""

    def __init__(self, browser: Browser, url: str, paper: str) -> None:
        self.paper = paper
        self.context = browser.new_context(
            viewport={"width": 1180, "height": 820},
            device_scale_factor=2,
            has_touch=True,
            service_workers="block",
        )
        self.page: Page = self.context.new_page()
        self.page.goto(f"{url}/reader/index.html")
        self.page.wait_for_load_state("networkidle")

    def open(self) -> None:
        """Open the paper, and show its first page."""
        self._do("open", self.paper)
        self.show(1, 1640)

    def arrive(self, page: int, width: int) -> float:
        """Return the ms from a tap until the paper, not open yet, is open at a page."""
        self._do("close")
        return self._tap("arrive", self.paper, page, width)

    def show(self, page: int, width: int) -> float:
        """Return the ms from a tap until another page of the open paper is shown."""
        return self._tap("draw", page, width)

    def close(self) -> None:
        """Close the page."""
        self.context.close()

    def _do(self, name: str, *given: object) -> None:
        self.page.evaluate(f"(given) => peer.{name}(...given)", list(given))

    def _tap(self, name: str, *given: object) -> float:
        begin = f"(given) => {{ window.took = peer.tapped(peer.{name}, ...given); }}"
        self.page.evaluate(begin, list(given))
        self.page.locator("canvas").tap()
        took: float = self.page.evaluate("took")
        return took
