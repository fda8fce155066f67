"""What changed on a replaced paper's pages: told with places, and set as an errata sheet."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Event
from time import monotonic
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from meetings.domain import papers, record
from meetings.domain.papers import Paper
from meetings.domain.record import Entry
from meetings.domain.replacements import Replacement
from tests.acts.test_publishing import (
    CHANGED,
    NEW,
    OLD,
    add,
    begin,
    found,
    issue,
    refused,
    revision,
    stands,
)
from tests.cast import Council, points
from tests.conftest import ON_BOTH, sign_in_client
from tests.pdf.pairs import book, lines
from tests.web.test_uploads import csrf

LAST = lines("b")[-1]


def asked(client: FlaskClient, version: int, more: str = "") -> Any:
    answer = client.get(f"/api/versions/{version}/replacement{more}")
    return answer.get_json() if answer.status_code == 200 else answer.status_code


def mark(council: Council, login: str, page: int, layer: str = "private") -> None:
    look = {"tool": "pen", "color": "#000000", "width": 1.0, "points": points()}
    where = {"version": council.versions[0], "page": page, "layer": layer}
    council.do(login, "ink.draw", id=f"{login}-{page}-{layer}", **where, **look)


def test_the_clerk_sees_what_changed_and_how_many_notes_that_touches(
    app: Flask, seated: Council
) -> None:
    add(seated)
    seated.do("aoki", "papers.publish")
    seated.bring_to("announced")
    for login, page in (("ueda", 1), ("ueda", 2), ("egawa", 2)):
        mark(seated, login, page)
    mark(seated, "ueda", 2, "shared")
    seated.do("egawa", "ink.erase", layer="private", ids=["egawa-2-private"])
    seated.do("kimura", "bookmark.set", version=seated.versions[0], page=4, on=True)
    version = begin(seated, 1, kind="erratum")
    clerk, member = (sign_in_client(app, login) for login in ("aoki", "ueda"))
    assert asked(clerk, version, "/pages/2") == 409
    found(seated, version)
    sums = {"people": 2, "pages": 3, "marks": 3, "bookmarks": 1}
    assert asked(clerk, version)["touched"] == sums
    told = asked(clerk, version, "/pages/2")
    assert (told["from"], told["to"]) == (2, 3)
    (change,) = told["changes"]
    assert (change["wrong"], change["right"]) == (LAST, CHANGED[-1])
    assert (change["line"], told["old"], told["new"]) == (12, change["old"], change["new"])
    ((x0, y0, x1, y1),) = change["old"]
    assert (60 < x0 < 80, 330 < y0 < y1 < 370, x1 > 300) == (True, True, True)
    assert asked(clerk, version, "/pages/1")["changes"] == []
    assert asked(clerk, version, "/pages/3") == {"from": 3, "to": 0} | {
        name: [] for name in ("changes", "differs", "old", "new")
    }
    other = asked(clerk, version, "/pages/3?to=2")
    assert (other["to"], len(other["changes"]) > 5) == (2, True)
    assert [asked(clerk, version, f"/pages/{page}") for page in (5, "1?to=9")] == [404, 404]
    row = {"page": 2, "line": "12", "wrong": LAST, "right": CHANGED[-1], "note": ""}
    seated.do("aoki", "replacement.correct", version=version, errata=[row])
    assert [asked(member, version, more) for more in ("", "/pages/2")] == [404] * 2
    issue(seated, version)
    shown = asked(member, version)
    assert ("touched" in shown, shown["errata"], shown["errata_paper"]) == (False, [row], 2)
    assert asked(member, version, "/pages/2")["changes"] == [change]


@ON_BOTH
def test_the_errata_sheet_is_published_with_its_paper_and_read_beside_it(council: Council) -> None:
    add(council)
    council.add_paper("ほかの資料")
    council.versions.pop()
    council.do("aoki", "papers.publish")
    council.bring_to("open")
    row = {"page": 2, "line": "12", "wrong": LAST, "right": CHANGED[-1]}
    version = begin(council, 1, kind="erratum")
    council.do(
        "aoki",
        "replacement.correct",
        version=version,
        errata=[row | {"page": page} for page in (31, 32)],
    )
    found(council, version)
    body = issue(council, version)["body"]
    with council.house.database.read() as session:
        sheet = session.get_one(Paper, body["errata"])
        kinds = [entry.kind for entry in record.after(session, f"meeting:{council.meeting}", 0)]
        order = [one.name for one in papers.of_meeting(session, council.who("ueda"), sheet.meeting)]
    assert kinds[-3:] == ["paper.replaced", "paper.published", "paper.paired"]
    assert order == ["予算書", "予算書　正誤表", "ほかの資料"]
    assert (sheet.beside_id, sheet.version.pages) == (1, 1)
    path = council.house.files.path(sheet.version.digest)
    (words,) = council.house.pages.words(path, 1, 1)
    plain = "".join(words.text.split())
    assert plain.startswith("令和")
    for text in ("正誤表予算書", "3112", "3212", LAST, CHANGED[-1]):
        assert "".join(text.split()) in plain
    assert plain.index("3112") < plain.index("3212")
    stands(council)
    again = begin(council, 1, OLD)
    council.do("aoki", "replacement.correct", version=again, errata=[row])
    found(council, again)
    issue(council, again)
    with council.house.database.read() as session:
        assert session.get_one(Paper, 4).name == "予算書　正誤表（2）"
    stands(council)


def test_a_sheet_of_a_paper_not_published_waits_with_it_and_can_be_removed(
    council: Council,
) -> None:
    add(council)
    version = begin(council, 1, NEW)
    row = {"page": 2, "wrong": "甲", "right": "乙"}
    council.do("aoki", "replacement.correct", version=version, errata=[row])
    found(council, version)
    assert issue(council, version)["body"]["errata"] == 2
    stands(council)
    with council.house.database.read() as session:
        assert session.get_one(Paper, 2).published_at is None
    council.do("aoki", "paper.remove", paper=2)
    with council.house.database.read() as session:
        assert session.get_one(Replacement, version).errata_paper_id is None
    stands(council)
    council.do("aoki", "paper.remove", paper=1)
    stands(council)
    assert "見つかりません" in refused(council, "replacement.drop", version=version)


def test_a_program_begins_a_replacement_once_however_often_it_sends(
    app: Flask, seated: Council
) -> None:
    add(seated)
    seated.do("aoki", "meeting.announce")
    client, member = (sign_in_client(app, login) for login in ("aoki", "ueda"))
    place = f"/api/meetings/{seated.meeting}/papers/1/replacement?device=script-1&n=1"
    erratum, content = f"{place}&kind=erratum&reason=誤記", book(NEW)

    def send(client: FlaskClient, where: str) -> Any:
        token = csrf(client.get("/").get_data(as_text=True))
        return client.post(where, data=content, headers={"X-CSRFToken": token})

    assert send(member, erratum).status_code == 403
    assert send(client, f"{place}&kind=other").status_code == 422
    answer, repeated = send(client, erratum), send(client, erratum)
    assert repeated.get_json() == answer.get_json() | {"repeat": True}
    body = answer.get_json()["body"]
    assert (body["kind"], body["reason"], body["pages"]) == ("erratum", "誤記", 4)
    assert len(set(seated.house.files.digests())) == 2


def test_the_sheet_of_a_publishing_that_is_refused_at_last_leaves_no_file(council: Council) -> None:
    """Another clerk corrects something between the making of the sheet and the turn."""
    add(council)
    version = begin(council, 1, NEW)
    row = {"page": 2, "wrong": "甲", "right": "乙"}
    council.do("aoki", "replacement.correct", version=version, errata=[row])
    found(council, version)
    files = council.house.files.path("0" * 64).parents[1]
    before = set(files.rglob("*.pdf"))
    made, known = Event(), revision(council, version)

    def another(session: Session) -> tuple[None, list[Entry]]:
        until = monotonic() + 20
        while not made.is_set() and monotonic() < until:
            if set(files.rglob("*.pdf")) != before:
                made.set()
            made.wait(0.01)
        session.get_one(Replacement, version).revision += 1
        return None, []

    with ThreadPoolExecutor() as pool:
        first = pool.submit(council.desk.turns.take, another)
        said = refused(council, "replacement.publish", version=version, revision=known)
        first.result()
    assert "予算書" in said
    assert made.is_set()
    assert set(files.rglob("*.pdf")) == before
    assert issue(council, version)["body"]["errata"] == 2
    assert set(files.rglob("*.pdf")) != before
