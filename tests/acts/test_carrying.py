"""What was written on a paper goes on to the one that takes its place, and nothing is lost."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from sqlalchemy import select

from meetings.commands.comparing import differences
from meetings.domain import notes
from meetings.domain.base import Refused
from meetings.domain.meetings import Meeting
from meetings.domain.notes import Bookmark
from meetings.domain.papers import Paper
from meetings.domain.points import packed, unpacked
from meetings.domain.replacements import Replacement
from meetings.jobs import words
from tests.cast import Council, points
from tests.conftest import ON_BOTH
from tests.pdf.pairs import book, lines

OLD = [lines(name) for name in "abcd"]
NEW = [OLD[0], lines("x"), [lines("z")[0], *OLD[1][:-1]], OLD[3]]
"""One put in; the second page a line further down; the third taken out."""
LOOK = {"tool": "pen", "color": "#102030", "width": 2.0}
Marks = dict[str, dict[str, Any]]


def ink(spots: Sequence[tuple[float, float]]) -> str:
    """Return spots (pt) as the points of a mark."""
    return packed((x, y, 128, 0) for x, y in spots)


def add(council: Council, pages: list[list[str]] = OLD) -> int:
    upload = council.house.files.put_bytes(book(pages)).digest
    told = council.do("aoki", "paper.add", name="予算書", upload=upload)["body"]
    words.complete(council.house, upload, len(pages))
    council.versions.append(told["version"])
    return int(told["version"])


def begun(council: Council) -> tuple[int, int]:
    """Open a meeting with a paper published; return its version, and a faction of two."""
    old = add(council)
    council.do("aoki", "papers.publish")
    group = council.add_group("青波会", "faction", "ueda", "egawa")
    council.bring_to("open")
    return old, group


def replace(council: Council, paper: int, pages: list[list[str]], **given: Any) -> int:
    """Replace a paper by other pages, from the upload to its being published."""
    upload = council.house.files.put_bytes(book(pages)).digest
    begun = {"paper": paper, "upload": upload, "kind": "replacement"}
    version = int(council.do("aoki", "replacement.begin", **begun)["body"]["version"])
    words.complete(council.house, upload, len(pages))
    council.do(None, "replacement.find", version=version)
    with council.house.database.read() as session:
        revision = session.get_one(Replacement, version).revision
    council.do("aoki", "replacement.publish", version=version, revision=revision, **given)
    return version


def draw(council: Council, login: str, name: str, version: int, **given: Any) -> None:
    where = {"version": version, "page": 1, "layer": "private", "points": points()}
    council.do(login, "ink.draw", id=name, **LOOK | where | given)


def on(council: Council, login: str, version: int) -> Marks:
    """Return the marks that somebody sees on a version, with those of their own that wait."""
    with council.house.database.read() as session:
        meeting = session.get_one(Meeting, council.meeting)
        found = notes.on_pages(session, council.who(login), meeting, version, None)
        return {place.stroke_id: place.told() for place in found}


def stands(council: Council) -> None:
    """Show that tables and entries say the same."""
    with council.house.database.read() as session:
        assert list(differences(session, session.get_one(Meeting, council.meeting))) == []


@ON_BOTH
def test_marks_and_bookmarks_go_with_their_pages_or_wait_and_stay_on_the_old_version(
    council: Council,
) -> None:
    old, group = begun(council)
    at = ink([(100, 100), (160, 110)])
    for page, name in enumerate(("stays-01", "moves-01", "waits-01"), start=1):
        draw(council, "ueda", name, old, page=page, points=at)
    draw(council, "egawa", "shared-1", old, page=4, layer="shared")
    draw(council, "egawa", "group-01", old, page=2, layer="group", group=group, points=at)
    draw(council, "ueda", "erased-1", old, page=2, points=at)
    council.do("ueda", "ink.erase", layer="private", version=old, ids=["erased-1"])
    draw(council, "ueda", "laid-001", old, page=4)
    council.do("ueda", "ink.lay", layer="shared", ids=["laid-001"])
    for page in (2, 3):
        council.do("ueda", "bookmark.set", version=old, page=page, on=True, name=f"頁{page}")
    before = on(council, "ueda", old)
    new = replace(council, 1, NEW)
    stands(council)
    assert on(council, "ueda", old) == before
    here = on(council, "ueda", new)
    assert {name: row["page"] for name, row in here.items()} == {
        "stays-01": 1, "moves-01": 3, "waits-01": 0, "shared-1": 4, "group-01": 3, "erased-1": 3,
        "laid-001": 4,
    }  # fmt: skip
    assert (here["stays-01"]["dx"], here["stays-01"]["dy"]) == (0, 0)
    assert here["moves-01"]["dy"] == pytest.approx(24, abs=1)
    assert here["erased-1"]["erased"]
    assert "waits-01" not in on(council, "egawa", new)
    assert on(council, "kimura", new).keys() == {"shared-1", "laid-001"}
    with council.house.database.read() as session:
        kept = session.scalars(select(Bookmark).filter_by(version_id=new))
        assert [(one.author_id, one.page, one.name) for one in kept] == [
            (council.ids["ueda"], 3, "頁2")
        ]
    # From the tray to a page; and back, as by undo, with its guesses.
    put = {"id": "waits-01", "page": 2, "dx": 0.0, "dy": 0.0, "scale": 1.0, "turn": 0}
    where = {"layer": "private", "version": new}
    council.do("ueda", "ink.place", **where, places=[put])
    council.do("ueda", "ink.place", **where, places=[put | {"page": 0}])
    third = replace(council, 1, [*NEW, lines("y")])
    assert {name: row["page"] for name, row in on(council, "ueda", third).items()} == {
        name: row["page"] for name, row in on(council, "ueda", new).items()
    }
    stands(council)


def test_notes_of_a_page_that_was_left_out_go_back_once_it_is_put_in_again(
    council: Council,
) -> None:
    old, group = begun(council)
    at = ink([(100, 100), (160, 110)])
    draw(council, "ueda", "mine-001", old, page=3, points=at)
    draw(council, "egawa", "group-01", old, page=3, layer="group", group=group, points=at)
    draw(council, "ueda", "moved-01", old, page=3, points=at)
    moved = {"id": "moved-01", "page": 3, "dx": 40.0, "dy": 7.0, "scale": 1.0, "turn": 0}
    council.do("ueda", "ink.place", layer="private", version=old, places=[moved])
    without = replace(council, 1, [OLD[0], OLD[1], OLD[3]])
    assert {row["page"] for row in on(council, "ueda", without).values()} == {0}
    draw(council, "ueda", "later-01", without, page=1)
    again = replace(council, 1, [lines("x"), *OLD])
    here = on(council, "ueda", again)
    assert {name: row["page"] for name, row in here.items()} == {
        "mine-001": 4, "group-01": 4, "moved-01": 4, "later-01": 2,
    }  # fmt: skip
    assert [(here[name]["dx"], here[name]["dy"]) for name in ("mine-001", "moved-01")] == [
        (0, 0),
        (40, 7),
    ]
    assert not here["mine-001"].get("guesses")
    stands(council)


def test_a_drawing_stays_in_one_piece_and_marked_words_are_found_again(council: Council) -> None:
    """Its arrow and its ring lie by lines that moved apart; marked words are on another page."""
    old = add(council)
    council.do("aoki", "papers.publish")
    council.bring_to("open")
    text = OLD[1]
    page = [*text[:6], *lines("w", 5), *text[6:8], text[10]]
    pages = [OLD[0], page, [text[11], text[8][15:] + text[9][:9], *lines("v")], OLD[2]]
    # Lines 6 and 7 of the page: the ring is about one, the arrow reaches to the other.
    ring, arrow = [(80, 205), (120, 216)], [(100, 218), (140, 236)]
    draw(council, "ueda", "ring-001", old, page=2, points=ink(ring))
    draw(council, "ueda", "arrow-01", old, page=2, points=ink(arrow))
    draw(council, "egawa", "alone-01", old, page=2, points=ink(ring))
    high = {"tool": "words", "width": 11.0}
    row = 90 + 24 * 11 - 4
    span = {"points": ink([(70, row), (200, row)]), "text": " ".join(text[11][:12])}
    draw(council, "ueda", "words-01", old, page=2, **high | span)
    draw(council, "ueda", "words-02", old, page=3, **high | span | {"text": "どこにもない言葉"})
    # From the end of one line to the beginning of the next, which are one line now.
    ends = [(268, row - 72), (367, row - 72), (70, row - 48), (136, row - 48)]
    span = {"points": ink(ends), "text": f"{text[8][18:]}\n{text[9][:6]}"}
    draw(council, "ueda", "words-03", old, page=2, **high | span)
    new = replace(council, 1, pages)
    here = on(council, "ueda", new)
    shift = {(here[name]["dx"], here[name]["dy"]) for name in ("ring-001", "arrow-01")}
    assert len(shift) == 1
    assert next(iter(shift)) == pytest.approx((0, 120), abs=1)
    # A ring alone stays by the line it is about.
    assert on(council, "egawa", new)["alone-01"]["dy"] == pytest.approx(0, abs=1)
    assert here["words-01"]["page"] == 3
    assert here["words-01"]["dy"] == pytest.approx(-264, abs=1)
    found = here["words-03"]
    assert (found["page"], found["dx"], found["dy"]) == (3, 0, 0)
    (left, high_up, *_), (right, *_) = unpacked(found["points"])
    assert high_up == pytest.approx(110, abs=4)
    assert right - left == pytest.approx(165, abs=30)
    assert here["words-02"]["page"] == 4
    assert on(council, "ueda", old)["words-03"]["points"] == span["points"]
    # Written without a line on the version before: found just so.
    draw(council, "ueda", "words-04", old, page=2, **high | span)
    late = on(council, "ueda", new)["words-04"]
    same = ("page", "dx", "dy", "scale", "points")
    assert [late[name] for name in same] == [found[name] for name in same]
    stands(council)


@ON_BOTH
def test_what_reaches_an_old_version_late_goes_on_to_all_later_ones(council: Council) -> None:
    old = add(council)
    council.do("aoki", "papers.publish")
    council.bring_to("open")
    at = ink([(100, 100), (160, 110)])
    for name in ("erase-01", "place-01"):
        draw(council, "ueda", name, old, page=2, points=at)
    second = replace(council, 1, NEW)
    third = replace(council, 1, [lines("first"), *NEW])
    draw(council, "ueda", "late-001", old, page=2, points=at)
    draw(council, "ueda", "late-002", old, page=3, points=at, layer="shared")
    council.do("ueda", "ink.erase", layer="private", ids=["erase-01"])  # an old outbox
    put = {"id": "place-01", "page": 4, "dx": 0.0, "dy": 200.0, "scale": 1.0, "turn": 0}
    council.do("ueda", "ink.place", layer="private", version=old, places=[put])
    council.do("ueda", "bookmark.set", version=old, page=4, on=True, name="まとめ")
    pages = {"late-001": (3, 4), "late-002": (0, 0), "erase-01": (3, 4), "place-01": (4, 5)}
    for place, version in enumerate((second, third)):
        here = on(council, "ueda", version)
        assert {name: row["page"] for name, row in here.items()} == {
            name: of[place] for name, of in pages.items()
        }
        assert [name for name, row in here.items() if row["erased"]] == ["erase-01"]
    assert on(council, "ueda", third)["place-01"]["dy"] == 200
    council.do("ueda", "ink.restore", layer="private", version=second, ids=["erase-01"])
    assert [on(council, "ueda", one)["erase-01"]["erased"] for one in (old, second, third)] == [
        True, False, False
    ]  # fmt: skip
    with council.house.database.read() as session:
        found = session.execute(select(Bookmark.version_id, Bookmark.page))
        assert sorted(map(tuple, found)) == [(old, 4), (second, 4), (third, 5)]
    stands(council)


def test_with_no_page_in_common_everything_waits(council: Council) -> None:
    old = add(council)
    council.do("aoki", "papers.publish")
    council.bring_to("open")
    draw(council, "ueda", "waits-01", old)
    with pytest.raises(Refused, match=r"replacement\.nothing_in_common"):
        replace(council, 1, [lines("p"), lines("q")])
    with council.house.database.read() as session:
        draft = session.get_one(Paper, 1).draft
        assert draft is not None
        revision = session.get_one(Replacement, draft.id).revision
    given = {"version": draft.id, "revision": revision, "everything_to_tray": True}
    council.do("aoki", "replacement.publish", **given)
    assert on(council, "ueda", draft.id)["waits-01"]["page"] == 0
    stands(council)
