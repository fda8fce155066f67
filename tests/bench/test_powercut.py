"""A power cut: the disk of the trial may lose what was not synced and nothing else."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bench.ground.disk import Cut, Disk, Write
from bench.ground.traced import Replay
from tests.conftest import ROOT

OLD, NEW = b"o" * 5000, b"n" * 5000


def images(disk: Disk, tmp_path: Path, name: str) -> set[bytes | None]:
    """Return what a hundred power cuts make of a file; None where it is not there."""
    found: set[bytes | None] = set()
    for seed in range(100):
        target = tmp_path / f"image-{seed}"
        target.mkdir()
        disk.image(target, random.Random(seed))
        place = target / name
        found.add(place.read_bytes() if place.exists() else None)
        shutil.rmtree(target)
    return found


@pytest.fixture
def disk(tmp_path: Path) -> Disk:
    """A disk with a file of old bytes."""
    (tmp_path / "disk").mkdir()
    (tmp_path / "disk" / "paper").write_bytes(OLD)
    return Disk(tmp_path / "disk")


def test_what_was_written_is_old_new_or_torn_at_sectors_until_it_is_synced(
    disk: Disk, tmp_path: Path
) -> None:
    file = disk.file(f"{disk.root}/paper")
    assert file
    file.open.append(Write(0, NEW))
    found = images(disk, tmp_path, "paper")
    assert {OLD, NEW} < found
    for torn in found - {OLD, NEW, None}:
        assert torn
        sectors = [set(torn[at : at + 512]) for at in range(0, 5000, 512)]
        assert all(len(sector) == 1 for sector in sectors)
    file.open.append(Cut(100))
    file.sync(1)
    assert images(disk, tmp_path, "paper") == {NEW, NEW[:100]}


def test_a_new_name_may_be_lost_until_its_folder_is_synced(disk: Disk, tmp_path: Path) -> None:
    disk.create(f"{disk.root}/papers", folder=True)
    disk.rename(f"{disk.root}/paper", f"{disk.root}/papers/kept")
    assert images(disk, tmp_path, "papers/kept") == {OLD, None}
    disk.sync_folder(f"{disk.root}/papers", 2)
    assert images(disk, tmp_path, "papers/kept") == {OLD, None}, "its folder's name is not sure"
    disk.sync_folder(disk.root, 1)
    assert images(disk, tmp_path, "papers/kept") == {OLD}


def test_a_sync_covers_only_what_was_done_before_it_began(disk: Disk, tmp_path: Path) -> None:
    place = "".join(f"\\x{byte:02x}" for byte in f"{disk.root}/paper".encode())
    log = tmp_path / "log"
    log.write_text(
        f'1 pwrite64(3<{place}>, "\\x61", 1, 0) = 1\n'
        f"1 fdatasync(3<{place}> <unfinished ...>\n"
        f'2 pwrite64(4<{place}>, "\\x62", 1, 1) = 1\n'
        "1 <... fdatasync resumed>) = 0\n"
    )
    assert list(Replay(disk, "").steps(log)) == ["pwrite64", "pwrite64", "fdatasync"]
    assert {(one or b"")[:2] for one in images(disk, tmp_path, "paper")} == {b"ao", b"ab"}


def test_a_power_cut_loses_nothing_that_was_answered_and_breaks_nothing() -> None:
    command = [sys.executable, "-m", "bench.powercut", "--images", "10", "--records", "1"]
    command += ["--acts", "16", "--seed", "5"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode == 2:
        pytest.skip(done.stderr.splitlines()[-1])
    assert done.returncode == 0, done.stdout + done.stderr
