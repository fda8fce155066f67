"""What the socket brings: entries once and in order, answers, whispers, heads."""

from __future__ import annotations

from typing import Any

import websocket

from tests.cast import Council, points
from tests.conftest import Server
from tests.live.client import Make, Tablet


def test_a_page_turned_by_the_chair_reaches_every_follower(
    live_council: Council, tablet: Make
) -> None:
    live_council.bring_to("open")
    stream = f"meeting:{live_council.meeting}"
    chair, members = tablet("inoue"), [tablet("ueda"), tablet("egawa")]
    for one in (chair, *members):
        one.follow(**{stream: 0})
    where = {"meeting": live_council.meeting, "version": live_council.versions[0], "page": 2}
    answer = chair.do("floor.turn", {"epoch": 0} | where)
    assert answer["done"]
    for one in (chair, *members):
        row = one.has(stream, answer["number"])
        assert (row["kind"], row["body"]["page"]) == ("floor.turned", 2)


def test_what_was_missed_comes_once_in_order_after_following_again(
    live_council: Council, tablet: Make
) -> None:
    live_council.bring_to("open")
    stream = f"meeting:{live_council.meeting}"
    ueda = tablet("ueda")
    head = ueda.follow(**{stream: 0})["streams"][stream]
    ueda.until(lambda: len(ueda.entries.get(stream, {})) == head)
    ueda.line.disconnect()
    for page in (1, 2, 3, 2):
        where = {"version": live_council.versions[0], "page": page, "epoch": 0}
        live_council.do("inoue", "floor.turn", **where)
    ueda.heard.clear()
    ueda.connect()
    ueda.follow(**{stream: head})
    ueda.until(lambda: len(ueda.entries[stream]) == head + 4)
    numbers = [row["number"] for told in ueda.had("entries") for row in told["entries"]]
    assert numbers == [head + 1, head + 2, head + 3, head + 4]


def test_entries_written_by_another_process_reach_the_tablets(
    live_council: Council, tablet: Make
) -> None:
    live_council.bring_to("open")
    stream = f"meeting:{live_council.meeting}"
    ueda = tablet("ueda")
    ueda.follow(**{stream: 0})
    number = live_council.do("aoki", "meeting.pause")["number"]
    assert ueda.has(stream, number)["kind"] == "meeting.paused"


def test_what_another_process_wrote_goes_before_what_is_written_next(
    live_council: Council, tablet: Make
) -> None:
    live_council.bring_to("open")
    meeting, stream = live_council.meeting, f"meeting:{live_council.meeting}"
    chair, ueda = tablet("inoue"), tablet("ueda")
    head = ueda.follow(**{stream: 0})["streams"][stream]
    ueda.until(lambda: len(ueda.entries.get(stream, {})) == head)
    ueda.heard.clear()
    where = {"version": live_council.versions[0], "page": 2, "epoch": 0}
    for n in range(1, 7):
        live_council.do("inoue", "floor.turn", **where)
        device = f"device-b{meeting}"
        chair.do("floor.turn", {"meeting": meeting} | where, n=n, device=device)
    ueda.has(stream, head + 12)
    numbers = [row["number"] for told in ueda.had("entries") for row in told["entries"]]
    assert numbers == list(range(head + 1, head + 13))


def test_one_cannot_follow_what_one_may_not_read(live_council: Council, tablet: Make) -> None:
    ueda, meeting = tablet("ueda"), live_council.meeting
    other = live_council.ids["egawa"]
    wanted = {f"meeting:{meeting}": 0, f"office:{meeting}": 0, "council": 0, "nonsense": 0}
    answer = ueda.follow(**wanted, **{f"notebook:{meeting}:{other}": 0, "meeting:²": 0})
    assert answer["streams"] == {}
    assert set(answer["refused"].values()) == {"found.nothing"}


def test_a_repeated_act_over_the_socket_gets_the_first_answer(
    live_council: Council, tablet: Make
) -> None:
    live_council.bring_to("open")
    ueda = tablet("ueda")
    stroke: dict[str, Any] = {
        "id": f"stroke-{live_council.meeting}",
        "layer": "private",
        "tool": "pen",
    }
    stroke |= {"color": "#000000", "width": 1.5, "points": points()}
    where = {"meeting": live_council.meeting, "version": live_council.versions[0], "page": 1}
    device = f"device-{live_council.meeting}"
    first = ueda.do("ink.draw", where | stroke, device=device)
    assert ueda.do("ink.draw", where | stroke, device=device) == first | {"repeat": True}


def test_a_refused_shared_stroke_says_that_it_is_to_be_kept_as_private(
    live_council: Council, tablet: Make
) -> None:
    live_council.bring_to("open")
    live_council.do("inoue", "floor.share", allowed=False)
    stroke: dict[str, Any] = {"id": "stroke-refused", "layer": "shared", "tool": "pen"}
    stroke |= {"color": "#000000", "width": 1.0, "points": points()}
    where = {"meeting": live_council.meeting, "version": live_council.versions[0], "page": 1}
    device = f"device-k{live_council.meeting}"
    ueda = tablet("ueda")
    answer = ueda.do("ink.draw", where | stroke, device=device)
    assert answer["refused"] == "ink.sharing_is_off"
    assert answer["keep"] == "private"
    assert "自分だけの書きこみ" in answer["message"]


def test_ink_under_way_is_whispered_to_the_others_only(live_council: Council, tablet: Make) -> None:
    live_council.bring_to("open")
    stream = f"meeting:{live_council.meeting}"
    ueda, egawa, ogawa = tablet("ueda"), tablet("egawa"), tablet("ogawa")
    for one in (ueda, egawa, ogawa):
        one.follow(**{stream: 0})
    piece = {"version": 1, "page": 1, "tool": "pen", "color": "#000000", "width": 1.0}
    piece |= {"points": points()}
    whisper = {"stream": stream, "kind": "ink", "body": piece | {"id": "stroke-guest"}}
    assert ogawa.line.call("whisper", whisper)["refused"] == "right.missing"
    for body in (None, {"id": "stroke-ueda"}, piece | {"id": "stroke-ueda", "points": "!!"}):
        assert ueda.line.call("whisper", whisper | {"body": body})["refused"] == "given.wrong"
    ueda.line.emit("whisper", whisper | {"body": piece | {"id": "stroke-ueda"}})
    told = egawa.until(lambda: egawa.had("whisper"))
    assert [one["body"]["id"] for one in told] == ["stroke-ueda"]
    assert ueda.had("whisper") == []


def test_what_several_whisper_at_once_comes_whole_and_in_order_to_each_but_its_author(
    live_council: Council, tablet: Make
) -> None:
    live_council.bring_to("open")
    stream = f"meeting:{live_council.meeting}"
    ueda, egawa, kimura = tablet("ueda"), tablet("egawa"), tablet("kimura")
    for one in (ueda, egawa, kimura):
        one.follow(**{stream: 0})
    said: list[dict[str, Any]] = [
        {"id": f"{who}-{number:03}", "version": 1, "page": 1, "tool": "pen", "color": "#000000"}
        | {"width": 1.0, "points": points()}
        for number in range(60)
        for who in ("by-ueda", "by-egawa")
    ]
    for body in said:
        one = ueda if "ueda" in body["id"] else egawa
        one.line.emit("whisper", {"stream": stream, "kind": "ink", "body": body})

    def heard(one: Tablet, by: str, whispers: int) -> list[str]:
        told = one.until(lambda: [*one.had("whisper")] * (len(one.had("whisper")) == whispers))
        return [each["body"]["id"] for each in told if by in each["body"]["id"]]

    for by, other in (("by-ueda", egawa), ("by-egawa", ueda)):
        wanted = [body["id"] for body in said if by in body["id"]]
        assert heard(kimura, by, 120) == heard(other, by, 60) == wanted


def test_no_message_is_packed_anew_for_each_tablet(live_server: Server) -> None:
    address = live_server.url.replace("http", "ws") + "/socket.io/?EIO=4&transport=websocket"
    offered = ["Sec-WebSocket-Extensions: permessage-deflate"]
    line = websocket.create_connection(address, header=offered, suppress_origin=True)
    assert "sec-websocket-extensions" not in (line.getheaders() or {})
    assert str(line.recv()).startswith('0{"sid"')
    line.close()


def test_every_room_hears_its_head_and_the_time(live_council: Council, tablet: Make) -> None:
    live_council.bring_to("open")
    stream = f"meeting:{live_council.meeting}"
    ueda = tablet("ueda")
    head = ueda.follow(**{stream: 0})["streams"][stream]
    told = ueda.until(lambda: ueda.had("head"))
    assert told[0]["heads"][stream] >= head  # the guide of its paper may be found meanwhile
    assert told[0]["at"] > 1_700_000_000_000


def test_long_polling_works_where_websockets_are_blocked(
    live_council: Council, nobody: Tablet
) -> None:
    live_council.bring_to("open")
    stream = f"meeting:{live_council.meeting}"
    nobody.sign_in("ueda")
    cookies = "; ".join(f"{cookie.name}={cookie.value}" for cookie in nobody.web.cookies)
    headers = {"Cookie": cookies, "Sec-Fetch-Site": "same-origin"}
    nobody.line.connect(nobody.server.url, headers=headers, transports=["polling"])
    nobody.follow(**{stream: 0})
    number = live_council.do("aoki", "meeting.pause")["number"]
    assert nobody.has(stream, number)


def test_a_groups_notes_reach_its_members_only_and_none_whose_seat_ended(
    live_council: Council, tablet: Make
) -> None:
    live_council.bring_to("open")
    group = live_council.add_group(f"青波会{live_council.meeting}", "faction", "ueda", "egawa")
    stream = f"group:{live_council.meeting}:{group}"
    ueda, egawa, kimura = tablet("ueda"), tablet("egawa"), tablet("kimura")
    assert [one.follow(**{stream: 0})["streams"] for one in (ueda, egawa)] == [{stream: 0}] * 2
    for outside in (kimura, tablet("aoki"), tablet("kanri")):
        assert outside.follow(**{stream: 0})["refused"] == {stream: "found.nothing"}
    piece = {"version": 1, "page": 1, "tool": "pen", "color": "#000000", "width": 1.0}
    body = piece | {"points": points(), "id": "stroke-under-way"}
    whisper = {"stream": stream, "kind": "ink", "body": body}
    ueda.line.emit("whisper", whisper)
    assert egawa.until(lambda: egawa.had("whisper"))[0]["body"] == body
    assert kimura.line.call("whisper", whisper)["refused"] == "right.missing"
    look = {"tool": "pen", "color": "#000000", "width": 1.0, "points": points()}
    look |= {"meeting": live_council.meeting, "layer": "group", "group": group}
    look |= {"version": live_council.versions[0], "page": 1}
    names = [f"stroke-{live_council.meeting}-{n}" for n in range(2)]
    first = ueda.do("ink.draw", look | {"id": names[0]}, n=group * 10)
    assert egawa.has(stream, first["number"])["body"]["id"] == names[0]
    whole = f"meeting:{live_council.meeting}"
    egawa.follow(**{whole: 0})
    live_council.do("aoki", "seat.end", body=group, person=live_council.ids["egawa"])
    second = ueda.do("ink.draw", look | {"id": names[1]}, n=group * 10 + 1)
    assert ueda.has(stream, second["number"])
    # What is sent to all after that is there, so what was not sent before it will not come.
    head = live_council.do("inoue", "floor.share", allowed=True)["number"]
    egawa.follow(**{whole: head - 1})
    egawa.has(whole, head)
    assert second["number"] not in egawa.entries[stream]
    # Whoever lost a seat, or got one, is told to ask anew for whom there is writing; nobody else.
    assert egawa.until(lambda: egawa.had("reset"))[0]["stream"] == whole
    kimura.follow(**{whole: head})
    seat = {"body": group, "person": live_council.ids["kimura"], "office": "member"}
    live_council.do("aoki", "seat.give", **seat)
    assert kimura.until(lambda: kimura.had("reset"))
    assert not ueda.had("reset")
    refused = egawa.do("ink.draw", look | {"id": f"{names[0]}-e"})
    assert (refused["refused"], refused["keep"]) == ("ink.group_is_over", "private")
