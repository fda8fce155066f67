"""The guide of a paper: found by the house, corrected by the clerk, kept and folded."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event
from typing import Any

import pytest
from sqlalchemy import select

from meetings.domain import guide, record
from meetings.domain.base import Refused
from meetings.domain.fold import fold
from meetings.domain.papers import PaperVersion
from meetings.domain.runs import runs
from meetings.jobs.guiding import Finder
from meetings.jobs.preparing import Preparer
from tests.cast import Council
from tests.pdf.test_guide import A3, feet, made

Refusal = Callable[..., str]


@pytest.fixture
def refused(council: Council) -> Refusal:
    def ask(**given: Any) -> str:
        with pytest.raises(Refused) as refusal:
            council.do("aoki", "guide.correct", version=council.versions[0], **given)
        assert not council.desk.sentence(refusal.value, "ja").startswith("refusal.")
        return refusal.value.reason

    return ask


def add(council: Council, content: bytes) -> PaperVersion:
    """Add a paper and prepare it to its end, as a running server does."""
    upload = council.house.files.put_bytes(content).digest
    told = council.do("aoki", "paper.add", name="予算書", upload=upload)["body"]
    council.versions.append(told["version"])
    with council.house.database.read() as session:
        version = session.get_one(PaperVersion, told["version"])
    Preparer(council.house, Finder(council.desk)).prepare(version)
    return version


def told(council: Council) -> dict[str, Any]:
    with council.house.database.read() as session:
        version = session.get_one(PaperVersion, council.versions[0])
        return guide.told(guide.of(session, version))


def entries(council: Council, stream: str, noun: str = "guide") -> list[record.Entry]:
    with council.house.database.read() as session:
        found = select(record.Entry).filter_by(stream=f"{stream}:{council.meeting}")
        found = found.where(record.Entry.kind.startswith(f"{noun}."))
        return list(session.scalars(found.order_by(record.Entry.number)))


def test_the_house_finds_the_guide_while_it_prepares_a_paper(council: Council) -> None:
    version = add(council, made(feet("", "i", "ii", "- 1 -", "- 2 -")).tobytes())
    assert told(council)["labels"] == [[], ["i"], ["ii"], ["1"], ["2"]]
    (entry,) = entries(council, "office")
    assert (entry.kind, entry.by) == ("guide.found", None)
    assert entry.body == {"paper": version.paper_id, "version": version.id, "revision": 1}
    # Prepared again, as after a restart, nothing new is found.
    Finder(council.desk).find(version)
    Finder(council.desk).find(version, drawn=True)
    assert len(entries(council, "office")) == 1


def test_scanned_spreads_are_found_once_their_pictures_are_drawn(council: Council) -> None:
    scans = made([[] for _ in range(3)], A3, body="")
    for page in scans:
        for row in range(25):
            for column in (80, 680):
                page.draw_line((column, 100 + 25 * row), (column + 430, 100 + 25 * row), width=6)
    add(council, scans.tobytes())
    assert told(council)["spreads"] == [1, 2, 3]
    assert told(council)["text"] is False
    assert [entry.body["revision"] for entry in entries(council, "office")] == [1, 2]


def test_corrections_win_over_what_is_found_and_are_folded(council: Council) -> None:
    add(council, made(feet(*(f"- {n} -" for n in range(1, 9)))).tobytes())
    council.do("aoki", "papers.publish")
    version = council.versions[0]
    council.do("aoki", "guide.correct", version=version, last=2, style="roman", number=3)
    council.do("aoki", "guide.correct", version=version, first=3, style="arabic", number=101)
    council.do("aoki", "guide.correct", version=version, first=5, last=5, style="none")
    council.do("aoki", "guide.correct", version=version, binding="right")
    want = [["iii"], ["iv"], ["101"], ["102"], [], ["104"], ["105"], ["106"]]
    assert told(council)["labels"] == want
    assert told(council)["binding"] == "right"
    council.do("aoki", "guide.find", version=version)
    assert told(council)["labels"] == want
    shown = [(run.first, run.last, run.begin, run.end) for run in runs(told(council))]
    assert shown == [
        (1, 2, "iii", "iv"),
        (3, 4, "101", "102"),
        (5, 5, "", ""),
        (6, 8, "104", "106"),
    ]
    with council.house.database.read() as session:
        row = session.get_one(guide.Guide, version)
        sitting = fold(record.after(session, f"meeting:{council.meeting}", 0))
        assert sitting.guides[version] == {"revision": row.revision, "corrections": row.corrections}
    council.do("aoki", "guide.correct", version=version, anew=True)
    assert told(council)["labels"] == [[str(n)] for n in range(1, 9)]


def test_pages_called_spreads_take_two_numbers(council: Council) -> None:
    add(council, made([[] for _ in range(4)], A3).tobytes())
    given = {"version": council.versions[0], "style": "arabic", "number": 10, "last": 3}
    council.do("aoki", "guide.correct", spread=True, **given)
    assert told(council)["labels"] == [["10", "11"], ["12", "13"], ["14", "15"], []]
    assert told(council)["spreads"] == [1, 2, 3, 4]
    council.do("aoki", "guide.correct", version=council.versions[0], first=2, last=2, spread=False)
    assert told(council)["labels"] == [["10", "11"], ["12"], ["13", "14"], []]


def test_nonsense_is_refused_in_words(council: Council, refused: Refusal) -> None:
    add(council, made(feet("1", "2", "3")).tobytes())
    number = {"style": "arabic", "number": 1}
    assert refused(first=4, **number) == "guide.no_such_page"
    assert refused(last=9, **number) == "guide.no_such_page"
    assert refused(first=3, last=2, **number) == "guide.turned_around"
    assert refused(style="arabic") == "guide.needs_number"
    assert refused(number=5) == "guide.needs_number"
    assert refused(style="roman", number=396) == "guide.roman_too_long"
    assert refused(spread=True) == "guide.too_narrow"
    assert refused() == "guide.nothing_changed"
    assert refused(anew=True) == "guide.nothing_changed"
    assert refused(style="roman", number=0) == "given.wrong"
    council.meet("別の会議")
    council.add_paper("別の資料")
    with pytest.raises(Refused, match=r"found\.nothing"):
        council.do("aoki", "guide.correct", version=1, style="none")


def test_older_papers_get_their_guide_when_the_house_has_time(council: Council) -> None:
    told_of = council.add_paper("前からある資料", 2)["body"]
    with council.house.database.read() as session:
        version = session.get_one(PaperVersion, told_of["version"])
    Preparer(council.house).prepare(version)
    council.house.files.find_words(version.digest, 1).unlink()  # type: ignore[union-attr]
    Finder(council.desk).find_rest(Event())
    assert [entry.kind for entry in entries(council, "office")] == ["guide.found"]
    assert council.house.files.find_words(version.digest, 1)
    council.do("aoki", "paper.remove", paper=told_of["paper"])
    with council.house.database.read() as session:
        assert list(session.scalars(select(guide.Guide))) == []


def test_what_is_found_after_the_closing_does_not_come_between_the_sealing(
    council: Council,
) -> None:
    council.bring_to("closed")
    head = len(entries(council, "meeting"))
    version = council.versions[0]
    council.desk.do("guide.find", None, {"meeting": council.meeting, "version": version})
    assert len(entries(council, "meeting")) == head
    assert [entry.body["version"] for entry in entries(council, "office")] == [version]
