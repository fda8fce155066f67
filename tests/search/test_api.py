"""GET /api/search: what programs and the tablet are told, and what they never are."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from meetings.domain import papers
from meetings.domain.papers import PaperVersion
from tests.cast import Council
from tests.conftest import sign_in_client


def write(council: Council, version: int, texts: list[str]) -> None:
    with council.house.database.write() as session:
        session.get_one(PaperVersion, version).pages = len(texts)
        for page, text in enumerate(texts, start=1):
            papers.write_text(session, version, page, text)


@pytest.fixture
def shown(seated: Council) -> int:
    """A published paper of three pages in an announced meeting, and one that is not published."""
    version: int = seated.add_paper("予算書")["body"]["version"]
    seated.do("aoki", "papers.publish")
    seated.do("aoki", "meeting.announce")
    write(seated, version, ["第３款　民生費\n髙島 民生費", "教育費", "民生費と教育費"])
    hidden = seated.add_paper("素案", 1)["body"]["version"]
    write(seated, hidden, ["民生費の素案"])
    return version


def ask(client: FlaskClient, **asked: Any) -> dict[str, Any]:
    told: dict[str, Any] = client.get("/api/search", query_string=asked).get_json()
    return told


def test_hits_tell_the_text_as_it_stands_the_words_and_the_way(app: Flask, shown: int) -> None:
    told = ask(sign_in_client(app, "ueda"), q="高島 民生費")
    (group,) = told.pop("groups")
    assert told == {
        "q": "高島 民生費", "words": ["高島", "民生費"], "count": 1, "more": False, "next": None,
    }  # fmt: skip
    (hit,) = group.pop("hits")
    assert hit.pop("url") == (
        f"/meetings/1?version={shown}&page=1&q=%E9%AB%98%E5%B3%B6+%E6%B0%91%E7%94%9F%E8%B2%BB"
    )
    marks = [[4, 7], [8, 10], [11, 14]]
    told = {"page": 1, "line": "第３款 民生費 髙島 民生費", "marks": marks, "times": 3}
    assert hit == told | {"label": ""}
    assert (group["what"], group["version"], group["count"]) == ("papers", shown, 1)
    assert group["meeting"]["held_on"] == "2026-12-08"


def test_what_one_may_not_see_is_neither_found_nor_counted(
    app: Flask, seated: Council, shown: int
) -> None:
    member, clerk = sign_in_client(app, "ueda"), sign_in_client(app, "aoki")
    assert [ask(who, q="民生費")["count"] for who in (member, clerk)] == [2, 3]
    hidden = seated.versions[-1]
    for who, count in ((member, 0), (clerk, 1)):
        told = ask(who, q="素案", **{"in": hidden})
        assert (told["count"], len(told["groups"])) == (count, count)
    assert ask(member, q="素案") | {"groups": []} == ask(member, q="無い文字列") | {
        "q": "素案", "words": ["素案"],
    }  # fmt: skip


def test_a_version_tells_all_its_pages_in_order(app: Flask, shown: int) -> None:
    told = ask(sign_in_client(app, "ueda"), q="民生費", **{"in": shown})
    assert (told["version"], told["pages"], told["count"]) == (shown, [1, 3], 2)
    assert [hit["page"] for hit in told["groups"][0]["hits"]] == [1, 3]
    told = ask(sign_in_client(app, "ueda"), q="民生費", after="1", **{"in": shown})
    assert [hit["page"] for hit in told["groups"][0]["hits"]] == [3]


def test_a_page_is_told_and_shown_by_the_number_printed_on_it(
    app: Flask, seated: Council, shown: int
) -> None:
    run = {"first": 2, "last": 3, "style": "arabic", "number": 101}
    seated.do("aoki", "guide.correct", version=shown, **run)
    client = sign_in_client(app, "ueda")
    (group,) = ask(client, q="民生費")["groups"]
    assert [(hit["page"], hit["label"]) for hit in group["hits"]] == [(1, ""), (3, "102")]
    screen = client.get("/search", query_string={"q": "民生費"}).get_data(as_text=True)
    assert "1枚目" in screen
    assert "102ページ" in screen
    assert "3ページ" not in screen


def test_where_a_word_left_out_leaves_nothing_it_is_proposed_to_keep_it(
    app: Flask, shown: int
) -> None:
    client = sign_in_client(app, "ueda")
    screen = client.get("/search", query_string={"q": "民生費 NOT 費"}).get_data(as_text=True)
    assert "「民生費」でさがす（2件）" in screen


@pytest.mark.parametrize(
    ("narrowed", "count"),
    [
        ({"year": 2026}, 2), ({"year": 2025}, 0), ({"body": 1}, 2), ({"body": 9}, 0),
        ({"kind": "plenary"}, 2), ({"kind": "special"}, 0), ({"what": "papers"}, 2),
        ({"what": "minutes"}, 0), ({"year": "x", "body": "-1", "kind": "?", "what": "?"}, 2),
        ({"after": "nonsense"}, 2), ({"year": "99999"}, 2), ({"year": "0"}, 2),
    ],
)  # fmt: skip
def test_a_search_is_narrowed_and_nonsense_is_passed_over(
    app: Flask, shown: int, narrowed: dict[str, Any], count: int
) -> None:
    assert ask(sign_in_client(app, "ueda"), q="民生費", **narrowed)["count"] == count


def test_one_goes_on_from_group_to_group_without_meeting_any_twice(
    app: Flask, seated: Council
) -> None:
    for number in range(12):
        version = seated.add_paper(f"資料{number}", 1)["body"]["version"]
        write(seated, version, ["鯨の資料"])
    clerk = sign_in_client(app, "aoki")
    first = ask(clerk, q="鯨")
    rest = ask(clerk, q="鯨", after=first["next"])
    met = [group["version"] for told in (first, rest) for group in told["groups"]]
    assert (first["count"], rest["next"]) == (12, None)
    assert met == seated.versions


def add_version(council: Council, of: int) -> int:
    """Give the paper of a version another one with the same file."""
    with council.house.database.write() as session:
        paper = session.get_one(PaperVersion, of).paper
        file = {name: getattr(paper.version, name) for name in ("digest", "bytes", "sizes")}
        newer = PaperVersion(number=paper.version.number + 1, pages=0, issued_at=1, **file)
        paper.versions.append(newer)
        session.flush()
        return newer.id


def test_of_a_paper_only_the_newest_version_is_told_in_which_the_words_stand(
    app: Flask, seated: Council, shown: int
) -> None:
    newer = add_version(seated, shown)
    write(seated, shown, ["鯨の資料", "鰯の資料", "鱈の資料、鯨"])
    write(seated, newer, ["鯨と鰯の資料", "鯨の資料"])
    member = sign_in_client(app, "ueda")
    # Of short words the index alone tells where they stand, of longer ones the text does.
    for q, version, count in (("鯨", newer, 2), ("鱈", shown, 1), ("鯨の資料", newer, 1)):
        told = ask(member, q=q)
        assert [(g["version"], g["count"]) for g in told["groups"]] == [(version, count)]
        assert told["count"] == count
    assert ask(member, q="鰯", **{"in": shown})["pages"] == [2]


def test_removed_papers_and_rewritten_minutes_leave_nothing_behind(
    app: Flask, seated: Council, shown: int
) -> None:
    clerk = sign_in_client(app, "aoki")
    seated.do("aoki", "paper.remove", paper=2)
    assert ask(clerk, q="素案")["count"] == 0
    for act in ("attendance.mark_rest", "meeting.open", "meeting.close", "minutes.draft"):
        seated.do("aoki", act)
    seated.do("aoki", "minutes.save", text="# 会議録\n\n鯨の件\n\n鰯の件", revision=1)
    assert ask(clerk, q="鯨")["count"] == 1
    seated.do("aoki", "minutes.save", text="# 会議録\n\n鰯の件", revision=2)
    assert [ask(clerk, q=q)["count"] for q in ("鯨", "鰯", "議事日程")] == [0, 1, 0]
    assert ask(sign_in_client(app, "ueda"), q="鰯")["count"] == 0
