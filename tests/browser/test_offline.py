"""Without a line: what a tablet keeps is read, searched, written on, and arrives once, in order."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.tablet import Tablet
from tests.cast import Council
from tests.conftest import Server

READY = "navigator.serviceWorker.ready.then(() => true)"


@pytest.fixture
def installed(chromium: Browser, live_server: Server, live_council: Council) -> Iterator[Tablet]:
    """A member's tablet whose browser lets the worker stand by."""
    one = Tablet(chromium, live_server.url, installed=True)
    one.seat("ueda")
    yield one
    one.close()


def test_the_open_meeting_is_there_after_the_server_is_gone_and_the_page_is_loaded_anew(
    live_server: Server, live_council: Council, installed: Tablet
) -> None:
    live_council.add_paper("議案第41号", pages=8)
    live_council.do("aoki", "papers.publish")
    live_council.bring_to("open")
    ueda, page = installed, installed.page
    ueda.read(live_council.meeting)
    ueda.shows(1)
    assert page.evaluate(READY)
    page.reload()
    ueda.is_synced()
    ueda.draw()
    ueda.is_synced()
    page.reload()
    ueda.has_ink(1)
    ueda.is_synced()
    live_server.stop()
    try:
        page.reload()
        ueda.shows(1)
        ueda.has_ink(1)
        expect(ueda.find("line")).to_contain_text("圏外")
        ueda.draw(0.6)
        expect(ueda.find("line")).to_contain_text("未送信1件")
        page.goto(f"{ueda.url}/people")
        expect(page.get_by_role("alert")).to_contain_text("この画面を開くには")
    finally:
        live_server.start()
    page.goto(f"{ueda.url}/meetings/{live_council.meeting}")
    ueda.is_synced()
    ueda.has_ink(2)
    assert live_council.notes_of("ueda") == 2
