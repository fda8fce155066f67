"""The archive of a sealed meeting proves itself, with this product and without."""

from __future__ import annotations

import hashlib
import io
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from meetings.commands import archive
from meetings.domain import meetings
from meetings.domain.base import NotFound
from tests.cast import Council


def packed(council: Council) -> bytes:
    with council.house.database.read() as session:
        row = session.get_one(meetings.Meeting, council.meeting)
        into = io.BytesIO()
        archive.pack(session, council.house.files, row, into)
    return into.getvalue()


def changed(content: bytes, name: str, change: bytes | None) -> bytes:
    """Return the archive with one file replaced, or left out."""
    into = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(into, "w") as new:
        for entry in old.namelist():
            if entry != name:
                new.writestr(entry, old.read(entry))
        if change is not None:
            new.writestr(name, change)
    return into.getvalue()


def faults(folder: Path, content: bytes) -> list[str]:
    path = folder / "meeting.zip"
    path.write_bytes(content)
    return archive.verify(path).faults


def test_an_untouched_archive_is_proven_and_always_the_same(
    council: Council, tmp_path: Path
) -> None:
    council.bring_to("sealed")
    content = packed(council)
    assert content == packed(council)
    assert faults(tmp_path, content) == []


def test_sha256sum_alone_proves_its_files(council: Council, tmp_path: Path) -> None:
    council.bring_to("sealed")
    with zipfile.ZipFile(io.BytesIO(packed(council))) as opened:
        opened.extractall(tmp_path / "out")
    tool = shutil.which("sha256sum")
    if tool is None:
        pytest.skip("this machine has no sha256sum")
    done = subprocess.run([tool, "-c", "SHA256SUMS"], cwd=tmp_path / "out", check=False)
    assert done.returncode == 0


def test_any_changed_added_or_missing_file_is_found(council: Council, tmp_path: Path) -> None:
    council.bring_to("sealed")
    content = packed(council)
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        names = [name for name in opened.namelist() if name != "SHA256SUMS"]
    for name in names:
        assert any(name in fault for fault in faults(tmp_path, changed(content, name, b"x")))
    assert faults(tmp_path, changed(content, "more.pdf", b"x")) == [
        "more.pdf の中身が変わっています"
    ]
    paper = next(name for name in names if name.startswith("papers/"))
    assert faults(tmp_path, changed(content, paper, None)) == [f"{paper} の中身が変わっています"]


def test_a_record_rewritten_together_with_its_sums_is_still_found(
    council: Council, tmp_path: Path
) -> None:
    council.bring_to("sealed")
    content = packed(council)
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        record, sums = opened.read("record.jsonl"), opened.read("SHA256SUMS")
    forged = record.replace("議案第41号".encode(), "議案第42号".encode())
    assert forged != record
    old, new = (hashlib.sha256(text).hexdigest().encode() for text in (record, forged))
    content = changed(content, "record.jsonl", forged)
    content = changed(content, "SHA256SUMS", sums.replace(old, new))
    assert any("書きかえられています" in fault for fault in faults(tmp_path, content))


def test_a_changed_text_of_the_minutes_is_found_even_with_its_sum(
    council: Council, tmp_path: Path
) -> None:
    council.bring_to("sealed")
    content = packed(council)
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        told, sums = opened.read("minutes.txt"), opened.read("SHA256SUMS")
    forged = told.replace("開議".encode(), "閉議".encode())
    assert forged != told
    old, new = (hashlib.sha256(text).hexdigest().encode() for text in (told, forged))
    content = changed(content, "minutes.txt", forged)
    content = changed(content, "SHA256SUMS", sums.replace(old, new))
    assert faults(tmp_path, content) == ["minutes.txt が封印の記録と合いません"]


def test_what_is_not_an_archive_is_said(tmp_path: Path) -> None:
    assert "保管ファイルを読めません" in faults(tmp_path, b"junk")[0]


def test_an_unsealed_meeting_has_no_archive(council: Council) -> None:
    council.bring_to("closed")
    with pytest.raises(NotFound):
        packed(council)


def test_no_damaged_byte_makes_verifying_fail_by_itself(council: Council, tmp_path: Path) -> None:
    council.bring_to("sealed")
    content = packed(council)
    for place in range(0, len(content), max(1, len(content) // 200)):
        damaged = bytearray(content)
        damaged[place] ^= 0x10
        # Bytes that say nothing of the contents (dates, attributes) may go unnoticed.
        assert isinstance(faults(tmp_path, bytes(damaged)), list)
