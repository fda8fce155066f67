"""Every act, stream and route of the code x every role x every state, against the table."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from meetings import acts
from meetings.config import Config
from meetings.domain.base import Refused
from meetings.domain.record import Stream
from tests.cast import gathered
from tests.conftest import Lent, sign_in_client, wired
from tests.rights.scene import Scene, example, slip, stroke
from tests.rights.table import (
    ACTS,
    LOGINS,
    MEETING,
    MINUTES,
    PAPER,
    PUBLIC,
    REPLACED,
    ROLES,
    ROUTES,
    SIGNED_IN,
    STATES,
    STREAMS,
)

FORM = {"revision": "1", "text": "文", "step": "close", "do": "publish", "titles": "日程"}
FORM |= {"session": "1", "body": "1", "person": "7", "office": "member"}
FORM |= {"language": "ja", "allowed": "yes", "item": "1"}
"""Fields enough for any of the screens' forms."""


class Undone(Refused):
    """Raised after an act has run, so that the next case finds the same state."""


@pytest.fixture(params=STATES, scope="module")
def scene(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    seeded_storage: Path,
    makers: Lent,
) -> Iterator[Scene]:
    storage = Path(shutil.copytree(seeded_storage, tmp_path_factory.mktemp("scene") / "storage"))
    app = wired(Config(storage=storage, password_cost=1, sign_in_tries=1000), makers)
    council = gathered(app.extensions["gijo"].house, app.extensions["gijo"].desk)
    shown = council.add_paper("配付した資料", 2)["body"]
    council.do("aoki", "papers.publish")
    hidden = council.add_paper("まだの資料", 2)["body"]
    token = {"person": 1, "label": "試験", "key_hash": "0" * 64}
    council.desk.do("token.issue", None, token)
    draft = council.begin_replacing(shown["paper"], "差しかえた資料")["body"]
    groups = {
        "faction": council.add_group("青波会", "faction", "ueda", "egawa"),
        "committee": council.add_group("総務文教委員会", "standing", "inoue", "ueda"),
    }
    council.bring_to(request.param)
    if request.param != "preparing":
        for role, login in LOGINS.items():
            council.do(login, "ink.draw", **stroke(f"stroke-{role}", shown["version"]))
            council.do(login, "ink.draw", **slip(f"slip-{role}", shown["version"]))
    with pytest.MonkeyPatch.context() as patch:
        for act in acts.REGISTRY.values():
            patch.setattr(act, "function", _undoing(act.function))
        told = {"published": shown, "unpublished": hidden, "draft": draft}
        yield Scene(app, council, request.param, told, groups)
    app.extensions["gijo"].close()


def _undoing(function: Any) -> Any:
    def run(*given: Any, **named: Any) -> None:
        function(*given, **named)
        raise Undone("storage.busy")

    return run


@pytest.fixture(scope="module")
def clients(scene: Scene) -> dict[str, FlaskClient]:
    """One signed-in client for each role."""
    return {role: sign_in_client(scene.app, login) for role, login in LOGINS.items()}


def test_every_act_of_the_code_has_a_row() -> None:
    assert set(ACTS) == set(acts.REGISTRY)


def test_every_act_is_allowed_to_just_the_roles_and_states_of_the_table(scene: Scene) -> None:
    wrong = []
    for name in acts.REGISTRY:
        for role in ROLES:
            expected, found = _expected_act(name, role, scene.state), _try_act(scene, name, role)
            if found != expected:
                wrong.append((name, role, scene.state, expected, found))
    assert wrong == []


def _expected_act(name: str, role: str, state: str) -> str:
    roles, states = ACTS[name]
    in_meeting = "meeting" in acts.REGISTRY[name].given.model_fields
    if in_meeting and state == "preparing" and role != "clerk":
        return "found.nothing"
    if role not in roles:
        return "right.missing"
    return "allowed" if not in_meeting or state in states else f"state.{state}"


def _try_act(scene: Scene, name: str, role: str) -> str:
    council = scene.council
    person = council.who(LOGINS[role])
    given = example(scene, name, role)
    if "meeting" in acts.REGISTRY[name].given.model_fields:
        given["meeting"] = council.meeting
    try:
        council.desk.do(name, person, given)
    except Undone:
        return "allowed"
    except Refused as refusal:
        barred = (
            refusal.reason.startswith(("state.", "right.")) or refusal.reason == "found.nothing"
        )
        return refusal.reason if barred else "allowed"
    raise AssertionError(f"{name} was not undone")


def test_every_stream_is_readable_to_just_the_roles_of_the_table(
    scene: Scene, clients: dict[str, FlaskClient]
) -> None:
    wrong = []
    for pattern, (roles, needs_meeting) in STREAMS.items():
        for role, client in clients.items():
            ids = scene.council.ids
            me, other = ids[LOGINS[role]], ids["egawa"]
            named = {"me": me, "other": other} | scene.groups
            stream = pattern.format(meeting=scene.council.meeting, **named)
            sees = not needs_meeting or scene.state != "preparing" or role == "clerk"
            expected = 200 if role in roles and sees else 404
            found = client.get(f"/api/streams/{stream}/entries").status_code
            if found != expected:
                wrong.append((stream, role, expected, found))
    assert wrong == []


def test_every_stream_of_the_record_is_of_a_kind_in_the_table(scene: Scene) -> None:
    kinds = {pattern.split(":")[0] for pattern in STREAMS}
    with scene.council.house.database.read() as session:
        names = session.scalars(select(Stream.name))
        assert {name.split(":")[0] for name in names} <= kinds


def _routes(app: Flask) -> set[str]:
    return {
        f"{method} {rule.rule}"
        for rule in app.url_map.iter_rules()
        for method in rule.methods or ()
        if method not in ("HEAD", "OPTIONS")
    }


def test_every_route_of_the_code_has_a_row(app: Flask) -> None:
    assert _routes(app) == set(ROUTES)


@pytest.mark.parametrize("shown", ["published", "unpublished", "draft"])
def test_every_route_answers_just_the_roles_of_the_table(
    scene: Scene, clients: dict[str, FlaskClient], shown: str
) -> None:
    wrong = []
    for route in ROUTES:
        if route == "POST /sign-out":
            continue  # ends the client's own sign-in; tests/live shows what that does
        if shown == "draft" and (
            ROUTES[route][1] not in (PAPER, REPLACED) or "<int:paper>" in route
        ):
            continue  # nothing there leads to a version being prepared
        for role, client in clients.items():
            expected, found = (
                _expected(route, role, scene.state, shown),
                _ask(client, scene, route, shown),
            )
            if found != expected:
                wrong.append((route, role, scene.state, shown, expected, found))
    assert wrong == []


def test_who_has_not_signed_in_reaches_only_what_is_public(scene: Scene) -> None:
    client = scene.app.test_client()
    wrong = []
    for route, (who, _) in ROUTES.items():
        if route == "POST /sign-out":
            continue  # it leads to the sign-in page whoever asks
        expected = "reached" if who == PUBLIC else "sign in"
        found = _ask(client, scene, route, "published")
        if found != expected:
            wrong.append((route, expected, found))
    assert wrong == []


def _expected(route: str, role: str, state: str, shown: str) -> str:
    who, needs = ROUTES[route]
    sees_meeting = state != "preparing" or role == "clerk"
    seen = {
        None: True,
        MEETING: sees_meeting,
        PAPER: sees_meeting and (shown == "published" or role == "clerk"),
        REPLACED: shown == "draft" and role == "clerk",
        MINUTES: sees_meeting and (state == "sealed" or role == "clerk"),
        "sealed": state == "sealed",
    }[needs]
    allowed = who in (PUBLIC, SIGNED_IN) or role in who
    return "reached" if allowed and seen else "not found"


def _ask(client: FlaskClient, scene: Scene, route: str, shown: str) -> str:
    method, path = route.split(" ", 1)
    told = scene.papers[shown]
    values = {
        "meeting": scene.council.meeting,
        "paper": told["paper"],
        "item": 1,
        "token": 1,
        "body": 1,
    }
    values |= {"version": told["version"], "digest": told["digest"]}
    values |= {"page": 1, "width": 2480, "column": 0, "row": 0, "old": 1, "new": 1} | {
        "person": scene.council.ids["kimura"],
        "name": "agenda.add",
        "filename": "vendor/tokens.css",
        "size": 192,
        "why": "screen",
    }
    values["stream"] = f"meeting:{scene.council.meeting}"
    url = re.sub(r"<(?:\w+:)?(\w+)>", lambda found: str(values[found[1]]), path)
    if url.endswith("/ink"):
        url += f"?version={told['version']}"
    headers = {} if method == "GET" else {"X-CSRFToken": _token(client)}
    form = dict(FORM) if method == "POST" and not path.startswith("/api/") else None
    answer = client.open(url, method=method, headers=headers, data=form)
    answer.close()
    return _meaning(answer.status_code, answer.headers.get("Location", ""), path)


def _token(client: FlaskClient) -> str:
    page = client.get("/sign-in", follow_redirects=True).get_data(as_text=True)
    return page.split('name="csrf-token" content="')[1].split('"')[0]


def _meaning(code: int, location: str, path: str) -> str:
    if code == 401 and path != "/sign-in":
        return "sign in"
    if code in (302, 303) and "/sign-in" in location:
        return "sign in"
    # A program's interface says 403 where a screen isn't found.
    return "not found" if code in (403, 404) else "reached"
