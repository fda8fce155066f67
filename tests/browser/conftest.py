"""Tablets for the browser tests: a real Chromium, signed in to the running server."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.tablet import Tablet
from tests.cast import Council
from tests.conftest import Server
from tests.house.browser import find_browser

FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run "
    "--disable-background-networking --disable-component-update --disable-sync"
)
Open = Callable[..., Tablet]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for all tests; each tablet is a profile of its own."""
    path = find_browser()
    if path is None:
        pytest.skip("no Chromium on this machine (set CHROMIUM, or let bin/test fetch one)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS.split())
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Browser, live_server: Server) -> Iterator[Page]:
    """A page of the house that nobody signed in on, to ask the tablet's own modules."""
    context = chromium.new_context(service_workers="block")
    page = context.new_page()
    page.goto(f"{live_server.url}/sign-in")
    yield page
    context.close()


@pytest.fixture
def tablet(chromium: Browser, live_server: Server, live_council: Council) -> Iterator[Open]:
    """Open the meeting on a tablet of one of the cast; nothing may go wrong in its console."""
    opened: list[Tablet] = []

    def open_one(login: str, *, upright: bool = False) -> Tablet:
        one = Tablet(chromium, live_server.url, upright=upright)
        opened.append(one)
        one.seat(login)
        one.read(live_council.meeting)
        return one

    yield open_one
    troubles = [trouble for one in opened for trouble in one.troubles]
    for one in opened:
        one.close()
    assert troubles == []


@pytest.fixture
def ueda(live_council: Council, tablet: Open) -> Tablet:
    """A member's tablet with a paper of eight pages open."""
    live_council.add_paper("議案第41号", pages=8)
    live_council.do("aoki", "papers.publish")
    live_council.bring_to("open")
    return tablet("ueda")
