"""Who gets a socket, and when it ends."""

from __future__ import annotations

from typing import Any

import pytest
import requests
from socketio.exceptions import ConnectionError as NotConnected

from meetings.domain import people
from tests.cast import Council
from tests.live.client import Make, Tablet


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
