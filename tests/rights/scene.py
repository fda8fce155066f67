"""A house with a meeting in some state, and for every act what it could be given there."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from flask import Flask

from tests.cast import Council, paper, points


@dataclass
class Scene:
    """An app with a meeting in one state, a published paper, its draft, a paper that isn't."""

    app: Flask
    council: Council
    state: str
    papers: dict[str, dict[str, Any]]
    groups: dict[str, int] = field(default_factory=dict)
    """A faction of ueda and egawa, a committee of inoue and ueda."""


def stroke(name: str, version: int) -> dict[str, Any]:
    """Return a private stroke on the first page of a version, as an act takes it."""
    look = {"tool": "pen", "color": "#000000", "width": 1.0, "points": points()}
    return {"id": name, "layer": "private", "version": version, "page": 1} | look


def slip(name: str, version: int) -> dict[str, Any]:
    """Return a question slip on the first page of a version, as an act takes it."""
    return stroke(name, version) | {"tool": "slip", "text": "なぜか", "points": points(1)}


def put(name: str) -> dict[str, Any]:
    """Return where a mark may be put, as an act takes it."""
    return {"id": name, "page": 2, "dx": 10.0, "dy": -5.0, "scale": 1.0, "turn": 90}


def example(scene: Scene, name: str, role: str) -> dict[str, Any]:
    """Return what an act is given, in the name of somebody of a role, so that it could succeed."""
    council, shown = scene.council, scene.papers["published"]
    hidden = scene.papers["unpublished"]["paper"]
    fresh = council.house.files.put_bytes(paper("あたらしい")).digest
    me: dict[str, Any] = {"layer": "private", "ids": [f"stroke-{role}"]}
    version = {"version": shown["version"]}
    draft = {"version": scene.papers["draft"]["version"]}
    where = version | {"page": 1}
    secret = "a long password"
    table: dict[str, dict[str, Any]] = {
        "person.add": {"name": "甲", "furigana": "こう", "login": "kou", "role": "guest",
                       "password": secret},
        "person.change": {"person": council.ids["kimura"], "name": "木村 健"},
        "person.set_password": {"person": council.ids["kimura"], "password": secret},
        "token.issue": {"person": 1, "label": "二つ目", "key_hash": "1" * 64},
        "token.revoke": {"token": 1},
        "body.add": {"name": "総務委員会", "kind": "standing"},
        "seat.give": {"body": 1, "person": council.ids["kimura"], "office": "member"},
        "seat.end": {"body": 1, "person": council.ids["kimura"]},
        "session.add": {"name": "臨時会", "kind": "special", "opens_on": "2026-12-01",
                        "closes_on": "2026-12-02"},
        "meeting.add": {"session": 1, "body": 1, "name": "本会議", "held_on": "2026-12-09",
                        "starts_at": "10:00"},
        "agenda.add": {"title": "日程"},
        "agenda.change": {"item": 1, "title": "日程"},
        "agenda.move": {"item": 1, "position": 2},
        "agenda.remove": {"item": 1},
        "paper.add": {"name": "あたらしい", "upload": fresh},
        "paper.change": {"paper": shown["paper"], "name": "名"},
        "paper.move": {"paper": shown["paper"], "position": 2},
        "paper.pair": {"paper": shown["paper"], "beside": hidden},
        "paper.remove": {"paper": hidden}, "paper.publish": {"paper": hidden},
        "replacement.begin": {"paper": hidden, "upload": fresh, "kind": "erratum"},
        "replacement.correct": draft | {"reason": "誤記"}, "replacement.drop": draft,
        "replacement.find": draft, "replacement.pair": draft | {"page": 1, "to": 2},
        "replacement.publish": draft | {"revision": 1},
        "attendance.mark": {"person": council.ids["ueda"], "state": "late"},
        "guide.find": version, "guide.correct": version | {"style": "none"},
        "floor.turn": {**where, "epoch": 0},
        "floor.grant": {"to": council.ids["ueda"]}, "floor.share": {"allowed": False},
        "ink.draw": stroke("stroke-new", shown["version"]),
        "ink.erase": me, "ink.restore": me | version,
        "ink.place": version | {"layer": "private", "places": [put(f"stroke-{role}")]},
        "ink.lay": me,
        "bookmark.set": where | {"on": True, "half": None, "name": "しおり"},
        "slips.order": {"ids": [f"slip-{role}"]},
        "minutes.save": {"text": "文", "revision": 1},
        "minutes.seal": {"revision": 1},
    }  # fmt: skip
    return dict(table.get(name, {}))
