"""Frames: whatever is sent and however it is cut up, the same messages come out."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from wsproto import ConnectionType
from wsproto.connection import Connection
from wsproto.events import CloseConnection, Message, Ping, TextMessage

from meetings.wire.frames import Frames, framed

MOST = 100_000
REQUEST = {
    "HTTP_HOST": "localhost",
    "HTTP_CONNECTION": "keep-alive, Upgrade",
    "HTTP_UPGRADE": "websocket",
    "HTTP_SEC_WEBSOCKET_KEY": "dGhlIHNhbXBsZSBub25jZQ==",
    "HTTP_SEC_WEBSOCKET_VERSION": "13",
    "HTTP_SEC_WEBSOCKET_EXTENSIONS": "permessage-deflate",
}


def test_a_request_for_a_websocket_is_answered_and_no_extension_taken_up() -> None:
    greeting = Frames(REQUEST, MOST).greeting
    assert greeting.startswith(b"HTTP/1.1 101 ")
    assert b"s3pPLMBiTxaQ9kYGzzhZRbK+xOo=" in greeting  # the example of RFC 6455
    assert b"deflate" not in greeting


@pytest.mark.parametrize("name", sorted(REQUEST.keys() - {"HTTP_SEC_WEBSOCKET_EXTENSIONS"}))
def test_a_request_that_lacks_something_is_none(name: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        Frames({other: said for other, said in REQUEST.items() if other != name}, MOST)


@pytest.mark.parametrize("length", [0, 1, 125, 126, 127, 65_535, 65_536, 200_000])
def test_what_is_framed_is_read_whole_by_another_reader(length: int) -> None:
    for message in ("議" * (length // 3) + "x" * (length % 3), bytes(length)):
        reader = Connection(ConnectionType.CLIENT)
        reader.receive_data(framed(message))
        events = [event for event in reader.events() if isinstance(event, Message)]
        heard = [event.data for event in events]
        assert (b"" if isinstance(message, bytes) else "").join(heard) == message
        assert events[-1].message_finished


def heard(frames: Frames, *pieces: bytes) -> tuple[list[str], bytes, bool]:
    """Return the messages, all that is to be answered, and whether it is over."""
    messages: list[str] = []
    answers = b""
    for piece in pieces:
        for one in frames.take(piece):
            answers += one.answer
            if one.message is not None:
                messages.append(one.message)
            if one.over:
                return messages, answers, True
    return messages, answers, False


@settings(max_examples=150, deadline=None, database=None)
@given(st.lists(st.lists(st.text(max_size=200), min_size=1, max_size=4), max_size=6), st.data())
def test_messages_come_out_as_sent_however_they_are_cut_up(
    said: list[list[str]], data: st.DataObject
) -> None:
    tablet = Connection(ConnectionType.CLIENT)
    sent = b""
    for parts in said:
        for part in parts[:-1]:
            sent += tablet.send(TextMessage(data=part, message_finished=False))
            sent += tablet.send(Ping(payload=b"there?"))
        sent += tablet.send(TextMessage(data=parts[-1]))
    cuts = sorted(data.draw(st.lists(st.integers(0, len(sent)), max_size=10)))
    ends = [*cuts, len(sent)]
    pieces = [sent[a:b] for a, b in zip([0, *cuts], ends, strict=True)]
    messages, answers, over = heard(Frames(REQUEST, MOST), *pieces)
    assert messages == ["".join(parts) for parts in said]
    assert answers.count(b"\x8a\x06there?") == sum(len(parts) - 1 for parts in said)
    assert not over


@settings(max_examples=300, deadline=None, database=None)
@given(st.lists(st.binary(max_size=40), max_size=8))
def test_any_bytes_end_the_line_or_wait_for_more_but_never_break_it(pieces: list[bytes]) -> None:
    _, answers, over = heard(Frames(REQUEST, MOST), *pieces)
    assert not over or b"\x88" in answers


def masked(first: int, payload: bytes) -> bytes:
    """Return a tablet's frame; a mask of zeros is a mask."""
    assert len(payload) < 126
    return bytes((first, 0x80 | len(payload))) + bytes(4) + payload


BROKEN = {
    "without a mask": (b"\x81\x01x", 1002),
    "of no known kind": (masked(0x83, b""), 1002),
    "of an extension nobody asked for": (masked(0xC1, b"x"), 1002),
    "a ping in parts": (masked(0x09, b""), 1002),
    "a ping that is too long": (b"\x89\xfe\x01\x00" + bytes(260), 1002),
    "going on with what never began": (masked(0x80, b"x"), 1002),
    "beginning before the end": (masked(0x01, b"x") + masked(0x81, b"y"), 1002),
    "no text": (masked(0x81, b"\xff\xfe"), 1007),
    "half a sign at the end": (masked(0x81, "議".encode()[:2]), 1007),
    "bytes": (masked(0x82, b"x"), 1003),
    "a close with half a code": (masked(0x88, b"\x03"), 1002),
    "a close with a code that is none": (masked(0x88, b"\x00\x01"), 1002),
}


@pytest.mark.parametrize("what", BROKEN)
def test_a_broken_frame_ends_the_line_and_says_why(what: str) -> None:
    sent, code = BROKEN[what]
    messages, answers, over = heard(Frames(REQUEST, MOST), sent, b"")
    assert (messages, over) == ([], True)
    tablet = Connection(ConnectionType.CLIENT)
    tablet.receive_data(answers)
    assert [event.code for event in tablet.events() if isinstance(event, CloseConnection)] == [code]


def test_a_message_that_is_too_long_is_not_kept_to_its_end() -> None:
    frames = Frames(REQUEST, MOST)
    head = b"\x01\xff" + (2**40).to_bytes(8, "big") + bytes(4)
    piece = b"x" * 10_000
    assert heard(frames, head, *[piece] * 10) == ([], b"", False)
    assert heard(frames, b"x") == ([], b"\x88\x02\x03\xf1", True)
    parts = [masked(0x01, b"x" * 100), *[masked(0x00, b"x" * 100)] * 999]
    assert not heard(frames := Frames(REQUEST, MOST), *parts)[2]
    assert heard(frames, masked(0x80, b"x"))[2]


@pytest.mark.parametrize("said", [b"", b"\x03\xe8", b"\x03\xe9bye", b"\x0f\xa1"])
def test_a_goodbye_is_answered_by_the_same(said: bytes) -> None:
    _, answers, over = heard(Frames(REQUEST, MOST), masked(0x88, said))
    assert over
    assert answers == b"\x88" + bytes((len(said[:2]),)) + said[:2]
