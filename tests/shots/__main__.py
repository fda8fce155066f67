"""`python -m tests.shots [FOLDER]`: pictures of every screen, from a fresh demo."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, expect, sync_playwright

from tests.house.browser import find_browser
from tests.house.tree import ROOT
from tests.shots.camera import Camera, Step
from tests.shots.demo import Demo, demo
from tests.shots.replacing import replacing
from tests.shots.sitting import BUDGET, READER, sitting

MINUTES = f"{READER}/minutes"


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
    camera.take("guide", "aoki", f"{READER}/prepare", _guide)
    camera.take("people", "admin", "/people")
    camera.take("new-person", "admin", "/people/new")
    camera.take("person", "admin", "/people/3")
    camera.take("bodies", "aoki", "/bodies")
    camera.take("body", "aoki", "/bodies/1")


def _scroll(selector: str) -> Step:
    return lambda page: page.locator(selector).evaluate("part => part.scrollIntoView()")


def _guide(page: Page) -> None:
    """Go on to the printed page numbers of the budget book, and wait until they are read."""
    page.get_by_role("link", name=f"{BUDGET}」のページ番号を確かめる").click()
    page.wait_for_url("**/guide")
    while page.get_by_role("link", name="もう一度見る").is_visible():
        page.wait_for_timeout(1000)
        page.reload()
    expect(page.locator(".strip img").first).to_be_visible()


def _inked(page: Page) -> None:
    """Wait until the pages are there with what was written on them."""
    for picture in page.locator(".sheet img").all():
        picture.scroll_into_view_if_needed()
        expect(picture).to_have_js_property("complete", value=True)
    page.evaluate("scrollTo(0, 0)")


def _english(page: Page) -> None:
    button = page.get_by_role("button", name="English")
    if button.is_visible():  # the choice holds for the other way up too
        button.click()
    expect(page.locator("html")).to_have_attribute("lang", "en")


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
    for page, words in ((81, "児童福祉総務費が増えた理由は何か。"), (12, "基金の残高の見込みは。")):
        slip = {"tool": "slip", "color": "#0017c1", "width": 24, "text": words}
        council.draw("ueda", BUDGET, page, [(500.0, 200.0)], **slip)
    camera.take("notes", "ueda", "/notes", _inked)
    camera.take("notes-questions", "ueda", "/notes/questions")
    camera.take("notes-takeout", "ueda", "/notes/takeout")
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
            replacing(camera, council)
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
