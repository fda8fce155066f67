"""The scripts a newcomer starts: POSIX sh, and a clear sentence when something is missing."""

import os
import subprocess
from pathlib import Path

import pytest

from tests.house.tree import ROOT, short

SCRIPTS = sorted((ROOT / "bin").iterdir())


def test_the_scripts_of_the_readme_are_there() -> None:
    wanted = {"demo", "test", "serve", "bench"}
    assert wanted <= {path.name for path in SCRIPTS if os.access(path, os.X_OK)}


@pytest.mark.parametrize("path", SCRIPTS, ids=short)
def test_a_script_is_valid_posix_shell(path: Path) -> None:
    subprocess.run(["sh", "-n", path], check=True)


def test_the_ci_script_is_valid_bash() -> None:
    subprocess.run(["bash", "-n", ROOT / ".ci" / "run"], check=True)


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """Return a bare checkout and beside it `bin/`, a PATH that has a shell's tools, no Python."""
    tools = tmp_path / "bin"
    tools.mkdir()
    for name in ("sh", "dirname", "cat", "sed", "cksum", "tr", "rm"):
        found = subprocess.run(["sh", "-c", f"command -v {name}"], capture_output=True, check=True)
        (tools / name).symlink_to(found.stdout.decode().strip())
    checkout = tmp_path / "gijo"
    checkout.mkdir()
    (checkout / "bin").symlink_to(ROOT / "bin")
    (checkout / "pyproject.toml").touch()
    return tmp_path


def complaint(machine: Path) -> str:
    """Run bin/demo on the machine and return what it complains of."""
    script = (ROOT / "bin" / "demo").read_text(encoding="utf-8")
    # Its own folder would be found through the link: run the text where the bare checkout is.
    inner = machine / "gijo" / "demo.sh"
    inner.write_text(script.replace("/..", ""), encoding="utf-8")
    done = subprocess.run(
        ["/bin/sh", inner],
        env={"PATH": str(machine / "bin")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    return done.stderr


def test_a_machine_without_python_is_told_what_to_install(machine: Path) -> None:
    said = complaint(machine)
    assert "Python 3.11 以上がありません" in said
    assert "apt install python3 python3-venv" in said


def test_a_machine_without_venv_is_told_what_to_install(machine: Path) -> None:
    python = machine / "bin" / "python3"
    # Answers as Debian's python3 without python3-venv does: a good version, no ensurepip.
    python.write_text('#!/bin/sh\ncase "$*" in *ensurepip*) exit 1 ;; esac\n', encoding="utf-8")
    python.chmod(0o755)
    said = complaint(machine)
    assert "venv がありません" in said
    assert "apt install python3-venv" in said
