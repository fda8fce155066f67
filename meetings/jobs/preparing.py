"""Preparing papers: the words of all pages, then their pictures, before anyone asks.

The database is the queue: a version whose ``prepared`` is below its ``pages`` is
work to do, so a restart goes on where it stopped.
"""

from __future__ import annotations

import logging
import threading
from pathlib import Path

from sqlalchemy import Select, func, select

from meetings import pdf
from meetings.domain.papers import PageText, PaperVersion, UnshownPage, write_text
from meetings.domain.record import Entry
from meetings.files import DiskFull
from meetings.house import House
from meetings.jobs import words
from meetings.jobs.comparing import Comparer
from meetings.jobs.guiding import Finder

log = logging.getLogger(__name__)
WIDTHS = (1640, 240)
"""Widths in px made ahead: the page on a tablet, and its thumbnail."""
PAGES_AT_ONCE = 16
AT_ONCE = 0.1
"""Seconds of pictures made in one go: who waits for a page waits no longer than that for them."""
PATIENCE = 30.0
"""Seconds until papers that could not be prepared are tried again."""


class Preparer:
    """One thread that prepares papers, oldest first."""

    def __init__(
        self, house: House, finder: Finder | None = None, comparer: Comparer | None = None
    ) -> None:
        self.house = house
        self._finder = finder
        self._comparer = comparer
        self._wake = threading.Event()
        self._closing = threading.Event()
        self._given_up: set[int] = set()
        self._thread = threading.Thread(target=self._run, name="preparing", daemon=True)

    def start(self) -> None:
        """Begin, with whatever the last run left."""
        self._wake.set()
        self._thread.start()

    def wake_for(self, entries: list[Entry]) -> None:
        """Wake when a paper was added, or a file that is to replace one."""
        if any(entry.kind in ("paper.added", "replacement.begun") for entry in entries):
            self._wake.set()

    def close(self) -> None:
        """Stop after the page under work."""
        self._closing.set()
        self._wake.set()
        if self._thread.is_alive():
            self._thread.join(timeout=60)

    def _run(self) -> None:
        while not self._closing.is_set():
            self._wake.wait(timeout=PATIENCE)
            self._wake.clear()
            try:
                while not self._closing.is_set() and (version := self.next_version()):
                    self.prepare(version)
                if self._finder:
                    self._finder.find_rest(self._closing)
                if self._comparer:
                    self._comparer.compare_rest(self._closing)
            except Exception:
                # The house must go on; the same work is tried again after a while.
                log.exception("preparing papers stopped for now")

    def next_version(self) -> PaperVersion | None:
        """Return what is to be prepared next, if anything is."""
        with self.house.database.read() as session:
            return session.scalars(self._waiting()).first()

    def _waiting(self) -> Select[PaperVersion]:
        found = select(PaperVersion).where(PaperVersion.prepared < PaperVersion.pages)
        found = found.where(PaperVersion.id.not_in(self._given_up))
        # Each page that can't be drawn may cost the whole time limit: others go first.
        troubles = select(func.count()).where(UnshownPage.version_id == PaperVersion.id)
        return found.order_by(troubles.scalar_subquery(), PaperVersion.id)

    def prepare(self, version: PaperVersion) -> None:
        """Prepare one version to its end, or up to a page that can't be shown, which is noted."""
        try:
            # Somebody waits for the first page; the words of all others come after it.
            self._pictures(version, version.prepared + 1, version.prepared + 1)
            self._read_waiting()
            if self._all_pictures(version):
                self._guide(version, drawn=True)
        except DiskFull:
            self._given_up.add(version.id)
            log.exception("no room for page pictures")

    def _read_waiting(self) -> None:
        with self.house.database.read() as session:
            rows = list(session.scalars(self._waiting()))
        for version in rows:
            self._texts(version)
            self._guide(version)

    def _guide(self, version: PaperVersion, *, drawn: bool = False) -> None:
        if self._finder:
            self._finder.find(version, drawn=drawn)
        if self._comparer:
            self._comparer.compare(version)

    def _all_pictures(self, version: PaperVersion) -> bool:
        """Make the pictures of all pages; say whether that came to its end."""
        done, alone = version.prepared, 0
        while done < version.pages:
            if self._closing.is_set():
                return False
            if self._wake.is_set():
                # The words of a paper that came meanwhile don't wait for all these pictures.
                self._wake.clear()
                self._read_waiting()
            last = done + 1 if done < alone else min(done + PAGES_AT_ONCE, version.pages)
            made = self._pictures(version, done + 1, last)
            if not made and last > done + 1:
                alone = last  # one of them was too hard: it must not cost the others theirs
                continue
            done += made or 1
            self._mark(version.id, done, shown=made > 0)
            if not made:
                return False
        return True

    def _pictures(self, version: PaperVersion, first: int, last: int) -> int:
        """Make pictures from page `first` on, for a while; return of how many pages.

        None are made where the first can't be shown, or a later one took all the time there is.
        """
        files, digest = self.house.files, version.digest
        if all(files.find_picture(digest, first, width) for width in WIDTHS):
            return 1
        path = files.path(digest)
        try:
            made = self.house.pages.pictures(path, first, last, WIDTHS, AT_ONCE)
        except pdf.Refused as refusal:
            log.warning("pages %s to %s of %s: %s", first, last, digest, refusal.reason)
            return 0
        for page, row in enumerate(made, start=first):
            for width, one in zip(WIDTHS, row, strict=True):
                files.put_picture(digest, page, width, one.suffix, one.bytes)
        return len(made)

    def _mark(self, version: int, page: int, *, shown: bool) -> None:
        with self.house.database.write() as session:
            row = session.get(PaperVersion, version)
            if row is not None:
                row.prepared = page
                if not shown:
                    session.merge(UnshownPage(version_id=version, page=page))

    def _texts(self, version: PaperVersion) -> None:
        with self.house.database.read() as session:
            found = select(func.max(PageText.page)).filter_by(version_id=version.id)
            done = session.scalar(found) or 0
        for first in range(done + 1, version.pages + 1, words.AT_ONCE):
            last = min(first + words.AT_ONCE - 1, version.pages)
            texts = words.read(self.house, version.digest, first, last)
            with self.house.database.write() as session:
                if session.get(PaperVersion, version.id) is None:
                    return
                for page, text in enumerate(texts, start=first):
                    write_text(session, version.id, page, text)


def picture(house: House, digest: str, page: int, width: int) -> Path:
    """Return the path of a page picture, made if it isn't there yet.

    Raises ``pdf.Refused`` for a page that can't be shown and ``DiskFull``.
    """
    found = house.files.find_picture(digest, page, width)
    if found is None:
        made = house.pages.picture(house.files.path(digest), page, width)
        found = house.files.put_picture(digest, page, width, made.suffix, made.bytes)
    return found
