"""The policy of passed-over tests, tried on small test files of its own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.tree import ROOT

IN_A_TEST = "import pytest\ndef test_it():\n    pytest.skip('no browser here')\n"
A_MARK = "import pytest\n@pytest.mark.skipif(True, reason='no browser here')\ndef test_it(): ...\n"
A_MODULE = "import pytest\npytest.skip('no browser here', allow_module_level=True)\n"
REAL_PAPERS = "def test_it(shared_data): ...\n"


def run(folder: Path, text: str, ci: str) -> subprocess.CompletedProcess[str]:
    """Run pytest with the policy over one test file."""
    (folder / "test_it.py").write_text(text, encoding="utf-8")
    return subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-ra",
            "-p",
            "tests.house.policy",
            "-c",
            os.devnull,
            folder,
        ],
        cwd=folder,
        env={**os.environ, "CI": ci, "PYTHONPATH": str(ROOT), "GIJO_SHARED_DATA": "/nowhere"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("text", [IN_A_TEST, A_MARK, A_MODULE])
def test_a_passed_over_test_fails_in_ci_with_its_reason(tmp_path: Path, text: str) -> None:
    done = run(tmp_path, text, ci="true")
    assert done.returncode != 0
    assert "no test may be passed over. Skipped: no browser here" in done.stdout


@pytest.mark.parametrize("text", [IN_A_TEST, A_MARK, A_MODULE])
def test_a_passed_over_test_is_listed_elsewhere(tmp_path: Path, text: str) -> None:
    done = run(tmp_path, text, ci="")
    assert "1 skipped" in done.stdout
    assert "no browser here" in done.stdout


def test_a_test_of_real_papers_says_why_it_is_passed_over(tmp_path: Path) -> None:
    assert "no ../shared/data" in run(tmp_path, REAL_PAPERS, ci="").stdout
    assert run(tmp_path, REAL_PAPERS, ci="true").returncode == 1


def test_an_expected_failure_is_no_passing_over(tmp_path: Path) -> None:
    text = "import pytest\n@pytest.mark.xfail\ndef test_it():\n    assert False\n"
    assert run(tmp_path, text, ci="true").returncode == 0
