"""A line: frames stay whole and in order, and whoever is too far behind is cut off."""

from __future__ import annotations

import contextlib
import shutil
import socket
import ssl
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from meetings.wire.frames import framed
from meetings.wire.line import KERNEL, MOST_KEPT, Line
from tests.live.raw import read_frames

SIZES = (3, 200, 70_000, 9, 1_000)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate and its key in one file."""
    if shutil.which("openssl") is None:
        pytest.skip("no openssl on this machine: apt-get install openssl")
    file = tmp_path_factory.mktemp("tls") / "both.pem"
    asked = f"openssl req -x509 -nodes -newkey ec -pkeyopt ec_paramgen_curve:P-256 -keyout {file}.k"
    subject = ["-days", "2", "-subj", "/CN=localhost", "-out", f"{file}.c"]
    subprocess.run([*asked.split(), *subject], check=True, capture_output=True)
    file.write_text(Path(f"{file}.k").read_text() + Path(f"{file}.c").read_text())
    return file


@pytest.fixture(params=["plain", "tls"])
def ends(request: pytest.FixtureRequest) -> Iterator[tuple[socket.socket, socket.socket]]:
    """Both ends of a connection: ours and a tablet's."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        far = socket.create_connection(door.getsockname())
        near, _ = door.accept()
    if request.param == "tls":
        near, far = secured(near, far, request.getfixturevalue("certificate"))
    far.settimeout(30)
    yield near, far
    near.close()
    far.close()


def secured(
    near: socket.socket, far: socket.socket, certificate: Path
) -> tuple[socket.socket, socket.socket]:
    """Return both ends with TLS on them."""
    server, client = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER), ssl.create_default_context()
    server.load_cert_chain(certificate)
    client.load_verify_locations(certificate)
    made: list[socket.socket] = []
    greeting = threading.Thread(
        target=lambda: made.append(client.wrap_socket(far, server_hostname="localhost"))
    )
    greeting.start()
    near = server.wrap_socket(near, server_side=True)
    greeting.join()
    return near, made[0]


def test_frames_of_many_senders_stay_whole_and_in_order_for_a_slow_reader(
    ends: tuple[socket.socket, socket.socket],
) -> None:
    near, far = ends
    line = Line(near)
    many, each = 4, 30

    def speak(by: int) -> None:
        for n in range(each):
            line.send(framed(f"{by} {n} " + "x" * SIZES[n % len(SIZES)]))
            if n % 5 == 4:
                line.settle(30)

    speakers = [threading.Thread(target=speak, args=(by,)) for by in range(many)]
    for speaker in speakers:
        speaker.start()
    heard: dict[int, list[int]] = {by: [] for by in range(many)}
    for _, frame in zip(range(many * each), read_frames(far, at_once=3_000), strict=False):
        by, n, filled = frame.decode().split(" ")
        heard[int(by)].append(int(n))
        assert filled == "x" * SIZES[int(n) % len(SIZES)]
    for speaker in speakers:
        speaker.join()
    assert heard == {by: list(range(each)) for by in range(many)}
    line.end()
    far.shutdown(socket.SHUT_WR)
    line.give_back()


def test_who_does_not_read_is_cut_off_and_holds_up_nobody(
    ends: tuple[socket.socket, socket.socket],
) -> None:
    near, far = ends
    line, frame = Line(near), framed("x" * 50_000)
    over: list[bytes] = []
    reader = threading.Thread(target=lambda: over.append(line.receive(60)))
    reader.start()
    sent = 0
    while reader.is_alive():
        line.send(frame)
        sent += len(frame)
        # The tablet's own system holds something too.
        assert sent < MOST_KEPT + 2 * KERNEL + 16 * 1024 * 1024
        reader.join(0.001)
    assert over == [b""]
    assert sent > MOST_KEPT
    line.send(frame)
    assert line.settle(0), "nothing is kept for who is gone"
    line.give_back()
    near.close()
    came = 0
    with contextlib.suppress(ConnectionError):
        while data := far.recv(1 << 20):
            came += len(data)
    assert came < sent - MOST_KEPT


def test_after_the_last_frame_comes_nothing_but_the_end(
    ends: tuple[socket.socket, socket.socket],
) -> None:
    near, far = ends
    line = Line(near)
    line.send(framed("x" * 700_000))
    line.end()
    line.send(framed("late"))
    heard = [len(frame) for frame in read_frames(far)]
    assert heard == [700_000, 2]
    far.close()
    line.give_back()
    line.send(framed("later"))


def test_a_silent_tablet_is_given_up_and_a_speaking_one_heard(
    ends: tuple[socket.socket, socket.socket],
) -> None:
    near, far = ends
    line = Line(near)
    assert line.receive(0.05) == b""
    far.sendall(b"x" * 40_000)
    heard = 0
    while heard < 40_000:
        heard += len(line.receive(30))
    far.close()
    assert line.receive(30) == b""
    line.give_back()
