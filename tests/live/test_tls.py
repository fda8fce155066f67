"""The whole server over TLS, with a certificate of its own authority."""

from __future__ import annotations

import plistlib
import shutil
import socket
import ssl
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from meetings.cli import certificates
from meetings.config import BadSetting
from tests.cast import points
from tests.conftest import ROOT, Council, Server, free_port
from tests.live.client import Tablet

NAMES = ["gijo.local", "127.0.0.1", "localhost"]


@pytest.fixture(scope="module")
def live_server(tmp_path_factory: pytest.TempPathFactory, seeded_storage: Path) -> Iterator[Server]:
    """A running server with a certificate of its own authority."""
    if shutil.which("openssl") is None:
        pytest.skip("no openssl on this machine: apt-get install openssl")
    storage = Path(shutil.copytree(seeded_storage, tmp_path_factory.mktemp("tls") / "storage"))
    certificates.make(storage / "tls", NAMES)
    server = Server(storage, tls=storage / "tls")
    server.start()
    yield server
    server.stop()


def test_a_tablet_that_trusts_the_authority_signs_in_follows_and_writes(
    live_server: Server, live_council: Council
) -> None:
    live_council.bring_to("open")
    stream = f"meeting:{live_council.meeting}"
    writers = [Tablet(live_server) for _ in range(3)]
    for one, login in zip(writers, ("ueda", "egawa", "kimura"), strict=True):
        one.sign_in(login)
        assert all(cookie.secure for cookie in one.web.cookies)
        one.connect()
    heads = [one.follow(**{stream: 0})["streams"][stream] for one in writers]
    each = 4
    look = {"page": 1, "layer": "shared", "tool": "pen", "color": "#000000", "width": 1.0}
    where = {"meeting": live_council.meeting, "version": live_council.versions[0]}

    def write(one: Tablet) -> None:
        for n in range(1, each + 1):
            stroke = {"id": f"stroke-{id(one)}-{n}", "points": points((3, 20_000)[n % 2])}
            assert one.do("ink.draw", where | look | stroke, n, f"device-{id(one)}")["done"]

    # One after the other: this client reads and writes by two threads, which OpenSSL forbids, and
    # now and then stalls where much comes and goes at once.
    for one in writers:
        write(one)
    for one in writers:
        one.has(stream, heads[0] + each * len(writers))
        heard = [row["number"] for told in one.had("entries") for row in told["entries"]]
        assert heard[-each * len(writers) :] == list(range(heads[0] + 1, heads[0] + 13))
        one.line.disconnect()
        one.web.close()


def test_the_certificate_has_what_tablets_ask_for_and_the_authority_forges_no_other_site(
    live_server: Server,
) -> None:
    with pytest.raises(requests.exceptions.SSLError):
        requests.get(f"{live_server.url}/healthz", timeout=30)
    trusted = ssl.create_default_context(cafile=live_server.authority)
    with (
        socket.create_connection(("127.0.0.1", live_server.port)) as line,
        trusted.wrap_socket(line, server_hostname="gijo.local") as secured,
    ):
        found = secured.getpeercert() or {}
    names = ("DNS", "gijo.local"), ("IP Address", "127.0.0.1"), ("DNS", "localhost")
    assert found["subjectAltName"] == names
    begun, ends = (ssl.cert_time_to_seconds(str(found[at])) for at in ("notBefore", "notAfter"))
    assert 800 < (ends - begun) / 86400 <= 825
    pem, text = live_server.storage / "tls" / "server.crt", ["-noout", "-text"]
    told = subprocess.check_output(["openssl", "x509", "-in", pem, *text], text=True)
    assert "TLS Web Server Authentication" in told
    with pytest.raises(BadSetting, match="証明できません"):
        certificates.make(live_server.storage / "tls", ["bank.example"])


def test_tablets_get_the_authority_as_a_profile_and_never_a_key(live_server: Server) -> None:
    port = free_port()
    command = [sys.executable, "-m", "meetings", "certificate", "gijo.local"]
    words = ["--hand-out", str(port), "--storage", str(live_server.storage)]
    process = subprocess.Popen([*command, *words], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    said = [process.stdout.readline() for _ in range(5)]
    assert f":{port}/" in said[3]
    print_of_it = said[4].split(": ")[1].strip()
    url = f"http://127.0.0.1:{port}/"
    assert print_of_it in requests.get(url, timeout=30).text
    answer = requests.get(url + "gijo.mobileconfig", timeout=30)
    assert answer.headers["Content-Type"] == "application/x-apple-aspen-config"
    payload = plistlib.loads(answer.content)["PayloadContent"][0]
    assert payload["PayloadType"] == "com.apple.security.root"
    pem = Path(str(live_server.authority)).read_text()
    assert payload["PayloadContent"] == ssl.PEM_cert_to_DER_cert(pem)
    for path in ("server.key", "../server.key", "authority.key", "%2e%2e/authority.key"):
        assert requests.get(url + path, timeout=30).status_code == 404
    process.kill()
    process.wait(timeout=60)
    process.stdout.close()
