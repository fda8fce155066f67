"""Searching finds exactly what stands in what one may see: held to a plain scan."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from meetings.domain import grams, papers, search
from meetings.domain.folding import folded
from meetings.domain.papers import PAGES, PageText, PaperVersion
from meetings.domain.question import Question, read, stands
from meetings.domain.search import Wanted, find, in_version
from meetings.migrations import FOLDER, Migrations
from tests.cast import Council
from tests.conftest import ON_BOTH
from tests.search.japanese import japanese

Places = set[tuple[int, int]]


@pytest.fixture
def shelf(council: Council) -> Council:
    """A published paper of 40 pages, its words still to be written, in an announced meeting."""
    council.add_paper("予算書", 1)
    council.do("aoki", "papers.publish")
    council.do("aoki", "meeting.announce")
    return council


def write(council: Council, texts: list[str]) -> None:
    """Write the words of the paper's pages."""
    version = council.versions[0]
    with council.house.database.write() as session:
        session.get_one(PaperVersion, version).pages = len(texts)
        papers.remove_texts(session, version)
        for page, text in enumerate(texts, start=1):
            papers.write_text(session, version, page, text)


def found(council: Council, question: Question, login: str = "ueda") -> Places:
    """Return all places found, by going on from group to group."""
    places: Places = set()
    after: tuple[int, ...] | None = ()
    with council.house.database.read() as session:
        while after is not None:
            got = find(session, council.who(login), Wanted(question), after)
            places |= {(group.source, page) for group in got.groups for page in group.places}
            after = got.next
    return places


def scanned(council: Council, question: Question) -> Places:
    """Return what a plain scan of all texts finds."""
    with council.house.database.read() as session:
        rows = session.scalars(select(PageText))
        return {(r.version_id, r.page) for r in rows if stands(question, folded(r.text))}


questions = st.lists(
    st.sampled_from(["OR", "-", "(", ")", "「", "」", "または", "NOT"])
    | st.text("予算会計議案第号のはを", min_size=1, max_size=3),
    min_size=1,
    max_size=6,
).map(" ".join)


@ON_BOTH
@pytest.mark.parametrize("few", [3, 1000])
@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.data())
def test_every_string_is_found_just_where_a_scan_finds_it(
    shelf: Council, monkeypatch: pytest.MonkeyPatch, few: int, data: st.DataObject
) -> None:
    # Few candidates, so that common words are met with on a shelf of a few pages too.
    monkeypatch.setattr(search, "FEW", few)
    texts = data.draw(st.lists(japanese, min_size=1, max_size=12))
    write(shelf, texts)
    asked = [data.draw(questions)]
    for text in texts:
        start = data.draw(st.integers(0, len(text)))
        asked.append(f"「{text[start : start + data.draw(st.integers(1, 10))]}」")
    for written in asked:
        question = read(written)
        if question:
            places = scanned(shelf, question)
            assert found(shelf, question) == places, written
            with shelf.house.database.read() as session:
                pages = in_version(session, shelf.who("ueda"), question, shelf.versions[0])
            assert [page for _, page in sorted(places)] == pages


@ON_BOTH
def test_numbers_and_single_signs_are_told_by_the_index_itself(shelf: Council) -> None:
    write(shelf, ["1,234千円", "12千円、23,4千円", "1,23、2,34"])
    with shelf.house.database.read() as session:
        named_by = {"1,234": [1], "234": [1], "12": [2], "円、2": [2], "円": [1, 2], "4": [1, 2, 3]}
        for written, pages in named_by.items():
            asked = read(written)
            assert asked is not None
            named = grams.candidates(session, PAGES, asked).subquery()
            assert list(session.scalars(select(named.c.place).order_by(named.c.place))) == pages


@ON_BOTH
def test_an_update_puts_the_texts_that_are_there_into_the_index_of_numbers(
    shelf: Council, tmp_path: Path
) -> None:
    write(shelf, ["予算1,234千円", "予算"])
    versions = tmp_path / "versions"
    versions.mkdir()
    # What came after the index is there already, and would be made a second time.
    for file in (FOLDER / "versions").glob("v*.py"):
        if file.name < "v0011":
            shutil.copy(file, versions)
    with shelf.house.database.write() as session:
        connection = session.connection()
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0008'")
        if connection.dialect.name == "sqlite":
            emptied = "INSERT INTO grams_page_texts (grams_page_texts) VALUES ('delete-all')"
            connection.exec_driver_sql(emptied)
    Migrations(versions).bring(shelf.house.database.engine, tmp_path)
    for written in ("1,234", "234", "予算", "算1", "算"):
        asked = read(written)
        assert asked is not None
        assert found(shelf, asked) == scanned(shelf, asked)
