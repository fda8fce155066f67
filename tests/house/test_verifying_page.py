"""docs/verifying.md lets anyone walk the record without this software."""

import re
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from meetings.config import Config
from meetings.domain.record import chained
from tests.cast import gathered, points
from tests.conftest import Lent, built
from tests.house.tree import ROOT

PAGE = (ROOT / "docs/verifying.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory, seeded_storage: Path, makers: Lent) -> Path:
    """The storage of a council with sealed minutes, and ink of a fractional width."""
    whole = tmp_path_factory.mktemp("whole") / "storage"
    storage = Path(shutil.copytree(seeded_storage, whole))
    house = built(Config(storage=storage, password_cost=1), makers)
    council = gathered(house)
    council.bring_to("sealed")
    ink = {"id": "stroke-1", "version": council.versions[0], "page": 1, "points": points()}
    ink |= {"layer": "private", "tool": "pen", "color": "#0017c1", "width": 1.5}
    council.do("ueda", "ink.draw", **ink)
    house.close()
    return storage


@pytest.fixture
def storage(whole: Path, tmp_path: Path) -> Path:
    """A copy of it, to be tampered with."""
    return Path(shutil.copytree(whole, tmp_path / "storage"))


def walk(storage: Path) -> tuple[int, str]:
    """Run the page's script on a storage; return exit status and what it said."""
    found = re.search(r"```python\n(.*?)```", PAGE, re.DOTALL)
    assert found is not None
    script = storage.parent / "walk.py"
    script.write_text(found[1], encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-I", script, storage], capture_output=True, text=True, check=False
    )
    assert not done.stderr
    return done.returncode, done.stdout.strip()


def test_the_script_of_the_page_finds_a_sealed_council_whole(storage: Path) -> None:
    assert walk(storage) == (0, "all fits")


@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE entries SET body = json_set(body, '$.title', '別の題') WHERE kind = 'agenda.added'",
        "DELETE FROM entries WHERE kind = 'meeting.opened'",
        "DELETE FROM entries WHERE kind = 'minutes.sealed'",
        "UPDATE entries SET \"by\" = 2 WHERE kind = 'meeting.closed'",
        "DELETE FROM minutes",
        "UPDATE minutes SET sealed_at = NULL, pdf = NULL",
        "UPDATE minutes SET text = text || '偽'",
        "DELETE FROM streams WHERE name = 'meeting:1'",
        "DELETE FROM entries WHERE stream = 'meeting:1'; DELETE FROM streams WHERE name LIKE 'm%'",
        "DELETE FROM entries WHERE stream = 'office:1'; DELETE FROM streams WHERE name LIKE 'o%'",
        "UPDATE paper_versions SET digest = (SELECT pdf FROM minutes)",
        "DELETE FROM paper_versions",
        "UPDATE minutes SET text = replace(text, '開議', '閉議')",
    ],
)
def test_the_script_of_the_page_finds_tampering(storage: Path, tampering: str) -> None:
    with sqlite3.connect(storage / "gijo.sqlite3") as database:
        database.executescript(tampering)
    database.close()
    status, said = walk(storage)
    assert (status, "meeting:1" in said or "office:1" in said) == (1, True)


def test_the_script_of_the_page_finds_a_changed_file(storage: Path) -> None:
    paper = next((storage / "papers").rglob("*.pdf"))
    paper.write_bytes(b"another paper")
    status, said = walk(storage)
    assert (status, paper.stem in said) == (1, True)


def test_the_example_of_the_page_is_right() -> None:
    digest = re.search(r"^digest  ([0-9a-f]{64})$", PAGE, re.MULTILINE)
    body = {"meeting": 1, "name": "本会議（第１日）"}
    assert digest is not None
    assert digest[1] == chained("", 1, "meeting.added", 1796695200000, 1, body)
