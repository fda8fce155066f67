"""Marks: words on them, their places, their layers; whose they are, and who sees them."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask

from meetings.commands.comparing import differences
from meetings.domain.base import Refused
from meetings.domain.meetings import Meeting
from tests.cast import Council, points
from tests.conftest import ON_BOTH, sign_in_client

LOOK = {"tool": "pen", "color": "#102030", "width": 2.0, "points": points()}


def draw(council: Council, login: str, name: str, **given: Any) -> dict[str, Any]:
    where = {"version": council.versions[0], "page": 1, "layer": "private"}
    return council.do(login, "ink.draw", id=name, **LOOK | where | given)


def put(name: str, page: int = 2, **given: Any) -> dict[str, Any]:
    return {"id": name, "page": page, "dx": 10.0, "dy": -4.5, "scale": 1.5, "turn": 90} | given


def seen(app: Flask, council: Council, login: str) -> dict[str, dict[str, Any]]:
    version = council.versions[0]
    url = f"/api/meetings/{council.meeting}/ink?version={version}"
    told = sign_in_client(app, login).get(url).get_json()
    return {row["id"]: row for row in told["strokes"]}


def faults(council: Council) -> list[str]:
    with council.house.database.read() as session:
        return list(differences(session, session.get_one(Meeting, council.meeting)))


@ON_BOTH
def test_a_mark_of_words_keeps_them_and_one_without_is_refused(council: Council) -> None:
    council.bring_to("open")
    told = draw(council, "ueda", "slip-0001", tool="slip", points=points(1), text="要旨\r\n二行")
    assert told["body"]["text"] == "要旨\n二行"
    lines = {"tool": "words", "points": points(4), "text": "歳入"}
    assert draw(council, "ueda", "words-001", **lines)["done"]
    wrong: list[tuple[dict[str, Any], str]] = [
        ({"tool": "text", "points": points(2)}, "ink.wants_words"),
        ({"tool": "slip", "points": points(1), "text": " \n"}, "ink.wants_words"),
        ({"tool": "stamp", "points": points(1), "text": "可"}, "ink.wants_words"),
        ({"tool": "sticky", "points": points(2), "text": "二点"}, "ink.unreadable"),
        ({"tool": "line", "points": points(3)}, "ink.unreadable"),
        ({"tool": "words", "points": points(3), "text": "歳出"}, "ink.unreadable"),
        ({"text": "文"}, "ink.has_no_words"),
        ({"group": 1}, "given.wrong"),
        ({"layer": "group"}, "given.wrong"),
        ({"tool": "text", "points": points(2), "text": "あ" * 4001}, "given.wrong"),
    ]
    for given, reason in wrong:
        with pytest.raises(Refused, match=reason):
            draw(council, "ueda", "wrong-001", **given)
    assert faults(council) == []


@ON_BOTH
def test_ones_own_marks_are_moved_over_pages_and_to_the_tray_and_back(council: Council) -> None:
    council.bring_to("open")
    draw(council, "ueda", "stroke-1")
    where = {"version": council.versions[0], "layer": "private"}
    council.do("ueda", "ink.erase", **where, ids=["stroke-1"])
    for places in ([put("stroke-1")], [put("stroke-1", 0)], [put("stroke-1", 3)]):
        told = council.do("ueda", "ink.place", **where, places=places)
        assert told["body"]["places"] == places
    with pytest.raises(Refused, match=r"found\.nothing"):
        council.do("egawa", "ink.place", **where, places=[put("stroke-1")])
    with pytest.raises(Refused, match=r"paper\.has_no_such_page"):
        council.do("ueda", "ink.place", **where, places=[put("stroke-1", 4)])
    for wrong in ({"dx": float("nan")}, {"scale": 0.0}, {"turn": 45}, {"dy": 1e9}):
        with pytest.raises(Refused, match=r"given\.wrong"):
            council.do("ueda", "ink.place", **where, places=[put("stroke-1", **wrong)])
    assert faults(council) == []


def test_what_waits_in_the_tray_is_seen_by_its_author_only(app: Flask, seated: Council) -> None:
    seated.bring_to("open")
    draw(seated, "ueda", "stroke-1", layer="shared")
    where = {"version": seated.versions[0], "layer": "shared"}
    seated.do("ueda", "ink.place", **where, places=[put("stroke-1", 2)])
    row = seen(app, seated, "egawa")["stroke-1"]
    assert [row[name] for name in ("page", "dx", "dy", "scale", "turn")] == [2, 10, -4.5, 1.5, 90]
    seated.do("ueda", "ink.place", **where, places=[put("stroke-1", 0)])
    assert seen(app, seated, "egawa") == {}
    assert seen(app, seated, "ueda")["stroke-1"]["page"] == 0


def test_a_mark_goes_from_layer_to_layer_whole_and_only_who_may_sees_it(
    app: Flask, seated: Council
) -> None:
    seated.bring_to("open")
    group = seated.add_group("青波会", "faction", "ueda", "egawa")
    draw(seated, "ueda", "stroke-1")
    private = {"version": seated.versions[0], "layer": "private"}
    seated.do("ueda", "ink.place", **private, places=[put("stroke-1")])
    told = seated.do("ueda", "ink.lay", ids=["stroke-1"], layer="group", group=group)
    assert told["stream"] == f"group:{seated.meeting}:{group}"
    assert told["body"]["marks"][0]["places"][0]["page"] == 2
    assert "stroke-1" in seen(app, seated, "egawa")
    for outside in ("kimura", "inoue", "aoki", "kanri"):
        assert seen(app, seated, outside) == {}
    theirs = private | {"layer": "group", "group": group, "ids": ["stroke-1"]}
    assert seated.do("ueda", "ink.erase", **theirs)["body"]["rev"] == {"stroke-1": 1}
    seated.do("ueda", "ink.restore", **theirs)
    assert (
        seated.do("ueda", "ink.lay", ids=["stroke-1"], layer="shared")["body"]["layer"] == "shared"
    )
    assert seen(app, seated, "kimura")["stroke-1"]["rev"] == 2
    # Laid where it lies: nothing changes, and it was done.
    assert seated.do("ueda", "ink.lay", ids=["stroke-1"], layer="shared")["body"]["marks"] == []
    with pytest.raises(Refused, match=r"found\.nothing"):
        seated.do("egawa", "ink.lay", ids=["stroke-1"], layer="private")
    assert faults(seated) == []


@ON_BOTH
def test_who_left_a_group_keeps_what_they_wrote_there(council: Council) -> None:
    council.bring_to("open")
    group = council.add_group("青波会", "faction", "ueda", "egawa")
    theirs = {"layer": "group", "group": group}
    draw(council, "ueda", "stroke-1", **theirs)
    council.do("aoki", "seat.end", body=group, person=council.ids["ueda"])
    with pytest.raises(Refused, match=r"ink\.group_is_over") as refused:
        draw(council, "ueda", "stroke-2", **theirs)
    assert refused.value.keep == "private"
    where = {"version": council.versions[0], "ids": ["stroke-1"]} | theirs
    assert council.do("ueda", "ink.erase", **where)["stream"].startswith("group:")
    council.do("ueda", "ink.restore", **where)
    told = council.do("ueda", "ink.lay", ids=["stroke-1"], layer="private")
    assert told["stream"] == f"notebook:{council.meeting}:{council.ids['ueda']}"
    assert faults(council) == []


@ON_BOTH
def test_the_chair_clears_what_anybody_shared_and_nobody_else_does(council: Council) -> None:
    council.bring_to("open")
    draw(council, "ueda", "stroke-1", layer="shared")
    draw(council, "ueda", "stroke-2")
    shared = {"version": council.versions[0], "layer": "shared", "ids": ["stroke-1"]}
    council.do("aoki", "floor.share", allowed=False)
    for other in ("aoki", "egawa", "kanri"):
        with pytest.raises(Refused, match=r"found\.nothing"):
            council.do(other, "ink.erase", **shared)
    assert council.do("inoue", "ink.erase", **shared)["body"]["ids"] == ["stroke-1"]
    council.do("inoue", "ink.restore", **shared)
    with pytest.raises(Refused, match=r"found\.nothing"):
        council.do("inoue", "ink.erase", **shared | {"layer": "private", "ids": ["stroke-2"]})
    with pytest.raises(Refused, match=r"found\.nothing"):
        council.do("inoue", "ink.place", version=council.versions[0], layer="shared",
                   places=[put("stroke-1")])  # fmt: skip
    assert faults(council) == []


def test_an_erasure_of_an_old_outbox_names_no_version_and_counts(
    app: Flask, seated: Council
) -> None:
    seated.bring_to("open")
    draw(seated, "ueda", "stroke-1", layer="shared")
    told = seated.do("ueda", "ink.erase", layer="shared", ids=["stroke-1"])
    assert told["body"] == {"layer": "shared", "ids": ["stroke-1"]}
    assert seen(app, seated, "egawa") == {}
    assert seen(app, seated, "ueda")["stroke-1"]["erased"]
    assert faults(seated) == []


def test_too_much_at_once_is_laid_in_parts(council: Council) -> None:
    council.bring_to("open")
    ids = [f"long-{n:04}" for n in range(12)]
    for name in ids:
        draw(council, "ueda", name, points=points(65_000))
    with pytest.raises(Refused, match=r"ink\.too_much"):
        council.do("ueda", "ink.lay", ids=ids, layer="shared")
    assert council.do("ueda", "ink.lay", ids=ids[:6], layer="shared")["done"]


def test_a_faction_holds_no_meetings_and_the_plenary_has_no_notes_of_its_own(
    council: Council,
) -> None:
    council.bring_to("open")
    body = council.add_group("青波会", "faction", "ueda")
    when = {"held_on": "2026-12-09", "starts_at": "10:00"}
    with pytest.raises(Refused, match=r"meeting\.of_a_faction"):
        council.do("aoki", "meeting.add", session=1, body=body, name="会派の会議", **when)
    with pytest.raises(Refused, match=r"ink\.group_is_over"):
        draw(council, "ueda", "stroke-1", layer="group", group=1)
