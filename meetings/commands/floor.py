"""Acts on the floor: turning the page for all, and handing that over."""

from __future__ import annotations

from typing import Literal

from meetings.acts import Acting, act
from meetings.domain import floor, papers
from meetings.domain.base import NotFound, Refused
from meetings.domain.floor import Strength
from meetings.domain.papers import PaperVersion
from meetings.domain.people import Person
from meetings.given import Place, Whole


@act("floor.turn")
def turn(
    acting: Acting,
    meeting: Whole,
    version: Whole,
    page: Place,
    epoch: Whole,
    half: Literal[1, 2] | None = None,
    strength: Strength = "bring",
) -> None:
    """Show a page of a published paper, or one half of a spread, to all.

    Half 1 is read before half 2. Only the presenter of this epoch may. An offer moves nobody, to
    hold keeps everybody there until the next call; that is the chair's alone.
    """
    row = floor.of(acting.session, acting.here)
    if not floor.presents(acting.session, acting.here, acting.me) or row.epoch != epoch:
        raise Refused("floor.not_presenter")
    if strength == "hold" and acting.role != "chair":
        raise Refused("floor.only_chair_holds")
    paper = acting.session.get(PaperVersion, version)
    if paper is None or paper.paper.meeting_id != meeting or not papers.is_open(paper):
        raise NotFound("paper")
    if page > paper.pages:
        raise Refused("paper.has_no_such_page", page=page, pages=paper.pages)
    told: dict[str, int | str] = {"version": version, "page": page, "epoch": epoch}
    if half is not None:
        told["half"] = half
    if strength != "bring":
        told["strength"] = strength
    row.number = acting.write(acting.here.stream, "floor.turned", **told).number
    row.version_id, row.page, row.half, row.strength = version, page, half, strength


@act("floor.grant")
def grant(acting: Acting, meeting: Whole, to: Whole) -> None:
    """Hand presenting to another person; what the former one still sends is refused."""
    person = acting.session.get(Person, to)
    if person is None or not person.active or person.role not in ("member", "executive", "clerk"):
        raise NotFound("person")
    row = floor.of(acting.session, acting.here)
    row.presenter_id, row.epoch, row.strength = to, row.epoch + 1, "bring"
    acting.write(acting.here.stream, "floor.granted", to=to, epoch=row.epoch)


@act("floor.take")
def take(acting: Acting, meeting: Whole) -> None:
    """Take presenting, as chair or clerk, from whoever has it."""
    row = floor.of(acting.session, acting.here)
    row.presenter_id, row.epoch, row.strength = acting.me, row.epoch + 1, "bring"
    acting.write(acting.here.stream, "floor.taken", to=acting.me, epoch=row.epoch)


@act("floor.share")
def share(acting: Acting, meeting: Whole, allowed: bool) -> None:
    """Allow or stop writing for everybody in this meeting."""
    floor.of(acting.session, acting.here).sharing = allowed
    acting.write(acting.here.stream, "floor.shared", allowed=allowed)
