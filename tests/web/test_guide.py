"""The clerk's screen of a paper's page numbers: shown as runs, mended by plain forms."""

from __future__ import annotations

import re
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from meetings.domain.papers import PaperVersion
from meetings.jobs.guiding import Finder
from tests.acts.test_guide import add, told
from tests.cast import Council
from tests.conftest import sign_in_client
from tests.pdf.test_guide import feet, made


@pytest.fixture
def clerk(app: Flask, seated: Council) -> FlaskClient:
    return sign_in_client(app, "aoki")


def place(council: Council) -> str:
    return f"/meetings/{council.meeting}/papers/1/guide"


def send(client: FlaskClient, council: Council, **form: Any) -> Any:
    page = client.get("/").get_data(as_text=True)
    token = page.split('name="csrf-token" content="')[1].split('"')[0]
    return client.post(place(council), data=form | {"csrf_token": token}, follow_redirects=True)


def test_runs_are_shown_and_pages_without_a_number_are_said(
    clerk: FlaskClient, seated: Council
) -> None:
    add(seated, made(feet("", "ⅰ", "ⅱ", "- 1 -", "- 2 -", "", "- 3 -")).tobytes())
    page = clerk.get(place(seated)).get_data(as_text=True)
    for words in (
        "2〜3ページ",
        "印刷 i〜ii",
        "印刷 1〜2",
        "番号のないページ：1、6（全7ページのうち2ページ）",
    ):
        assert words in page
    assert place(seated) in clerk.get(f"/meetings/{seated.meeting}/prepare").get_data(as_text=True)


def test_a_run_is_mended_in_one_form_and_nonsense_keeps_what_was_typed(
    clerk: FlaskClient, seated: Council
) -> None:
    add(seated, made(feet("", "", "- 1 -", "- 2 -", "- 3 -")).tobytes())
    run = {"spot": "run-1", "first": "1", "last": "2", "number": "", "number_was": ""}
    sent = send(clerk, seated, **run | {"style": "roman", "number": "1"})
    assert "ページ番号を直しました" in sent.get_data(as_text=True)
    assert told(seated)["labels"] == [["i"], ["ii"], ["1"], ["2"], ["3"]]
    # A number typed where "no number" was chosen before is meant as one.
    send(clerk, seated, **run | {"style": "none", "number": "8"})
    assert told(seated)["labels"][:2] == [["8"], ["9"]]
    sent = send(clerk, seated, **run | {"last": "70", "style": "roman", "number": "3"})
    page = sent.get_data(as_text=True)
    assert sent.status_code == 409
    assert "70ページはありません（全5ページ）" in page
    assert re.search('id="run-1-last"[^>]*value="70" aria-invalid="true"', page)
    page = send(clerk, seated, **run | {"style": "arabic"}).get_data(as_text=True)
    assert re.search('id="run-1-number"[^>]*aria-invalid="true"', page)
    for wrong in ("-3", "0", "10000"):
        sent = send(clerk, seated, **run | {"style": "arabic", "number": wrong})
        assert "番号は1から9999までの数" in sent.get_data(as_text=True)
    assert send(clerk, seated, **run | {"first": "一", "style": "none"}).status_code == 422
    send(clerk, seated, do="right")
    assert told(seated)["binding"] == "right"
    send(clerk, seated, do="anew")
    assert told(seated)["labels"] == [[], [], ["1"], ["2"], ["3"]]
    assert told(seated)["binding"] == "left"


def test_a_paper_that_is_being_read_or_has_no_words_says_so(
    clerk: FlaskClient, seated: Council
) -> None:
    seated.add_paper(pages=2)
    assert "いまページ番号を読み取っています" in clerk.get(place(seated)).get_data(as_text=True)
    Finder(seated.desk).find(_version(seated))
    page = clerk.get(place(seated)).get_data(as_text=True)
    assert "文字の入っていない資料" in page
    assert "1〜2ページ" in page


def _version(council: Council) -> Any:
    with council.house.database.read() as session:
        return session.get_one(PaperVersion, council.versions[0])
