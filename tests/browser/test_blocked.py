"""A tablet on a network that lets no websocket through."""

from __future__ import annotations

import re

from playwright.sync_api import WebSocketRoute, expect

from tests.browser.conftest import Open
from tests.cast import Council

SOCKETS = re.compile(r"^wss?://.*/socket\.io/")


def test_where_websockets_are_swallowed_pages_are_followed_and_writing_is_sent(
    live_council: Council, tablet: Open
) -> None:
    live_council.add_paper("議案第41号", pages=5)
    live_council.do("aoki", "papers.publish")
    live_council.bring_to("open")
    chair, ueda = tablet("inoue"), tablet("ueda")
    tried: list[str] = []

    def swallow(line: WebSocketRoute) -> None:
        tried.append(line.url)

    ueda.context.route_web_socket(SOCKETS, swallow)
    ueda.page.reload()
    ueda.is_synced()
    chair.tap("next")
    ueda.shows(2)
    ueda.draw(0.3)
    ueda.context.set_offline(True)
    expect(ueda.find("line")).to_contain_text("圏外", timeout=20_000)
    ueda.draw(0.5)
    chair.tap("next")
    ueda.context.set_offline(False)
    ueda.is_synced()
    ueda.shows(3)
    chair.tap("previous")
    ueda.has_ink(2)
    assert live_council.notes_of("ueda") == 2
    assert tried
