"""The socket: who gets one, what it brings, and when it ends."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import requests
import socketio
from socketio.exceptions import ConnectionError as NotConnected

from meetings.domain import people
from tests.cast import PASSWORD, Council, points
from tests.conftest import Server


class Tablet:
    """A real Socket.IO client that keeps what it heard, by number."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.web = requests.Session()
        # The library would add an Origin of its own; a test says which one it sends.
        quiet = {"suppress_origin": True}
        self.line = socketio.Client(reconnection=False, websocket_extra_options=quiet)
        self.entries: dict[str, dict[int, Any]] = {}
        self.heard: list[tuple[str, Any]] = []
        self.news = threading.Condition()
        for event in ("entries", "head", "whisper", "reset", "disconnect"):
            self.line.on(event, self._hear(event))

    def _hear(self, event: str) -> Callable[..., None]:
        def hear(*told: Any) -> None:
            with self.news:
                self.heard.append((event, told[0] if told else None))
                if event == "entries":
                    rows = {row["number"]: row for row in told[0]["entries"]}
                    self.entries.setdefault(told[0]["stream"], {}).update(rows)
                self.news.notify_all()

        return hear

    def until(self, what: Callable[[], Any], seconds: float = 20) -> Any:
        """Wait until something was heard."""
        with self.news:
            assert self.news.wait_for(what, timeout=seconds)
            return what()

    def has(self, stream: str, number: int) -> Any:
        """Return an entry once it is here."""
        return self.until(lambda: self.entries.get(stream, {}).get(number))

    def had(self, event: str) -> list[Any]:
        """Return what came under an event."""
        return [told for name, told in self.heard if name == event]

    def sign_in(self, login: str) -> None:
        page = self.web.get(f"{self.server.url}/sign-in", timeout=30).text
        self.token = page.split('name="csrf-token" content="')[1].split('"')[0]
        form = {"login": login, "password": PASSWORD, "csrf_token": self.token}
        self.web.post(f"{self.server.url}/sign-in", data=form, timeout=30).raise_for_status()

    def connect(self, origin: str | None = "own", **auth: str | int) -> None:
        cookies = "; ".join(f"{cookie.name}={cookie.value}" for cookie in self.web.cookies)
        headers = {"Cookie": cookies} if cookies else {}
        if origin is not None:
            headers["Origin"] = self.server.url if origin == "own" else origin
        given = {"headers": headers, "auth": auth or None, "transports": ["websocket"]}
        self.line.connect(self.server.url, **given)

    def follow(self, **after: int) -> Any:
        asked = {"v": 1, "device": "tablet-1", "after": dict(after)}
        return self.line.call("follow", asked, timeout=20)

    def do(self, act: str, given: dict[str, Any], n: int = 1, device: str = "tablet-1") -> Any:
        asked = {"act": act, "given": given, "device": device, "n": n}
        return self.line.call("do", asked, timeout=20)


@pytest.fixture
def tablet(live_server: Server) -> Iterator[Callable[[str], Tablet]]:
    """Make signed-in, connected tablets."""
    made: list[Tablet] = []

    def make(login: str) -> Tablet:
        one = Tablet(live_server)
        made.append(one)
        one.sign_in(login)
        one.connect()
        return one

    yield make
    for one in made:
        one.line.disconnect()
        one.web.close()


@pytest.fixture
def nobody(live_server: Server) -> Iterator[Tablet]:
    """A tablet nobody signed in on."""
    one = Tablet(live_server)
    yield one
    one.line.disconnect()
    one.web.close()


Make = Callable[[str], Tablet]


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


def test_every_room_hears_its_head_and_the_time(live_council: Council, tablet: Make) -> None:
    live_council.bring_to("open")
    stream = f"meeting:{live_council.meeting}"
    ueda = tablet("ueda")
    head = ueda.follow(**{stream: 0})["streams"][stream]
    told = ueda.until(lambda: ueda.had("head"))
    assert told[0]["heads"][stream] == head
    assert told[0]["at"] > 1_700_000_000_000


@pytest.mark.parametrize("origin", ["https://evil.example", "null", None])
def test_a_foreign_null_or_missing_origin_gets_no_socket(
    nobody: Tablet, origin: str | None
) -> None:
    nobody.sign_in("ueda")
    with pytest.raises(NotConnected):
        nobody.connect(origin=origin)


def test_a_page_of_somebody_else_gets_no_socket(live_council: Council, nobody: Tablet) -> None:
    nobody.sign_in("ueda")
    with pytest.raises(NotConnected):
        nobody.connect(person=live_council.ids["egawa"])


def test_without_signing_in_there_is_no_socket(nobody: Tablet) -> None:
    with pytest.raises(NotConnected):
        nobody.connect()


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


def test_a_token_opens_a_socket_and_its_revoking_closes_it(
    live_council: Council, nobody: Tablet
) -> None:
    key, hashed = people.new_key()
    given = {"person": live_council.ids["ueda"], "label": "試験", "key_hash": hashed}
    token = live_council.desk.do("token.issue", None, given)["body"]["token"]
    nobody.connect(origin=None, token=key)
    live_council.bring_to("open")
    assert nobody.follow(**{f"meeting:{live_council.meeting}": 0})["streams"]
    live_council.desk.do("token.revoke", None, {"token": token})
    nobody.until(lambda: nobody.had("disconnect"), seconds=3)


def test_signing_out_ends_cookie_and_socket(live_council: Council, tablet: Make) -> None:
    ueda = tablet("ueda")
    old = dict(ueda.web.cookies)
    home = f"{ueda.server.url}/"
    page = ueda.web.get(home, timeout=30).text
    token = page.split('name="csrf-token" content="')[1].split('"')[0]
    ueda.web.post(f"{ueda.server.url}/sign-out", data={"csrf_token": token}, timeout=30)
    ueda.until(lambda: ueda.had("disconnect"), seconds=3)
    again = requests.get(home, cookies=old, allow_redirects=False, timeout=30)
    assert again.status_code == 302
    assert "/sign-in" in again.headers["Location"]


@pytest.mark.parametrize("change", [{"role": "guest"}, {"active": False}])
def test_a_changed_role_or_disabled_account_ends_cookie_and_socket(
    live_council: Council, tablet: Make, change: dict[str, Any]
) -> None:
    kimura, person = tablet("kimura"), live_council.ids["kimura"]
    live_council.desk.do("person.change", None, {"person": person, **change})
    kimura.until(lambda: kimura.had("disconnect"), seconds=3)
    assert (
        kimura.web.get(f"{kimura.server.url}/", timeout=30).url.split("?")[0].endswith("/sign-in")
    )
    back = {"person": person, "role": "member", "active": True}
    live_council.desk.do("person.change", None, back)
