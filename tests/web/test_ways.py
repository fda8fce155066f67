"""Ways in, onward and out: redirects, downloads, early refusals, a full disk."""

from __future__ import annotations

import http.client
import re
from urllib.parse import urljoin, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import example, given
from hypothesis import strategies as st
from sqlalchemy.exc import OperationalError

from meetings.web.addresses import onward
from meetings.web.signing import begin
from tests.cast import PASSWORD, Council, paper
from tests.conftest import Server, sign_in_client
from tests.full_disk import no_more_room
from tests.web.test_uploads import clerks_line, csrf, names, send

HERE = "https://gijo.example/sign-in"


def followed(location: str) -> str:
    """Return the host to which a browser goes from here, as the URL standard has it."""
    read = re.sub("[\t\n\r]", "", location.strip("".join(map(chr, range(33)))))
    return urlsplit(urljoin(HERE, read.replace("\\", "/"))).netloc


@given(st.text("/\\\t\n\r .:@?#%[]ae\0\xa0") | st.text())
@example("/\t/evil.com")
@example("/\n")
@example("/\\evil.com")
@example("/a//evil.com")
@example("//[")
def test_one_is_led_on_only_within_this_site(text: str) -> None:
    way = onward(text)
    assert way is None or (way == text and followed(way) == "gijo.example")
    assert onward("/meetings/1?page=2#x") == "/meetings/1?page=2#x"


@pytest.mark.parametrize("way", ["/\t/evil.com", "//evil.com", "/\nX: y", "https://evil.com", ""])
def test_neither_signing_in_nor_the_language_leads_elsewhere(
    app: Flask, seated: Council, way: str
) -> None:
    client = app.test_client()
    token = csrf(client.get("/sign-in").get_data(as_text=True))
    asked = {"language": "en", "back": way, "csrf_token": token}
    assert client.post("/language", data=asked).headers["Location"] == "/"
    asked = {"login": "ueda", "password": PASSWORD, "onward": way, "csrf_token": token}
    assert client.post("/sign-in", data=asked).headers["Location"] == "/"


@pytest.fixture
def clerk(app: Flask, seated: Council) -> FlaskClient:
    return sign_in_client(app, "aoki")


def test_an_upload_with_wrong_numbers_or_a_failing_server_leaves_no_file(
    clerk: FlaskClient, seated: Council, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = csrf(clerk.get("/").get_data(as_text=True))
    url = f"/api/meetings/{seated.meeting}/papers?name=a.pdf&"
    for question in (f"item={10**30}", "item=abc", "n=zz", "item=999"):
        answer = clerk.post(url + question, data=paper("あ"), headers={"X-CSRFToken": token})
        assert answer.status_code == (404 if question == "item=999" else 422)
        assert list(seated.house.files.digests()) == []

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("meetings.web.pages.matching_item", fail)
    assert send(clerk, seated, "a.pdf", paper("あ")).status_code == 500
    assert list(seated.house.files.digests()) == []


def test_a_file_goes_out_under_its_name_and_a_plain_one(
    clerk: FlaskClient, seated: Council
) -> None:
    told = send(clerk, seated, "議案第４１号.pdf", paper("あ")).get_json()["paper"]
    with seated.house.database.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE papers SET name = '議案' || char(13, 10) || 'X: y/z'")
    answer = clerk.get(f"/papers/{told['paper']}/file")
    assert answer.status_code == 200
    shown = answer.headers["Content-Disposition"]
    assert shown.startswith(f"attachment; filename=paper-{told['paper']}.pdf; filename*=UTF-8''%E8")
    assert "X: y" not in answer.headers.get("X", "")
    answer.close()


def fill(council: Council) -> None:
    for _ in range(5000):
        begin(council.house, council.who("ueda"))


def test_signing_in_on_a_full_disk_says_so(app: Flask, seated: Council) -> None:
    client = app.test_client()
    token = csrf(client.get("/sign-in").get_data(as_text=True))
    form = {"login": "ueda", "password": PASSWORD, "csrf_token": token}
    with no_more_room(seated.house.database.engine):
        with pytest.raises(OperationalError):
            fill(seated)
        answer = client.post("/sign-in", data=form)
        assert answer.status_code == 507
        assert "保存場所がいっぱいです" in answer.get_data(as_text=True)
    assert client.post("/sign-in", data=form).status_code == 302


def test_an_early_refusal_says_that_it_closes_the_line(
    live_server: Server, live_council: Council
) -> None:
    line, headers = clerks_line(live_server)
    url = f"/api/meetings/{live_council.meeting}/papers?name=big.pdf"
    line.putrequest("POST", url)
    for name, value in (headers | {"Content-Length": str(600 * 1024 * 1024)}).items():
        line.putheader(name, value)
    line.endheaders()
    answer = line.getresponse()
    assert (answer.status, answer.headers["Connection"]) == (413, "close")
    answer.close()
    line.close()
    small = http.client.HTTPConnection("127.0.0.1", live_server.port, timeout=60)
    for _ in range(2):
        small.request("POST", "/api/acts/none", body=b"{}", headers=headers)
        refused = small.getresponse()
        assert (refused.status, refused.headers["Connection"]) == (422, "keep-alive")
        refused.read()
    small.close()
    assert names(live_council) == []
