"""One's own notes: the list of pages, their pictures, and what is taken out."""

from __future__ import annotations

import io
import json
import re
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image
from werkzeug.test import TestResponse

from meetings.commands.verifying import verify
from tests.acts.test_carrying import NEW, add, draw, replace
from tests.cast import Council, packed, points
from tests.conftest import ROOT, sign_in_client


def mark(name: str, version: int, page: int = 1, tool: str = "pen", **more: Any) -> dict[str, Any]:
    at = {"pen": [(100, 200), (180, 200)], "text": [(100, 300), (300, 360)]}
    told = {"id": name, "version": version, "page": page, "layer": "private", "tool": tool}
    told |= {"color": "#c8102e", "width": 12.0, "points": packed(at.get(tool, [(150, 400)]))}
    return told | more


@pytest.fixture
def noted(seated: Council) -> Council:
    """Two papers with notes and a bookmark of ueda's, and some of egawa's."""
    council = seated
    council.add_paper("議案第41号", 3)
    council.add_paper("予算書", 3)
    council.do("aoki", "papers.publish")
    council.bring_to("open")
    first, second = council.versions
    for told in (
        mark("mark-pen-0", first),
        mark("mark-slip", first, 2, "slip", text="基金の残高は？"),
        mark("mark-text", second, 3, "text", text="ﾖｻﾝを確かめる"),
        mark("mark-open", second, 1, layer="shared"),
    ):
        council.do("ueda", "ink.draw", **told)
    council.do("ueda", "ink.draw", **mark("mark-gone", second, 2))
    council.do("ueda", "ink.erase", layer="private", ids=["mark-gone"])
    council.do("ueda", "bookmark.set", version=first, page=3, on=True, name="附則")
    council.do("egawa", "ink.draw", **mark("mark-hers", first, 3, "sticky", text="秘密"))
    council.do("egawa", "ink.draw", **mark("mark-all", first, 1, layer="shared"))
    return council


@pytest.fixture
def ueda(app: Flask, noted: Council) -> FlaskClient:
    return sign_in_client(app, "ueda")


def shown(client: FlaskClient, query: str = "") -> list[tuple[str, str]]:
    """The version and page of each page in the list."""
    text = client.get(f"/notes{query}").get_data(as_text=True)
    return re.findall(r'href="/meetings/\d+\?version=(\d+)&amp;page=(\d+)"', text)


def test_the_list_has_every_page_with_ones_own_notes_and_no_other(
    noted: Council, ueda: FlaskClient
) -> None:
    first, second = map(str, noted.versions)
    mine = [(first, "1"), (first, "2"), (first, "3"), (second, "1"), (second, "3")]
    assert shown(ueda) == mine
    assert shown(ueda, f"?meeting={noted.meeting}") == mine
    assert shown(ueda, "?paper=2") == mine[3:]
    assert shown(ueda, "?kind=slip") == [(first, "2")]
    assert shown(ueda, "?kind=bookmark") == [(first, "3")]
    assert shown(ueda, "?q=予算 ") == []
    assert shown(ueda, "?q=ヨサンを") == [(second, "3")]
    assert shown(ueda, "?kind=nonsense&meeting=x&after=-1") == mine
    page = ueda.get("/notes").get_data(as_text=True)
    assert "基金の残高は？" in page
    assert "秘密" not in page
    assert shown(ueda, "?meeting=999") == []


def test_the_picture_of_a_page_has_ones_own_marks_alone(noted: Council, ueda: FlaskClient) -> None:
    first = noted.versions[0]
    answer = ueda.get(f"/notes/ink/{first}/1.svg")
    assert answer.mimetype == "image/svg+xml"
    text = answer.get_data(as_text=True)
    assert text.count("<path") == 1
    assert "M100.0 200.0L180.0 200.0" in text
    assert ueda.get(f"/notes/ink/{first}/3.svg").get_data(as_text=True).count("<path") == 0
    assert ueda.get(f"/notes/ink/{first}/4.svg").status_code == 404


def test_a_papers_notes_are_taken_out_as_pdf_and_in_the_open_form(
    ueda: FlaskClient, tmp_path: Path
) -> None:
    answer = ueda.get("/papers/1/notes.pdf")
    assert "filename*=UTF-8''" in answer.headers["Content-Disposition"]
    path = tmp_path / "notes.pdf"
    path.write_bytes(answer.data)
    subprocess.run(["qpdf", "--check", str(path)], check=True, capture_output=True)
    assert _ink(path, 1)
    told = json.loads(ueda.get("/papers/1/notes.json").data)
    assert (told["format"], told["version"], told["author"]["name"]) == ("gijo-notes", 1, "上田")
    (paper,) = told["meetings"][0]["papers"]
    assert [page["page"] for page in paper["pages"]] == [1, 2, 3]
    (stroke,) = paper["pages"][0]["marks"]
    assert stroke["points"] == [[100, 200, 128, 0], [180, 200, 128, 8]]
    assert paper["pages"][1]["marks"][0]["text"] == "基金の残高は？"
    assert paper["pages"][2] == {
        "page": 3,
        "printed": [],
        "size": [595, 842],
        "marks": [],
        "bookmarks": [{"half": None, "name": "附則"}],
    }


def test_what_the_document_shows_of_the_open_form_is_what_is_made(
    noted: Council, ueda: FlaskClient
) -> None:
    # One mark waits for its place.
    put = {"id": "mark-pen-0", "page": 0, "dx": 0.0, "dy": 0.0, "scale": 1.0, "turn": 0}
    noted.do("ueda", "ink.draw", **mark("mark-pen-1", noted.versions[0]))
    where = {"layer": "private", "version": noted.versions[0]}
    noted.do("ueda", "ink.place", places=[put], **where)
    assert "置き場所を待つ書きこみが1件あります" in ueda.get("/notes").get_data(as_text=True)
    told = json.loads(ueda.get("/papers/1/notes.json").data)
    (paper,) = told["meetings"][0]["papers"]
    assert [one["id"] for one in paper.pop("waiting")] == ["mark-pen-0"]
    del paper["pages"][1]
    paper["pages"][0]["bookmarks"] = paper["pages"].pop()["bookmarks"]
    page = (ROOT / "docs/notes-format.md").read_text(encoding="utf-8")
    shown = json.loads(page.split("```json")[1].split("```")[0])
    assert shown["meetings"][0]["papers"][0].pop("waiting") == []
    assert _shape(told) == _shape(shown)


def _shape(told: object) -> object:
    """The names in some JSON, whatever they stand for."""
    if isinstance(told, dict):
        return {name: _shape(value) for name, value in told.items()}
    parts = told[:1] if isinstance(told, list) else []
    return [_shape(part) for part in parts if isinstance(part, dict | list)]


def _ink(path: Path, page: int) -> bool:
    """Whether Poppler shows red where the strokes are."""
    made = path.with_suffix("")
    asked = ["-r", "36", "-f", str(page), "-l", str(page), "-singlefile", "-png"]
    subprocess.run(["pdftoppm", *asked, str(path), str(made)], check=True)
    shade = Image.open(f"{made}.png").convert("RGB").getpixel((70, 100))
    return isinstance(shade, tuple) and shade[0] > 150 > 100 > shade[1]


def test_shared_ink_of_others_is_in_the_pdf_only_where_asked_for(
    noted: Council, app: Flask, tmp_path: Path
) -> None:
    # Egawa's own mark there is shared; for Kimura it is another's.
    kimura, path = sign_in_client(app, "kimura"), tmp_path / "one.pdf"
    path.write_bytes(kimura.get("/papers/1/notes.pdf").data)
    assert not _ink(path, 1)
    path.write_bytes(kimura.get("/papers/1/notes.pdf?shared=yes").data)
    assert _ink(path, 1)
    assert "秘密" not in json.dumps(kimura.get("/papers/1/notes.json").json, ensure_ascii=False)
    assert noted.notes_of("egawa") == 1


def test_a_meetings_notes_are_one_zip_with_papers_and_data(
    noted: Council, ueda: FlaskClient
) -> None:
    answer = ueda.get(f"/meetings/{noted.meeting}/notes.zip?pages=marked")
    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        assert archive.testzip() is None
        names = [name.rsplit("/", 1)[-1] for name in archive.namelist()]
        assert names == ["notes.json", "議案第41号.pdf", "予算書.pdf", "README.txt"]
        told = json.loads(archive.read(archive.namelist()[0]))
    assert told == json.loads(ueda.get(f"/meetings/{noted.meeting}/notes.json").data) | {
        "made_at": told["made_at"]
    }


def asked(client: FlaskClient, query: str = "") -> list[str]:
    """The questions in the list."""
    text = client.get(f"/notes/questions{query}").get_data(as_text=True)
    return re.findall(r'<p class="spoken">([^<]*)</p>', text)


def press(client: FlaskClient, path: str, **form: str) -> TestResponse:
    page = client.get("/notes/takeout").get_data(as_text=True)
    token = page.split('name="csrf-token" content="')[1].split('"')[0]
    return client.post(path, data=form | {"csrf_token": token})


def test_questions_are_spoken_in_ones_own_order_or_by_page(
    noted: Council, ueda: FlaskClient, app: Flask
) -> None:
    first, second = noted.versions
    noted.do("ueda", "ink.draw", **mark("mark-slip-2", second, 2, "slip", text="財源は？"))
    noted.do("ueda", "ink.draw", **mark("mark-slip-3", first, 1, "slip", text="はじめに"))
    assert asked(ueda) == ["はじめに", "基金の残高は？", "財源は？"]
    here = {"meeting": str(noted.meeting), "slip": "mark-slip-2"}
    answer = press(ueda, "/notes/questions", **here, move="up")
    assert answer.headers["Location"].endswith("?meeting=1#slip-mark-slip-2")
    assert asked(ueda) == ["はじめに", "財源は？", "基金の残高は？"]
    press(ueda, "/notes/questions", **here, move="up")
    press(ueda, "/notes/questions", **here, move="up")
    assert asked(ueda) == ["財源は？", "はじめに", "基金の残高は？"]
    # One that comes later stands behind; the pages keep their own order.
    noted.do("ueda", "ink.draw", **mark("mark-slip-4", first, 1, "slip", text="さらに"))
    assert asked(ueda, f"?meeting={noted.meeting}")[-1] == "さらに"
    assert asked(ueda, "?by=page")[-1] == "財源は？"
    kimura = sign_in_client(app, "kimura")
    assert asked(kimura) == asked(kimura, "?meeting=1") == []
    assert press(kimura, "/notes/questions", **here, move="up").status_code == 404


def test_all_notes_are_taken_out_and_then_wiped_by_a_typed_word(
    noted: Council, ueda: FlaskClient
) -> None:
    with zipfile.ZipFile(io.BytesIO(ueda.get("/notes/takeout.zip?pages=marked").data)) as archive:
        assert sum(name.endswith(".pdf") for name in archive.namelist()) == 2
    for form in ({"meeting": "all", "word": "けします"}, {"meeting": "9", "word": "消します"}):
        answer = press(ueda, "/notes/wipe", **form)
        assert answer.status_code == 409
        assert "まだ何も消していません" in answer.get_data(as_text=True)
    assert len(shown(ueda)) == 5
    answer = press(ueda, "/notes/wipe", meeting="all", word="消します")
    assert answer.status_code == 302
    page = ueda.get("/notes/takeout").get_data(as_text=True)
    assert "1件の会議の、自分だけのメモを消しました。" in page
    assert "消すものはありません。" in page
    # What was shown to all stays, and so does what others wrote.
    assert shown(ueda) == [(str(noted.versions[1]), "1")]
    assert noted.notes_of("egawa") == 1
    assert asked(ueda) == []


def test_notes_on_a_replaced_paper_are_listed_where_they_are_now(
    seated: Council, app: Flask
) -> None:
    old = add(seated)
    seated.do("aoki", "papers.publish")
    seated.bring_to("open")
    for page in (2, 3):
        draw(seated, "ueda", f"mark-on-{page}", old, page=page)
    draw(seated, "ueda", "slip-on-4", old, page=4, tool="slip", text="なぜか", points=points(1))
    seated.do("ueda", "bookmark.set", version=old, page=4, on=True, name="附則")
    new = replace(seated, 1, NEW)
    ueda = sign_in_client(app, "ueda")
    # The second page is the third now, the third is gone, the fourth is where it was.
    assert shown(ueda) == [(str(new), "3"), (str(new), "4")]
    assert "置き場所を待つ書きこみが1件あります" in ueda.get("/notes").get_data(as_text=True)
    assert asked(ueda) == ["なぜか"]
    seated.do("ueda", "notebook.wipe")
    assert (shown(ueda), asked(ueda)) == ([], [])
    house = seated.house
    with house.database.read() as session:
        assert verify(session, house).faults == []
