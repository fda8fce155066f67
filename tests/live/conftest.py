"""Tablets for the tests of the socket."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.conftest import Server
from tests.live.client import Make, Tablet


@pytest.fixture
def tablet(live_server: Server) -> Iterator[Make]:
    """Make signed-in, connected tablets."""
    made: list[Tablet] = []

    def make(login: str) -> Tablet:
        one = Tablet(live_server)
        made.append(one)
        one.sign_in(login)
        one.connect()
        return one

    yield make
    for one in made:
        one.line.disconnect()
        one.web.close()


@pytest.fixture
def nobody(live_server: Server) -> Iterator[Tablet]:
    """A tablet nobody signed in on."""
    one = Tablet(live_server)
    yield one
    one.line.disconnect()
    one.web.close()
