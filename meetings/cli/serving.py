"""Serving: gunicorn with one worker and threads, for the demo as for a real council."""

from __future__ import annotations

import argparse
import resource
import secrets
from collections.abc import Callable
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication

from meetings.cli.beginning import hold, refuse_unusable
from meetings.config import BadSetting, Config
from meetings.desk import Desk
from meetings.domain import people
from meetings.house import House
from meetings.standby import pairing
from meetings.wiring import build_house, create_app, start

THREADS = 1500
"""Each tablet's websocket holds one; with 1,000 tablets some are left for other requests."""


class Server(BaseApplication):
    """Gunicorn wired by code instead of by its own settings file."""

    def __init__(self, config: Config, options: dict[str, Any]) -> None:
        self.gijo_config, self.options = config, options
        super().__init__()

    def load_config(self) -> None:
        """Give gunicorn its settings."""
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """Make the app in the worker, with all that runs beside its requests."""
        app = create_app(self.gijo_config)
        start(app)
        return app


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what ``serve`` and ``demo`` have in common."""
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on")
    parser.add_argument("--port", type=int, default=8000, help="port to listen on")
    parser.add_argument("--storage", help="folder of database, papers and minutes")
    parser.add_argument("--certificate", help="TLS certificate (PEM)")
    parser.add_argument("--key", help="TLS key (PEM)")


def _allow_handles() -> None:
    """Take as many open files as the system lets one: each tablet is one, and many allow 1,024."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


def run(config: Config, given: argparse.Namespace, greet: Callable[[str], None]) -> int:
    """Serve until stopped; says the address first."""
    _allow_handles()
    host = f"[{given.host}]" if ":" in given.host else given.host
    scheme = "https" if given.certificate else "http"
    options = {
        "bind": f"{host}:{given.port}",
        "workers": 1,
        "worker_class": "gthread",
        "threads": THREADS,
        "worker_connections": 2000,
        "backlog": 2048,
        "timeout": 120,
        "graceful_timeout": 3,
        "loglevel": "warning",
        "certfile": given.certificate,
        "keyfile": given.key,
        "control_socket_disable": True,
        "when_ready": lambda _: greet(f"{scheme}://{host}:{given.port}/"),
        "worker_exit": _close,
    }
    Server(config, options).run()
    return 0


def _close(_: object, worker: Any) -> None:
    """Stop page makers and threads with their worker."""
    app = getattr(worker, "wsgi", None)  # missing where it was stopped before it was ready
    if isinstance(app, Flask):
        app.extensions["gijo"].close()


def serve(given: argparse.Namespace) -> int:
    """Start a council of one's own; the first start makes its administrator."""
    refuse_unusable(given)
    config = Config.of_environment(storage=given.storage)
    refuse_other_roles(config)
    with hold(config.storage):
        return _serve(config, given)


def refuse_other_roles(config: Config) -> None:
    """Raise `BadSetting` on a box that follows another one, or that another one took over from."""
    role = pairing.read(config.storage).role
    if role == pairing.FOLLOWING:
        raise BadSetting(
            "この機器は控えです。standby で始めるか、take-over で引き継いでください。\n"
            "This box is a standby: start it with standby, or take-over."
        )
    if role == pairing.HANDED_OVER:
        raise BadSetting(
            "この機器は控えの機器に引き継がれました。もう一度使うには、standby --replace で"
            "新しい機器の控えにしてください。\n"
            "Another box took over from this one. To use it again make it the standby of "
            "that one: standby --replace."
        )


def _serve(config: Config, given: argparse.Namespace) -> int:
    house = build_house(config)
    first = first_administrator(house)
    house.close()

    def greet(address: str) -> None:
        print(f"\n議場 Gijo  {address}\n", flush=True)
        if first:
            print(
                "最初の管理者を作りました。この画面は一度だけです。書きとめてください。\n"
                "The first administrator was made. This is shown only once: write it down.\n"
                f"  ID: admin   パスワード / password: {first}\n",
                flush=True,
            )

    return run(config, given, greet)


def first_administrator(house: House) -> str | None:
    """Make the first administrator of an empty council and return the password."""
    with house.database.read() as session:
        if people.everyone(session):
            return None
    password = secrets.token_urlsafe(12)
    given = {"name": "管理者", "furigana": "かんりしゃ", "login": "admin"}
    given |= {"role": "administrator", "password": password}
    Desk(house).do("person.add", None, given)
    return password
