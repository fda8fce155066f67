"""The page spoken of: whether it comes first, and how soon it is shown.

A hundred utterances are written into the reader's field in Chromium, over the demo's papers, a
real budget book and the real papers of a session, as the server prepared them without help.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import requests
from playwright.sync_api import sync_playwright

from bench.ground.chamber import Chamber, chamber
from bench.ground.figures import Figure, aimed, alone, parser, publish, quantile
from bench.ground.utterances import CITY, PACKET, UTTERANCES, Said
from meetings.demo import papers as demo
from meetings.demo.calendar import DAY
from meetings.demo.orders import items
from tests.browser.conftest import FLAGS
from tests.browser.tablet import Tablet
from tests.house.browser import find_browser

ROOT = Path(__file__).resolve().parents[1]
DATA = Path(os.environ.get("GIJO_SHARED_DATA", ROOT.parent / "shared/data"))
CITY_TITLE = "令和６年度　富士市一般会計予算"
PATIENCE = 600
"""Seconds the guides of all papers may take."""
ROUNDS = 3
WRITE = """async (words) => {
  const field = document.getElementById('find-words');
  field.value = words;
  const begun = performance.now();
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  await new Promise(requestAnimationFrame);
  await new Promise((painted) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = painted;
    port2.postMessage(null);
  });
  const first = document.querySelector('#find-results [data-page]');
  return [performance.now() - begun, first ? { ...first.dataset } : null];
}"""
Papers = dict[str, int]
"""Versions by the name that the utterances give a paper."""


def main() -> None:
    """Furnish, speak, judge, print."""
    given = parser(__doc__).parse_args()
    browser = find_browser()
    if browser is None:
        sys.exit("bench spoken needs a Chromium (CHROMIUM names one)")
    with ExitStack() as stack:
        made = stack.enter_context(chamber())
        named = _furnish(made, quick=given.quick)
        playwright = stack.enter_context(sync_playwright())
        chromium = playwright.chromium.launch(executable_path=browser, args=FLAGS.split())
        stack.callback(chromium.close)
        tablet = Tablet(chromium, made.server.url)
        tablet.sign_in("ueda")
        figures = list(_measured(Speaker(tablet, made, named)))
    publish("spoken", figures, given)


def _furnish(made: Chamber, *, quick: bool) -> Papers:
    agenda = [item["item"] for item in made.get(f"/api/meetings/{made.meeting}").json()["agenda"]]
    for item, title in zip(agenda, items(DAY), strict=False):
        _act(made, "agenda.change", item=item, title=title)
    rest = items(DAY)[len(agenda) :]
    agenda += [_act(made, "agenda.add", title=title)["body"]["item"] for title in rest]
    named: Papers = {}
    with tempfile.TemporaryDirectory() as folder:
        for at, paper in enumerate(demo.make(Path(folder), DAY), 1):
            item = agenda[paper.item - 1] if paper.item else 0
            named[f"demo-{at}"] = _add(made, Path(folder) / paper.file, paper.title, item)
    real = [DATA / f"budget/{CITY}.pdf", *sorted((DATA / f"packets/{PACKET}").glob("*.pdf"))]
    for file in real if not quick and DATA.is_dir() else []:
        key = CITY if file.stem == CITY else f"{PACKET}{file.stem}"
        named[key] = _add(made, file, CITY_TITLE if key == CITY else file.stem)
    _act(made, "papers.publish")
    ends = time.monotonic() + PATIENCE
    while any(not _facts(made, version)["revision"] for version in named.values()):
        if time.monotonic() > ends:
            raise TimeoutError("the guides were not found in time")
        time.sleep(0.5)
    return named


def _act(made: Chamber, act: str, **given: Any) -> dict[str, Any]:
    headers = {"Authorization": f"Bearer {made.keys['aoki']}"}
    asked = {"given": {"meeting": made.meeting} | given}
    answer = requests.post(
        f"{made.server.url}/api/acts/{act}", json=asked, headers=headers, timeout=60
    )
    answer.raise_for_status()
    told: dict[str, Any] = answer.json()
    return told


def _add(made: Chamber, file: Path, name: str, item: int | None = None) -> int:
    headers = {"Authorization": f"Bearer {made.keys['aoki']}"}
    address = f"{made.server.url}/api/meetings/{made.meeting}/papers"
    with file.open("rb") as body:
        answer = requests.post(
            address, params={"name": name, "item": item}, data=body, headers=headers, timeout=300
        )
    answer.raise_for_status()
    version: int = answer.json()["paper"]["version"]
    return version


def _facts(made: Chamber, version: int) -> dict[str, Any]:
    told: dict[str, Any] = made.get(f"/api/versions/{version}").json()
    return told


def _measured(speaker: Speaker) -> Iterator[Figure]:
    asked = [said for said in UTTERANCES if said.paper in speaker.named]
    rights: list[float] = []
    times: list[list[float]] = []
    for number in range(ROUNDS):
        answers = [speaker.say(said) for said in asked]
        times.append([took for took, _ in answers])
        rights.append(float(sum(meant for _, meant in answers)))
        for said, (_, meant) in zip(asked, answers, strict=True):
            if not (meant or number):
                print(f"missed: {said}", file=sys.stderr, flush=True)
    goal = 97 * len(asked) / len(UTTERANCES)
    yield aimed(alone(f"of {len(asked)} utterances the right page first", "", rights), least=goal)
    for label, share in (("p50", 0.5), ("p95", 0.95)):
        spans = [quantile(took, share) for took in times]
        yield alone(f"written to shown, {label}", "ms", spans)
    slowest = alone("written to shown, slowest", "ms", [max(took) for took in times])
    yield aimed(slowest, most=100)


@dataclass
class Speaker:
    """Writes into a tablet's field what is said, with the paper open that lay open then."""

    tablet: Tablet
    made: Chamber
    named: Papers
    open: tuple[str, int] | None = None

    def say(self, said: Said) -> tuple[float, bool]:
        """Return the ms until the first result was painted, and whether it is the page meant."""
        if self.open != said.open:
            self._open(*said.open)
        spent, first = self.tablet.page.evaluate(WRITE, said.words)
        found = first and (int(first["version"]), int(first["page"]), first.get("half"))
        half = str(said.half) if said.half else None
        return spent, found == (self.named[said.paper], said.page, half)

    def _open(self, paper: str, page: int) -> None:
        place = f"version={self.named[paper]}&page={page}"
        self.tablet.page.goto(f"{self.tablet.url}/meetings/{self.made.meeting}?{place}")
        self.tablet.shows(page)
        # Headings come after the page; without them nothing can be meant but numbers.
        self.tablet.page.wait_for_load_state("networkidle")
        self.tablet.tap("page-number")
        self.open = (paper, page)


if __name__ == "__main__":
    main()
