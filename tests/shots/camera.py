"""Takes pictures of screens as tablets show them, both ways up."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, expect

from meetings.demo.council import PASSWORD

WAYS = {"landscape": (1180, 820), "portrait": (820, 1180)}
Step = Callable[[Page], None]


class Camera:
    """One tablet for each person and way up, kept signed in, and the folder of pictures."""

    def __init__(self, browser: Browser, url: str, folder: Path) -> None:
        self.browser, self.url, self.folder = browser, url, folder
        self._pages: dict[tuple[str, str], Page] = {}

    def take(self, name: str, login: str, path: str, step: Step | None = None) -> None:
        """Show a path to somebody (nobody: empty), do a step, and keep pictures of it."""
        for way in WAYS:
            page = self._page(login, way)
            answer = page.goto(self.url + path, wait_until="networkidle")
            if answer is None or not answer.ok:
                raise RuntimeError(f"{path} was not shown to {login}")
            if step:
                step(page)
            page.wait_for_load_state("networkidle")
            self._keep(page.screenshot(animations="disabled"), f"{name}-{way}.png")

    def _page(self, login: str, way: str) -> Page:
        if (login, way) not in self._pages:
            width, height = WAYS[way]
            context = self.browser.new_context(
                viewport={"width": width, "height": height},
                has_touch=True,
                locale="ja-JP",
                # How many pages are kept by now would differ from picture to picture.
                service_workers="block",
            )
            page = self._pages[login, way] = context.new_page()
            if login:
                self._sign_in(page, login)
        return self._pages[login, way]

    def _sign_in(self, page: Page, login: str) -> None:
        page.goto(f"{self.url}/sign-in")
        page.locator("#login").fill(login)
        page.locator("#password").fill(PASSWORD)
        page.locator("#password").press("Enter")
        expect(page.locator("#login")).to_have_count(0)

    def _keep(self, shot: bytes, name: str) -> None:
        """Store a picture in 256 colours, a third of the size and no difference to the eye."""
        picture = Image.open(io.BytesIO(shot)).convert("RGB")
        few = picture.quantize(256, dither=Image.Dither.NONE)
        few.save(self.folder / name, optimize=True)
