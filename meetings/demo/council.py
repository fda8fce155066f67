"""The demo's council: people, bodies, a session, two meetings, and the papers in them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from meetings.demo.calendar import Calendar
from meetings.demo.orders import items
from meetings.demo.papers import make
from meetings.desk import Desk
from meetings.domain import people
from meetings.domain.people import Person
from meetings.house import House

PASSWORD = "aonami-2026"  # noqa: S105  # printed at the start of every demo, secret to nobody


@dataclass(frozen=True, slots=True)
class Cast:
    """Somebody of the made-up council: name, furigana, sign-in name, role, what they do."""

    name: str
    furigana: str
    login: str
    role: str
    what: str


CAST = (
    Cast("青木 恵", "あおき めぐみ", "aoki", "clerk", "事務局 / clerk"),
    Cast("井上 正", "いのうえ ただし", "inoue", "member", "議長 / chair"),
    Cast("上田 明子", "うえだ あきこ", "ueda", "member", "議員 / member"),
    Cast("江川 誠", "えがわ まこと", "egawa", "member", "議員・総務委員長 / member"),
    Cast("小川 花", "おがわ はな", "ogawa", "guest", "来場者 / guest"),
    Cast("加藤 修", "かとう おさむ", "kato", "executive", "市長 / executive officer"),
    Cast("木村 健", "きむら けん", "kimura", "member", "議員（遠隔） / remote member"),
    Cast("管理 係", "かんり がかり", "admin", "administrator", "管理者 / administrator"),
)
_MEMBERS = ("inoue", "ueda", "egawa", "kimura")


class Furnishing:
    """Acts in somebody's name, one after the other."""

    def __init__(self, house: House) -> None:
        self.house, self.desk = house, Desk(house)
        self.by: Person | None = None

    def do(self, act: str, **given: Any) -> Any:
        """Perform an act and return the body of its entry."""
        return self.desk.do(act, self.by, given)["body"]

    def becomes(self, login: str) -> None:
        """Act as this person from now on."""
        with self.house.database.read() as session:
            self.by = people.by_login(session, login)


def furnish(house: House, folder: Path, today: date) -> None:
    """Fill an empty council: today's plenary with its papers, and a committee to come."""
    acting, day = Furnishing(house), Calendar(today)
    ids = {}
    for one in CAST:
        given = {"name": one.name, "furigana": one.furigana, "login": one.login, "role": one.role}
        ids[one.login] = acting.do("person.add", password=PASSWORD, **given)["person"]
    acting.becomes("aoki")
    plenary = _body(acting, ids, "本会議", "plenary", "inoue", "ueda")
    committee = _body(acting, ids, "総務委員会", "standing", "egawa", "kimura")
    session = acting.do(
        "session.add",
        name=day.session,
        kind="regular",
        opens_on=day.opens_on.isoformat(),
        closes_on=day.closes_on.isoformat(),
    )["session"]
    _sit(acting, session, plenary, day, folder)
    meeting = _meeting(
        acting, session, committee, "総務委員会（第１日）", today + timedelta(days=7)
    )
    for title in items(day)[3:5]:
        acting.do("agenda.add", meeting=meeting, title=title)


def _body(
    acting: Furnishing, ids: dict[str, int], name: str, kind: str, chair: str, vice: str
) -> int:
    body: int = acting.do("body.add", name=name, kind=kind)["body"]
    offices = {chair: "chair", vice: "vice_chair"}
    for login in _MEMBERS:
        office = offices.get(login, "member")
        acting.do("seat.give", body=body, person=ids[login], office=office)
    return body


def _meeting(acting: Furnishing, session: int, body: int, name: str, day: date) -> int:
    given = {"session": session, "body": body, "name": name, "held_on": day.isoformat()}
    made: int = acting.do("meeting.add", starts_at="10:00", place="議場", **given)["meeting"]
    return made


def _sit(acting: Furnishing, session: int, body: int, day: Calendar, folder: Path) -> None:
    meeting = _meeting(acting, session, body, "本会議（第２日）", day.held_on)
    added = [acting.do("agenda.add", meeting=meeting, title=title) for title in items(day)]
    first: dict[int, int] = {}
    for paper in make(folder, day):
        with (folder / paper.file).open("rb") as file:
            upload = acting.house.files.receive(file, 2**30).digest
        given = {"meeting": meeting, "name": paper.title, "upload": upload}
        if paper.item:
            given["item"] = added[paper.item - 1]["item"]
        made = acting.do("paper.add", **given)["paper"]
        # A petition is read with what was handed out to it.
        if paper.item in first:
            acting.do("paper.pair", meeting=meeting, paper=first[paper.item], beside=made)
        elif paper.item:
            first[paper.item] = made
    acting.do("papers.publish", meeting=meeting)
    acting.do("meeting.announce", meeting=meeting)
