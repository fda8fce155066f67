"""Wiping one's private notes leaves nothing of them, and a record that is still whole."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import Any

import pytest
from sqlalchemy import select, text

from meetings.commands.verifying import verify
from meetings.domain import record
from meetings.domain.base import NotFound, Refused
from meetings.domain.notes import Bookmark, SlipOrder, Stroke
from meetings.domain.record import Entry
from meetings.house import House
from tests.cast import Council, packed
from tests.conftest import ON_BOTH, ROOT

SECRET = "知事の件を先に聞く"


def mark(name: str, version: int, layer: str = "private") -> dict[str, Any]:
    at = {"version": version, "page": 1, "layer": layer, "points": packed([(100, 100)])}
    return {"id": name, "tool": "slip", "color": "#0017c1", "width": 24.0, "text": SECRET} | at


def faults(house: House) -> list[str]:
    with house.database.read() as session:
        return verify(session, house).faults


@pytest.fixture
def written(council: Council) -> Council:
    """Ueda's private notes, a shared one and a bookmark, and a note of Egawa's."""
    council.bring_to("open")
    (version,) = council.versions
    for number in range(3):
        council.do("ueda", "ink.draw", **mark(f"private-{number}", version))
    council.do("ueda", "ink.erase", layer="private", ids=["private-0"])
    council.do("ueda", "ink.draw", **mark("shared-one", version, "shared"))
    council.do("ueda", "bookmark.set", version=version, page=2, on=True, name=SECRET)
    council.do("ueda", "slips.order", ids=["shared-one", "private-2", "private-1"])
    council.do("egawa", "ink.draw", **mark("private-of-egawa", version))
    return council


def notebook(council: Council, login: str = "ueda") -> list[Entry]:
    name = f"notebook:{council.meeting}:{council.ids[login]}"
    with council.house.database.read() as session:
        return record.after(session, name, 0)


@ON_BOTH
def test_a_wiped_notebook_holds_nothing_and_its_chain_goes_on(written: Council) -> None:
    before = notebook(written)
    answer = written.do("ueda", "notebook.wipe")
    assert answer["body"] == {"through": len(before)}
    wiped = notebook(written)
    assert [entry.digest for entry in wiped[:-1]] == [entry.digest for entry in before]
    assert {(entry.kind, str(entry.body)) for entry in wiped[:-1]} == {("entry.wiped", "{}")}
    with written.house.database.read() as session:
        left = {row.id for row in session.scalars(select(Stroke))}
        assert left == {"shared-one", "private-of-egawa"}
        assert list(session.scalars(select(Bookmark))) == []
        assert list(session.scalars(select(SlipOrder))) == []
    assert faults(written.house) == []
    # One writes on, and may wipe again; what was wiped is not there to be brought back.
    (version,) = written.versions
    written.do("ueda", "ink.draw", **mark("private-new", version))
    with pytest.raises(NotFound):
        written.do("ueda", "ink.restore", layer="private", ids=["private-0"])
    assert faults(written.house) == []
    assert written.do("ueda", "notebook.wipe")["body"]["through"] == len(wiped) + 1
    assert [entry.kind for entry in notebook(written)][-3:] == [
        "notebook.wiped",
        "entry.wiped",
        "notebook.wiped",
    ]
    assert faults(written.house) == []
    assert len(notebook(written, "egawa")) == 1


def test_an_act_sent_again_after_the_wipe_brings_nothing_back(written: Council) -> None:
    desk, ueda = written.desk, written.who("ueda")
    given = {"meeting": written.meeting} | mark("private-late", written.versions[0])
    desk.do("ink.draw", ueda, given, "device-of-ueda", 7)
    written.do("ueda", "notebook.wipe")
    assert desk.do("ink.draw", ueda, given, "device-of-ueda", 7)["repeat"] is True
    with written.house.database.read() as session:
        assert session.get(Stroke, "private-late") is None


def test_nothing_of_it_is_left_in_the_database_file(written: Council, house: House) -> None:
    file, secret = house.config.storage / "gijo.sqlite3", SECRET.encode()
    escaped = SECRET.encode("unicode_escape")
    written.do("egawa", "notebook.wipe")
    written.do("ueda", "ink.erase", layer="shared", ids=["shared-one"])
    with house.database.write() as session:
        session.execute(text("DELETE FROM stroke_places WHERE stroke_id = 'shared-one'"))
        session.execute(text("DELETE FROM strokes WHERE id = 'shared-one'"))
        session.execute(text("DELETE FROM entries WHERE stream = :s"), {"s": "meeting:1"})
    _checkpoint(house)
    assert secret in file.read_bytes() or escaped in file.read_bytes()
    written.do("ueda", "notebook.wipe")
    _checkpoint(house)
    assert secret not in file.read_bytes()
    assert escaped not in file.read_bytes()


def _checkpoint(house: House) -> None:
    with house.database.engine.connect() as connection:
        connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))


def test_emptying_by_hand_is_no_wipe(written: Council) -> None:
    written.do("ueda", "notebook.wipe")
    assert _walked(written.house) == "all fits"
    last = len(notebook(written)) - 1
    empty = {"kind": "entry.wiped", "body": {}}
    hers: list[tuple[str, int, dict[str, Any]]] = [
        ("egawa", 1, empty),
        ("ueda", 1, {"body": {"id": 1}}),
        ("ueda", last, {"digest": "00"}),
        ("ueda", last + 1, {"body": {"through": 99}}),
        ("ueda", 2, {"number": 3}),
    ]
    for login, number, change in hers:
        rows = notebook(written, login)
        assert list(record.broken(rows)) == []
        for name, value in change.items():
            setattr(rows[number - 1], name, value)
        assert list(record.broken(rows)) != [], (login, number)
    with written.house.database.read() as session:
        rows = record.after(session, f"meeting:{written.meeting}", 0)
        rows[1].kind, rows[1].body = "entry.wiped", {}
        assert list(record.broken(rows)) == [2]
    with written.house.database.engine.connect() as connection:
        told = "UPDATE entries SET kind = 'entry.wiped', body = '{}' WHERE stream = 'notebook:1:4'"
        connection.exec_driver_sql(told)
        connection.commit()
    assert any("書きかえられています" in fault for fault in faults(written.house))
    assert "notebook:1:4 1" in _walked(written.house)


def _walked(house: House) -> str:
    """What the script of docs/verifying.md says."""
    page = (ROOT / "docs/verifying.md").read_text(encoding="utf-8")
    script = re.search(r"```python\n(.*?)```", page, re.DOTALL)
    assert script is not None
    done = subprocess.run(
        [sys.executable, "-I", "-c", script[1], str(house.config.storage)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert not done.stderr
    return done.stdout.strip()


def test_nobody_wipes_a_notebook_that_is_not_theirs(written: Council) -> None:
    with pytest.raises(Refused):
        written.do("ueda", "notebook.wipe", person=written.ids["egawa"])
    written.do("kanri", "notebook.wipe")
    assert len(notebook(written)) == len([e for e in notebook(written) if e.body])


def test_only_ones_own_question_slips_are_put_in_order(written: Council) -> None:
    version = written.versions[0]
    pen = mark("private-pen", version) | {"tool": "pen", "text": None}
    written.do("ueda", "ink.draw", **pen)
    for ids in (["private-of-egawa"], ["private-pen"], ["private-1", "nowhere-at-all"]):
        with pytest.raises(NotFound):
            written.do("ueda", "slips.order", ids=ids)
    assert faults(written.house) == []
    with written.house.database.write() as session:
        session.execute(text("DELETE FROM slip_orders"))
    assert faults(written.house) == ["会議 1 の質問メモの順（3）が記録と合いません"]
