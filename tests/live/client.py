"""A tablet's end of the socket, by a real Socket.IO client."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import requests
import socketio

from tests.cast import PASSWORD
from tests.conftest import Server


class Tablet:
    """A real Socket.IO client that keeps what it heard, by number."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.web = requests.Session()
        # The library would add an Origin of its own; a test says which one it sends.
        quiet: dict[str, Any] = {"suppress_origin": True}
        if server.authority:
            # The environment may name authorities, which would win.
            self.web.trust_env, self.web.verify = False, server.authority
            quiet["sslopt"] = {"ca_certs": server.authority}
        self.line = socketio.Client(reconnection=False, websocket_extra_options=quiet)
        self.entries: dict[str, dict[int, Any]] = {}
        self.heard: list[tuple[str, Any]] = []
        self.news = threading.Condition()
        for event in ("entries", "head", "whisper", "reset", "disconnect"):
            self.line.on(event, self._hear(event))

    def _hear(self, event: str) -> Callable[..., None]:
        def hear(*told: Any) -> None:
            with self.news:
                # Whispers of several come as a list.
                said = told[0] if told else None
                for one in said if isinstance(said, list) else [said]:
                    present = event == "whisper" and (one or {}).get("kind") == "presence"
                    self.heard.append(("presence" if present else event, one))
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
        address = f"{self.server.url}/sign-in"
        # Under TLS a form has to come from our own page.
        own = {"Referer": address}
        self.web.post(address, data=form, headers=own, timeout=30).raise_for_status()

    def connect(
        self, origin: str | None = "own", *, polling_first: bool = False, **auth: str | int
    ) -> None:
        cookies = "; ".join(f"{cookie.name}={cookie.value}" for cookie in self.web.cookies)
        headers = {"Cookie": cookies} if cookies else {}
        if origin is not None:
            headers["Origin"] = self.server.url if origin == "own" else origin
        ways = ["polling", "websocket"] if polling_first else ["websocket"]
        given = {"headers": headers, "auth": auth or None, "transports": ways}
        self.line.connect(self.server.url, **given)

    def follow(self, **after: int) -> Any:
        asked = {"v": 1, "device": "tablet-1", "after": dict(after)}
        return self.line.call("follow", asked, timeout=20)

    def do(self, act: str, given: dict[str, Any], n: int = 1, device: str = "tablet-1") -> Any:
        asked = {"act": act, "given": given, "device": device, "n": n}
        return self.line.call("do", asked, timeout=20)


Make = Callable[[str], Tablet]
"""Signs somebody in on a tablet of their own and connects it."""
