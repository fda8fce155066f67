"""Papers of a meeting, their versions, and the text of their pages."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    ColumnElement,
    ForeignKey,
    String,
    Text,
    delete,
    func,
    select,
)
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from meetings.domain import grams
from meetings.domain.base import Base, NotFound
from meetings.domain.folding import folded
from meetings.domain.meetings import Meeting
from meetings.domain.people import Person


class Paper(Base):
    """A document of a meeting, of one agenda item or of the whole."""

    __tablename__ = "papers"

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"), index=True)
    item_id: Mapped[int | None] = mapped_column(ForeignKey("agenda_items.id"))
    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(200))
    beside_id: Mapped[int | None] = mapped_column(ForeignKey("papers.id", name="fk_papers_beside"))
    """The paper that this one is proposed to be read beside, such as a table of comparison."""
    published_at: Mapped[int | None] = mapped_column(BigInteger)
    meeting: Mapped[Meeting] = relationship(lazy="joined")
    versions: Mapped[list[PaperVersion]] = relationship(
        back_populates="paper", order_by="PaperVersion.number", lazy="selectin"
    )

    @property
    def version(self) -> PaperVersion:
        """What the paper is: the newest version that was issued."""
        return next(version for version in reversed(self.versions) if version.issued_at)

    @property
    def draft(self) -> PaperVersion | None:
        """The version that is to replace it, being prepared; at most one."""
        newest = self.versions[-1]
        return None if newest.issued_at else newest


class PaperVersion(Base):
    """One file of a paper: digest of its bytes, pages, sizes in pt as displayed."""

    __tablename__ = "paper_versions"

    id: Mapped[int] = mapped_column(primary_key=True)
    paper_id: Mapped[int] = mapped_column(ForeignKey("papers.id"), index=True)
    number: Mapped[int]
    digest: Mapped[str] = mapped_column(String(64), index=True)
    bytes: Mapped[int] = mapped_column(BigInteger)
    pages: Mapped[int]
    sizes: Mapped[list[Any]] = mapped_column(JSON)
    prepared: Mapped[int] = mapped_column(default=0)
    """Pages whose pictures and text are ready; the rest is made when asked for."""
    kind: Mapped[str] = mapped_column(String(12), default="first")
    """`first`, or why it took the place of another: `replacement`, `erratum`, `correction`."""
    issued_at: Mapped[int | None] = mapped_column(BigInteger)
    """When it became what the paper is, in ms; nothing while it is prepared, for clerks alone."""
    withdrawn: Mapped[bool] = mapped_column(default=False)
    """Replaced before the paper was published: nobody but clerks ever saw it."""
    paper: Mapped[Paper] = relationship(back_populates="versions", lazy="joined")


class PageText(Base):
    """The words of a page, and the same folded for searching."""

    __tablename__ = "page_texts"

    version_id: Mapped[int] = mapped_column(ForeignKey("paper_versions.id"), primary_key=True)
    page: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str] = mapped_column(Text)
    folded: Mapped[str] = mapped_column(Text)


PAGES = grams.Texts(PageText.version_id, PageText.page, PageText.text, PageText.folded)


def write_text(session: Session, version: int, page: int, text: str) -> None:
    """Write the words of a page, and their index."""
    grams.remove(session, PAGES, version, page)
    row = PageText(version_id=version, page=page, text=text, folded=folded(text))
    session.merge(row)
    grams.put(session, PAGES, version, page, row.folded)


def remove_texts(session: Session, version: int) -> None:
    """Remove the words of all pages of a version, and their index."""
    grams.remove(session, PAGES, version)
    session.execute(delete(PageText).where(PageText.version_id == version))


class UnshownPage(Base):
    """A page that could not be drawn within the limits when its version was prepared."""

    __tablename__ = "unshown_pages"

    version_id: Mapped[int] = mapped_column(ForeignKey("paper_versions.id"), primary_key=True)
    page: Mapped[int] = mapped_column(primary_key=True)


def unshown(session: Session, papers: list[Paper]) -> dict[int, list[int]]:
    """Return version id -> pages that can't be shown, of versions in force or prepared."""
    shown = [version for paper in papers for version in (paper.version, paper.draft) if version]
    ids = [version.id for version in shown]
    rows = select(UnshownPage).where(UnshownPage.version_id.in_(ids)).order_by(UnshownPage.page)
    found: dict[int, list[int]] = {}
    for row in session.scalars(rows):
        found.setdefault(row.version_id, []).append(row.page)
    return found


def shown_after_all(session: Session, digest: str, page: int) -> None:
    """Forget that a page of this content could not be drawn."""
    same = select(PaperVersion.id).filter_by(digest=digest)
    rows = select(UnshownPage).where(UnshownPage.version_id.in_(same), UnshownPage.page == page)
    for row in session.scalars(rows):
        session.delete(row)


def ranges(pages: list[int]) -> list[str]:
    """Return pages as they are written: 12, 15–18."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and runs[-1][-1] == page - 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    return [f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs]


def of_meeting(session: Session, viewer: Person, meeting: Meeting) -> list[Paper]:
    """Return a meeting's papers as this viewer may see them: clerks all, others published."""
    found = select(Paper).filter_by(meeting_id=meeting.id).order_by(Paper.position, Paper.id)
    if viewer.role != "clerk":
        found = found.where(Paper.published_at.is_not(None))
    return list(session.scalars(found))


def paper_of(session: Session, meeting: Meeting, paper: int) -> Paper:
    """Return a paper of this meeting; `NotFound` where it is another's."""
    found = session.get(Paper, paper)
    if found is None or found.meeting_id != meeting.id:
        raise NotFound("paper")
    return found


def open_to(viewer: Person) -> list[ColumnElement[bool]]:
    """Return what must be true of a version, its paper and meeting for this viewer to see it."""
    if viewer.role == "clerk":
        return []
    issued = [PaperVersion.issued_at.is_not(None), PaperVersion.withdrawn.is_(False)]
    return [*issued, Paper.published_at.is_not(None), Meeting.state != "preparing"]


def is_open(version: PaperVersion) -> bool:
    """Say whether everybody who sees the meeting may see this version."""
    return bool(version.paper.published_at and version.issued_at and not version.withdrawn)


def _seen(viewer: Person) -> Any:
    found = select(PaperVersion).join(PaperVersion.paper).join(Paper.meeting)
    return found.where(*open_to(viewer))


def seen(session: Session, viewer: Person, version: int) -> PaperVersion:
    """Return a version as this viewer may see it; otherwise it isn't found."""
    found: PaperVersion | None = session.scalars(
        _seen(viewer).filter(PaperVersion.id == version)
    ).first()
    if found is None:
        raise NotFound("paper")
    return found


def seen_by_digest(session: Session, viewer: Person, digest: str) -> PaperVersion:
    """Return a version with this content that the viewer may see, or `NotFound`."""
    found: PaperVersion | None = session.scalars(
        _seen(viewer).filter(PaperVersion.digest == digest)
    ).first()
    if found is None:
        raise NotFound("paper")
    return found


def next_position(session: Session, meeting: Meeting) -> int:
    """Return the place after the last paper of a meeting."""
    last = session.scalar(select(func.max(Paper.position)).filter_by(meeting_id=meeting.id))
    return (last or 0) + 1


def same_file(session: Session, meeting: Meeting, digest: str) -> Paper | None:
    """Return the paper of this meeting that is this very file, or is being replaced by it."""
    found = select(Paper).filter_by(meeting_id=meeting.id).join(Paper.versions)
    for paper in session.scalars(found.where(PaperVersion.digest == digest)):
        if digest in {version.digest for version in (paper.version, paper.draft) if version}:
            return paper
    return None


def is_named(session: Session, digest: str) -> bool:
    """Say whether any version still names the file with this digest."""
    return session.scalars(select(PaperVersion.id).filter_by(digest=digest)).first() is not None


def beside(session: Session, paper: Paper) -> int | None:
    """Return the paper proposed beside this one, once both are published."""
    other = session.get(Paper, paper.beside_id) if paper.beside_id else None
    return other.id if other and other.published_at and paper.published_at else None


def paired_with(session: Session, paper: Paper) -> list[Paper]:
    """Return the papers that this one is proposed beside."""
    found = select(Paper).filter_by(beside_id=paper.id).order_by(Paper.id)
    return list(session.scalars(found))


def told(paper: Paper) -> dict[str, Any]:
    """Return what everybody is told of a paper when it is published."""
    version = paper.version
    return {
        "paper": paper.id,
        "item": paper.item_id,
        "name": paper.name,
        "position": paper.position,
        "version": version.id,
        "digest": version.digest,
        "pages": version.pages,
    }
