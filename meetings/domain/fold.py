"""What a meeting's entries add up to: the state anyone can compute from the record."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from meetings.domain import pairing
from meetings.domain.marking import fold_mark
from meetings.domain.record import Body, Entry

_TOLD = ("paper", "item", "name", "position", "version", "digest", "pages")
_FIRST = {"kind": "first", "withdrawn": False}


@dataclass
class Sitting:
    """A meeting as its stream tells it."""

    facts: Body = field(default_factory=dict)
    state: str = "preparing"
    times: list[tuple[str, int]] = field(default_factory=list)
    """Kinds of opening, recess, resumption and closing, with ms since the epoch."""
    quorum: Body = field(default_factory=dict)
    """``{"present", "needed", "fixed"}`` as counted at the opening."""
    agenda: list[Body] = field(default_factory=list)
    """``{"item", "title"}`` in order."""
    papers: dict[int, Body] = field(default_factory=dict)
    """Papers by id, as told last."""
    versions: dict[int, Body] = field(default_factory=dict)
    """Versions by id, former ones too; in the clerks' stream those being prepared as well."""
    replaced: list[tuple[int, int]] = field(default_factory=list)
    """Versions that took the place of others: ms since the epoch, version."""
    pairs: dict[int, int] = field(default_factory=dict)
    """Papers that are proposed to be read beside another, as far as the stream tells."""
    guides: dict[int, Body] = field(default_factory=dict)
    """Guides by version: revision, and the corrections in force as far as the stream tells."""
    attendance: dict[int, str] = field(default_factory=dict)
    floor: Body = field(
        default_factory=lambda: {
            "version": None, "page": None, "half": None, "strength": "bring", "number": 0,
            "presenter": None, "epoch": 0, "sharing": True,
        }
    )  # fmt: skip
    turns: list[tuple[int, int, int]] = field(default_factory=list)
    """Pages called: ms since the epoch, version, page."""
    strokes: dict[str, Body] = field(default_factory=dict)
    """Marks of the stream's layer by id, with author, number and their places by version."""
    bookmarks: dict[tuple[int | None, int, int, int], Body] = field(default_factory=dict)
    """A notebook's bookmarks by person, version, page and half (0: the whole page)."""
    slips: dict[int | None, list[str]] = field(default_factory=dict)
    """A notebook's order of question slips, by person."""
    minutes: tuple[str, int] | None = None
    """Text of the minutes and its revision (the clerks' stream tells them)."""


def fold(entries: Iterable[Entry]) -> Sitting:
    """Fold a stream from its first entry on.

    A meeting's gives all but what only clerks see: papers that aren't published and the text of
    the minutes, which the clerks' stream gives. A notebook gives its marks and
    bookmarks, a group's stream its marks.
    """
    sitting = Sitting()
    for entry in entries:
        if (step := _STEPS.get(entry.kind)) is not None:
            step(sitting, entry, entry.body)
        elif entry.kind.startswith("ink."):
            fold_mark(sitting.strokes, entry)
    return sitting


def _meeting_added(sitting: Sitting, _: Entry, body: Body) -> None:
    sitting.facts = dict(body)


def _meeting_changed(sitting: Sitting, _: Entry, body: Body) -> None:
    sitting.facts |= body


def _moved(sitting: Sitting, entry: Entry, body: Body) -> None:
    sitting.state = body["state"]
    sitting.times.append((entry.kind, entry.at))
    sitting.quorum = body.get("quorum", sitting.quorum)


def _agenda_added(sitting: Sitting, _: Entry, body: Body) -> None:
    sitting.agenda.append({"item": body["item"], "title": body["title"]})


def _agenda_changed(sitting: Sitting, _: Entry, body: Body) -> None:
    _item(sitting, body["item"])["title"] = body["title"]


def _agenda_moved(sitting: Sitting, _: Entry, body: Body) -> None:
    row = _item(sitting, body["item"])
    sitting.agenda.remove(row)
    sitting.agenda.insert(body["position"] - 1, row)


def _agenda_removed(sitting: Sitting, _: Entry, body: Body) -> None:
    sitting.agenda.remove(_item(sitting, body["item"]))


def _item(sitting: Sitting, item: int) -> Body:
    return next(row for row in sitting.agenda if row["item"] == item)


def _paper_told(sitting: Sitting, _: Entry, body: Body) -> None:
    sitting.papers[body["paper"]] = dict(body)
    version = {name: body[name] for name in ("paper", "digest", "pages")} | _FIRST
    known = sitting.versions.get(body["version"], {})
    sitting.versions[body["version"]] = version | known | {"issued": True}


def _paper_replaced(sitting: Sitting, entry: Entry, body: Body) -> None:
    told = sitting.papers.get(body["paper"], {})
    sitting.papers[body["paper"]] = told | {name: body[name] for name in _TOLD}
    version = {name: body[name] for name in ("paper", "digest", "pages", "from", "kind", "map")}
    version["errata_paper"] = body["errata"]
    known = sitting.versions.get(body["version"], {})
    sitting.versions[body["version"]] = known | version | {"issued": True, "withdrawn": False}
    if body["withdrawn"]:
        sitting.versions[body["from"]]["withdrawn"] = True
    sitting.replaced.append((entry.at, body["version"]))
    here = sitting.floor
    if here["version"] == body["from"]:
        stays = pairing.went(body["map"], here["page"])
        page = pairing.followed(body["map"], here["page"])
        half = here["half"] if stays else None
        here |= {"version": body["version"], "page": page, "half": half}


def _begun(sitting: Sitting, entry: Entry, body: Body) -> None:
    told = {name: value for name, value in body.items() if name != "version"}
    told |= {"errata": None, "revision": entry.number, "issued": False, "withdrawn": False}
    told |= {"errata_paper": None}
    sitting.versions[body["version"]] = told


def _prepared(sitting: Sitting, entry: Entry, body: Body) -> None:
    row = sitting.versions[body["version"]]
    row |= {name: body[name] for name in ("kind", "reason", "errata") if name in body}
    row["revision"] = entry.number


def _dropped(sitting: Sitting, _: Entry, body: Body) -> None:
    del sitting.versions[body["version"]]


def _paper_changed(sitting: Sitting, _: Entry, body: Body) -> None:
    sitting.papers[body["paper"]] |= body


def _paired(sitting: Sitting, _: Entry, body: Body) -> None:
    if body["beside"]:
        sitting.pairs[body["paper"]] = body["beside"]
    else:
        sitting.pairs.pop(body["paper"], None)


def _guided(sitting: Sitting, _: Entry, body: Body) -> None:
    told = {name: body[name] for name in ("revision", "corrections") if name in body}
    sitting.guides[body["version"]] = sitting.guides.get(body["version"], {}) | told


def _paper_removed(sitting: Sitting, _: Entry, body: Body) -> None:
    removed = body["paper"]
    del sitting.papers[removed]
    left_over = {key: row for key, row in sitting.versions.items() if row["paper"] != removed}
    sitting.versions = left_over
    for row in left_over.values():
        if row.get("errata_paper") == removed:
            row["errata_paper"] = None
    left = {paper: other for paper, other in sitting.pairs.items() if removed not in (paper, other)}
    sitting.pairs = left


def _minutes_written(sitting: Sitting, _: Entry, body: Body) -> None:
    sitting.minutes = (body["text"], body["revision"])


def _marked(sitting: Sitting, _: Entry, body: Body) -> None:
    sitting.attendance[body["person"]] = body["state"]


def _turned(sitting: Sitting, entry: Entry, body: Body) -> None:
    called = {"version": body["version"], "page": body["page"], "half": body.get("half")}
    called["strength"] = body.get("strength", "bring")
    sitting.floor |= called | {"number": entry.number}
    sitting.turns.append((entry.at, body["version"], body["page"]))


def _handed(sitting: Sitting, _: Entry, body: Body) -> None:
    sitting.floor |= {"presenter": body["to"], "epoch": body["epoch"], "strength": "bring"}


def _shared(sitting: Sitting, _: Entry, body: Body) -> None:
    sitting.floor["sharing"] = body["allowed"]


def _bookmarked(sitting: Sitting, entry: Entry, body: Body) -> None:
    place = (entry.by, body["version"], body["page"], body["half"] or 0)
    sitting.bookmarks[place] = body | {"number": entry.number}


def _slips_ordered(sitting: Sitting, entry: Entry, body: Body) -> None:
    sitting.slips[entry.by] = body["ids"]


def _bookmarks_carried(sitting: Sitting, entry: Entry, body: Body) -> None:
    # Whoever published the new version wrote it, into the notebook of who set them.
    owner = int(entry.stream.split(":")[2])
    for one in body["bookmarks"]:
        told = one | {"version": body["version"], "number": entry.number}
        sitting.bookmarks[owner, body["version"], one["page"], one["half"] or 0] = told


_STEPS: dict[str, Callable[[Sitting, Entry, Any], None]] = {
    "meeting.added": _meeting_added,
    "meeting.changed": _meeting_changed,
    "meeting.announced": _moved,
    "meeting.opened": _moved,
    "meeting.paused": _moved,
    "meeting.resumed": _moved,
    "meeting.closed": _moved,
    "minutes.drafted": _minutes_written,
    "minutes.saved": _minutes_written,
    "minutes.sealed": _moved,
    "agenda.added": _agenda_added,
    "agenda.changed": _agenda_changed,
    "agenda.moved": _agenda_moved,
    "agenda.removed": _agenda_removed,
    "paper.added": _paper_told,
    "paper.published": _paper_told,
    "paper.replaced": _paper_replaced,
    "replacement.begun": _begun,
    "replacement.corrected": _prepared,
    "replacement.found": _prepared,
    "replacement.paired": _prepared,
    "replacement.dropped": _dropped,
    "paper.removed": _paper_removed,
    "paper.changed": _paper_changed,
    "paper.moved": _paper_changed,
    "paper.paired": _paired,
    "guide.found": _guided,
    "guide.corrected": _guided,
    "attendance.marked": _marked,
    "floor.turned": _turned,
    "floor.granted": _handed,
    "floor.taken": _handed,
    "floor.shared": _shared,
    "bookmark.set": _bookmarked,
    "slips.ordered": _slips_ordered,
    "bookmark.carried": _bookmarks_carried,
}
