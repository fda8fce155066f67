"""Preparing papers beside the requests: all pages, all words, and on after a restart."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import select

from meetings.desk import Answer
from meetings.domain import hits, search
from meetings.domain.base import Refused
from meetings.domain.papers import PageText, Paper, PaperVersion, ranges, unshown
from meetings.domain.people import Person
from meetings.domain.question import read
from meetings.jobs.preparing import WIDTHS, Preparer
from meetings.pdf import Pages
from tests.cast import Council
from tests.pdf import papers
from tests.pdf.papers import stream


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
        question = read(words)
        if question is None:
            return []
        with council.house.database.read() as session:
            groups = search.find(session, viewer, search.Wanted(question)).groups
            shown = hits.told(session, groups, [])
            return [
                (one.paper.name if one.paper else "", hit.place)
                for one in shown
                for hit in one.shown
            ]

    assert found(ueda, "民") == []
    assert len(found(aoki, "民")) == 2
    council.do("aoki", "papers.publish")
    council.do("aoki", "meeting.announce")
    for words in ("民", "民生費", "第3款 民生", "第３款　民生費の説明1", "民生費 説明"):
        assert ("第３款　民生費の説明", 1) in found(ueda, words)
    for words in ("", "　", "土木費", "%", "_"):
        assert found(ueda, words) == []


def nested(depth: int) -> list[bytes]:
    """Return forms of which each draws the next ten times."""
    last = stream(b"0 0 9 9 re f", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]")
    found = []
    for at in range(depth):
        below = b"/Resources<</XObject<</F %d 0 R>>>>" % (3 + at + 1)
        about = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]" + below
        found.append(stream(b"/F Do " * 10, about))
    return [*found, last]


@pytest.fixture
def hard(council: Council) -> Iterator[tuple[Council, Answer]]:
    """A paper of five pages whose second never ends; patience is one second."""
    council.house.pages.close()
    council.house.pages = Pages(seconds=1.0)
    pages = [b"", b"/F Do", b"", b"", b""]
    content = papers.paper(pages, resources=b"/XObject<</F 3 0 R>>", more=nested(9))
    upload = council.house.files.put_bytes(content).digest
    yield council, council.do("aoki", "paper.add", name="入れ子", upload=upload)
    council.house.pages.close()


def test_a_page_that_cannot_be_shown_is_noted_and_the_rest_and_other_papers_go_on(
    hard: tuple[Council, Answer],
) -> None:
    council, answer = hard
    told = answer["body"]
    council.add_paper("あとの資料", 2)
    preparer, order = Preparer(council.house), []
    while version := preparer.next_version():
        order.append(version.id)
        preparer.prepare(version)
    later = council.versions[0]
    assert order == [told["version"], later, told["version"]]
    assert prepared(council, told["version"]) == 5
    with council.house.database.read() as session:
        shown = session.scalars(select(Paper)).all()
        assert unshown(session, list(shown)) == {told["version"]: [2]}
    assert council.house.files.find_picture(told["digest"], 3, WIDTHS[0])
    council.do("aoki", "paper.remove", paper=told["paper"])


def test_a_short_paper_none_of_whose_pages_can_be_drawn_is_refused_at_upload(
    hard: tuple[Council, Answer],
) -> None:
    council, _ = hard
    content = papers.paper([b"/F Do"], resources=b"/XObject<</F 3 0 R>>", more=nested(9))
    upload = council.house.files.put_bytes(content).digest
    with pytest.raises(Refused, match=r"paper\.too_complex"):
        council.do("aoki", "paper.add", name="入れ子だけ", upload=upload)


def test_pages_that_cannot_be_shown_are_written_in_runs() -> None:
    assert ranges([2, 12, 13, 14, 20]) == ["2", "12–14", "20"]
