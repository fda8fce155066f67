"""Whatever comes from outside: every act and every route x numbers and texts nobody means."""

from __future__ import annotations

import contextlib
import json
import re
import shutil
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from meetings import acts
from meetings.config import Config
from meetings.domain import people
from meetings.domain.base import Refused
from meetings.given import many_lines, one_line, read_json
from tests.cast import Council, gathered
from tests.conftest import Lent, wired
from tests.rights.scene import Scene, example
from tests.rights.table import ACTS, ROUTES

FAR = (2**31, 2**53 + 1, 2**63, 10**30, -1, -(10**30))
"""Whole numbers no id can be."""
ODD: tuple[Any, ...] = (*FAR, True, 1.5, float("nan"), None, [], [[]], {}, "", " ", "\0", "x" * 99)
QUERY = ("10" * 20, "abc", "-1", "９", "%00", "1.0", "9" * 5000)


@pytest.fixture(scope="module")
def scene(
    tmp_path_factory: pytest.TempPathFactory, seeded_storage: Path, makers: Lent
) -> Iterator[Scene]:
    """An open meeting with one published paper and one that isn't."""
    storage = Path(shutil.copytree(seeded_storage, tmp_path_factory.mktemp("scene") / "storage"))
    app = wired(Config(storage=storage, password_cost=1), makers)
    council = gathered(app.extensions["gijo"].house, app.extensions["gijo"].desk)
    hidden = council.add_paper("まだの資料", 2)["body"]
    council.versions = []
    council.bring_to("open")
    shown = council.add_paper("議案", 1)["body"]
    council.do("aoki", "paper.publish", paper=shown["paper"])
    draft = council.begin_replacing(shown["paper"], "差しかえた資料")["body"]
    told = {"published": shown, "unpublished": hidden, "draft": draft}
    yield Scene(app, council, "open", told)
    app.extensions["gijo"].close()


@pytest.fixture(scope="module")
def headers(scene: Scene) -> dict[str, dict[str, str]]:
    """What a program of the clerk's, and one of the administrator's, sends along."""
    return {login: _bearer(scene.council, login) for login in ("aoki", "kanri")}


def _bearer(council: Council, login: str) -> dict[str, str]:
    key, hashed = people.new_key()
    given = {"person": council.who(login).id, "label": "試験", "key_hash": hashed}
    council.desk.do("token.issue", None, given)
    return {"Authorization": f"Bearer {key}"}


def _doer(name: str) -> str:
    return next(login for role, login in (("clerk", "aoki"), ("administrator", "kanri"))
                if role in ACTS[name][0])  # fmt: skip


@pytest.mark.parametrize("name", sorted(acts.REGISTRY))
def test_no_argument_of_any_act_brings_the_server_down(scene: Scene, name: str) -> None:
    person = scene.council.who(_doer(name))
    fields = acts.REGISTRY[name].given.model_fields
    right = example(scene, name, "clerk")
    if "meeting" in fields:
        right["meeting"] = scene.council.meeting
    for field in fields:
        for odd in ODD:
            if odd in FAR and not isinstance(odd, (bool, float)):
                with pytest.raises(Refused):
                    scene.council.desk.do(name, person, right | {field: odd})
            else:
                with contextlib.suppress(Refused):
                    scene.council.desk.do(name, person, right | {field: odd})


def test_no_number_in_any_address_brings_the_server_down(
    scene: Scene, headers: dict[str, dict[str, str]]
) -> None:
    client, wrong = scene.app.test_client(), []
    for route in ROUTES:
        method, path = route.split(" ", 1)
        names = re.findall(r"<int:(\w+)>", path)
        for number in (2**31, 2**63, 10**30, "9" * 5000, "９", "-1", "%00") if names else ():
            url = re.sub(r"<(?:\w+:)?\w+>", str(number), path)
            for sent in headers.values():
                code = client.open(url, method=method, headers=sent).status_code
                wrong += [(route, number, code)] if code not in (404, 405) else []
    assert wrong == []


def test_no_question_after_an_address_brings_the_server_down(
    scene: Scene, headers: dict[str, dict[str, str]]
) -> None:
    meeting, version = scene.council.meeting, scene.papers["published"]["version"]
    asked = {
        f"/api/meetings/{meeting}/ink?version=": {404, 422},
        f"/api/meetings/{meeting}/ink?version={version}&page=": {422},
        f"/api/streams/meeting:{meeting}/entries?after=": {422},
        "/api/streams/": {404},
        "/search?q=a&in=": {200},
        "/search?q=a&where=": {200},
        "/search?q=a&after=1.2.3.4.": {200},
        "/search?q=": {200},
        "/meetings/new?session=": {200},
        "/sign-in?onward=": {302},
    }
    client = scene.app.test_client()
    for url, expected in asked.items():
        for odd in QUERY:
            end = "/entries" if url.endswith("streams/") else ""
            code = client.get(url + odd + end, headers=headers["aoki"]).status_code
            assert code in expected, (url, odd, code)
    for question in (f"{name}={odd}" for name in ("item", "n") for odd in QUERY):
        url = f"/api/meetings/{meeting}/papers?name=a.pdf&{question}"
        assert client.post(url, data=b"%PDF", headers=headers["aoki"]).status_code == 422


DEEP = "[" * 100_000 + "]" * 100_000


@pytest.mark.parametrize(
    "body",
    [
        DEEP,
        f'{{"given": {{"title": {DEEP}}}}}',
        '{"given": {"title": "\\ud800"}}',
        '{"given": {"\\ud800": 1}}',
        '{"given": {}, "device": "\\ud800\\ud800\\ud800\\ud800\\ud800\\ud800\\ud800\\ud800"}',
        '{"given": {}, "device": "device-1", "n": 1e400}',
        '{"given": {}, "n": 99999999999999999999}',
        f'{{"n": {"9" * 5000}}}',
        "no json",
        "",
    ],
    ids=range(10),
)
def test_json_nobody_can_keep_is_refused(
    scene: Scene, headers: dict[str, dict[str, str]], body: str
) -> None:
    sent = headers["aoki"] | {"Content-Type": "application/json"}
    client = scene.app.test_client()
    answer = client.post("/api/acts/agenda.add", data=body, headers=sent)
    assert (answer.status_code, answer.get_json()["refused"]) == (422, "given.wrong")


@drawn(st.text())
def test_a_line_is_one_line_without_control_characters_and_stays_as_it_is(text: str) -> None:
    line = one_line(text)
    assert line == line.strip() == one_line(line)
    assert line.splitlines() == ([line] if line else [])
    assert not any(unicodedata.category(sign) in ("Cc", "Zl", "Zp", "Cs") for sign in line)
    lines = many_lines(text)
    assert lines == many_lines(lines)
    assert lines.splitlines() == lines.removesuffix("\n").split("\n") or not lines.strip("\n")
    assert read_json(json.dumps([line, lines])) == [line, lines]


def test_lines_keep_every_kanji_as_it_was_written(scene: Scene) -> None:
    assert one_line("\u3000神谷 塚\ufa10か\u3099\n") == "神谷 塚\ufa10が"
    assert one_line("\u200b\u3000") == ""
    assert one_line("議案\u202efdp") == "議案fdp"
    assert many_lines("一\r\n二\u2028三\x0c四\0") == "一\n二\n三\n四"
    answer = scene.council.do("aoki", "agenda.add", title="日程\n## 偽の見出し\x01")
    assert answer["body"]["title"] == "日程 ## 偽の見出し"
    for blank in ("\u3000 ", "\n", "\u200b"):
        with pytest.raises(Refused, match=r"given\.wrong"):
            scene.council.do("aoki", "agenda.add", title=blank)
