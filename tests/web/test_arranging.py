"""The clerk takes out, moves and puts in single pages; a new file is made of what is left."""

from __future__ import annotations

import io
import re
from typing import Any

import pymupdf
import pytest
from flask import Flask
from flask.testing import FlaskClient

from meetings.domain.papers import Paper
from meetings.domain.replacements import Replacement
from tests.cast import Council, paper
from tests.conftest import sign_in_client
from tests.web.test_replacing import at, draft, send


@pytest.fixture
def clerk(app: Flask, seated: Council) -> FlaskClient:
    return sign_in_client(app, "aoki")


@pytest.fixture
def held(seated: Council) -> Council:
    seated.add_paper("議案", pages=5)
    seated.do("aoki", "papers.publish")
    seated.bring_to("announced")
    return seated


def order(page: str) -> str:
    return str(re.findall(r'name="order" id="order" value="([^"]*)"', page)[0])


def press(clerk: FlaskClient, council: Council, now: str, do: str, **form: Any) -> str:
    """Press a button of the form that stands at an order; return the order after it."""
    sent = send(clerk, at(council, "arrange"), order=now, do=do, **form)
    return order(sent.get_data(as_text=True))


def words(council: Council) -> list[str]:
    """Return what stands on the pages of the file that is being prepared."""
    with council.house.database.read() as session:
        found = session.get_one(Paper, 1).draft
        assert found is not None
    with pymupdf.open(council.house.files.path(found.digest)) as document:
        return [page.get_text().strip() for page in document]


def test_each_press_changes_the_order_and_nothing_else(clerk: FlaskClient, held: Council) -> None:
    page = clerk.get(at(held, "arrange")).get_data(as_text=True)
    assert order(page) == "1-5"
    for now, do, form, then in (
        ("1-5", "out-3", {}, "1-2,4-5"),
        ("1-2,4-5", "back-3", {}, "1-5"),
        ("1-5", "up-2", {}, "2,1,3-5"),
        ("1-5", "down-5", {}, "1-5"),
        ("1-5", "down-1", {}, "2,1,3-5"),
        ("1-5", "stay", {}, "1-5"),
        ("1-5", "move", {"which": "４、5", "where": "0"}, "4-5,1-3"),
        ("1-5", "remove", {"which": "1〜2 5"}, "3-4"),
        ("nonsense", "stay", {}, "1-5"),
    ):
        assert press(clerk, held, now, do, **form) == then
    for form, told in (
        ({"which": "9", "where": "1"}, "1から5までの数を"),
        ({"which": "3", "where": "3"}, "何ページ目の後かを"),
    ):
        sent = send(clerk, at(held, "arrange"), order="2,1,3-5", do="move", **form)
        page = sent.get_data(as_text=True)
        assert sent.status_code == 409
        assert told in page
        assert order(page) == "2,1,3-5"
    assert draft(held) == 0


def test_the_file_made_of_them_is_compared_and_arranged_again_with_its_errata_kept(
    clerk: FlaskClient, held: Council
) -> None:
    files = held.house.files
    before = set(files.digests())
    form: dict[str, Any] = {"do": "make", "kind": "erratum", "reason": "落丁", "order": "1-5"}
    sent = send(clerk, at(held, "arrange"), **form)
    assert sent.status_code == 409
    assert "まだ何も変わっていません" in sent.get_data(as_text=True)
    other = (io.BytesIO(paper("差しこみ", 3)), "差しこみ.pdf")
    put = {"file": other, "after": "2", "pages": "2-3"}
    sent = send(clerk, at(held, "arrange"), **form | {"order": "2,1,4-5"} | put)
    assert sent.request.path == at(held, "replacement")
    assert words(held) == ["議案 2", "差しこみ 2", "差しこみ 3", "議案 1", "議案 4", "議案 5"]
    # Of the other PDF nothing is kept.
    assert len(set(files.digests()) - before) == 1
    with held.house.database.read() as session:
        row = session.get_one(Replacement, draft(held))
        assert (row.version.kind, row.reason) == ("erratum", "落丁")
    sheet = [{"page": 3, "wrong": "甲", "right": "乙"}]
    held.do("aoki", "replacement.correct", version=draft(held), errata=sheet)
    send(clerk, at(held, "arrange"), do="make", order="1-4,6")
    assert words(held) == ["議案 2", "差しこみ 2", "差しこみ 3", "議案 1", "議案 5"]
    with held.house.database.read() as session:
        row = session.get_one(Replacement, draft(held))
        assert [one["wrong"] for one in row.errata or []] == ["甲"]
        assert (row.version.kind, row.reason) == ("erratum", "落丁")
    assert len(set(files.digests()) - before) == 1


def test_what_cannot_be_made_leaves_the_order_and_no_file(
    clerk: FlaskClient, held: Council
) -> None:
    before = set(held.house.files.digests())
    form: dict[str, Any] = {"do": "make", "kind": "erratum", "order": "2,1,3-5"}
    for more, told in (
        ({"file": (io.BytesIO(b"junk"), "だめ.pdf"), "after": "2"}, "PDFではありません"),
        ({"file": (io.BytesIO(paper("一")), "一.pdf"), "after": "9"}, "何ページ目の後かを"),
        ({"file": (io.BytesIO(paper("一")), "一.pdf"), "after": "1", "pages": "4"}, "1から1まで"),
        ({"kind": "another"}, "種類"),
    ):
        sent = send(clerk, at(held, "arrange"), **form | more)
        page = sent.get_data(as_text=True)
        assert told in page
        assert order(page) == "2,1,3-5"
    sent = send(clerk, at(held, "arrange"), **form | {"order": ""})
    assert sent.status_code == 409
    assert set(held.house.files.digests()) == before
    assert draft(held) == 0
