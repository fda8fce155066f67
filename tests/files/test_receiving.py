from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.files import Cut, DiskFull, LocalFiles, NotReceived, TooLarge

MIB = 1024 * 1024


class Chunks:
    """A stream that gives what it has in pieces of its own choosing, then fails or ends."""

    def __init__(self, chunks: list[bytes], then: Exception | None = None) -> None:
        self._chunks = list(chunks)
        self._then = then

    def read(self, size: int, /) -> bytes:
        if self._chunks:
            chunk = self._chunks.pop(0)
            if len(chunk) > size:
                self._chunks.insert(0, chunk[size:])
            return chunk[:size] or self.read(size)
        if self._then:
            raise self._then
        return b""


def left(root: Path) -> list[str]:
    """Every file under the storage."""
    return sorted(str(path.relative_to(root)) for path in root.rglob("*") if path.is_file())


def test_a_paper_lies_under_the_digest_of_its_bytes(files: LocalFiles, root: Path) -> None:
    content = os.urandom(3 * MIB + 17)
    received = files.receive(io.BytesIO(content), limit_bytes=4 * MIB, declared=len(content))
    digest = hashlib.sha256(content).hexdigest()
    assert (received.digest, received.size, received.fresh) == (digest, len(content), True)
    assert files.has(digest)
    with files.open(digest) as file:
        assert file.read() == content
    assert left(root) == [f"papers/{digest[:2]}/{digest}.pdf"]
    assert list(files.digests()) == [digest]


@given(st.lists(st.binary(max_size=3000), max_size=12))
def test_however_the_bytes_are_cut_into_chunks_the_digest_is_the_same(
    tmp_path_factory: pytest.TempPathFactory, chunks: list[bytes]
) -> None:
    files = LocalFiles(tmp_path_factory.getbasetemp() / "any-chunks")
    content = b"".join(chunks)
    received = files.receive(Chunks(chunks), limit_bytes=len(content), declared=len(content))
    assert received.digest == hashlib.sha256(content).hexdigest()
    assert received.size == len(content)
    assert files.path(received.digest).read_bytes() == content


def test_the_same_file_twice_is_stored_once(files: LocalFiles, root: Path) -> None:
    first = files.receive(io.BytesIO(b"%PDF- one"), limit_bytes=100)
    again = files.receive(io.BytesIO(b"%PDF- one"), limit_bytes=100)
    made = files.put_bytes(b"%PDF- one")
    assert first.digest == again.digest == made.digest
    assert (first.fresh, again.fresh, made.fresh) == (True, False, False)
    assert len(left(root)) == 1


def test_the_same_file_from_many_threads_at_once_is_stored_once(
    files: LocalFiles, root: Path
) -> None:
    content = os.urandom(MIB)
    with ThreadPoolExecutor(8) as threads:
        asked = [threads.submit(files.receive, io.BytesIO(content), 2 * MIB) for _ in range(24)]
        assert len({one.result().digest for one in asked}) == 1
    assert len(left(root)) == 1


def test_a_stored_file_that_lost_its_end_is_mended_by_sending_it_again(files: LocalFiles) -> None:
    digest = files.put_bytes(b"%PDF- whole").digest
    files.path(digest).chmod(0o640)
    files.path(digest).write_bytes(b"%PDF-")
    assert files.receive(io.BytesIO(b"%PDF- whole"), limit_bytes=100).fresh
    assert files.path(digest).read_bytes() == b"%PDF- whole"


@pytest.mark.parametrize("declared", [None, 2 * MIB])
def test_too_large_a_file_is_refused_and_nothing_of_it_stays(
    files: LocalFiles, root: Path, declared: int | None
) -> None:
    with pytest.raises(TooLarge) as refusal:
        files.receive(io.BytesIO(bytes(2 * MIB)), limit_bytes=MIB, declared=declared)
    assert refusal.value.limit_bytes == MIB
    assert left(root) == []


def test_a_file_of_exactly_the_limit_is_taken(files: LocalFiles) -> None:
    assert files.receive(io.BytesIO(bytes(MIB)), limit_bytes=MIB).size == MIB


def test_an_upload_that_ends_early_is_refused_and_nothing_of_it_stays(
    files: LocalFiles, root: Path
) -> None:
    with pytest.raises(Cut) as refusal:
        files.receive(io.BytesIO(b"%PDF- ha"), limit_bytes=MIB, declared=1000)
    assert (refusal.value.got, refusal.value.declared) == (8, 1000)
    assert left(root) == []


@pytest.mark.parametrize("trouble", [ConnectionResetError(), TimeoutError(), ValueError("chunk")])
def test_a_connection_that_breaks_leaves_nothing(
    files: LocalFiles, root: Path, trouble: Exception
) -> None:
    with pytest.raises(Cut) as refusal:
        files.receive(Chunks([b"%PDF-", b"half"], then=trouble), limit_bytes=MIB)
    assert refusal.value.got == 9
    assert left(root) == []


def test_other_files_are_unharmed_by_a_cut_one(files: LocalFiles) -> None:
    digest = files.put_bytes(b"%PDF- good").digest
    with pytest.raises(NotReceived):
        files.receive(io.BytesIO(b"%PDF- go"), limit_bytes=MIB, declared=10)
    assert files.path(digest).read_bytes() == b"%PDF- good"


def test_the_reserve_for_the_record_is_never_used_up(root: Path) -> None:
    everything = os.statvfs(root.parent)
    files = LocalFiles(root, reserve_bytes=everything.f_bavail * everything.f_frsize + 1024 * MIB)
    for ask in (
        lambda: files.receive(io.BytesIO(b"%PDF-"), limit_bytes=MIB),
        lambda: files.put_bytes(b"%PDF-"),
        lambda: files.put_picture("ab" * 32, 1, 240, "png", b"picture"),
    ):
        with pytest.raises(DiskFull):
            ask()
    assert left(root) == []


# In a mount namespace of its own: the small disk is gone when the process ends.
SMALL_DISK = """
import io, subprocess, sys, types
subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8m", "none", {disk!r}], check=True)
print("mounted")
house = sys.modules["meetings"] = types.ModuleType("meetings")
house.__path__ = [{root!r} + "/meetings"]
from pathlib import Path
from meetings.files import DiskFull, LocalFiles
files = LocalFiles(Path({disk!r}) / "storage", reserve_bytes={reserve})
small = files.put_bytes(bytes(1000)).digest
try:
    files.receive(io.BytesIO(bytes(20 << 20)), limit_bytes=1 << 30, declared=20 << 20)
except DiskFull as full:
    print("full", bool(full.__cause__))
stored = [path.name for path in Path({disk!r}).rglob("*") if path.is_file()]
print(stored == [small + ".pdf"], files.receive(io.BytesIO(b"%PDF-"), limit_bytes=99).fresh)
"""


@pytest.mark.parametrize("reserve", [0, 2 * MIB])
def test_a_full_disk_refuses_the_file_and_goes_on_serving(tmp_path: Path, reserve: int) -> None:
    root = str(Path(__file__).resolve().parents[2])
    program = SMALL_DISK.format(disk=str(tmp_path), root=root, reserve=reserve)
    apart = ["unshare", "--user", "--map-root-user", "--mount"]
    if sys.platform != "linux":
        pytest.skip("a small disk of one's own can only be mounted on Linux")
    done = subprocess.run(
        [*apart, sys.executable, "-I", "-c", program], capture_output=True, text=True, check=False
    )
    if not done.stdout.startswith("mounted"):
        pytest.skip(f"this machine lets nobody mount a small disk: {done.stderr.strip()[-200:]}")
    # Without a reserve the system's own error (ENOSPC) is what stops the file.
    assert done.stdout.split() == ["mounted", "full", str(reserve == 0), "True", "True"], done
