"""The clerk's screens of replacing a paper, by plain forms alone."""

from __future__ import annotations

import io
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from meetings.domain.papers import Paper
from tests.cast import Council, paper
from tests.conftest import sign_in_client
from tests.web.test_uploads import csrf


@pytest.fixture
def clerk(app: Flask, seated: Council) -> FlaskClient:
    return sign_in_client(app, "aoki")


@pytest.fixture
def held(seated: Council) -> Council:
    seated.bring_to("announced")
    return seated


def at(council: Council, screen: str, paper_id: int = 1) -> str:
    return f"/meetings/{council.meeting}/papers/{paper_id}/{screen}"


def send(client: FlaskClient, way: str, **form: Any) -> Any:
    token = csrf(client.get("/").get_data(as_text=True))
    return client.post(way, data=form | {"csrf_token": token}, follow_redirects=True)


def file(words: str, pages: int = 3) -> tuple[io.BytesIO, str]:
    return io.BytesIO(paper(words, pages)), f"{words}.pdf"


def draft(council: Council) -> int:
    with council.house.database.read() as session:
        found = session.get_one(Paper, 1).draft
        return found.id if found else 0


def test_a_new_file_is_put_in_with_kind_and_reason_corrected_and_dropped(
    clerk: FlaskClient, held: Council
) -> None:
    prepare = f"/meetings/{held.meeting}/prepare"
    assert at(held, "replace") in clerk.get(prepare).get_data(as_text=True)
    sent = send(
        clerk,
        at(held, "replace"),
        file=file("なおした議案", 4),
        kind="erratum",
        reason="税率の誤り",
    )
    page = sent.get_data(as_text=True)
    assert sent.request.path == at(held, "replacement")
    for words in ("差しかえを準備中", "青木さんが、令和", "4ページ", "理由：税率の誤り", "正誤"):
        assert words in page
    row = clerk.get(prepare).get_data(as_text=True)
    assert "差しかえを準備中" in row
    assert at(held, "replacement") in row
    assert clerk.get(at(held, "replace")).status_code == 302
    form = {"version": draft(held), "do": "correct", "kind": "correction", "reason": "申し出"}
    page = send(clerk, at(held, "replacement"), **form).get_data(as_text=True)
    assert "理由：申し出" in page
    sent = send(clerk, at(held, "replacement"), **form | {"reason": "長" * 1001})
    assert sent.status_code == 422
    page = sent.get_data(as_text=True)
    assert "理由は1000字まで" in page
    assert "長" * 1001 in page
    sent = send(clerk, at(held, "replacement"), version=draft(held), do="drop")
    assert sent.request.path == prepare
    assert "いままでのままです" in sent.get_data(as_text=True)
    assert draft(held) == 0
    sent = send(clerk, at(held, "replacement"), **form)
    assert "この差しかえの準備は、もうありません" in sent.get_data(as_text=True)
    assert sent.request.path == at(held, "replace")


def test_a_file_that_cannot_replace_the_paper_leaves_what_was_typed_and_nothing_else(
    clerk: FlaskClient, held: Council
) -> None:
    before = set(held.house.files.digests())
    typed = {"kind": "correction", "reason": "税率を読みちがえたため"}
    for given, words in (
        ({}, "新しいPDFを選んでから"),
        ({"file": (io.BytesIO(b"junk"), "だめ.pdf")}, "「だめ.pdf」はPDFではありません"),
    ):
        sent = send(clerk, at(held, "replace"), **typed | given)
        assert sent.status_code == 409
        page = sent.get_data(as_text=True)
        assert words in page
        assert "税率を読みちがえたため</textarea>" in page
        assert 'value="correction" required checked' in page
    assert set(held.house.files.digests()) == before
    # Another clerk was faster: who and since when is said, with the way there.
    held.begin_replacing(1, "さきに直した議案")
    page = send(clerk, at(held, "replace"), **typed, file=file("あとの")).get_data(as_text=True)
    assert "青木さんが令和" in page
    assert f'href="{at(held, "replacement")}"' in page


def test_who_is_no_clerk_finds_none_of_it_and_after_the_meeting_it_is_only_dropped(
    app: Flask, clerk: FlaskClient, held: Council
) -> None:
    member = sign_in_client(app, "ueda")
    for screen in ("replace", "replacement"):
        assert member.get(at(held, screen)).status_code == 404
    held.begin_replacing(1, "なおした議案")
    for step in ("meeting.open", "meeting.close"):
        held.do("aoki", step)
    page = clerk.get(at(held, "replacement")).get_data(as_text=True)
    assert "もう差しかえられません" in page
    assert "種類と理由を直す" not in page
    form = {"version": draft(held), "do": "keep"}
    page = send(clerk, f"/meetings/{held.meeting}/papers/1", **form).get_data(as_text=True)
    assert "いままでのままです" in page
    assert draft(held) == 0
