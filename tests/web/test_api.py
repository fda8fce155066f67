"""The programs' interface: the same desk, rights and refusals as page and socket."""

from __future__ import annotations

import gzip
import json
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from meetings import acts
from meetings.domain import people
from tests.cast import Council, paper
from tests.conftest import sign_in_client


@pytest.fixture
def script(app: Flask, seated: Council) -> Any:
    """Make a client that sends somebody's access token."""

    def make(login: str) -> FlaskClient:
        key, hashed = people.new_key()
        given = {"person": seated.ids[login], "label": "試験", "key_hash": hashed}
        seated.desk.do("token.issue", None, given)
        client = app.test_client()
        client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {key}"
        return client

    return make


def test_a_script_prepares_and_publishes_a_paper_with_its_token(
    script: Any, seated: Council
) -> None:
    client, meeting = script("aoki"), seated.meeting
    url = f"/api/meetings/{meeting}/papers?name=議案第41号.pdf&device=script-1&n=1"
    sent = client.post(url, data=paper("本文", 2))
    assert sent.get_json()["paper"]["pages"] == 2
    assert client.post(url, data=paper("本文", 2)).get_json()["repeat"] is True
    asked = {"given": {"meeting": meeting}, "device": "script-1", "n": 2}
    assert client.post("/api/acts/papers.publish", json=asked).get_json()["done"] is True
    assert client.post("/api/acts/meeting.announce", json=asked | {"n": 3}).status_code == 200
    entries = client.get(f"/api/streams/meeting:{meeting}/entries?after=3").get_json()
    assert [row["kind"] for row in entries["entries"]] == ["paper.published", "meeting.announced"]
    assert entries["head"] == 5


def test_a_file_comes_back_as_it_was_sent(script: Any, seated: Council) -> None:
    client, content = script("aoki"), paper("そのまま")
    client.post(f"/api/meetings/{seated.meeting}/papers?name=名.pdf", data=content)
    answer = client.get("/papers/1/file")
    assert answer.data == content
    assert answer.headers["Content-Type"] == "application/pdf"
    answer.close()


@pytest.mark.parametrize(
    ("login", "asked", "code", "refused"),
    [
        ("aoki", {"given": {"title": ""}}, 422, "given.wrong"),
        ("aoki", {"given": []}, 422, "given.wrong"),
        ("aoki", {"given": {}, "device": "x"}, 422, "given.wrong"),
        ("aoki", {"given": {}, "n": 0}, 422, "given.wrong"),
        ("aoki", None, 422, "given.wrong"),
        ("ueda", {"given": {"title": "日程"}}, 404, "found.nothing"),
    ],
)
def test_a_refused_act_has_a_status_a_reason_and_a_sentence(
    script: Any, seated: Council, login: str, asked: Any, code: int, refused: str
) -> None:
    if asked and isinstance(asked["given"], dict):
        asked["given"]["meeting"] = seated.meeting
    answer = script(login).post("/api/acts/agenda.add", json=asked)
    assert answer.status_code == code
    assert answer.get_json()["refused"] == refused
    assert answer.get_json()["message"].endswith("。")


def test_a_wrong_or_revoked_token_is_refused_even_beside_a_cookie(
    app: Flask, script: Any, seated: Council
) -> None:
    client = script("ueda")
    assert client.get("/api/meetings").status_code == 200
    seated.desk.do("token.revoke", None, {"token": 1})
    assert client.get("/api/meetings").status_code == 401
    signed_in = sign_in_client(app, "ueda")
    assert signed_in.get("/api/meetings").status_code == 200
    headers = {"Authorization": "Bearer nonsense"}
    assert signed_in.get("/api/meetings", headers=headers).status_code == 401


def test_a_cookie_without_the_csrf_value_does_nothing(app: Flask, seated: Council) -> None:
    client = sign_in_client(app, "aoki")
    asked = {"given": {"meeting": seated.meeting, "title": "日程"}}
    answer = client.post("/api/acts/agenda.add", json=asked)
    assert answer.status_code == 400
    assert answer.get_json()["refused"] == "signing.stale"


def test_tokens_are_stored_only_as_hashes(script: Any, seated: Council) -> None:
    key = script("ueda").environ_base["HTTP_AUTHORIZATION"].removeprefix("Bearer ")
    with seated.house.database.read() as session:
        stored = [row.key_hash for row in session.query(people.AccessToken)]
    assert stored == [people.key_hash(key)]
    assert key not in stored


def test_the_openapi_document_describes_every_act_by_its_signature(app: Flask) -> None:
    document = app.test_client().get("/api/openapi.json").get_json()
    for name, act in acts.REGISTRY.items():
        described = document["paths"][f"/api/acts/{name}"]["post"]
        schema = described["requestBody"]["content"]["application/json"]["schema"]
        assert set(schema["properties"]["given"]["properties"]) == set(act.given.model_fields)
        assert described["summary"]
    turn = document["paths"]["/api/acts/floor.turn"]["post"]["requestBody"]
    page = turn["content"]["application/json"]["schema"]["properties"]["given"]["properties"]
    assert page["page"]["minimum"] == 1


def test_guessing_passwords_is_braked_for_the_name_and_says_so(app: Flask, seated: Council) -> None:
    client = app.test_client()
    page = client.get("/sign-in").get_data(as_text=True)
    token = page.split('name="csrf-token" content="')[1].split('"')[0]
    form = {"login": "ueda", "password": "wrong", "csrf_token": token}
    codes = [client.post("/sign-in", data=form).status_code for _ in range(11)]
    assert codes == [401] * 10 + [429]
    answer = client.post("/sign-in", data=form | {"password": "for tests only"})
    assert answer.status_code == 429
    assert "5分ほど待って" in answer.get_data(as_text=True)
    assert 'value="ueda"' in answer.get_data(as_text=True)


def test_one_guesser_does_not_shut_out_the_others_behind_the_same_address(
    app: Flask, seated: Council
) -> None:
    client = app.test_client()
    page = client.get("/sign-in").get_data(as_text=True)
    token = page.split('name="csrf-token" content="')[1].split('"')[0]
    form = {"password": "wrong", "csrf_token": token}
    for name in ("inoue", "egawa", "kato"):
        codes = [
            client.post("/sign-in", data=form | {"login": name}).status_code for _ in range(10)
        ]
        assert codes == [401] * 10
    assert sign_in_client(app, "ueda").get("/").status_code == 200


@pytest.mark.parametrize("onward", ["//evil.example/", "https://evil.example/", "/\\evil.example"])
def test_signing_in_never_leads_to_another_site(app: Flask, seated: Council, onward: str) -> None:
    client = app.test_client()
    page = client.get("/sign-in").get_data(as_text=True)
    token = page.split('name="csrf-token" content="')[1].split('"')[0]
    form = {"login": "ueda", "password": "for tests only", "csrf_token": token}
    answer = client.post("/sign-in", data=form | {"onward": onward})
    assert answer.headers["Location"] == "/"


def test_the_cookie_is_httponly_samesite_and_secure_behind_tls(app: Flask, seated: Council) -> None:
    client = app.test_client()
    plain = client.get("/sign-in").headers["Set-Cookie"]
    assert "HttpOnly" in plain
    assert "SameSite=Lax" in plain
    assert "Secure" not in plain
    safe = app.test_client().get("/sign-in", base_url="https://localhost").headers
    assert "Secure" in safe["Set-Cookie"]
    assert safe["Strict-Transport-Security"]


def test_pages_forbid_foreign_scripts_and_frames(app: Flask) -> None:
    policy = app.test_client().get("/sign-in").headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy


def test_page_pictures_are_kept_for_good_by_their_address(script: Any, seated: Council) -> None:
    told = seated.add_paper()["body"]
    answer = script("aoki").get(f"/pages/{told['digest']}/1/1240")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith("image/")
    assert "immutable" in answer.headers["Cache-Control"]
    assert "private" in answer.headers["Cache-Control"]
    answer.close()


def test_the_words_of_a_page_come_packed_and_are_made_when_asked_for(
    script: Any, seated: Council
) -> None:
    told = seated.add_paper("議案第41号", 2)["body"]
    place = f"/pages/{told['digest']}/2/words"
    packed = script("aoki").get(place, headers={"Accept-Encoding": "gzip, br"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "immutable" in packed.headers["Cache-Control"]
    assert "private" in packed.headers["Cache-Control"]
    assert "Accept-Encoding" in packed.headers["Vary"]
    plain = script("aoki").get(place, headers={"Accept-Encoding": "identity"})
    assert "Content-Encoding" not in plain.headers
    assert json.loads(gzip.decompress(packed.data)) == plain.get_json()
    words = plain.get_json()
    assert (words["v"], words["width"], words["height"], words["links"]) == (1, 595, 842, [])
    (line,) = words["lines"]
    assert line["text"] == "議案第41号 2"
    assert len(line["at"]) == len(line["text"]) + 1
    assert line["box"][0] == line["at"][0] == 72
    assert script("aoki").get(f"/pages/{told['digest']}/3/words").status_code == 404
    assert script("ueda").get(place).status_code == 404


def test_tiles_are_served_as_pictures_are_and_only_where_the_page_is(
    script: Any, seated: Council
) -> None:
    told = seated.add_paper()["body"]
    page = f"/pages/{told['digest']}/1"
    for _ in range(2):
        answer = script("aoki").get(f"{page}/4920/4-6")
        assert answer.status_code == 200
        assert answer.headers["Content-Type"] == "image/png"
        assert "private" in answer.headers["Cache-Control"]
        assert "immutable" in answer.headers["Cache-Control"]
        answer.close()
    nowhere = ("4920/5-0", "4920/0-7", "4921/0-0", "240/0-0", "13120/-1-0", "4920/99999999999-0")
    for place in nowhere:
        assert script("aoki").get(f"{page}/{place}").status_code == 404
    assert script("aoki").get(f"/pages/{told['digest']}/9/4920/0-0").status_code == 404
    assert script("ueda").get(f"{page}/4920/4-6").status_code == 404


def test_the_snapshot_and_the_fold_of_the_stream_agree(script: Any, seated: Council) -> None:
    seated.bring_to("open")
    seated.do("inoue", "floor.turn", version=seated.versions[0], page=2, epoch=0)
    told = script("ueda").get(f"/api/meetings/{seated.meeting}").get_json()
    assert told["me"] == {"id": seated.ids["ueda"], "name": "上田", "role": "member"}
    assert told["floor"]["page"] == 2
    assert told["floor"]["presenter"] == seated.ids["inoue"]
    assert [row["title"] for row in told["agenda"]][1].startswith("議案第41号")
    assert [row["reading"] for row in told["agenda"]][1].startswith("ぎあんだい")
    assert told["streams"][f"meeting:{seated.meeting}"] == told["floor"]["number"]


def test_a_version_tells_its_guide_and_changes_its_tag_with_it(
    script: Any, seated: Council
) -> None:
    told = seated.add_paper(pages=2)["body"]
    place = f"/api/versions/{told['version']}"
    clerk = script("aoki")
    first = clerk.get(place)
    known = {"labels": [[], []], "spreads": [], "binding": "left", "outline": [], "revision": 0}
    assert known.items() <= first.get_json().items()
    same = clerk.get(place, headers={"If-None-Match": first.headers["ETag"]})
    assert (same.status_code, same.data) == (304, b"")
    seated.do("aoki", "guide.correct", version=told["version"], style="arabic", number=7)
    after = clerk.get(place, headers={"If-None-Match": first.headers["ETag"]})
    assert (after.status_code, after.get_json()["labels"]) == (200, [["7"], ["8"]])
