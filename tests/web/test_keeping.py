"""What a tablet is told to keep, and whether it may go on keeping it."""

from __future__ import annotations

import pytest
from flask import Flask

from meetings.domain.base import now
from meetings.domain.people import SignIn
from tests.cast import Council
from tests.conftest import sign_in_client


def test_the_list_names_what_one_may_see_the_running_meeting_first_with_all_its_answers(
    app: Flask, seated: Council
) -> None:
    seated.bring_to("open")
    first = seated.meeting
    seated.meet("本会議（第２日）")
    given = {"name": "臨時", "held_on": "2026-12-01", "starts_at": "09:00"}
    sooner = seated.do("aoki", "meeting.add", session=1, body=1, **given)["body"]["meeting"]
    for meeting in (seated.meeting, sooner):
        seated.do("aoki", "meeting.announce", meeting=meeting)
    client = sign_in_client(app, "ueda")
    told = client.get("/api/keep").json
    assert told is not None
    assert (told["person"], told["days"]) == (seated.ids["ueda"], 14)
    assert [one["meeting"] for one in told["meetings"]] == [first, sooner, seated.meeting]
    for address in (*told["answers"], *told["meetings"][0]["answers"]):
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert answer.headers["Gijo-Keep"] == "yes", address
        assert answer.headers["Gijo-Person"] == str(seated.ids["ueda"])
    picture = f"/pages/{told['meetings'][0]['versions'][0]['digest']}/1/240"
    with client.get(picture) as drawn:
        assert drawn.headers["Gijo-Keep"] == "yes"
    for unkept in ("/api/search?q=x", "/notes", "/sign-in", "/healthz"):
        assert "Gijo-Keep" not in client.get(unkept).headers
    place = {"version": told["meetings"][0]["versions"][0]["version"], "page": 2, "epoch": 0}
    seated.do("inoue", "floor.turn", meeting=first, **place)
    after = client.get("/api/keep").json
    assert after is not None
    pairs = zip(told["meetings"], after["meetings"], strict=True)
    assert [one["revision"] == other["revision"] for one, other in pairs] == [False, True, True]


@pytest.mark.parametrize(
    ("what", "stays"),
    [("nothing", True), ("ran out", True), ("ran out long ago", False), ("ended", False)],
)
def test_what_was_kept_stays_while_its_sign_in_was_not_ended(
    app: Flask, seated: Council, what: str, stays: bool
) -> None:
    ticket = (sign_in_client(app, "ueda").get("/api/keep").json or {})["ticket"]
    with seated.house.database.write() as session:
        row = session.query(SignIn).filter_by(person_id=seated.ids["ueda"]).one()
        if what == "ended":
            session.delete(row)
        elif what != "nothing":
            row.ends_at = now() - (15 if what == "ran out long ago" else 1) * 24 * 3_600_000
    client = app.test_client()
    for asked, expected in ((ticket, stays), (ticket[:-1], False), ("", False)):
        answer = client.get("/api/keep/standing", query_string={"ticket": asked})
        assert answer.json == {"stands": expected}


def test_somebody_whose_account_ended_keeps_nothing(app: Flask, seated: Council) -> None:
    ticket = (sign_in_client(app, "ueda").get("/api/keep").json or {})["ticket"]
    person = {"person": seated.ids["ueda"], "name": "上田", "furigana": "うえだ", "role": "member"}
    seated.do("kanri", "person.change", **person, active=False)
    answer = app.test_client().get("/api/keep/standing", query_string={"ticket": ticket})
    assert answer.json == {"stands": False}
