"""`python -m tests.shots [FOLDER]`: pictures of every screen, from a fresh demo."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, expect, sync_playwright

from tests.house.browser import find_browser
from tests.house.tree import ROOT
from tests.shots.camera import Camera, Step
from tests.shots.demo import MEETING, Demo, demo, ring, underline

BUDGET, PETITION = "予算書", "請願"
SPREAD = 81
"""A page of the budget book that is full of figures, with its second half beside it."""
READER = f"/meetings/{MEETING}"
MINUTES = f"{READER}/minutes"


def synced(page: Page) -> None:
    """Wait until the reader has the line and the page's picture."""
    expect(page.locator("#line")).to_have_attribute("data-line", "open")
    expect(page.locator(".picture")).to_be_visible()


def before(camera: Camera) -> None:
    """The screens before a meeting: signing in, home, preparing, people, bodies."""
    camera.take("sign-in", "", "/sign-in")
    camera.take("home-member", "ueda", "/")
    camera.take("home-clerk", "aoki", "/")
    camera.take("new-session", "aoki", "/sessions/new")
    camera.take("new-meeting", "aoki", "/meetings/new")
    camera.take("prepare", "aoki", f"{READER}/prepare")
    camera.take("prepare-agenda", "aoki", f"{READER}/prepare", _scroll("#agenda"))
    camera.take("prepare-papers", "aoki", f"{READER}/prepare", _scroll("#papers"))
    camera.take("people", "admin", "/people")
    camera.take("new-person", "admin", "/people/new")
    camera.take("person", "admin", "/people/3")
    camera.take("bodies", "aoki", "/bodies")
    camera.take("body", "aoki", "/bodies/1")


def sitting(camera: Camera, council: Demo) -> None:
    """The reader while the meeting sits: following, leading, leaving, writing, looking around."""
    camera.take("reader-chair-opens", "inoue", READER, _press("#step"))
    council.do("aoki", "attendance.mark_rest")
    council.do("inoue", "meeting.open")
    council.turn(PETITION, 1)
    council.turn(BUDGET, SPREAD)
    council.draw("ueda", BUDGET, SPREAD, ring(council.spot(BUDGET, SPREAD, "18,691")))
    under = underline(council.spot(BUDGET, SPREAD, "児童福祉総務費"))
    council.draw("ueda", BUDGET, SPREAD, under, color="#0017c1")
    camera.take("reader", "ueda", READER, synced)
    camera.take("reader-chair", "inoue", READER, synced)
    camera.take("reader-agenda", "ueda", READER, _agenda)
    camera.take("reader-alone", "egawa", READER, _leave)
    camera.take("reader-writing", "ueda", READER, _write)
    camera.take("reader-pages", "ueda", READER, _press("#all-pages"))
    camera.take("reader-find", "ueda", READER, _press("#page-number"))
    camera.take("reader-views", "ueda", READER, _press("#view-choice"))
    camera.take("reader-panes", "kimura", READER, _beside)
    camera.take("reader-hand-over", "inoue", READER, _press("#hand-over"))
    camera.take("prepare-sitting", "aoki", f"{READER}/prepare")


def _scroll(selector: str) -> Step:
    return lambda page: page.locator(selector).evaluate("part => part.scrollIntoView()")


def _english(page: Page) -> None:
    button = page.get_by_role("button", name="English")
    if button.is_visible():  # the choice holds for the other way up too
        button.click()
    expect(page.locator("html")).to_have_attribute("lang", "en")


def _agenda(page: Page) -> None:
    synced(page)
    toggle = page.locator("#agenda-toggle")
    if toggle.is_visible() and toggle.get_attribute("aria-expanded") != "true":
        toggle.click()


def _leave(page: Page) -> None:
    synced(page)
    page.locator("#next").click()
    expect(page.locator("#to-called")).to_be_visible()


def _write(page: Page) -> None:
    synced(page)
    page.locator("#write").click()
    expect(page.locator("#tools")).to_be_visible()


def _beside(page: Page) -> None:
    """Put the paper that the clerk proposes beside the petition."""
    _agenda(page)
    page.locator("#agenda .paper").filter(has_text="請願第三号").click()
    page.locator("#open-pair").click()
    for picture in page.locator(".picture").all():
        expect(picture).to_have_attribute("data-painted", "1")


def _press(selector: str) -> Step:
    def press(page: Page) -> None:
        synced(page)
        page.locator(selector).click()

    return press


def after(camera: Camera, council: Demo) -> None:
    """The minutes: none yet, under work, sealed; and what is found in them."""
    council.do("inoue", "meeting.close")
    camera.take("minutes-none", "aoki", MINUTES)
    council.do("aoki", "minutes.draft")
    camera.take("minutes-edit", "aoki", MINUTES)
    council.do("aoki", "minutes.seal", revision=1, unfilled=True)
    camera.take("minutes-sealed", "ueda", MINUTES)
    camera.take("home-afterwards", "ueda", "/")
    camera.take("search", "ueda", "/search?q=通学路")
    camera.take("home-english", "kato", "/", _english)


def main() -> None:
    """Take all pictures; the old ones stay until all new ones are there."""
    path = find_browser()
    if path is None:
        sys.exit("no Chromium on this machine (set CHROMIUM)")
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs/screens"
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        fresh = Path(folder) / "screens"
        fresh.mkdir()
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        with demo(Path(folder) / "storage") as council:
            camera = Camera(browser, council.url, fresh)
            before(camera)
            sitting(camera, council)
            after(camera, council)
            browser.close()
        target.mkdir(parents=True, exist_ok=True)
        for old in target.glob("*.png"):
            old.unlink()
        for new in sorted(fresh.iterdir()):
            (target / new.name).write_bytes(new.read_bytes())


if __name__ == "__main__":
    main()
