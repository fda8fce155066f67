"""Replacements: a new version of a paper being prepared, and what became of each old page.

What the house found is kept apart from what the clerk corrected, so that a later find can't undo a
correction.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Literal

from sqlalchemy import JSON, BigInteger, ForeignKey, Text, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from meetings.domain.base import Base
from meetings.domain.papers import Paper, PaperVersion
from meetings.domain.people import Person

Kind = Literal["replacement", "erratum", "correction"]


class Replacement(Base):
    """How one version takes the place of another: by whom, why, with which errata."""

    __tablename__ = "replacements"

    version_id: Mapped[int] = mapped_column(ForeignKey("paper_versions.id"), primary_key=True)
    paper_id: Mapped[int] = mapped_column(ForeignKey("papers.id"), index=True)
    from_id: Mapped[int] = mapped_column(ForeignKey("paper_versions.id"), index=True)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    begun_at: Mapped[int] = mapped_column(BigInteger)
    found_at: Mapped[int | None] = mapped_column(BigInteger)
    """When the pages were compared, in ms; nothing until then."""
    reason: Mapped[str] = mapped_column(Text, default="")
    errata: Mapped[list[Any] | None] = mapped_column(JSON)
    """Rows of the errata sheet: `{page, line, wrong, right, note}`."""
    errata_paper_id: Mapped[int | None] = mapped_column(
        ForeignKey("papers.id", name="fk_replacements_errata_paper")
    )
    """The paper that was made of them when it was published."""
    revision: Mapped[int]
    """Number of the clerks' entry that changed it last; no other replacement ever has it."""
    version: Mapped[PaperVersion] = relationship(foreign_keys=version_id, lazy="joined")
    former: Mapped[PaperVersion] = relationship(foreign_keys=from_id, lazy="joined")
    by: Mapped[Person | None] = relationship(lazy="joined")


class PagePairing(Base):
    """What became of one page of the old version, as found and as the clerk corrected it.

    `state` is `same`, `changed`, `removed` or `doubt`; `to` the page of the new version, 0 where
    there is none; the rest is that of docs/decisions/pairing-pages.md.
    """

    __tablename__ = "page_pairings"

    version_id: Mapped[int] = mapped_column(ForeignKey("paper_versions.id"), primary_key=True)
    page: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    found: Mapped[dict[str, Any]] = mapped_column(JSON)
    corrected: Mapped[dict[str, Any] | None] = mapped_column(JSON)

    @property
    def now(self) -> dict[str, Any]:
        """What counts: what the clerk said, else what was found."""
        return self.corrected or self.found


def under_way(session: Session, papers: list[Paper]) -> dict[int, Replacement]:
    """Return paper id -> the replacement that is being prepared for it."""
    drafts = [paper.draft.id for paper in papers if paper.draft]
    rows = session.scalars(select(Replacement).where(Replacement.version_id.in_(drafts)))
    return {row.paper_id: row for row in rows}


def forget_sheet(session: Session, paper: int) -> None:
    """Forget that a paper, which is removed, was the errata sheet of a replacement."""
    for row in session.scalars(select(Replacement).filter_by(errata_paper_id=paper)):
        row.errata_paper_id = None


def forget(session: Session, version: int) -> None:
    """Forget a replacement that was dropped, and what was found for it."""
    for table in (PagePairing, Replacement):
        session.execute(delete(table).where(table.version_id == version))


def formers(session: Session, papers: Iterable[Paper]) -> dict[int, PaperVersion]:
    """Return version id -> the version it took the place of, of those that replaced one."""
    ids = [paper.id for paper in papers]
    rows = session.scalars(select(Replacement).where(Replacement.paper_id.in_(ids)))
    return {row.version_id: row.former for row in rows}


def versions(session: Session, papers: Sequence[Paper]) -> dict[int, list[dict[str, Any]]]:
    """Return paper id -> what everybody is told of its versions, the oldest first.

    What was replaced before it was published nobody saw: the next is then the first.
    """
    came, told = formers(session, papers), {}
    for paper in papers:
        shown = [row for row in paper.versions if row.issued_at and not row.withdrawn]
        told[paper.id] = [
            {
                "version": row.id,
                "number": row.number,
                "kind": row.kind if place else "first",
                "issued_at": row.issued_at,
                "digest": row.digest,
                "pages": row.pages,
                "from": came[row.id].id if place else None,
            }
            for place, row in enumerate(shown)
        ]
    return told
