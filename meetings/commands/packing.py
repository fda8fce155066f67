"""Packing one's own notes of many meetings as a zip, made while it is sent."""

from __future__ import annotations

import json
import time
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from meetings import pdf
from meetings.commands import taking_out
from meetings.domain.meetings import Meeting
from meetings.domain.papers import PaperVersion
from meetings.domain.people import Person
from meetings.given import one_line
from meetings.house import House

_LONGEST = 80  # characters of a name in the zip


@dataclass(frozen=True)
class Packing:
    """How notes are packed, and what is said in the zip."""

    layer: str
    """What PDF readers call the layer of the notes."""
    readme: str
    broken: Callable[[str], str]
    """What is said of a paper that can't be drawn, by its name."""
    shared: bool = False
    only_marked: bool = True


@dataclass
class _Pipe:
    """What the zip writes into; taken out piece by piece, so it never grows."""

    waiting: list[bytes] = field(default_factory=list)

    def write(self, data: bytes) -> int:
        self.waiting.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Do nothing: what is written is taken."""

    def taken(self) -> bytes:
        data, self.waiting = b"".join(self.waiting), []
        return data


def packed(
    house: House, viewer: Person, versions: Sequence[PaperVersion], how: Packing
) -> Iterator[bytes]:
    """Yield a zip of notes on some versions: each paper as PDF, each meeting in the open form.

    One paper is in memory at a time, and of its file only a piece.
    """
    pipe = _Pipe()
    lost: list[str] = []
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:  # type: ignore[call-overload]  # only writes
        for meeting, group in groupby(versions, key=lambda version: version.paper.meeting):
            rows, folder = list(group), _folder(meeting)
            with house.database.read() as session:
                told = taking_out.told(session, viewer, rows, round(time.time() * 1000))
            text = json.dumps(told, ensure_ascii=False, indent=1)
            archive.writestr(f"{folder}/notes.json", text)
            yield pipe.taken()
            names: set[str] = set()
            for version in rows:
                with house.database.read() as session:
                    asked = {"shared": how.shared, "only_marked": how.only_marked}
                    plan = taking_out.plan(house, session, viewer, version, **asked)
                if not plan.marks:
                    continue  # bookmarks alone: the paper itself says no more
                try:
                    made = plan.made(house, how.layer, ahead=True)
                except pdf.Refused:
                    lost.append(version.paper.name)
                    continue
                with archive.open(f"{folder}/{_free(version.paper.name, names)}.pdf", "w") as file:
                    for piece in made.chunks():
                        file.write(piece)
                        yield pipe.taken()
        said = "\n".join([how.readme, *map(how.broken, lost), ""])
        archive.writestr("README.txt", said)
    yield pipe.taken()


def _folder(meeting: Meeting) -> str:
    return f"{meeting.held_on.isoformat()} {_plain(meeting.name)} {meeting.id}"


def _free(name: str, taken: set[str]) -> str:
    """Return a paper's name as no other file of the folder has it."""
    plain = _plain(name)
    free, count = plain, 1
    while free in taken:
        count += 1
        free = f"{plain} {count}"
    taken.add(free)
    return free


def _plain(name: str) -> str:
    """Return a name that every system takes for a file."""
    return "".join("／" if sign in '/\\:*?"<>|' else sign for sign in one_line(name))[:_LONGEST]
