"""The guide of a paper's version: printed page numbers, spreads, binding side, outline.

What the house found is kept apart from what the clerk corrected, so that a later find can't undo a
correction.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import JSON, ForeignKey, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from meetings.domain.base import Base
from meetings.domain.papers import PaperVersion

Correction = dict[str, Any]
"""From page `first` to `last`: `spread`, or `style` and `number`; or `binding` of the whole."""

_ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"))


class Guide(Base):
    """What is known of one version, found by the house and corrected by the clerk."""

    __tablename__ = "guides"

    version_id: Mapped[int] = mapped_column(ForeignKey("paper_versions.id"), primary_key=True)
    revision: Mapped[int] = mapped_column(default=0)
    found: Mapped[dict[str, Any]] = mapped_column(JSON)
    corrections: Mapped[list[Correction]] = mapped_column(JSON, default=list)


def of(session: Session, version: PaperVersion) -> Guide:
    """Return a version's guide, a new one that knows nothing where none was found yet."""
    return session.get(Guide, version.id) or Guide(
        version_id=version.id, revision=0, found=unknown(version.pages), corrections=[]
    )


def labels_of(session: Session, versions: Iterable[int]) -> dict[int, list[list[str]]]:
    """Return version id -> the numbers printed on each page, of those whose guide is known."""
    rows = session.scalars(select(Guide).where(Guide.version_id.in_(versions)))
    return {row.version_id: told(row)["labels"] for row in rows}


def unknown(pages: int) -> dict[str, Any]:
    """Return the guide of a paper nothing is known of."""
    labels: list[list[str]] = [[] for _ in range(pages)]
    return {"text": True, "labels": labels, "spreads": [], "binding": "left", "outline": []}


def told(guide: Guide) -> dict[str, Any]:
    """Return the guide as tablets get it: what was found under what was corrected."""
    names = ("text", "labels", "spreads", "binding", "outline")
    shown = {name: guide.found[name] for name in names} | {"revision": guide.revision}
    spreads = set(shown["spreads"])
    for one in guide.corrections:
        run = range(one.get("first", 1), one.get("last", 0) + 1)
        if "spread" in one:
            spreads = spreads | set(run) if one["spread"] else spreads - set(run)
        shown["binding"] = one.get("binding", shown["binding"])
    labels = [list(label) for label in shown["labels"]]
    for one in guide.corrections:
        if "style" in one:
            _number(labels, one, spreads)
    return shown | {"labels": labels, "spreads": sorted(spreads)}


def _number(labels: list[list[str]], one: Correction, spreads: set[int]) -> None:
    number = one.get("number", 1)
    for page in range(one["first"], one["last"] + 1):
        figures = range(number, number + (2 if page in spreads else 1))
        number = figures.stop
        labels[page - 1] = [] if one["style"] == "none" else [
            printed(figure, one["style"]) for figure in figures
        ]  # fmt: skip


def printed(number: int, style: str) -> str:
    """Return a number as it is printed: `arabic`, or `roman` (small)."""
    if style == "arabic":
        return str(number)
    figures = ""
    for worth, sign in (*_ROMAN, (1, "i")):
        figures, number = figures + sign * (number // worth), number % worth
    return figures


def added(corrections: list[Correction], one: Correction) -> list[Correction]:
    """Return the corrections with one more; what it covers wholly is dropped."""
    kinds = {"spread", "style", "binding"} & one.keys()
    kept = [
        other
        for other in corrections
        if not (kinds & other.keys())
        or other.get("first", 1) < one.get("first", 1)
        or other.get("last", 0) > one.get("last", 0)
    ]
    return [*kept, one]
