"""Verifying names what differs, wherever one character was changed."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select, text, update

from meetings.commands.verifying import Verdict, verify
from meetings.config import Config
from meetings.domain.record import Entry, Stream, chained
from meetings.house import House
from meetings.jobs.preparing import Preparer
from tests.cast import gathered, points
from tests.conftest import Lent, built


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory, seeded_storage: Path, makers: Lent) -> Path:
    """The storage of a council with sealed minutes, ink, a called page and prepared papers."""
    whole = tmp_path_factory.mktemp("whole") / "storage"
    storage = Path(shutil.copytree(seeded_storage, whole))
    house = built(Config(storage=storage, password_cost=1), makers)
    council = gathered(house)
    council.bring_to("open")
    council.add_paper("秘密の案", 1)
    ink = {"tool": "pen", "color": "#102030", "width": 1.5, "points": points(), "page": 1}
    for layer, who in (("shared", "inoue"), ("private", "ueda")):
        named = {"id": f"{layer}-stroke", "layer": layer, "version": council.versions[0]}
        council.do(who, "ink.draw", **ink, **named)
    council.do("ueda", "bookmark.set", version=council.versions[0], page=2, on=True, name="質問")
    council.do("inoue", "floor.turn", version=council.versions[0], page=2, epoch=0)
    council.do("aoki", "attendance.mark", person=council.ids["egawa"], state="absent")
    council.do("aoki", "meeting.close")
    council.do("aoki", "minutes.draft")
    council.do("aoki", "minutes.seal", revision=1, unfilled=True)
    preparer = Preparer(house)
    while version := preparer.next_version():
        preparer.prepare(version)
    house.close()
    return storage


@pytest.fixture
def sealed(whole: Path, tmp_path: Path, makers: Lent) -> Iterator[House]:
    """A copy of it, to be tampered with."""
    storage = Path(shutil.copytree(whole, tmp_path / "storage"))
    house = built(Config(storage=storage, password_cost=1), makers)
    yield house
    house.close()


def verdict(house: House) -> Verdict:
    with house.database.read() as session:
        return verify(session, house)


def test_an_untouched_council_has_no_fault_and_nothing_unproven(sealed: House) -> None:
    found = verdict(sealed)
    assert (found.faults, found.notes) == ([], [])


DIFFERS = "が記録と合いません"


@pytest.mark.parametrize(
    ("tampering", "fault"),
    [
        (
            "UPDATE minutes SET text = replace(text, '開議', '閉議')",
            "会議 1 の会議録の本文が、封印した本文と合いません",
        ),
        ("UPDATE minutes SET text = text || ' '", f"会議 1 の会議録の本文{DIFFERS}"),
        (
            "UPDATE passages SET text = replace(text, '開議', '閉議')",
            "会議 1 の会議録の検索用の本文が、本文と合いません",
        ),
        ("UPDATE meetings SET place = '議塲'", f"会議 1 の名前・日時・場所（place）{DIFFERS}"),
        (
            "UPDATE meetings SET held_on = '2026-12-09'",
            f"会議 1 の名前・日時・場所（held_on）{DIFFERS}",
        ),
        ("UPDATE meetings SET state = 'closed'", f"会議 1 の状態{DIFFERS}"),
        ("UPDATE meetings SET opened_at = opened_at + 1", f"会議 1 の開議・散会の時刻{DIFFERS}"),
        (
            "UPDATE agenda_items SET title = replace(title, '41', '42')",
            f"会議 1 の議事日程（2）{DIFFERS}",
        ),
        (
            "UPDATE papers SET name = '議案第42号' WHERE id = 1",
            f"会議 1 の会議資料（1）{DIFFERS}",
        ),
        ("UPDATE papers SET name = '公開の案' WHERE id = 2", f"会議 1 の会議資料（2）{DIFFERS}"),
        ("UPDATE papers SET published_at = 1 WHERE id = 2", f"会議 1 の会議資料（2）{DIFFERS}"),
        (
            "UPDATE paper_versions SET digest = (SELECT digest FROM paper_versions WHERE id = 2)",
            f"会議 1 の会議資料（1）{DIFFERS}",
        ),
        ("UPDATE attendance SET state = 'present'", f"会議 1 の出欠（4）{DIFFERS}"),
        ("UPDATE floors SET page = 3", f"会議 1 の示しているページ（page）{DIFFERS}"),
        (
            "UPDATE strokes SET color = '#102031' WHERE layer = 'shared'",
            f"会議 1 の書き込み（shared-stroke）{DIFFERS}",
        ),
        (
            "DELETE FROM stroke_places WHERE stroke_id = 'private-stroke'",
            f"会議 1 の書き込み（private-stroke）{DIFFERS}",
        ),
        (
            "UPDATE bookmarks SET name = '質疑'",
            f"会議 1 のしおり（(3, 1, 2, 0)）{DIFFERS}",
        ),
        (
            "DELETE FROM entries WHERE kind = 'agenda.added'",
            "記録 meeting:1 の 4 番が書きかえられています",
        ),
    ],
)
def test_one_change_in_the_tables_is_found_and_named(
    sealed: House, tampering: str, fault: str
) -> None:
    with sealed.database.write() as session:
        session.execute(text(tampering))
    assert fault in verdict(sealed).faults


@pytest.mark.parametrize(
    ("tampering", "page"),
    [
        ("UPDATE page_texts SET text = replace(text, '41', '42') WHERE page = 2", 2),
        ("DELETE FROM page_texts WHERE version_id = 1 AND page = 3", 3),
    ],
)
def test_searched_words_other_than_the_files_are_said_and_are_no_fault(
    sealed: House, tampering: str, page: int
) -> None:
    with sealed.database.write() as session:
        session.execute(text(tampering))
    found = verdict(sealed)
    assert found.faults == []
    assert [note.split("の検索用")[0] for note in found.notes] == [
        f"資料「議案第41号」の{page}ページ"
    ]


def test_every_paper_and_sealed_pdf_is_held_to_its_digest(sealed: House) -> None:
    digests = list(sealed.files.digests())
    for digest in digests:
        path = sealed.files.path(digest)
        content = bytearray(path.read_bytes())
        content[-1] ^= 1
        path.write_bytes(content)
    changed = {f"ファイル {digest} の中身が変わっています" for digest in digests}
    assert (len(digests), set(verdict(sealed).faults)) == (3, changed)


TAKEN_OUT = "DELETE FROM streams WHERE name = '{0}'; DELETE FROM entries WHERE stream = '{0}'"
UNSEALED = "UPDATE minutes SET sealed_at = NULL, pdf = NULL; UPDATE meetings SET state = 'closed'"


@pytest.mark.parametrize(
    ("tampering", "fault"),
    [
        ("DELETE FROM minutes", "会議 1 の会議録の封印が記録と合いません"),
        (UNSEALED, "会議 1 の会議録の封印が記録と合いません"),
        ("DELETE FROM streams WHERE name = 'office:1'", "記録 office:1 がありません"),
        ("DELETE FROM streams WHERE name = 'meeting:1'", "記録 meeting:1 がありません"),
        (
            TAKEN_OUT.format("office:1"),
            "記録 office:1 がありません",
        ),
        (
            TAKEN_OUT.format("meeting:1"),
            "記録 meeting:1 がありません",
        ),
        (
            TAKEN_OUT.format("council"),
            "記録 council がありません",
        ),
        ("DELETE FROM meetings", "記録 meeting:1 の会議がありません"),
        (
            "UPDATE paper_versions SET digest = (SELECT pdf FROM minutes) WHERE id = 1",
            "会議 1 の資料「議案第41号」のファイルが記録と合いません",
        ),
        (
            "DELETE FROM paper_versions WHERE id = 1",
            "会議 1 の資料「議案第41号」のファイルが記録と合いません",
        ),
    ],
)
def test_rows_taken_out_whole_are_found_and_named(
    sealed: House, tampering: str, fault: str
) -> None:
    path = sealed.config.storage / "gijo.sqlite3"
    with sqlite3.connect(path) as database:
        database.executescript(tampering)
    database.close()
    assert fault in verdict(sealed).faults


def write_anew(house: House, stream: str, kind: str, *, seal_too: bool) -> None:
    """Change when an entry was made, and all digests of its stream; ``seal_too`` its seal's."""
    with house.database.write() as session:
        found = select(Entry).filter_by(stream=stream).order_by(Entry.number)
        digest = ""
        for entry in session.scalars(found):
            entry.at -= entry.kind == kind
            if seal_too and entry.kind == "minutes.sealed":
                entry.body = entry.body | {"chain": digest}
            line = (entry.number, entry.kind, entry.at, entry.by, entry.body)
            digest = entry.digest = chained(digest, *line)
        session.execute(update(Stream).filter_by(name=stream).values(digest=digest))


@pytest.mark.parametrize(
    ("stream", "kind", "seal_too", "fault"),
    [
        ("meeting:1", "meeting.announced", False, "会議 1 の会議録が証明する記録が変わっています"),
        (
            "office:1",
            "minutes.drafted",
            False,
            "会議 1 の封印が証明する事務局の記録が変わっています",
        ),
        (
            "meeting:1",
            "meeting.announced",
            True,
            "会議 1 の会議録のPDFに、封印の記録のダイジェストがありません",
        ),
    ],
)
def test_a_stream_written_anew_with_its_digests_does_not_fit_its_seal(
    sealed: House, stream: str, kind: str, seal_too: bool, fault: str
) -> None:
    write_anew(sealed, stream, kind, seal_too=seal_too)
    assert verdict(sealed).faults == [fault]


def unseal_text(house: House) -> None:
    """Bring the seal into its form before it named the text, with a whole chain."""
    with house.database.write() as session:
        last = session.query(Entry).filter_by(kind="minutes.sealed").one()
        before = session.query(Entry).filter_by(stream=last.stream, number=last.number - 1).one()
        body = {name: value for name, value in last.body.items() if name != "text"}
        line = (last.number, last.kind, last.at, last.by, body)
        last.body, last.digest = json.loads(json.dumps(body)), chained(before.digest, *line)
        session.execute(update(Stream).filter_by(name=last.stream).values(digest=last.digest))


def test_an_older_seal_without_the_text_is_said_and_held_to_the_clerks_stream(
    sealed: House,
) -> None:
    unseal_text(sealed)
    found = verdict(sealed)
    assert found.faults == []
    assert ["前の版の封印" in note for note in found.notes] == [True]
    with sealed.database.write() as session:
        session.execute(text("UPDATE minutes SET text = replace(text, '開議', '閉議')"))
    assert f"会議 1 の会議録の本文{DIFFERS}" in verdict(sealed).faults
