"""A replacement compared, corrected, and published in one act, which the record holds."""

from __future__ import annotations

from threading import Event
from typing import Any

import pytest
from sqlalchemy.orm import Session

from meetings.commands.comparing import differences
from meetings.domain import pairing, papers, record, snapshot
from meetings.domain.base import Refused
from meetings.domain.meetings import Meeting
from meetings.domain.papers import Paper, PaperVersion
from meetings.domain.people import Person
from meetings.domain.question import read
from meetings.domain.replacements import Replacement
from meetings.domain.search import Wanted, find
from meetings.jobs.comparing import Comparer
from meetings.jobs.preparing import Preparer
from tests.cast import Council
from tests.conftest import ON_BOTH
from tests.pdf.pairs import book, lines

OLD = [lines(name) for name in "abcd"]
CHANGED = [*lines("b")[:-1], "予備費　一千二百万円"]
NEW = [OLD[0], lines("x"), CHANGED, OLD[3]]
"""The first page, one put in, the second one changed, and the fourth; the third was taken out."""


def add(council: Council, pages: list[list[str]] = OLD, name: str = "予算書") -> dict[str, Any]:
    upload = council.house.files.put_bytes(book(pages)).digest
    told: dict[str, Any] = council.do("aoki", "paper.add", name=name, upload=upload)["body"]
    council.versions.append(told["version"])
    return told


def begin(council: Council, paper: int, pages: list[list[str]] = NEW, **given: Any) -> int:
    upload = council.house.files.put_bytes(book(pages)).digest
    given = {"paper": paper, "upload": upload, "kind": "replacement"} | given
    version: int = council.do("aoki", "replacement.begin", **given)["body"]["version"]
    return version


def found(council: Council, version: int) -> dict[str, Any]:
    """Have a replacement compared, as the house does in its own name."""
    told: dict[str, Any] = council.do(None, "replacement.find", version=version)["body"]
    return told


def revision(council: Council, version: int) -> int:
    with council.house.database.read() as session:
        return session.get_one(Replacement, version).revision


def issue(council: Council, version: int, **given: Any) -> dict[str, Any]:
    given = {"version": version, "revision": revision(council, version)} | given
    return council.do("aoki", "replacement.publish", **given)


def refused(council: Council, act: str, **given: Any) -> str:
    with pytest.raises(Refused) as refusal:
        council.do("aoki", act, **given)
    said = council.desk.sentence(refusal.value, "ja")
    assert not said.startswith("refusal.")
    return said


def stands(council: Council) -> None:
    """Show that tables and entries say the same."""
    with council.house.database.read() as session:
        assert list(differences(session, session.get_one(Meeting, council.meeting))) == []


def told(council: Council, version: int, login: str = "aoki") -> dict[str, Any]:
    with council.house.database.read() as session:
        return pairing.told(session, council.who(login), session.get_one(PaperVersion, version))


def runs_of(told: dict[str, Any]) -> list[tuple[Any, ...]]:
    return [tuple(run[name] for name in ("from", "to", "n", "state")) for run in told["map"]]


@ON_BOTH
def test_a_paper_is_replaced_in_an_open_meeting_and_the_called_page_leads_on(
    council: Council,
) -> None:
    paper = add(council)
    council.do("aoki", "papers.publish")
    council.bring_to("open")
    council.do("aoki", "floor.take")
    turned = council.do("aoki", "floor.turn", version=paper["version"], page=3, epoch=1)["number"]
    version = begin(council, 1, kind="correction", reason="税率の誤り")
    counts = {"same": 2, "changed": 1, "removed": 1, "inserted": 1, "doubt": 0}
    assert found(council, version).items() >= counts.items()
    stands(council)
    body = issue(council, version)["body"]
    shown = [(1, 1, 1, "same"), (2, 3, 1, "changed"), (3, 0, 1, "removed"), (4, 4, 1, "same")]
    assert runs_of(body) == shown
    names = ("paper", "version", "from", "kind", "reason", "pages", "withdrawn")
    assert [body[name] for name in names] == [
        1, version, paper["version"], "correction", "税率の誤り", 4, False
    ]  # fmt: skip
    stands(council)
    with council.house.database.read() as session:
        meeting = session.get_one(Meeting, council.meeting)
        seen = snapshot.of_meeting(session, council.who("ueda"), meeting, council.house.rules)
    # Page 3 is gone: everybody is led to what stood before it.
    assert (seen["floor"]["version"], seen["floor"]["page"]) == (version, 3)
    assert seen["floor"]["number"] == turned
    (row,) = seen["papers"]
    assert [(one["version"], one["kind"], one["from"]) for one in row["versions"]] == [
        (paper["version"], "first", None), (version, "correction", paper["version"])
    ]  # fmt: skip
    assert (row["version"], told(council, paper["version"], "ueda")["later"]) == (version, version)
    assert "revision" not in told(council, version, "ueda")
    council.do("aoki", "floor.turn", version=paper["version"], page=2, epoch=1)
    assert "もう配付されて" in refused(council, "replacement.pair", version=version, page=3, to=2)
    third = begin(council, 1, [*OLD, lines("y")])
    assert found(council, third)["inserted"] == 2
    assert issue(council, third)["body"]["from"] == version
    with council.house.database.read() as session:
        floor = snapshot.of_meeting(session, council.who("ueda"), meeting, council.house.rules)
    # What was called of a version before that one is still shown as it was.
    assert floor["floor"]["version"] == paper["version"]
    council.do("aoki", "meeting.close")
    council.do("aoki", "minutes.draft")
    stands(council)
    with council.house.database.read() as session:
        (draft,) = [
            entry.body["text"]
            for entry in record.after(session, f"office:{council.meeting}", 0)
            if entry.kind == "minutes.drafted"
        ]
    assert "「予算書」を訂正した" in draft
    late = {"paper": 1, "upload": "0" * 64, "kind": "correction"}
    assert "終わっています" in refused(council, "replacement.begin", **late)


def sources(session: Session, who: Person, words: str) -> list[int]:
    """Return the versions in which somebody finds these words."""
    question = read(words)
    assert question
    return [group.source for group in find(session, who, Wanted(question)).groups]


@ON_BOTH
def test_what_is_replaced_before_it_is_published_nobody_but_clerks_ever_saw(
    council: Council,
) -> None:
    council.do("aoki", "meeting.announce")
    paper = add(council)
    Preparer(council.house, None, Comparer(council.desk)).prepare(_version(council, 1))
    version = begin(council, 1)
    Preparer(council.house, None, Comparer(council.desk)).prepare(_version(council, version))
    assert told(council, version)["counts"]["changed"] == 1
    answer = issue(council, version)
    assert answer["stream"] == f"office:{council.meeting}"
    assert answer["body"]["withdrawn"]
    stands(council)
    published = council.do("aoki", "paper.publish", paper=1)["body"]
    assert (published["version"], published["pages"]) == (version, 4)
    stands(council)
    with council.house.database.read() as session:
        for login, versions in (("aoki", [version]), ("ueda", [version])):
            who = council.who(login)
            assert sources(session, who, lines("d")[0]) == versions
            assert sources(session, who, lines("c")[0]) == []
        with pytest.raises(Refused):
            papers.seen(session, council.who("ueda"), paper["version"])
        (row,) = snapshot.of_meeting(
            session, council.who("ueda"), session.get_one(Meeting, 1), council.house.rules
        )["papers"]
    assert [(one["kind"], one["from"]) for one in row["versions"]] == [("first", None)]
    assert told(council, version, "ueda")["from"] is None
    assert told(council, version, "aoki")["from"] == paper["version"]


def _version(council: Council, version: int) -> PaperVersion:
    with council.house.database.read() as session:
        return session.get_one(PaperVersion, version)


def test_the_clerk_says_what_a_page_became_and_a_later_comparing_does_not_undo_it(
    council: Council,
) -> None:
    add(council)
    version = begin(council, 1)
    early = {"version": version, "page": 3, "to": 2}
    assert "照らし合わせて" in refused(council, "replacement.pair", **early)
    assert "照らし合わせて" in refused(council, "replacement.publish", version=version, revision=2)
    found(council, version)
    taken = refused(council, "replacement.pair", version=version, page=3, to=4)
    assert "元の4ページ" in taken
    assert "5ページはありません" in refused(
        council, "replacement.pair", version=version, page=3, to=5
    )
    before = revision(council, version)
    said = council.do("aoki", "replacement.pair", **early)["body"]
    assert (said["to"], said["state"], said["corrected"]) == (2, "changed", True)
    stale = refused(council, "replacement.publish", version=version, revision=before)
    assert "開いたあとに変わりました" in stale
    council.do("aoki", "replacement.pair", version=version, page=4, to=0)
    council.do("aoki", "replacement.pair", version=version, page=1, to=4)
    found(council, version)
    now = told(council, version)
    pairs = {pair["from"]: (pair["to"], pair["state"], pair["moved"]) for pair in now["pairs"]}
    assert pairs == {1: (4, "changed", True), 2: (3, "changed", True), 3: (2, "changed", False)}
    assert ([one["from"] for one in now["removed"]], now["inserted"]) == ([4], [1])
    council.do("aoki", "replacement.pair", version=version, page=1)
    council.do("aoki", "replacement.pair", version=version, page=4)
    council.do("aoki", "replacement.pair", version=version, page=3)
    assert not any(one["corrected"] for one in [*told(council, version)["pairs"], *now["doubts"]])
    assert told(council, version)["map"] == issue(council, version)["body"]["map"]
    stands(council)


def test_a_file_that_has_no_page_in_common_is_published_only_when_that_is_said(
    council: Council,
) -> None:
    add(council)
    version = begin(council, 1, [lines("p"), lines("q")])
    found(council, version)
    given = {"version": version, "revision": revision(council, version)}
    assert "同じページが見つかりません" in refused(council, "replacement.publish", **given)
    body = council.do("aoki", "replacement.publish", **given, everything_to_tray=True)["body"]
    assert {run["to"] for run in body["map"]} == {0}
    stands(council)


def test_a_file_that_cannot_be_compared_leaves_every_page_to_the_clerk_until_it_can(
    council: Council,
) -> None:
    add(council)
    version = begin(council, 1)
    with council.house.database.read() as session:
        former = session.get_one(Replacement, version).former.digest
    path = council.house.files.path(former)
    content = path.read_bytes()
    path.write_bytes(b"lost")
    assert found(council, version)["doubt"] == 4
    assert told(council, version)["doubts"][0]["guesses"] == [1]
    council.do("aoki", "replacement.pair", version=version, page=1, to=4)
    path.write_bytes(content)
    found(council, version)
    now = told(council, version)
    pairs = {pair["from"]: (pair["to"], pair["state"]) for pair in now["pairs"]}
    # What the clerk said holds; the page that would be there as well is asked about.
    assert pairs == {1: (4, "changed"), 2: (3, "changed")}
    doubt = {"from": 4, "guesses": [4], "corrected": False}
    assert (now["doubts"], now["inserted"]) == ([doubt], [1, 2])


def test_what_was_left_uncompared_is_compared_at_the_next_start(council: Council) -> None:
    add(council)
    version = begin(council, 1)
    comparer = Comparer(council.desk)
    comparer.compare_rest(Event())
    assert told(council, version)["found_at"] is None
    with council.house.database.write() as session:
        for row in session.get_one(Paper, 1).versions:
            row.prepared = row.pages
    comparer.compare_rest(Event())
    number = revision(council, version)
    comparer.compare_rest(Event())
    assert (told(council, version)["counts"]["same"], revision(council, version)) == (2, number)
