"""A demo in a temporary folder: the server, and acts beside it in the cast's names."""

from __future__ import annotations

import base64
import math
import subprocess
import sys
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pymupdf
from sqlalchemy import select

from meetings.config import Config
from meetings.demo.council import Furnishing
from meetings.domain.papers import Paper, PaperVersion
from meetings.wiring import build_house
from tests.conftest import free_port
from tests.house.tree import ROOT

MEETING = 1
Line = list[tuple[float, float]]
"""Points in pt from the page's top left."""


class Demo:
    """The running demo: its address, and its council at work."""

    def __init__(self, url: str, acting: Furnishing) -> None:
        self.url, self.acting = url, acting
        with acting.house.database.read() as session:
            papers = session.scalars(select(Paper).filter_by(meeting_id=MEETING))
            self.versions = {paper.name: paper.version.id for paper in papers}

    def do(self, login: str, act: str, **given: Any) -> Any:
        """Perform an act of the plenary in somebody's name; return the entry's body."""
        self.acting.becomes(login)
        return self.acting.do(act, meeting=MEETING, **given)

    def version(self, words: str) -> int:
        """Return the id of the version of the paper with these words in its name."""
        return next(number for name, number in self.versions.items() if words in name)

    def replace(self, words: str, page: int, text: str, other: str, gone: int) -> str:
        """Replace a paper by one that says something else at one place and lacks a page.

        Return how an address names the new version.
        """
        house = self.acting.house
        with house.database.read() as session:
            version = session.get_one(PaperVersion, self.version(words))
        with pymupdf.open(house.files.path(version.digest)) as paper:
            spot = paper[page - 1].search_for(text)[0]
            paper[page - 1].add_redact_annot(spot, fill=(1, 1, 1))
            paper[page - 1].apply_redactions()
            given = {"fontname": "tiro", "fontsize": spot.height * 0.72}
            paper[page - 1].insert_text(spot.bl - (0, spot.height * 0.2), other, **given)
            paper.delete_page(gone - 1)
            upload = house.files.put_bytes(paper.tobytes()).digest
        given = {"paper": version.paper_id, "upload": upload, "kind": "correction"}
        begun = self.do("aoki", "replacement.begin", **given)["version"]
        found = self.acting.desk.do(
            "replacement.find", None, {"meeting": MEETING, "version": begun}
        )
        self.do("aoki", "replacement.publish", version=begun, revision=found["number"])
        return f"version={begun}&page={page}"

    def turn(self, words: str, page: int) -> None:
        """Call a page, as the chair."""
        self.do("inoue", "floor.turn", version=self.version(words), page=page, epoch=0)

    def spot(self, words: str, page: int, text: str) -> pymupdf.Rect:
        """Return where a text stands first on a page, in pt."""
        with self.acting.house.database.read() as session:
            version = session.get_one(PaperVersion, self.version(words))
        with pymupdf.open(self.acting.house.files.path(version.digest)) as paper:
            found: list[pymupdf.Rect] = paper[page - 1].search_for(text)
        return found[0]

    def draw(self, login: str, words: str, page: int, line: Line, **look: Any) -> None:
        """Draw a line of points in pt on a page."""
        given = {"tool": "pen", "color": "#c00000", "width": 1.6, "layer": "private"} | look
        given |= {"version": self.version(words), "page": page, "points": packed(line)}
        self.do(login, "ink.draw", id=uuid.uuid4().hex, **given)


def packed(line: Line) -> str:
    """Return a line of points in pt as ink travels (docs/acts.md)."""
    raw = bytearray()
    last = [0, 0, 0, 0]
    for step, (x, y) in enumerate(line):
        point = [round(x * 20), round(y * 20), 128, step * 12]
        for value in (now - before for now, before in zip(point, last, strict=True)):
            rest = -2 * value - 1 if value < 0 else 2 * value
            while rest >= 128:
                raw.append(rest % 128 | 0x80)
                rest //= 128
            raw.append(rest)
        last = point
    return base64.b64encode(bytes(raw)).decode()


def ring(around: pymupdf.Rect) -> Line:
    """Return an ellipse around something, as a hand draws it."""
    middle = (around.tl + around.br) / 2
    wide, high = around.width * 0.75 + 8, around.height * 0.8 + 5
    turns = [step / 40 * 2.1 * math.pi - 1 for step in range(41)]
    return [
        (middle.x + wide * math.cos(at), middle.y + high * math.sin(at) * (1 + step / 800))
        for step, at in enumerate(turns)
    ]


def underline(under: pymupdf.Rect) -> Line:
    """Return a line under something, as a hand draws it."""
    steps = range(51)
    return [
        (under.x0 + under.width * step / 50, under.y1 + 2 + 0.8 * math.sin(step / 4))
        for step in steps
    ]


@contextmanager
def demo(storage: Path) -> Iterator[Demo]:
    """Start the demo and yield it once it answers."""
    port = free_port()
    command = [sys.executable, "-m", "meetings", "demo", "--port", str(port)]
    with subprocess.Popen(
        [*command, "--storage", str(storage)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as server:
        try:
            url = f"http://127.0.0.1:{port}"
            assert server.stdout is not None
            if not any(url in line for line in server.stdout):
                raise RuntimeError("the demo ended before it was ready")
            house = build_house(Config(storage=storage))
            yield Demo(url, Furnishing(house))
            house.close()
        finally:
            server.terminate()
