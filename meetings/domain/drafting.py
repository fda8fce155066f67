"""The first draft of the minutes, read from the entries of the meeting."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from meetings.domain import bodies, days, record
from meetings.domain.fold import Sitting, fold
from meetings.domain.meetings import Meeting

OPEN = "（記録がありません"
"""How a place begins that the record leaves open. Drafts of before told within it what to do."""
MISSING = OPEN + "）"
_MISSING = re.compile(OPEN + "[^）]*）?")
_COURSE = {
    "meeting.opened": "開議",
    "meeting.paused": "休憩",
    "meeting.resumed": "再開",
    "meeting.closed": "散会",
}
_REPLACED = {
    "replacement": "差しかえた",
    "erratum": "正誤表のとおり差しかえた",
    "correction": "訂正した",
}
_PRESENCE = {"present": "出席", "late": "遅刻", "left": "早退", "absent": "欠席"}


def draft(session: Session, meeting: Meeting) -> str:
    """Return a meeting's draft minutes: lines of text, headings with ``# `` and ``## ``.

    What the entries don't tell is left open with plain words that may be sealed (Local Autonomy
    Act art. 123 and the model rules say what minutes must hold).
    """
    sitting = fold(record.after(session, meeting.stream, 0))
    lines = [f"# {title(meeting)}"]
    for heading, part in (
        ("会議の日時と場所", _when(meeting, sitting)),
        ("出席した議員と欠席した議員", _who(session, meeting, sitting)),
        ("会議録署名議員", iter(())),
        ("説明のため出席した者", iter(())),
        ("職務のため出席した事務局職員", iter(())),
        ("議事日程", _agenda(sitting)),
        ("配付した会議資料", _papers(sitting)),
        ("会議の経過", _course(sitting)),
    ):
        lines += ["", f"## {heading}", *([_one_line(line) for line in part] or [MISSING])]
    return "\n".join(lines) + "\n"


def title(meeting: Meeting) -> str:
    """Return the title of a meeting's minutes."""
    return _one_line(f"{meeting.session.name}　{meeting.name}　会議録")


def _one_line(text: str) -> str:
    """Return a line as one line, so that no name in it begins a line of its own."""
    return " ".join(text.splitlines())


def unfilled(text: str) -> list[str]:
    """Return the places of a text that are left open: the heading, and the line's own words."""
    found, heading = [], ""
    for line in text.split("\n"):
        if line.startswith("#"):
            heading = line.lstrip("#").strip()
        if OPEN in line:
            own = _MISSING.sub("", line).removeprefix("- ").strip()
            found.append("：".join(filter(None, (heading, own))))
    return found


def _when(meeting: Meeting, sitting: Sitting) -> Iterator[str]:
    yield f"- 期日　{days.written(meeting.held_on)}"
    yield f"- 場所　{meeting.place or MISSING}"
    for kind, at in sitting.times:
        if kind in _COURSE:
            yield f"- {_COURSE[kind]}　{days.clock(at)}"


def _who(session: Session, meeting: Meeting, sitting: Sitting) -> Iterator[str]:
    for seat in bodies.seats(session, meeting.body_id):
        mark = sitting.attendance.get(seat.person_id)
        state = _PRESENCE[mark] if mark else MISSING
        office = {"chair": "（議長）", "vice_chair": "（副議長）"}.get(seat.office, "")
        if meeting.body.kind not in ("plenary", "all_members"):
            office = office.replace("議長", "委員長")
        yield f"- {seat.person.name}{office}　{state}"
    if sitting.quorum:
        yield _quorum(**sitting.quorum)


def _quorum(present: int, needed: int, fixed: int) -> str:
    short = "" if present >= needed else "　定足数に達しないまま開議した。"
    return f"- 開議のときの出席　{present}人（定数{fixed}人、定足数{needed}人）{short}"


def _agenda(sitting: Sitting) -> Iterator[str]:
    for number, row in enumerate(sitting.agenda, start=1):
        yield f"- 日程第{number}　{row['title']}"


def _papers(sitting: Sitting) -> Iterator[str]:
    for row in _in_order(sitting):
        yield f"- {row['name']}（{row['pages']}ページ）"


def _in_order(sitting: Sitting) -> list[record.Body]:
    return sorted(sitting.papers.values(), key=lambda row: (row["position"], row["paper"]))


def _course(sitting: Sitting) -> Iterator[str]:
    """Yield what happened from the opening on.

    Pages called before it are nobody's proceedings, but the last of them is on all tablets at the
    bell: it is told at the time of the opening.
    """
    names = {
        version: sitting.papers[row["paper"]]["name"] for version, row in sitting.versions.items()
    }
    opened = next((at for kind, at in sitting.times if kind == "meeting.opened"), 0)
    tried = sum(at < opened for at, _, _ in sitting.turns)
    events: list[tuple[int, str | tuple[int, int]]] = []
    events += [(at, kind) for kind, at in sitting.times if kind in _COURSE]
    for at, version, page in sitting.turns[max(tried - 1, 0) :]:
        events.append((max(at, opened), (version, page)))
    for at, version in sitting.replaced:
        if at >= opened > 0:
            done = _REPLACED[sitting.versions[version]["kind"]]
            events.append((at, f"「{names[version]}」を{done}"))
    events.sort(key=lambda event: event[0])
    stretch = _Stretch()
    for at, what in events:
        if isinstance(what, str):
            yield from stretch.told(names)
            stretch = _Stretch()
            yield f"- {days.clock(at)}　{_COURSE.get(what, what)}"
            continue
        if not stretch.takes(at, what[0]):
            yield from stretch.told(names)
            stretch = _Stretch()
        stretch.add(at, *what)
    yield from stretch.told(names)


@dataclass
class _Stretch:
    """Calls of one paper that follow each other within a minute of the clock."""

    at: int = 0
    version: int | None = None
    pages: list[int] = field(default_factory=list)

    def takes(self, at: int, version: int) -> bool:
        fresh = self.version is None
        return fresh or (self.version == version and days.clock(self.at) == days.clock(at))

    def add(self, at: int, version: int, page: int) -> None:
        if self.version is None:
            self.at, self.version = at, version
        if page not in self.pages:
            self.pages.append(page)

    def told(self, names: dict[int, str]) -> Iterator[str]:
        if self.version is not None:
            shown = "・".join(map(str, self.pages))
            yield f"- {days.clock(self.at)}　「{names[self.version]}」{shown}ページを示した"
