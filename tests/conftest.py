"""The cast and the house they act in: a real database, real files, a real server."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from meetings import assets, create_app
from meetings.config import Config
from meetings.database import Database
from meetings.desk import Desk
from meetings.house import House
from meetings.pdf import Pages
from meetings.wiring import build_house
from tests import postgres
from tests.cast import CAST, PASSWORD, Council, gathered, seed
from tests.postgres import Postgres

ROOT = Path(__file__).parent.parent


class Lent(Pages):
    """Page makers lent to one house after the other: who is done closes the house alone."""

    def close(self) -> None:
        """Leave the processes to the next one."""

    def end(self) -> None:
        """End them with the run."""
        super().close()


@pytest.fixture(scope="session")
def makers() -> Iterator[Lent]:
    """The page makers of all houses of this run: to start them takes longer than most tests."""
    makers = Lent(fonts=assets.home() / "static" / "vendor" / "fonts")
    yield makers
    makers.end()


def built(config: Config, makers: Lent) -> House:
    """Open a house that uses the run's page makers."""
    house = build_house(config)
    house.pages = makers
    return house


def wired(config: Config, makers: Lent) -> Flask:
    """Wire the whole app on a house that uses the run's page makers."""
    app = create_app(config)
    app.extensions["gijo"].house.pages = makers
    return app


@pytest.fixture(scope="session")
def empty_storage(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Storage with a database of all tables and nothing in it, made once and then copied."""
    storage = tmp_path_factory.mktemp("empty")
    build_house(Config(storage=storage)).close()
    return storage


@pytest.fixture(scope="session")
def seeded_storage(tmp_path_factory: pytest.TempPathFactory, empty_storage: Path) -> Path:
    """Storage with the cast and a plenary being prepared, made once and then copied."""
    storage = Path(shutil.copytree(empty_storage, tmp_path_factory.mktemp("seeded") / "storage"))
    house = build_house(Config(storage=storage, password_cost=1))
    seed(house)
    house.close()
    return storage


@pytest.fixture(scope="session")
def server() -> Iterator[Postgres]:
    """A PostgreSQL server of this run's own.

    Its database `empty` has all tables, `seeded` the cast and a plenary as well.
    """
    programs = postgres.programs()
    if programs is None:
        pytest.skip("no PostgreSQL on this machine: apt-get install postgresql")
    with postgres.served(programs) as server, tempfile.TemporaryDirectory() as storage:
        server.make("empty")
        build_house(Config(storage=Path(storage), database=server.url("empty"))).close()
        server.make("seeded", "empty")
        config = Config(storage=Path(storage), password_cost=1, database=server.url("seeded"))
        house = build_house(config)
        seed(house)
        house.close()
        yield server


ON_BOTH = pytest.mark.parametrize("kind", ["sqlite", "postgresql"], indirect=True)
"""Marks tests that are to hold on each kind of database."""


@pytest.fixture
def kind(request: pytest.FixtureRequest) -> str:
    """The kind of database of a test: SQLite, unless it is marked `ON_BOTH`."""
    return str(getattr(request, "param", "sqlite"))


@pytest.fixture
def config(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Config]:
    """Settings of a fresh council with cheap passwords; the cast is there if the test asks for it.

    Each test has a copy of its own of what was made once: seeding takes longer than most tests.
    """
    cast = {"council", "seated"} & set(request.fixturenames)
    storage = tmp_path / "storage"
    if kind == "sqlite":
        made: Path = request.getfixturevalue("seeded_storage" if cast else "empty_storage")
        shutil.copytree(made, storage)
        yield Config(storage=storage, password_cost=1)
    else:
        server: Postgres = request.getfixturevalue("server")
        with server.database("seeded" if cast else "empty") as url:
            yield Config(storage=storage, password_cost=1, database=url)


@pytest.fixture
def house(config: Config, makers: Lent) -> Iterator[House]:
    """A fresh house, without anybody in it unless the test asks for the council."""
    house = built(config, makers)
    yield house
    house.close()


@pytest.fixture
def council(house: House) -> Council:
    """The cast in a fresh house, with a plenary being prepared."""
    return gathered(house)


@pytest.fixture
def app(config: Config, makers: Lent) -> Iterator[Flask]:
    """The whole app on a fresh house."""
    app = wired(config, makers)
    yield app
    app.extensions["gijo"].close()


@pytest.fixture
def seated(app: Flask) -> Council:
    """The cast in the app's house."""
    return gathered(app.extensions["gijo"].house, app.extensions["gijo"].desk)


class Server:
    """A real server in a process of its own, its council reached through its storage."""

    program: tuple[str, ...] = ("meetings",)
    """The module that is started, and what it is given before the command."""

    def __init__(self, storage: Path, port: int | None = None, *, tls: Path | None = None) -> None:
        """Serve a storage folder; with ``tls``, a folder of certificates, by HTTPS."""
        self.storage = storage
        self.port = port or free_port()
        self.url = f"http{'s' if tls else ''}://127.0.0.1:{self.port}"
        self.tls = tls
        self.authority = str(tls / "authority.crt") if tls else None
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it and wait until it answers."""
        command = [sys.executable, "-m", *self.program, "serve", "--port", str(self.port)]
        if self.tls:
            command += [
                "--certificate",
                f"{self.tls}/server.crt",
                "--key",
                f"{self.tls}/server.key",
            ]
        self.process = subprocess.Popen(
            [*command, "--storage", str(self.storage)],
            cwd=ROOT,
            env=os.environ | {"GIJO_PASSWORD_COST": "1", "GIJO_SIGN_IN_TRIES": "1000"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        assert self.process.stdout is not None
        for line in self.process.stdout:
            if self.url.encode() in line:
                break
        else:
            raise AssertionError("the server ended before it was ready")
        self._check()

    def _check(self) -> None:
        trusted = ssl.create_default_context(cafile=self.authority)
        with urllib.request.urlopen(f"{self.url}/healthz", timeout=30, context=trusted) as answer:
            assert json.load(answer)["status"] == "ok"

    def stop(self, how: int = signal.SIGTERM) -> None:
        """Stop it and all its processes."""
        if self.process is None:
            return
        if how == signal.SIGKILL:
            os.killpg(self.process.pid, how)
        else:
            self.process.send_signal(how)
        self.process.wait(timeout=60)
        if self.process.stdout:
            self.process.stdout.close()
        self.process = None


@pytest.fixture(scope="module")
def live_server(tmp_path_factory: pytest.TempPathFactory, seeded_storage: Path) -> Iterator[Server]:
    """A running server with the cast in it; ``live_council`` acts in its house."""
    storage = shutil.copytree(seeded_storage, tmp_path_factory.mktemp("council") / "storage")
    server = Server(Path(storage))
    server.start()
    yield server
    server.stop()


@pytest.fixture
def live_council(live_server: Server, makers: Lent) -> Iterator[Council]:
    """A fresh meeting in the running server's council, acted on beside the server."""
    house = built(Config(storage=live_server.storage, password_cost=1), makers)
    council = Council(house, Desk(house))
    council.meet()
    yield council
    house.close()


def free_port() -> int:
    """Return a port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def sign_in_client(app: Flask, login: str) -> FlaskClient:
    """Return a client signed in as one of the cast, by the real form."""
    client = app.test_client()
    page = client.get("/sign-in").get_data(as_text=True)
    token = page.split('name="csrf-token" content="')[1].split('"')[0]
    form = {"login": login, "password": PASSWORD, "csrf_token": token}
    assert client.post("/sign-in", data=form).status_code == 302
    return client


__all__ = ["CAST", "Council", "Database", "Server", "sign_in_client"]
