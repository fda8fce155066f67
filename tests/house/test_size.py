"""Small and whole: a file is read in one go."""

from pathlib import Path

import pytest

from tests.house.tree import ROOT, files, short

MOST_LINES = 300
CODE = files(".py", ".js", ".css", ".html", ".sh") + sorted((ROOT / "bin").iterdir())


@pytest.mark.parametrize("path", CODE, ids=short)
def test_a_file_has_at_most_300_lines(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MOST_LINES
