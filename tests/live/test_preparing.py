"""Preparing papers beside the requests: all pages, all words, and on after a restart."""

from __future__ import annotations

from sqlalchemy import select

from meetings.domain import search
from meetings.domain.papers import PageText, PaperVersion
from meetings.domain.people import Person
from meetings.jobs.preparing import WIDTHS, Preparer
from tests.cast import Council


def prepared(council: Council, version: int) -> int:
    with council.house.database.read() as session:
        row = session.get(PaperVersion, version)
        assert row is not None
        return row.prepared


def test_every_page_gets_its_pictures_and_its_words(council: Council) -> None:
    told = council.add_paper("青波市の予算", 3)["body"]
    preparer = Preparer(council.house)
    with council.house.database.read() as session:
        version = session.get_one(PaperVersion, told["version"])
    preparer.prepare(version)
    assert prepared(council, told["version"]) == 3
    for page in (1, 2, 3):
        for width in WIDTHS:
            assert council.house.files.find_picture(told["digest"], page, width)
    with council.house.database.read() as session:
        texts = session.scalars(select(PageText.folded).order_by(PageText.page))
        assert list(texts) == ["青波市の予算1", "青波市の予算2", "青波市の予算3"]


def test_a_restart_goes_on_where_the_last_run_stopped(council: Council) -> None:
    told = council.add_paper("資料", 3)["body"]
    with council.house.database.write() as session:
        session.get_one(PaperVersion, told["version"]).prepared = 2
    with council.house.database.read() as session:
        version = session.get_one(PaperVersion, told["version"])
    Preparer(council.house).prepare(version)
    assert council.house.files.find_picture(told["digest"], 3, 1640)
    assert council.house.files.find_picture(told["digest"], 2, 1640) is None


def test_words_of_any_length_are_found_in_what_one_may_see(council: Council) -> None:
    told = council.add_paper("第３款　民生費の説明", 2)["body"]
    with council.house.database.read() as session:
        version = session.get_one(PaperVersion, told["version"])
    Preparer(council.house).prepare(version)
    ueda, aoki = council.who("ueda"), council.who("aoki")

    def found(viewer: Person, words: str) -> list[tuple[str, int | None]]:
        with council.house.database.read() as session:
            hits = search.find(session, viewer, words)
            return [(hit.paper_name, hit.page) for hit in hits]

    assert found(ueda, "民") == []
    assert len(found(aoki, "民")) == 2
    council.do("aoki", "papers.publish")
    council.do("aoki", "meeting.announce")
    for words in ("民", "民生費", "第3款 民生", "第３款　民生費の説明1", "民生費 説明"):
        assert ("第３款　民生費の説明", 1) in found(ueda, words)
    for words in ("", "　", "土木費", "%", "_"):
        assert found(ueda, words) == []
