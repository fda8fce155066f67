"""The cast of the tests, in kana order, and the meeting they hold."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import pymupdf

from meetings.desk import Answer, Desk
from meetings.domain import people, record
from meetings.domain.people import Person
from meetings.house import House

PASSWORD = "for tests only"
CAST = {
    "aoki": ("青木", "あおき", "clerk"),
    "inoue": ("井上", "いのうえ", "member"),
    "ueda": ("上田", "うえだ", "member"),
    "egawa": ("江川", "えがわ", "member"),
    "ogawa": ("小川", "おがわ", "guest"),
    "kato": ("加藤", "かとう", "executive"),
    "kimura": ("木村", "きむら", "member"),
    "kanri": ("管理", "かんり", "administrator"),
}
"""Sign-in name -> name, furigana, role; inoue is the chair of the plenary."""


@dataclass
class Council:
    """The cast at work: acts in somebody's name, papers, a meeting brought to a state."""

    house: House
    desk: Desk
    ids: dict[str, int] = field(default_factory=dict)
    meeting: int = 0
    versions: list[int] = field(default_factory=list)

    def who(self, login: str) -> Person:
        """Return one of the cast."""
        with self.house.database.read() as session:
            found = people.by_login(session, login)
        assert found is not None
        return found

    def do(self, login: str | None, act: str, **given: Any) -> Answer:
        """Perform an act in somebody's name; the meeting is filled in where none is given."""
        given = {"meeting": self.meeting} | given if _in_meeting(act) else given
        return self.desk.do(act, self.who(login) if login else None, given)

    def meet(self, name: str = "本会議（第１日）") -> int:
        """Prepare a fresh meeting of the plenary with two items."""
        self.ids = {login: self.who(login).id for login in CAST}
        self.versions = []
        given = {"name": name, "held_on": "2026-12-08", "starts_at": "10:00", "place": "議場"}
        made = self.desk.do("meeting.add", self.who("aoki"), given | {"session": 1, "body": 1})
        self.meeting = made["body"]["meeting"]
        self.do("aoki", "agenda.add", title="会議録署名議員の指名")
        self.do("aoki", "agenda.add", title="議案第41号　青波市税条例の一部改正")
        return self.meeting

    def add_paper(self, name: str = "議案第41号", pages: int = 3, **given: Any) -> Answer:
        """Upload a paper of the clerk's, not yet published."""
        upload = self.house.files.put_bytes(paper(name, pages)).digest
        answer = self.do("aoki", "paper.add", name=name, upload=upload, **given)
        self.versions.append(answer["body"]["version"])
        return answer

    def add_group(self, name: str, kind: str, *logins: str) -> int:
        """Add a faction or a committee with these members."""
        body = int(self.do("aoki", "body.add", name=name, kind=kind)["body"]["body"])
        for login in logins:
            seat = {"body": body, "person": self.ids[login], "office": "member"}
            self.do("aoki", "seat.give", **seat)
        return body

    def begin_replacing(self, paper_id: int, words: str, pages: int = 2, **given: Any) -> Answer:
        """Upload a file of the clerk's that is to replace a paper."""
        upload = self.house.files.put_bytes(paper(words, pages)).digest
        given = {"kind": "replacement"} | given
        return self.do("aoki", "replacement.begin", paper=paper_id, upload=upload, **given)

    def notes_of(self, login: str) -> int:
        """Return how many strokes are in somebody's notebook."""
        notebook = f"notebook:{self.meeting}:{self.ids[login]}"
        with self.house.database.read() as session:
            kinds = [entry.kind for entry in record.after(session, notebook, 0)]
        return kinds.count("ink.drawn")

    def bring_to(self, state: str) -> None:
        """Lead the meeting to this state, everybody present, with one published paper."""
        if not self.versions:
            self.add_paper()
            self.do("aoki", "papers.publish")
        steps = {
            "open": ("meeting.open",),
            "recess": ("meeting.open", "meeting.pause"),
            "closed": ("meeting.open", "meeting.close"),
            "sealed": ("meeting.open", "meeting.close", "minutes.draft"),
        }
        if state != "preparing":
            self.do("aoki", "meeting.announce")
            self.do("aoki", "attendance.mark_rest")
        for act in steps.get(state, ()):
            self.do("aoki", act)
        if state == "sealed":
            self.do("aoki", "minutes.seal", revision=1, unfilled=True)


def seed(house: House, desk: Desk | None = None) -> Council:
    """Bring the cast into an empty house, with a plenary, a session and a meeting."""
    council = Council(house, desk or Desk(house))
    for login, (name, furigana, role) in CAST.items():
        given = {"name": name, "furigana": furigana, "login": login, "role": role}
        council.desk.do("person.add", None, given | {"password": PASSWORD})
    council.desk.do("body.add", None, {"name": "本会議", "kind": "plenary"})
    for login in ("inoue", "ueda", "egawa", "kimura"):
        office = "chair" if login == "inoue" else "member"
        seat = {"body": 1, "person": council.who(login).id, "office": office}
        council.desk.do("seat.give", None, seat)
    term = {"opens_on": "2026-12-01", "closes_on": "2026-12-18"}
    council.desk.do("session.add", None, {"name": "令和8年第4回定例会", "kind": "regular"} | term)
    council.meet()
    return council


def gathered(house: House, desk: Desk | None = None) -> Council:
    """Take up the council of a house whose database is a copy of a seeded one."""
    council = Council(house, desk or Desk(house), meeting=1)
    council.ids = {login: council.who(login).id for login in CAST}
    return council


def _in_meeting(act: str) -> bool:
    nouns = (
        "agenda",
        "paper",
        "papers",
        "guide",
        "replacement",
        "floor",
        "ink",
        "bookmark",
        "notebook",
        "slips",
        "minutes",
        "attendance",
    )
    return act.split(".", maxsplit=1)[0] in nouns or (
        act.startswith("meeting.") and act != "meeting.add"
    )


def paper(words: str, pages: int = 1) -> bytes:
    """Return a PDF of our own with these words and its number on every page."""
    document = pymupdf.open()
    for number in range(1, pages + 1):
        page = document.new_page(width=595, height=842)
        page.insert_text((72, 100), f"{words} {number}", fontname="japan", fontsize=20)
    made: bytes = document.tobytes(deflate=True)
    document.close()
    return made


def points(count: int = 3) -> str:
    """Return the wire form of a stroke of some points."""
    raw = bytearray()
    for _ in range(count):
        raw += bytes((20, 20, 2, 16))
    return base64.b64encode(bytes(raw)).decode()


def packed(spots: Sequence[tuple[float, float]]) -> str:
    """Return the wire form of a mark at these spots (pt), evenly pressed, 8 ms apart."""
    raw, last = bytearray(), (0, 0, 0, 0)
    for at, (x, y) in enumerate(spots):
        point = (round(x * 20), round(y * 20), 128, 8 * at)
        for step in (now - before for now, before in zip(point, last, strict=True)):
            rest = -2 * step - 1 if step < 0 else 2 * step
            while rest >= 128:
                raw.append(rest % 128 | 128)
                rest //= 128
            raw.append(rest)
        last = point
    return base64.b64encode(bytes(raw)).decode()
