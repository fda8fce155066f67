"""Judging what a power cut left: opened by the product itself, compared with what was answered."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image
from sqlalchemy import select, text

from bench.ground.judging import holes
from bench.ground.power import stroke
from meetings import assets
from meetings.commands.verifying import verify
from meetings.config import Config
from meetings.desk import Desk
from meetings.domain.papers import PaperVersion
from meetings.domain.people import Person
from meetings.domain.record import Entry
from meetings.house import House
from meetings.pdf import Pages
from meetings.wiring import build_house
from tests.cast import Council

FAULTS = (
    "acknowledged acts lost",
    "acknowledged papers lost",
    "doubled",
    "images that do not open or go on",
    "database damaged",
    "faults of verify",
    "holes in streams",
    "pictures and words of pages broken",
)
Fault = tuple[str, str]
SOME = 3
"""Devices that write on an image."""


class _Lent(Pages):
    """Page makers lent to one image after the other."""

    def close(self) -> None:
        """Leave the processes to the next one."""


@dataclass
class Judge:
    """Opens images of one council's disk."""

    ids: dict[str, int]
    meeting: int

    def __post_init__(self) -> None:
        self._makers = _Lent(fonts=assets.home() / "static" / "vendor" / "fonts")

    def faults(self, image: Path, answered: Sequence[str]) -> list[Fault]:
        """Return what is wrong, each with the words that lead to it; the image is changed."""
        told = [json.loads(line) for line in answered]
        shm = image / "gijo.sqlite3-shm"
        shm.write_bytes(os.urandom(32768))  # the index of the log may hold anything then
        found = list(_broken_pictures(image))
        try:
            house = build_house(Config(storage=image, password_cost=1))
        except Exception as trouble:  # noqa: BLE001  # whatever it is, it is told
            return [*found, ("images that do not open or go on", repr(trouble))]
        try:
            house.pages = self._makers
            found += _of_database(house)
            found += _of_files(house, told)
            self._go_on(house, told)
            found += _of_database(house)
            found += _of_record(house, told)
        except Exception as trouble:  # noqa: BLE001  # as above
            found.append(("images that do not open or go on", repr(trouble)))
        finally:
            house.database.close()
        return list(dict.fromkeys(found))

    def close(self) -> None:
        """End the page makers."""
        Pages.close(self._makers)

    def _go_on(self, house: House, told: list[dict[str, Any]]) -> None:
        """Send the last answered stroke of some devices again, and the next, as tablets do then."""
        council = Council(house, Desk(house), dict(self.ids), self.meeting)
        last = {one["device"]: one for one in told if not one["device"].endswith("clerk")}
        for device, one in list(last.items())[-SOME:]:
            with house.database.read() as session:
                person = session.get_one(Person, one["person"])
            for n in (one["n"], one["n"] + 1):
                given = stroke(council, device, n)
                council.desk.do("ink.draw", person, given, device, n)
                if not council.desk.do("ink.draw", person, given, device, n).get("repeat"):
                    raise AssertionError(f"{device} {n} was done twice")


def _of_database(house: House) -> Iterator[Fault]:
    with house.database.read() as session:
        whole = session.execute(text("PRAGMA integrity_check")).scalar_one()
        if whole != "ok":
            yield "database damaged", str(whole)


def _of_record(house: House, told: list[dict[str, Any]]) -> Iterator[Fault]:
    with house.database.read() as session:
        entries = list(session.scalars(select(Entry)))
        kept = {(e.by, e.device, e.n, e.stream, e.number) for e in entries}
        for one in told:
            key = (one["person"], one["device"], one["n"], one["stream"], one["number"])
            if key not in kept:
                yield "acknowledged acts lost", str(key)
        drawn = Counter(e.body["id"] for e in entries if e.kind == "ink.drawn")
        yield from (("doubled", id_) for id_, times in drawn.items() if times > 1)
        numbers: dict[str, list[int]] = {}
        for entry in entries:
            numbers.setdefault(entry.stream, []).append(entry.number)
        yield from (("holes in streams", name) for name, row in numbers.items() if holes(row))
        yield from (("faults of verify", fault) for fault in verify(session, house).faults)


def _of_files(house: House, told: list[dict[str, Any]]) -> Iterator[Fault]:
    with house.database.read() as session:
        rows = set(session.scalars(select(PaperVersion.digest)))
    for digest in {one["upload"] for one in told if one["upload"]}:
        place = house.files.path(digest)
        if digest not in rows or not place.is_file():
            yield "acknowledged papers lost", digest
        elif hashlib.sha256(place.read_bytes()).hexdigest() != digest:
            yield "acknowledged papers lost", f"{digest} is broken"


def _broken_pictures(image: Path) -> Iterator[Fault]:
    """Yield what readers would be shown, though it is not whole."""
    for place in sorted((image / "pictures").rglob("*.*")):
        try:
            if place.suffix == ".gz":
                json.loads(gzip.decompress(place.read_bytes()))
            else:
                Image.open(io.BytesIO(place.read_bytes())).load()
        except Exception as trouble:  # noqa: BLE001  # each of many ways to be broken
            yield "pictures and words of pages broken", f"{place.name}: {trouble!r}"
