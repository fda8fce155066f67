"""Uploads: every bad file gets a sentence that names it, and harms nothing else."""

from __future__ import annotations

import http.client
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pymupdf
import pytest
import requests
from flask.testing import FlaskClient

from meetings.domain.papers import Paper
from meetings.files import LocalFiles
from tests.cast import PASSWORD, Council, paper
from tests.conftest import Server, sign_in_client


@pytest.fixture
def clerk(app: Any, seated: Council) -> FlaskClient:
    return sign_in_client(app, "aoki")


def send(client: FlaskClient, council: Council, name: str, content: bytes) -> Any:
    page = client.get("/").get_data(as_text=True)
    token = csrf(page)
    url = f"/api/meetings/{council.meeting}/papers?name={quote(name)}"
    return client.post(url, data=content, headers={"X-CSRFToken": token})


def names(council: Council) -> list[str]:
    with council.house.database.read() as session:
        return [row.name for row in session.query(Paper).order_by(Paper.position)]


def encrypted() -> bytes:
    document = pymupdf.open(stream=paper("秘密"))
    # 5 is AES-256.
    made: bytes = document.tobytes(encryption=5, user_pw="secret")
    return made


def of_size(side: float) -> bytes:
    document = pymupdf.open()
    document.new_page(width=side, height=side)
    made: bytes = document.tobytes()
    return made


def many_pages(count: int) -> bytes:
    document = pymupdf.open()
    for _ in range(count):
        document.new_page(width=100, height=100)
    made: bytes = document.tobytes()
    return made


BAD: dict[str, tuple[Callable[[], bytes], str]] = {
    "案内.docx": (lambda: b"PK\x03\x04 not a pdf at all" * 50, "PDFではありません"),
    "空.pdf": (lambda: b"", "中身が空です"),
    "途中.pdf": (lambda: paper("本文", 20)[:4000], "途中で切れているか、壊れています"),
    "鍵つき.pdf": (encrypted, "パスワードがかかっています"),
    "五千.pdf": (lambda: many_pages(5000), "ページが多すぎます（4000ページまで）"),
    "大判.pdf": (lambda: of_size(14_400), "大きすぎるページがあります"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_named_and_nothing_of_it_is_kept(
    clerk: FlaskClient, seated: Council, name: str
) -> None:
    make, sentence = BAD[name]
    before = set(seated.house.files.digests())
    answer = send(clerk, seated, name, make())
    assert answer.status_code == 409
    stem = name.removesuffix(".pdf")
    assert answer.get_json()["message"].startswith(f"「{stem}」")
    assert sentence in answer.get_json()["message"]
    assert set(seated.house.files.digests()) == before
    assert send(clerk, seated, "よい資料.pdf", paper("よい")).status_code == 200
    assert names(seated) == ["よい資料"]


def test_the_same_file_twice_is_said_and_kept_once(clerk: FlaskClient, seated: Council) -> None:
    content = paper("同じ")
    assert send(clerk, seated, "議案.pdf", content).status_code == 200
    answer = send(clerk, seated, "議案の写し.pdf", content)
    assert answer.get_json()["refused"] == "paper.same_file"
    assert "「議案」と同じファイル" in answer.get_json()["message"]
    assert names(seated) == ["議案"]
    assert len(list(seated.house.files.digests())) == 1


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd.pdf", "passwd"),
        ("C:\\書類\\議案第１０号：火入れ条例　改正.PDF", "議案第１０号：火入れ条例　改正"),
        (f"{'長' * 300}.pdf", f"{'長' * 133}…{'長' * 66}"),
        ("行\n替え\x00.pdf", "行 替え"),
    ],
)
def test_a_strange_name_becomes_a_plain_one(
    clerk: FlaskClient, seated: Council, name: str, kept: str
) -> None:
    assert send(clerk, seated, name, paper("名")).status_code == 200
    assert names(seated) == [kept]


def test_a_file_without_a_name_is_told_what_to_do(clerk: FlaskClient, seated: Council) -> None:
    told = send(clerk, seated, "\n .pdf", paper("名")).get_json()
    assert told["refused"] == "paper.bad_name"
    assert (
        told["message"]
        == "「.pdf」は、ファイルの名前が空です。名前をつけてから、もう一度入れてください。"
    )


def test_a_file_over_the_limit_is_refused_before_it_is_all_sent(
    live_server: Server, live_council: Council
) -> None:
    line, headers = clerks_line(live_server)
    headers["Content-Length"] = str(600 * 1024 * 1024)
    line.putrequest("POST", f"/api/meetings/{live_council.meeting}/papers?name=big.pdf")
    for name, value in headers.items():
        line.putheader(name, value)
    line.endheaders()
    answer = line.getresponse()
    assert answer.status == 413
    assert "500MBまで" in answer.read().decode()
    answer.close()
    line.close()


def test_an_upload_cut_in_the_middle_leaves_nothing(
    live_server: Server, live_council: Council
) -> None:
    line, headers = clerks_line(live_server)
    content = paper("切れる", 30)
    headers["Content-Length"] = str(len(content))
    line.putrequest("POST", f"/api/meetings/{live_council.meeting}/papers?name=cut.pdf")
    for name, value in headers.items():
        line.putheader(name, value)
    line.endheaders()
    line.send(content[: len(content) // 2])
    line.close()
    line, headers = clerks_line(live_server)
    url = f"/api/meetings/{live_council.meeting}/papers?name=whole.pdf"
    line.request("POST", url, body=content, headers=headers)
    answer = line.getresponse()
    assert answer.status == 200
    answer.close()
    line.close()
    assert live_names(live_council) == ["whole"]
    assert list((live_server.storage / "incoming").glob("*.part")) == []


def live_names(council: Council) -> list[str]:
    with council.house.database.read() as session:
        rows = session.query(Paper).filter_by(meeting_id=council.meeting)
        return [row.name for row in rows]


def clerks_line(server: Server) -> tuple[http.client.HTTPConnection, dict[str, str]]:
    """Return a raw connection and the headers of a signed-in clerk."""
    with requests.Session() as web:
        page = web.get(f"{server.url}/sign-in", timeout=30).text
        form = {"login": "aoki", "password": PASSWORD, "csrf_token": csrf(page)}
        page = web.post(f"{server.url}/sign-in", data=form, timeout=30).text
        cookie = "; ".join(f"{one.name}={one.value}" for one in web.cookies)
    line = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    return line, {"Cookie": cookie, "X-CSRFToken": csrf(page)}


def csrf(page: str) -> str:
    return page.split('name="csrf-token" content="')[1].split('"', maxsplit=1)[0]


def test_several_files_by_the_plain_form_are_each_judged_alone(
    clerk: FlaskClient, seated: Council
) -> None:
    page = clerk.get("/").get_data(as_text=True)
    token = csrf(page)
    files = [
        (io.BytesIO(paper("一")), "議案第１号.pdf"),
        (io.BytesIO(b"junk"), "だめ.pdf"),
        (io.BytesIO(paper("二")), "議案第２号.pdf"),
    ]
    form = {"csrf_token": token, "files": files}
    url = f"/meetings/{seated.meeting}/papers"
    answer = clerk.post(url, data=form, follow_redirects=True)
    assert "「だめ」" in answer.get_data(as_text=True)
    assert names(seated) == ["議案第１号", "議案第２号"]


MADE = ("double-flate-1GiB.pdf", "form-xobject-1e9.pdf", "mediabox-1e6pt.pdf")


@pytest.mark.parametrize("name", MADE)
def test_a_hostile_file_leaves_the_server_answering(
    clerk: FlaskClient, seated: Council, shared_data: Path, name: str
) -> None:
    content = (shared_data / "pdf-made" / name).read_bytes()
    answer = send(clerk, seated, name, content)
    # Forms nested 10^9 deep show only when the page is drawn, and this is its only page.
    assert answer.status_code == 409
    assert name.removesuffix(".pdf") in answer.get_json()["message"]
    assert clerk.get("/healthz").status_code == 200
    assert send(clerk, seated, "よい資料.pdf", paper("よい")).status_code == 200


def test_a_full_disk_is_said_with_the_files_name_and_passes_by_itself(
    clerk: FlaskClient, seated: Council
) -> None:
    # As much as any disk has must stay free: the store itself asks the real disk.
    roomy, seated.house.files = seated.house.files, LocalFiles(seated.house.config.storage, 2**62)
    answer = send(clerk, seated, "予算書.pdf", paper("予算"))
    assert answer.status_code == 507
    assert answer.get_json()["message"].startswith("「予算書」を保存する場所がサーバーにありません")
    assert names(seated) == []
    seated.house.files = roomy
    assert send(clerk, seated, "予算書.pdf", paper("予算")).status_code == 200


def test_a_removed_papers_file_goes_with_the_last_paper_naming_it(
    clerk: FlaskClient, seated: Council
) -> None:
    content = paper("一度だけ")
    first = send(clerk, seated, "甲.pdf", content).get_json()["paper"]
    held = seated.meeting
    seated.meet("次の会議")
    second = send(clerk, seated, "乙.pdf", content).get_json()["paper"]
    seated.do("aoki", "paper.remove", meeting=held, paper=first["paper"])
    assert seated.house.files.has(first["digest"])
    seated.do("aoki", "paper.remove", paper=second["paper"])
    assert not seated.house.files.has(first["digest"])
