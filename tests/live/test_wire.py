"""The wire under load and under fire: nobody waits for a tablet that is slow or talks nonsense."""

from __future__ import annotations

import contextlib
import json
import socket
import threading
from typing import Any

import requests

from meetings.domain import people
from tests.cast import Council, points
from tests.conftest import Server
from tests.live.client import Make, Tablet
from tests.live.raw import Raw, masked

LOOK = {"page": 1, "layer": "shared", "tool": "pen", "color": "#000000", "width": 1.0}


def key_of(council: Council, login: str) -> str:
    """Return a new token of somebody."""
    key, hashed = people.new_key()
    given = {"person": council.ids[login], "label": "試験", "key_hash": hashed}
    council.desk.do("token.issue", None, given)
    return key


def draw(tablet: Tablet, council: Council, n: int, count: int) -> Any:
    """Draw a shared stroke of so many points; return the answer."""
    device = f"device-{id(tablet)}"
    stroke = LOOK | {"id": f"{device}-{n}", "points": points(count)}
    where = {"meeting": council.meeting, "version": council.versions[0]}
    return tablet.do("ink.draw", where | stroke, n=n, device=device)


def test_what_many_do_at_once_comes_to_each_in_one_order_without_a_hole(
    live_council: Council, live_server: Server, tablet: Make
) -> None:
    live_council.bring_to("open")
    stream = f"meeting:{live_council.meeting}"
    writers = [tablet(login) for login in ("ueda", "egawa", "kimura")]
    heads = [one.follow(**{stream: 0})["streams"][stream] for one in writers]
    head = heads[0]
    raw = [Raw(live_server, key_of(live_council, "ueda")) for _ in range(4)]
    for one in raw:
        assert one.follow(**{stream: head})["streams"] == {stream: head}
    each = 9
    sizes = (3, 200, 10_000)

    def write(one: Tablet) -> None:
        for n in range(each):
            body = {"id": f"under-way-{id(one)}", "version": 1, "page": 1, "points": points()}
            body |= {"tool": "pen", "color": "#000000", "width": 1.0}
            one.line.emit("whisper", {"stream": stream, "kind": "ink", "body": body})
            assert draw(one, live_council, n + 1, sizes[n % len(sizes)])["done"]

    hands = [threading.Thread(target=write, args=(one,)) for one in writers]
    for hand in hands:
        hand.start()
    for one in raw:
        numbers: list[int] = []
        while len(numbers) < each * len(writers):
            numbers += [entry["number"] for entry in one.told("entries")["entries"]]
        assert numbers == list(range(head + 1, head + 1 + each * len(writers)))
        one.line.close()
    for hand in hands:
        hand.join()


def test_a_tablet_that_does_not_read_is_cut_off_and_catches_up_by_number(
    live_council: Council, live_server: Server, tablet: Make
) -> None:
    live_council.bring_to("open")
    stream = f"meeting:{live_council.meeting}"
    ueda, egawa = tablet("ueda"), tablet("egawa")
    head = ueda.follow(**{stream: 0})["streams"][stream]
    key = key_of(live_council, "kimura")
    deaf = Raw(live_server, key)
    assert deaf.follow(**{stream: head})["streams"] == {stream: head}
    egawa.follow(**{stream: head})
    last = head
    for n in range(1, 11):  # 2 MB
        last = draw(ueda, live_council, n, 40_000)["number"]
        # Whoever reads has it, though one does not.
        egawa.has(stream, last)
    heard = head
    with contextlib.suppress(EOFError, ConnectionError):
        while heard < last:
            heard = deaf.told("entries")["to"]
    deaf.line.close()
    assert head <= heard < last
    again = Raw(live_server, key)
    again.say("421" + json.dumps(["follow", {"after": {stream: heard}}]))
    assert again.told("reset")["number"] == last
    address = f"{live_server.url}/api/streams/{stream}/entries?after={heard}"
    headers = {"Authorization": f"Bearer {key}"}
    entries = requests.get(address, headers=headers, timeout=60).json()["entries"]
    assert [entry["number"] for entry in entries] == list(range(heard + 1, last + 1))
    number = draw(ueda, live_council, 11, 3)["number"]
    assert again.told("entries")["from"] == number
    again.line.close()


def test_much_that_was_missed_in_many_streams_comes_whole_to_who_reads_slowly(
    live_council: Council, live_server: Server, tablet: Make
) -> None:
    live_council.bring_to("open")
    ueda = tablet("ueda")
    streams = [f"meeting:{live_council.meeting}"]
    draw(ueda, live_council, 1, 40_000)
    for _ in range(5):
        live_council.meet()
        live_council.bring_to("open")
        draw(ueda, live_council, 1, 40_000)
        streams.append(f"meeting:{live_council.meeting}")
    slow = Raw(live_server, key_of(live_council, "kimura"))
    slow.say("421" + json.dumps(["follow", {"after": dict.fromkeys(streams, 0)}]))
    for stream in streams:
        told = slow.told("entries")
        assert (told["stream"], told["from"]) == (stream, 1)
    assert len(json.loads(slow.until("431").removeprefix("431"))[0]["streams"]) == 6
    slow.line.close()


BROKEN = {
    "a frame without a mask": b"\x81\x01x",
    "a frame of no known kind": masked("", first=0x83),
    "no text": masked(b"\xff\xfe"),
    "bytes": masked(b"x", first=0x82),
    "a message over 2 MiB": masked("x" * (2 * 1024 * 1024 + 1)),
    "a message over 2 MiB in parts": masked("4", 0x01) + masked("x" * 2_100_000, 0x80),
    "no packet": masked("議案"),
    "an empty message": masked(""),
    "noise": bytes(range(256)) * 40,
    "a goodbye": masked("", first=0x88),
}


def test_whoever_talks_nonsense_ends_their_own_line_only(
    live_council: Council, live_server: Server, tablet: Make
) -> None:
    live_council.bring_to("open")
    stream, key = f"meeting:{live_council.meeting}", key_of(live_council, "kimura")
    for what, sent in BROKEN.items():
        one = Raw(live_server, key)
        one.line.sendall(sent)
        assert one.is_over(), what
    half = Raw(live_server, key)
    half.line.shutdown(socket.SHUT_WR)
    assert half.is_over()
    ueda, piecemeal = tablet("ueda"), Raw(live_server, key)
    ueda.follow(**{stream: 0})
    asked = "421" + json.dumps(["follow", {"after": {stream: 0}, "議": "x" * 100_000}])
    parts = [asked[n : n + 9_999].encode() for n in range(0, len(asked), 9_999)]
    for n, part in enumerate(parts):
        first = (0x80 if n == len(parts) - 1 else 0) | (0 if n else 1)
        piecemeal.line.sendall(masked(part, first))
        piecemeal.line.sendall(masked("?", first=0x89))
    assert stream in json.loads(piecemeal.until("431").removeprefix("431"))[0]["streams"]
    number = live_council.do("aoki", "meeting.pause")["number"]
    assert ueda.has(stream, number)
    piecemeal.line.close()


def test_a_tablet_that_began_by_polling_goes_over_to_a_websocket_and_misses_nothing(
    live_council: Council, nobody: Tablet, tablet: Make
) -> None:
    live_council.bring_to("open")
    stream, ueda = f"meeting:{live_council.meeting}", tablet("ueda")
    head = ueda.follow(**{stream: 0})["streams"][stream]
    drawn = threading.Thread(target=lambda: [draw(ueda, live_council, n, 3) for n in range(1, 21)])
    nobody.connect(origin=None, token=key_of(live_council, "egawa"), polling_first=True)
    drawn.start()
    nobody.follow(**{stream: head})
    nobody.has(stream, head + 20)
    numbers = [row["number"] for told in nobody.had("entries") for row in told["entries"]]
    assert numbers == list(range(head + 1, head + 21))
    assert nobody.line.transport() == "websocket"
    drawn.join()
