"""A tablet in somebody's hands: signs in, reads, turns, writes."""

from __future__ import annotations

from copy import copy

from playwright.sync_api import Browser, Locator, expect

from tests.cast import PASSWORD

Point = tuple[float, float]
SYNCED = "同期済み"
IN_A_PANE = ("stage", "picture", "sharp", "ink", "still", "live", "empty", "ribbon")
"""Parts that each pane has: those of the pane in hand are found."""


class Tablet:
    """One browser profile of tablet size with fingers and, by CDP, a pen."""

    def __init__(
        self, browser: Browser, url: str, *, upright: bool = False, installed: bool = False
    ) -> None:
        self.url = url
        size = {"width": 820, "height": 1180} if upright else {"width": 1180, "height": 820}
        self.context = browser.new_context(
            viewport={"width": size["width"], "height": size["height"]},
            device_scale_factor=2,
            has_touch=True,
            locale="ja-JP",
            # The worker fetches all files of the screens: only tests about it have one.
            service_workers="allow" if installed else "block",
        )
        self.troubles: list[str] = []
        self.context.on("weberror", lambda error: self.troubles.append(str(error.error)))
        self.page = self.context.new_page()
        self.cdp = self.context.new_cdp_session(self.page)

    def close(self) -> None:
        """Put the tablet away with all it keeps."""
        self.context.close()

    def take_apart(self) -> None:
        """Have the reader's modules come one by one, as they are written: to lay hands on one."""
        alone = {"content_type": "text/javascript", "body": "import '/static/read.js';"}
        self.context.route("**/static/built/read.js", lambda route: route.fulfill(**alone))

    def sign_in(self, login: str) -> None:
        """Sign in by the form."""
        self.page.goto(f"{self.url}/sign-in")
        self.page.locator("#login").fill(login)
        self.page.locator("#password").fill(PASSWORD)
        self.page.locator("#password").press("Enter")
        expect(self.page.locator("#login")).to_have_count(0)

    def seat(self, login: str) -> None:
        """Sign in as the form does, but without its screens: for what is not about them."""
        page = self.context.request.get(f"{self.url}/sign-in").text()
        token = page.split('name="csrf-token" content="')[1].split('"')[0]
        form: dict[str, str | float | bool] = {"login": login, "password": PASSWORD}
        form["csrf_token"] = token
        answer = self.context.request.post(f"{self.url}/sign-in", form=form, max_redirects=0)
        assert answer.status == 302

    def read(self, meeting: int) -> None:
        """Open a meeting and wait for the line."""
        self.page.goto(f"{self.url}/meetings/{meeting}")
        self.is_synced()

    def another_page(self) -> Tablet:
        """Return a further page of the same profile, at the same address."""
        other = copy(self)
        other.page = self.context.new_page()
        other.cdp = self.context.new_cdp_session(other.page)
        other.page.goto(self.page.url)
        other.is_synced()
        return other

    def find(self, name: str) -> Locator:
        """Return a control of the reader by its id, or a part of the pane in hand."""
        if name in IN_A_PANE:
            return self.page.locator(f".pane.active .{name}")
        return self.page.locator(f"#{name}")

    def tap(self, name: str) -> None:
        """Tap a control."""
        self.find(name).tap()

    def among_others(self, name: str) -> None:
        """Tap a control that lies behind the other tools, and leave nothing open."""
        self.tap("more-tools")
        self.tap(name)
        if self.find("others").is_visible():
            self.tap("others-close")

    def look_for(self, words: str) -> None:
        """Write what is spoken of into the field, and go where it leads first."""
        self.tap("page-number")
        self.find("find-words").fill(words)
        self.page.locator("#find-results [data-page]").first.tap()

    # what is seen

    def is_synced(self) -> None:
        """Everything is with the server."""
        expect(self.find("line")).to_have_text(SYNCED, timeout=20_000)

    def shows(self, page: int) -> None:
        """The page is named and its picture painted."""
        expect(self.find("page-number")).to_contain_text(f"{page} /")
        expect(self.find("picture")).to_have_attribute("data-painted", str(page), timeout=20_000)

    def has_ink(self, strokes: int) -> None:
        """So many strokes are on the page."""
        told = f"書き込み{strokes}件" if strokes else ""
        expect(self.find("ink")).to_have_attribute("aria-label", told)

    def words_come(self) -> None:
        """What the marker asked for has come: the same words, asked for after it, are here."""
        self.page.evaluate(
            """async () => {
            const asked = performance.getEntriesByType('resource').map(({ name }) => name);
            const words = new Set(asked.filter((name) => name.endsWith('/words')));
            for (const name of words) await (await fetch(name)).json();
            await new Promise((go) => requestAnimationFrame(() => setTimeout(go)));
            }"""
        )

    # what hands do

    def touch(self, *steps: list[Point], broad: float = 10, lift: bool = True) -> None:
        """Put fingers of some breadth (px) down, move them from step to step, and lift them."""
        for index, fingers in enumerate(steps):
            kind = "touchMove" if index else "touchStart"
            size = {"radiusX": broad / 2, "radiusY": broad / 2}
            points = [{"x": x, "y": y, "id": i} | size for i, (x, y) in enumerate(fingers)]
            self.cdp.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
        if lift:
            self.lift()

    def lift(self) -> None:
        """Lift the fingers that rest on the page."""
        self.cdp.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})

    def at(self, across: float, down: float) -> Point:
        """Return a place on the stage, both from 0 to 1, in px of the screen."""
        box = self.find("stage").bounding_box()
        assert box is not None
        return box["x"] + across * box["width"], box["y"] + down * box["height"]

    def swipe(self, start: float, end: float) -> None:
        """Draw one finger sideways over the stage."""
        self.touch(*[[self.at(start + (end - start) * i / 8, 0.5)] for i in range(9)])

    def pinch(self) -> None:
        """Spread two fingers in the middle of the stage."""
        (x, y), steps = self.at(0.5, 0.5), range(9)
        self.touch(*[[(x - 40 - 10 * i, y), (x + 40 + 10 * i, y)] for i in steps])

    def pen_down(self, *path: Point) -> None:
        """Put the pen on the page and draw, without lifting it."""
        for index, (x, y) in enumerate(path):
            kind = "mouseMoved" if index else "mousePressed"
            self._pen(kind, x, y, force=min(1, 0.3 + index / 50))

    def pen_move(self, *path: Point) -> None:
        """Draw on with the pen that is on the page."""
        for x, y in path:
            self._pen("mouseMoved", x, y, force=0.5)

    def turn_round(self) -> None:
        """Hold the tablet the other way up, and wait until the page lies anew."""
        size = self.page.viewport_size
        assert size is not None
        self.page.set_viewport_size({"width": size["height"], "height": size["width"]})
        frames = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
        self.page.evaluate(frames)

    def pen_up(self, at: Point) -> None:
        """Lift the pen."""
        self._pen("mouseReleased", *at, force=0)

    def draw(self, down: float = 0.4) -> None:
        """Draw a line across the page with the pen, at a height from 0 to 1."""
        path = [self.at(0.45 + i / 200, down) for i in range(20)]
        self.pen_down(*path)
        self.pen_up(path[-1])

    def rub(self, across: float, downs: tuple[float, float]) -> None:
        """Go with the pen from one height to another, both from 0 to 1."""
        start, end = downs
        path = [self.at(across, start + (end - start) * i / 12) for i in range(13)]
        self.pen_down(*path)
        self.pen_up(path[-1])

    def _pen(self, kind: str, x: float, y: float, force: float) -> None:
        buttons = 0 if kind == "mouseReleased" else 1
        given = {"type": kind, "x": x, "y": y, "button": "left", "buttons": buttons}
        pen = {"pointerType": "pen", "force": force, "clickCount": 1}
        self.cdp.send("Input.dispatchMouseEvent", given | pen)
