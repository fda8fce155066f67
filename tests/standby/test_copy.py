"""The copy of a database: all that was committed and nothing else, whatever happens on the way."""

from __future__ import annotations

import contextlib
import hashlib
import random
import resource
import signal
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from meetings.standby.copy import DIGEST, Copy, blocks, digest
from meetings.standby.wal import Log, Lost, Place


class First:
    """A database in WAL mode with a hand that writes."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.line = self.open()
        self.line.execute("PRAGMA journal_mode=WAL")
        self.line.execute("CREATE TABLE rows (n INTEGER PRIMARY KEY, text TEXT)")
        self.log = Log(path)

    def open(self) -> sqlite3.Connection:
        line = sqlite3.connect(self.path, isolation_level=None)
        for pragma in ("synchronous=FULL", "secure_delete=ON", "wal_autocheckpoint=40"):
            line.execute(f"PRAGMA {pragma}")
        return line

    def write(
        self, rows: int, line: sqlite3.Connection | None = None, *, undo: bool = False
    ) -> None:
        line = line or self.line
        line.execute("BEGIN IMMEDIATE")
        for _ in range(rows):
            line.execute("INSERT INTO rows (text) VALUES (?)", ("議" * random.randrange(2000),))
        line.execute("DELETE FROM rows WHERE n % 17 = ?", (random.randrange(17),))
        line.execute("ROLLBACK" if undo else "COMMIT")

    def send(self, copy: Copy) -> None:
        assert copy.place is not None
        if (told := self.log.after(copy.place)) is not None:
            copy.append(told)

    def begin(self, copy: Copy, run: str = "run") -> int:
        """Begin a copy, or mend it; return how many blocks differed."""
        with self.log.held() as (line, place):
            part = self.path.with_suffix(".taken")
            with contextlib.closing(sqlite3.connect(part)) as taken:
                line.backup(taken)
            theirs, sent = copy.digests(), 0
            with copy.mending() as mending:
                for number, block in enumerate(blocks(part)):
                    if theirs[number * DIGEST : (number + 1) * DIGEST] != digest(block):
                        mending.put(number, block)
                        sent += 1
                whole = hashlib.sha256(part.read_bytes()).hexdigest()
                mending.become(part.stat().st_size, whole, run, place)
        return sent

    def rows(self) -> list[tuple[int, str]]:
        return self.line.execute("SELECT * FROM rows ORDER BY n").fetchall()


def rows(copy: Copy) -> list[tuple[int, str]]:
    """Take the copy over, and read it as SQLite does."""
    target = copy.path.with_name("taken-over.sqlite3")
    copy.move(target)
    with contextlib.closing(sqlite3.connect(target)) as line:
        assert line.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return line.execute("SELECT * FROM rows ORDER BY n").fetchall()


@pytest.fixture
def first(tmp_path: Path) -> Iterator[First]:
    random.seed(7)
    first = First(tmp_path / "first.sqlite3")
    yield first
    first.line.close()


def test_a_copy_equals_after_commits_undone_ones_and_new_beginnings_of_the_log(
    first: First, tmp_path: Path
) -> None:
    copy, salts = Copy(tmp_path / "copy"), set()
    first.write(50)
    first.begin(copy)
    for n in range(150):
        first.write(random.randrange(1, 40), undo=n % 5 == 4)
        first.send(copy)
        assert copy.place is not None
        salts.add(copy.place.salts)
        if n % 40 == 39:
            copy.rest()
        if n % 50 == 49:
            copy = Copy(tmp_path / "copy")  # its process was started anew
    assert len(salts) > 5, "the log was begun anew some times"
    assert rows(copy) == first.rows()


def test_what_another_process_wrote_comes_too_or_the_copy_is_mended(
    first: First, tmp_path: Path
) -> None:
    copy, lost = Copy(tmp_path / "copy"), 0
    first.begin(copy)
    whole = first.begin(copy)
    with contextlib.closing(first.open()) as other:
        for n in range(40):
            for _ in range(1 + 30 * (n % 4 == 3)):
                first.write(30, other)
            first.write(1)
            try:
                first.send(copy)
            except Lost:
                lost += 1
                assert first.begin(copy) < max(whole, 3) + first.path.stat().st_size / 65536
    assert lost > 1
    assert rows(copy) == first.rows()


def test_a_copy_is_begun_while_others_read_and_write(first: First, tmp_path: Path) -> None:
    copy = Copy(tmp_path / "copy")
    for _ in range(40):
        first.write(30)
    with first.log.held() as (line, place):
        part = tmp_path / "taken"
        for _ in range(60):
            first.write(20)
        with contextlib.closing(sqlite3.connect(part)) as taken:
            line.backup(taken)
        copy.digests()
        with copy.mending() as mending:
            for number, block in enumerate(blocks(part)):
                mending.put(number, block)
            whole = hashlib.sha256(part.read_bytes()).hexdigest()
            mending.become(part.stat().st_size, whole, "run", place)
        first.send(copy)
    assert rows(copy) == first.rows()


def test_a_torn_end_is_left_out_and_its_commits_come_again(first: First, tmp_path: Path) -> None:
    copy = Copy(tmp_path / "copy")
    first.begin(copy)
    first.write(5)
    first.send(copy)
    kept, before = first.rows(), (tmp_path / "copy" / "gijo.redo").stat().st_size
    first.write(30)
    first.send(copy)
    redo = tmp_path / "copy" / "gijo.redo"
    content = redo.read_bytes()
    for cut in (before, before + 5, (before + len(content)) // 2, len(content) - 1):
        redo.write_bytes(content[:cut])
        torn = Copy(tmp_path / "copy")
        assert torn.place != first.log.place()
        first.send(torn)
        assert torn.place == first.log.place()
    redo.write_bytes(content[: before + 900])
    assert rows(Copy(tmp_path / "copy")) == kept


def test_putting_pages_into_the_file_can_be_cut_off_and_done_again(
    first: First, tmp_path: Path
) -> None:
    folder = tmp_path / "copy"
    copy = Copy(folder)
    first.begin(copy)
    for _ in range(10):
        first.write(30)
        first.send(copy)
    redo = (folder / "gijo.redo").read_bytes()
    copy.rest()
    # As if the power had gone between the pages and the new redo, and some pages were torn.
    (folder / "gijo.redo").write_bytes(redo)
    with (folder / "gijo.sqlite3").open("r+b") as file:
        file.seek(4096 * 3)
        file.write(bytes(3000))
        file.truncate(file.seek(0, 2) - 4096)
    assert rows(Copy(folder)) == first.rows()


def test_a_full_disk_takes_nothing_and_goes_on_when_there_is_room(
    first: First, tmp_path: Path
) -> None:
    copy = Copy(tmp_path / "copy")
    first.begin(copy)
    first.write(5)
    first.send(copy)
    place = copy.place
    first.write(200)
    unlimited = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, unlimited[1]))
    try:
        with pytest.raises(OSError, match="large"):
            first.send(copy)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, unlimited)
        signal.signal(signal.SIGXFSZ, before)
    assert copy.place == place
    first.send(copy)
    assert rows(copy) == first.rows()


def test_a_place_of_another_database_or_time_is_lost(first: First, tmp_path: Path) -> None:
    first.write(3)
    there = first.log.place()
    for place in (
        Place(there.salts, there.frame, there.commits - 5),
        Place("00" * 8, there.frame, there.commits - 1),
    ):
        first.write(1)
        with pytest.raises(Lost):
            first.log.after(place)
    with pytest.raises(Lost):
        Log(tmp_path / "nothing.sqlite3")


def test_the_log_is_read_true_while_it_is_written(first: First, tmp_path: Path) -> None:
    copy, over = Copy(tmp_path / "copy"), threading.Event()
    first.begin(copy)

    def write() -> None:
        with contextlib.closing(first.open()) as line:
            while not over.is_set():
                first.write(8, line)

    hand = threading.Thread(target=write)
    hand.start()
    lost = 0
    for _ in range(300):
        try:
            first.send(copy)
        except Lost:
            lost += 1
            over.set()
            hand.join()
            first.begin(copy)
    over.set()
    hand.join()
    with contextlib.suppress(Lost):
        first.send(copy)
        assert rows(copy) == first.rows()
