"""Presence: who is connected to a meeting is told to all, and stands nowhere."""

from __future__ import annotations

from tests.cast import Council
from tests.live.client import Make, Tablet


def test_all_are_told_who_is_connected_and_who_is_no_more(
    live_council: Council, tablet: Make
) -> None:
    live_council.bring_to("open")
    stream = f"meeting:{live_council.meeting}"
    ids = {login: live_council.who(login).id for login in ("inoue", "ueda", "ogawa")}

    def sees(one: Tablet, *logins: str) -> None:
        wanted = {"people": sorted(ids[login] for login in logins)}
        one.until(lambda: (one.had("presence") or [{}])[-1].get("body") == wanted)

    inoue, ueda, again = tablet("inoue"), tablet("ueda"), tablet("ueda")
    inoue.follow(**{stream: 0})
    sees(inoue, "inoue")
    for one in (ueda, again):
        one.follow(**{stream: 0})
        sees(one, "inoue", "ueda")
    guest = tablet("ogawa")
    guest.follow(**{stream: 0})
    sees(guest, "inoue", "ueda")
    ueda.line.disconnect()
    again.line.disconnect()
    sees(inoue, "inoue")
    assert [one["stream"] for one in inoue.had("presence")] == [stream] * len(inoue.had("presence"))
