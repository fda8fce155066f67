"""Replacing a paper: what is prepared is the clerks' alone until it is published."""

from __future__ import annotations

from typing import Any

import pymupdf
import pytest

from meetings.commands.comparing import differences
from meetings.domain import papers, record
from meetings.domain.base import Refused
from meetings.domain.meetings import Meeting
from meetings.domain.papers import Paper
from meetings.domain.replacements import Replacement
from meetings.jobs.clearing import Clearer
from tests.cast import Council, paper, points


def seen(council: Council, login: str, version: int) -> bool:
    with council.house.database.read() as session:
        try:
            return papers.seen(session, council.who(login), version).id == version
        except Refused:
            return False


def refused(council: Council, act: str, **given: Any) -> str:
    with pytest.raises(Refused) as refusal:
        council.do("aoki", act, **given)
    return council.desk.sentence(refusal.value, "ja")


@pytest.fixture
def announced(council: Council) -> Council:
    council.bring_to("announced")
    return council


def test_a_file_that_is_to_replace_a_paper_is_seen_by_clerks_alone(announced: Council) -> None:
    first = announced.versions[0]
    begun = announced.begin_replacing(1, "なおした議案", reason="税率の誤り")
    version = begun["body"]["version"]
    assert (begun["stream"], begun["body"]["from"]) == (f"office:{announced.meeting}", first)
    assert [seen(announced, login, version) for login in ("aoki", "ueda", "kanri")] == [1, 0, 0]
    with announced.house.database.read() as session:
        row = session.get_one(Paper, 1)
        assert row.draft is not None
        assert (row.version.id, row.draft.id) == (first, version)
        with pytest.raises(Refused):
            papers.seen_by_digest(session, announced.who("ueda"), begun["body"]["digest"])
    ink = {"id": "stroke-1", "version": version, "page": 1, "layer": "private", "tool": "pen"}
    ink |= {"color": "#000000", "width": 1.0, "points": points()}
    assert "配付の前" in refused(announced, "ink.draw", **ink)
    announced.do("aoki", "floor.take")
    assert "見つかりません" in refused(announced, "floor.turn", version=version, page=1, epoch=1)
    announced.do("aoki", "guide.find", version=version)
    with announced.house.database.read() as session:
        office = record.after(session, f"office:{announced.meeting}", 0)
    assert (office[-1].kind, office[-1].body["version"]) == ("guide.found", version)


def test_what_is_told_of_a_replacement_is_corrected_and_one_that_is_dropped_leaves_nothing(
    announced: Council,
) -> None:
    announced.desk.listeners.append(Clearer(announced.house).clear_for)
    told = announced.begin_replacing(1, "なおした議案")["body"]
    version, sheet = told["version"], [{"page": 2, "wrong": "甲", "right": "乙"}]
    answer = announced.do(
        "aoki", "replacement.correct", version=version, kind="erratum", errata=sheet
    )
    row = {"page": 2, "line": "", "wrong": "甲", "right": "乙", "note": ""}
    assert answer["body"] == {"paper": 1, "version": version, "kind": "erratum", "errata": [row]}
    with announced.house.database.read() as session:
        known = session.get_one(Replacement, version)
        assert (known.errata, known.version.kind) == ([row], "erratum")
        assert known.revision == answer["number"]
    assert announced.house.files.has(told["digest"])
    announced.do("aoki", "replacement.drop", version=version)
    assert not announced.house.files.has(told["digest"])
    with announced.house.database.read() as session:
        assert session.get(Replacement, version) is None
        assert session.get_one(Paper, 1).draft is None
    assert "見つかりません" in refused(announced, "replacement.drop", version=version)


def test_a_paper_not_published_is_removed_with_what_was_to_replace_it(council: Council) -> None:
    council.desk.listeners.append(Clearer(council.house).clear_for)
    told = council.add_paper("まだの資料")["body"]
    begun = council.begin_replacing(told["paper"], "なおした資料")["body"]
    council.do("aoki", "paper.remove", paper=told["paper"])
    assert [council.house.files.has(one["digest"]) for one in (told, begun)] == [False, False]


def locked() -> bytes:
    """Return a PDF that asks for a password (5: AES-256)."""
    document = pymupdf.open(stream=paper("ひみつ"), filetype="pdf")
    asking = {"encryption": 5, "user_pw": "a", "owner_pw": "b"}
    made: bytes = document.tobytes(**asking)
    return made


def test_a_file_that_cannot_replace_a_paper_is_refused_in_words_that_say_what_to_do(
    announced: Council,
) -> None:
    put = announced.house.files.put_bytes
    other = announced.add_paper("ほかの資料")["body"]
    given = {"paper": 1, "kind": "erratum"}
    with announced.house.database.read() as session:
        same = session.get_one(Paper, 1).version.digest
    for upload, words in (
        (same, "いまの「議案第41号」と同じ"),
        (other["digest"], "別の資料「ほかの資料」と同じ"),
        (put(locked()).digest, "パスワードがかかっています"),
        (put(b"no paper").digest, "PDFではありません"),
    ):
        assert words in refused(announced, "replacement.begin", upload=upload, **given)
    assert "見つかりません" in refused(announced, "replacement.begin", upload="0" * 64, **given)
    announced.begin_replacing(1, "なおした議案")
    upload = put(paper("また別の議案")).digest
    said = refused(announced, "replacement.begin", upload=upload, **given)
    assert "青木さんが令和" in said
    assert "準備しています" in said
    assert "同じファイル" in refused(announced, "paper.add", name="また", upload=other["digest"])


def test_a_file_put_in_place_of_the_one_prepared_keeps_the_errata_and_loses_nothing_if_refused(
    announced: Council,
) -> None:
    announced.desk.listeners.append(Clearer(announced.house).clear_for)
    told = announced.begin_replacing(1, "なおした議案")["body"]
    sheet = [{"page": 2, "line": "", "wrong": "甲", "right": "乙", "note": ""}]
    announced.do("aoki", "replacement.correct", version=told["version"], errata=sheet)
    given = {"kind": "erratum", "instead": told["version"]}
    put = announced.house.files.put_bytes
    assert "PDFではありません" in refused(
        announced, "replacement.begin", paper=1, **given, upload=put(b"no paper").digest
    )
    unknown = {"paper": 1, "kind": "erratum", "instead": 99, "upload": told["digest"]}
    assert "見つかりません" in refused(announced, "replacement.begin", **unknown)
    newer = announced.begin_replacing(1, "さらになおした議案", **given)["body"]
    with announced.house.database.read() as session:
        meeting = session.get_one(Meeting, announced.meeting)
        assert list(differences(session, meeting)) == []
        draft = session.get_one(Paper, 1).draft
        assert draft is not None
        assert (draft.id, draft.kind) == (newer["version"], "erratum")
        assert session.get_one(Replacement, draft.id).errata == sheet
        assert session.get(Replacement, told["version"]) is None
    assert [announced.house.files.has(one["digest"]) for one in (told, newer)] == [False, True]
