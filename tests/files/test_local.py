from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from meetings.files import Files, LocalFiles
from meetings.files.receiving import partial

DIGEST = "0123456789abcdef" * 4


def test_a_picture_is_found_whatever_its_encoding(files: LocalFiles) -> None:
    assert files.find_picture(DIGEST, 3, 1640) is None
    place = files.put_picture(DIGEST, 3, 1640, "webp", b"picture")
    assert place == files.picture_path(DIGEST, 3, 1640, "webp")
    assert files.find_picture(DIGEST, 3, 1640) == place
    assert place.read_bytes() == b"picture"
    assert files.find_picture(DIGEST, 3, 240) is None
    assert files.find_picture(DIGEST, 31, 640) is None


def test_a_picture_put_again_replaces_the_old_one_whole(files: LocalFiles, root: Path) -> None:
    place = files.put_picture(DIGEST, 1, 240, "png", b"old")
    with place.open("rb") as reading:
        files.put_picture(DIGEST, 1, 240, "png", b"new and longer")
        assert reading.read() == b"old"
    assert place.read_bytes() == b"new and longer"
    assert [path.name for path in root.rglob("*") if path.is_file()] == ["1-240.png"]


def test_removing_a_paper_removes_its_pictures_and_may_be_repeated(files: LocalFiles) -> None:
    digest = files.put_bytes(b"%PDF-").digest
    files.put_picture(digest, 1, 240, "png", b"picture")
    for _ in range(2):
        files.remove(digest)
        assert not files.has(digest)
        assert files.find_picture(digest, 1, 240) is None
    with pytest.raises(FileNotFoundError):
        files.open(digest)


def test_tiles_never_take_more_room_than_they_are_given(root: Path) -> None:
    files = LocalFiles(root, tiles_bytes=1000)
    for column in range(10):
        files.put_tile(DIGEST, 1, 2480, column, 0, "png", bytes(300))
        files.find_tile(DIGEST, 1, 2480, 0, 0)
    kept = [column for column in range(10) if files.find_tile(DIGEST, 1, 2480, column, 0)]
    assert kept == [0, 8, 9]
    assert sum(path.stat().st_size for path in root.rglob("*.png")) == 900
    assert files.find_picture(DIGEST, 1, 2480) is None
    files.put_tile(DIGEST, 1, 2480, 9, 0, "webp", bytes(100))
    assert files.find_tile(DIGEST, 1, 2480, 8, 0)


def test_another_start_knows_the_tiles_of_the_last_and_their_ages(root: Path) -> None:
    before = LocalFiles(root, tiles_bytes=1000)
    for column in range(3):
        place = before.put_tile(DIGEST, 1, 2480, column, 0, "png", bytes(300))
        os.utime(place, (column, column))
    after = LocalFiles(root, tiles_bytes=1000)
    after.put_tile(DIGEST, 2, 2480, 0, 0, "png", bytes(400))
    assert [bool(after.find_tile(DIGEST, 1, 2480, column, 0)) for column in range(3)] == [
        False,
        True,
        True,
    ]


def test_a_removed_paper_and_an_emptied_folder_leave_no_tiles(files: LocalFiles) -> None:
    digest = files.put_bytes(b"%PDF-").digest
    place = files.put_tile(digest, 1, 2480, 0, 0, "png", b"tile")
    files.remove(digest)
    assert not place.parent.exists()
    assert files.find_tile(digest, 1, 2480, 0, 0) is None
    files.put_tile(digest, 1, 2480, 0, 0, "png", b"tile").unlink()
    assert files.find_tile(digest, 1, 2480, 0, 0) is None
    with pytest.raises(ValueError, match="suffix"):
        files.put_tile(digest, 1, 2480, 0, 0, "../x", b"tile")


def test_pictures_are_no_papers(files: LocalFiles) -> None:
    digests = sorted(files.put_bytes(b"%%PDF- %d" % at).digest for at in range(20))
    files.put_picture(DIGEST, 1, 240, "png", b"picture")
    assert list(files.digests()) == digests


@pytest.mark.parametrize(
    "digest", ["", "../../etc/passwd", "AB" * 32, "ab" * 31, "ab" * 32 + "\n", "ab" * 31 + "/."]
)
def test_an_address_that_is_no_digest_reaches_no_file(files: LocalFiles, digest: str) -> None:
    for ask in (files.path, files.has, files.remove, files.open):
        with pytest.raises(ValueError, match="not a digest"):
            ask(digest)
    with pytest.raises(ValueError, match="not a digest"):
        files.find_picture(digest, 1, 240)


def test_a_picture_with_an_unknown_suffix_is_refused(files: LocalFiles) -> None:
    with pytest.raises(ValueError, match="suffix"):
        files.put_picture(DIGEST, 1, 240, "../x", b"picture")


def test_what_a_killed_process_left_is_swept_at_the_next_start(root: Path) -> None:
    program = """
import os, sys, types
house = sys.modules["meetings"] = types.ModuleType("meetings")
house.__path__ = [sys.argv[1]]
from pathlib import Path
from meetings.files import LocalFiles
class Killer:
    def read(self, size):
        os.kill(os.getpid(), 9)
LocalFiles(Path(sys.argv[2])).receive(Killer(), 1000)
"""
    package = Path(__file__).resolve().parents[2] / "meetings"
    done = subprocess.run(
        [sys.executable, "-I", "-c", program, str(package), str(root)], check=False
    )
    assert done.returncode == -9
    assert len(list((root / "incoming").iterdir())) == 1
    LocalFiles(root)
    assert list((root / "incoming").iterdir()) == []


def test_a_living_upload_is_not_swept_by_a_second_process(files: LocalFiles, root: Path) -> None:
    with partial(root / "incoming", 0) as coming:
        coming.write(b"%PDF- half")
        assert LocalFiles(root).sweep() == 0
        coming.write(b" and half")
        coming.become(files.path(coming.digest))
    assert files.path(coming.digest).read_bytes() == b"%PDF- half and half"


def test_local_files_keep_the_protocol(files: LocalFiles) -> None:
    store: Files = files
    assert store.receive(io.BytesIO(b""), 0).size == 0


def test_stored_papers_can_be_read_by_the_group_and_by_nobody_else(files: LocalFiles) -> None:
    path = files.path(files.put_bytes(b"%PDF-").digest)
    assert path.stat().st_mode & 0o777 == 0o640
