"""The socket answers whatever is sent: a refusal, never silence, and no trace in the log."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from flask_socketio import SocketIOTestClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cast import Council
from tests.conftest import sign_in_client

PLAIN = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20)
JSON = st.recursive(
    PLAIN, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner,
    max_size=4), max_leaves=12
)  # fmt: skip


@pytest.fixture
def line(app: Flask, seated: Council) -> Iterator[SocketIOTestClient]:
    """A member's socket that follows the open meeting."""
    seated.bring_to("open")
    io = app.extensions["gijo"].live.io
    web = sign_in_client(app, "ueda")
    line = io.test_client(app, flask_test_client=web, headers={"Origin": "http://localhost"})
    assert line.is_connected()
    yield line
    line.disconnect()


def ask(line: SocketIOTestClient, message: str, *sent: Any) -> Any:
    return line.emit(message, *sent, callback=True)


def test_every_message_is_answered_whatever_it_brings(
    line: SocketIOTestClient, seated: Council, caplog: pytest.LogCaptureFixture
) -> None:
    stream = f"meeting:{seated.meeting}"
    assert ask(line, "follow", {"after": {stream: 0}})["streams"]
    acts = st.sampled_from(["floor.turn", "ink.draw", "agenda.add", "nonsense"])
    shaped = {
        "follow": st.fixed_dictionaries({"after": JSON | st.dictionaries(st.just(stream), JSON)}),
        "do": st.fixed_dictionaries(
            {"act": acts}, optional={"given": JSON, "device": JSON, "n": JSON}
        ),
        "whisper": st.fixed_dictionaries(
            {"stream": st.just(stream) | JSON, "kind": st.just("ink")}, optional={"body": JSON}
        ),
    }  # fmt: skip

    @settings(
        max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), database=None
    )
    @given(st.sampled_from(sorted(shaped)), st.data())
    def try_one(message: str, data: st.DataObject) -> None:
        sent = data.draw(st.lists(JSON | shaped[message], max_size=2))
        answer = ask(line, message, *sent)
        assert "refused" in answer or answer.get("streams") is not None, (message, sent)

    caplog.set_level(logging.ERROR)
    try_one()
    for message in ("follow", "do", "whisper"):
        assert ask(line, message)["refused"] == "given.wrong"
    for after in (True, -(10**30), 10**30, "1", None):
        assert ask(line, "follow", {"after": {stream: after}})["refused"] == {stream: "given.wrong"}
    many = {f"meeting:{number}": 0 for number in range(100)}
    assert ask(line, "follow", {"after": many})["refused"] == "given.wrong"
    # A client of an earlier test may still say that its own line ended.
    assert [one for one in caplog.records if one.name != "engineio.client"] == []


def test_a_message_with_what_nobody_can_keep_comes_without_it(app: Flask, seated: Council) -> None:
    decoded = app.extensions["gijo"].live.io.server.packet_class
    for bad in ('{"device":"\\ud800"}', "[" * 100_000 + "]" * 100_000):
        packet = decoded(encoded_packet=f'27["do",{bad}]')
        assert (packet.id, packet.data) == (7, ["do"])
