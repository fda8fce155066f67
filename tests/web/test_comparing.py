"""The clerk compares a replacement with its paper, corrects, drafts errata, publishes: by forms."""

from __future__ import annotations

import re
from typing import Any

import pymupdf
import pytest
from flask import Flask
from flask.testing import FlaskClient

from meetings.domain.papers import Paper
from meetings.domain.replacements import Replacement
from tests.cast import Council, points
from tests.conftest import sign_in_client
from tests.pdf.pairs import book, lines
from tests.web.test_replacing import at, draft, send

OLD = [lines(name) for name in "abcdefgh"]
CHANGED = [*lines("b")[:-1], "予備費　一千二百万円"]
NEW = [OLD[0], lines("x"), CHANGED, OLD[3], OLD[5], OLD[4], OLD[6], OLD[7]]
"""One put in, the second changed, the third taken out, the fifth and the sixth changed places."""


@pytest.fixture
def clerk(app: Flask, seated: Council) -> FlaskClient:
    return sign_in_client(app, "aoki")


@pytest.fixture
def compared(seated: Council) -> Council:
    """A published paper and what is to replace it, compared page by page."""
    put = seated.house.files.put_bytes
    given = {"name": "予算書", "upload": put(book(OLD)).digest}
    seated.versions.append(seated.do("aoki", "paper.add", **given)["body"]["version"])
    seated.do("aoki", "papers.publish")
    seated.bring_to("announced")
    begin(seated, NEW)
    return seated


def begin(council: Council, pages: list[list[str]], paper: int = 1) -> None:
    upload = council.house.files.put_bytes(book(pages)).digest
    given = {"paper": paper, "upload": upload, "kind": "erratum", "reason": "予備費の誤り"}
    version = council.do("aoki", "replacement.begin", **given)["body"]["version"]
    council.do(None, "replacement.find", version=version)


def screen(clerk: FlaskClient, council: Council, more: str = "") -> str:
    return str(clerk.get(at(council, "replacement") + more).get_data(as_text=True))


def spots(page: str) -> list[str]:
    return re.findall(r'<li class="pair-row" id="([^"]+)"', page)


def known(council: Council) -> Replacement:
    with council.house.database.read() as session:
        return session.get_one(Replacement, draft(council))


def test_what_changed_is_shown_in_the_order_of_the_new_paper_and_the_rest_is_folded(
    clerk: FlaskClient, compared: Council
) -> None:
    page = screen(clerk, compared)
    assert spots(page) == ["new-2", "page-2", "page-3", "page-5"]
    for words in (
        "1ページは同じ（元の1ページ目 → 新しい1ページ目）",
        "2ページは同じ（元の7〜8ページ目 → 新しい7〜8ページ目）",
        "元の2ページ目 → 新しい3ページ目",
        "<strong>4</strong>",
        'href="#page-3"',
        'href="#new-2"',
        "1ページが変わります",
    ):
        assert words in page
    assert page.count("<img") == 6
    assert spots(screen(clerk, compared, "?show=moved")) == ["page-5"]
    assert len(spots(screen(clerk, compared, "?show=all"))) == 9
    assert spots(screen(clerk, compared, "?show=all&start=8")) == ["page-8"]
    look = clerk.get(at(compared, "replacement/2-3")).get_data(as_text=True)
    assert "変わった言葉" in look
    assert "<ins>予備費　一千二百万円</ins>" in look
    assert 'class="mark-old"' in look
    assert 'class="mark-new"' in look
    assert f'href="{at(compared, "replacement/0-2")}"' in look
    assert f'href="{at(compared, "replacement/3-0")}"' in look
    assert clerk.get(at(compared, "replacement/0-2")).status_code == 200
    assert clerk.get(at(compared, "replacement/3-0")).status_code == 200
    assert clerk.get(at(compared, "replacement/9-1")).status_code == 404


def test_the_pairing_is_corrected_by_a_choice_and_a_page_that_is_taken_can_be_released(
    clerk: FlaskClient, compared: Council
) -> None:
    form = {"version": draft(compared), "do": "pair", "page": 3}
    sent = send(clerk, at(compared, "replacement"), **form, to=2)
    assert "元の3ページ目を、新しい2ページ目の組にしました（変更）" in sent.get_data(as_text=True)
    sent = send(clerk, at(compared, "replacement") + "?show=all", **form, to=4)
    page = sent.get_data(as_text=True)
    assert sent.status_code == 409
    assert "もう元の4ページが当てられています" in page
    assert "元の4ページ目を「なくなった」にして" in page
    assert len(spots(page)) == 8
    sent = send(clerk, at(compared, "replacement") + "?show=all", **form, to=4, release=4)
    page = sent.get_data(as_text=True)
    assert "元の3ページ目 → 新しい4ページ目" in page
    assert "手で直した組" in page
    assert "show=all" in sent.request.full_path
    page = send(clerk, at(compared, "replacement"), **form, to="").get_data(as_text=True)
    assert "元の3ページ目は、新しい資料にはないことにしました" in page
    page = send(clerk, at(compared, "replacement"), **form | {"do": "find"}).get_data(as_text=True)
    assert "もう一度見くらべました" in page


def test_an_errata_sheet_is_drafted_edited_refused_as_typed_and_left_out(
    clerk: FlaskClient, compared: Council
) -> None:
    place, same = at(compared, "replacement/errata"), {"version": draft(compared)}
    assert "正誤表がまだありません" in screen(clerk, compared)
    page = send(clerk, place, **same, do="draft").get_data(as_text=True)
    rows = known(compared).errata or []
    told = [tuple(row[name] for name in ("page", "wrong", "right")) for row in rows]
    assert (2, lines("b")[-1], "予備費　一千二百万円") in told
    assert (3, "（このページ全部）", "") in told
    assert (2, "", "（このページを加える）") in told
    assert f"{len(rows)}件の下書き" in page
    typed = {"page": ["3", "x"], "line": ["", "4"], "wrong": ["甲", "丙"], "right": ["乙", "丁"]}
    typed |= {"note": ["", "注"]}
    sent = send(clerk, place, **same, **typed, do="save")
    page = sent.get_data(as_text=True)
    assert sent.status_code == 409
    assert "2番の「ページ」に" in page
    assert all(f">{words}</textarea>" in page for words in ("甲", "乙", "丙", "丁", "注"))
    page = send(clerk, place, **same, **typed, do="out-2").get_data(as_text=True)
    assert ">丙</textarea>" not in page
    assert "まだ保存していません" in page
    page = send(clerk, place, **same, **typed, do="add").get_data(as_text=True)
    # Two typed, one new, and the one that a press of the button copies.
    assert page.count('name="page"') == 4
    typed["page"] = ["3", ""]
    typed |= {name: [typed[name][0], ""] for name in ("line", "wrong", "right", "note")}
    page = send(clerk, place, **same, **typed, do="save").get_data(as_text=True)
    assert "正誤表を保存しました（1件）" in page
    row = {"page": 3, "line": "", "wrong": "甲", "right": "乙", "note": ""}
    assert known(compared).errata == [row]
    assert "1件の正誤表を" in page
    printed = clerk.get(f"{place}.pdf")
    with pymupdf.open(stream=printed.get_data()) as sheet:
        assert "甲" in sheet[0].get_text()
    page = send(clerk, place, **same, do="none").get_data(as_text=True)
    assert "つけないことにしました" in page
    assert clerk.get(f"{place}.pdf").status_code == 302
    assert known(compared).errata == []


def test_it_is_published_as_it_was_seen_and_nothing_else(
    clerk: FlaskClient, compared: Council
) -> None:
    version, layer = compared.versions[0], "private"
    ink = {"version": version, "layer": layer, "tool": "pen", "color": "#000000", "width": 1.0}
    assert "しおりのある人は、まだいません" in screen(clerk, compared)
    for login, name in (("ueda", "stroke-1"), ("egawa", "stroke-2"), ("egawa", "stroke-3")):
        compared.do(login, "ink.draw", id=name, page=2, points=points(), **ink)
    page = screen(clerk, compared, "?ask=publish")
    assert (
        page.count("2人の書きこみ3件としおり0件（1ページ）があります。差しかえても、なくなりません")
        == 3
    )
    assert 'class="ask" aria-labelledby="ask-publish-title" open' in page
    revision = re.findall(r'name="revision" value="(\d+)"', page)[0]
    form = {"version": draft(compared), "revision": revision, "do": "publish"}
    compared.do("aoki", "replacement.pair", version=draft(compared), page=4, to=0)
    sent = send(clerk, at(compared, "replacement"), **form)
    assert sent.status_code == 409
    assert "開いたあとに変わりました" in sent.get_data(as_text=True)
    page = screen(clerk, compared)
    form["revision"] = re.findall(r'name="revision" value="(\d+)"', page)[0]
    page = send(clerk, at(compared, "replacement"), **form).get_data(as_text=True)
    assert "「予算書」を差しかえました" in page
    assert draft(compared) == 0


def test_a_file_with_nothing_in_common_is_asked_about_in_other_words(
    clerk: FlaskClient, compared: Council
) -> None:
    compared.do("aoki", "replacement.drop", version=draft(compared))
    begin(compared, [lines("p"), lines("q")])
    page = screen(clerk, compared)
    assert "同じページが一つも見つかりません" in page
    revision = known(compared).revision
    form = {"version": draft(compared), "revision": revision, "do": "publish"}
    assert send(clerk, at(compared, "replacement"), **form).status_code == 409
    assert "同じページがないまま差しかえます" in page
    page = send(clerk, at(compared, "replacement"), **form, everything_to_tray="yes").get_data(
        as_text=True
    )
    assert "差しかえました" in page


def test_doubts_are_asked_first_with_a_press_for_each_answer(
    clerk: FlaskClient, compared: Council
) -> None:
    with compared.house.database.read() as session:
        former = session.get_one(Paper, 1).version.digest
    kept = compared.house.files.path(former).read_bytes()
    # A file that can't be compared leaves all pages in doubt.
    compared.house.files.path(former).write_bytes(b"lost")
    compared.do(None, "replacement.find", version=draft(compared))
    compared.house.files.path(former).write_bytes(kept)
    page = screen(clerk, compared)
    assert "確かめてください：8ページ" in page
    assert page.index('id="doubts"') < page.index('id="pages"')
    assert "決めないまま配付すると" in page
    form: dict[str, Any] = {"version": draft(compared), "do": "pair", "page": 1, "to": 1}
    page = send(clerk, at(compared, "replacement"), **form).get_data(as_text=True)
    assert "確かめてください：7ページ" in page
    assert "元の1ページ目を、新しい1ページ目の組にしました（同じ）" in page
    page = send(clerk, at(compared, "replacement"), **form | {"do": "guess"}).get_data(as_text=True)
    assert "7ページを、いちばん似たページの組にしました" in page
    assert 'id="doubts"' not in page
