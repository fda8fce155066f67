"""The wiring: makes a server of its parts, in the one order that works."""

from __future__ import annotations

import gc
import os
import secrets
import tempfile
import threading
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from flask import Flask
from flask.json.provider import DefaultJSONProvider
from sqlalchemy.exc import OperationalError
from werkzeug.middleware.proxy_fix import ProxyFix

from meetings import assets, web
from meetings.config import DATABASE, BadSetting, Config
from meetings.database import Database
from meetings.desk import Desk
from meetings.domain import rules
from meetings.files import MIB, LocalFiles
from meetings.given import read_json
from meetings.house import House
from meetings.jobs.clearing import Clearer
from meetings.jobs.comparing import Comparer
from meetings.jobs.guiding import Finder
from meetings.jobs.preparing import Preparer
from meetings.live import Live
from meetings.migrations import Migrations
from meetings.pdf import Pages
from meetings.standby import pairing
from meetings.standby.door import door
from meetings.standby.leading import Leader
from meetings.standby.reminding import remind
from meetings.web.closing import closing
from meetings.words import Words
from meetings.words.readings import reading

TABLETS_FIRST = 3.0
"""Seconds after a start in which all tablets come back: what can wait leaves them the processor."""


@dataclass
class Gijo:
    """A running server's parts."""

    house: House
    desk: Desk
    live: Live
    preparer: Preparer
    leader: Leader

    def close(self) -> None:
        """Stop what runs beside the requests."""
        self.leader.close()
        self.live.close()
        self.preparer.close()
        self.house.close()


class _Json(DefaultJSONProvider):
    """JSON as a person can read it in a log: Japanese as it is, keys in their order."""

    ensure_ascii = False
    sort_keys = False

    def loads(self, s: str | bytes, **_: Any) -> Any:
        """Read JSON from outside; ValueError where it is none, or nothing we could keep."""
        return read_json(s)


def build_house(config: Config) -> House:
    """Open storage, database, files and page makers; makes what is missing."""
    database = Database(config.database_url)
    make_storage(config.storage)
    _bring(database, config)
    if pairing.read(config.storage).role == pairing.HANDED_OVER:
        database.gate = pairing.refuse
    return House(
        config=config,
        database=database,
        files=LocalFiles(config.storage, tiles_bytes=config.tile_cache_mb * MIB),
        pages=Pages(
            workers=config.pdf_workers,
            max_pages=config.max_pages,
            fonts=assets.home() / "static" / "vendor" / "fonts",
        ),
        rules=rules.read(config.rules),
        words=Words(),
        secret=config.secret or _kept_secret(config.storage / "secret"),
    )


def _bring(database: Database, config: Config) -> None:
    """Bring the database to the newest form; `BadSetting` where its server does not answer."""
    try:
        Migrations().bring(database.engine, config.storage)
    except OperationalError as trouble:
        if not config.database:
            raise
        address = database.engine.url.render_as_string(hide_password=True)
        raise BadSetting(
            f"データベース {address} につながりません。"
            "GIJO_DATABASE とサーバーを確かめてください。\n"
            f"Cannot reach the database {address}. Check GIJO_DATABASE and the server.\n"
            f"{trouble.orig}"
        ) from None


def make_storage(storage: Path) -> None:
    """Make the storage folder where it is missing; `BadSetting` where it can't be used."""
    try:
        storage.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=storage):
            pass
    except OSError as trouble:
        raise BadSetting(
            f"保存場所 {storage} を使えません。--storage を確かめてください。\n"
            f"The storage folder {storage} can't be used. Check --storage. ({trouble})"
        ) from None


def open_house(config: Config) -> House:
    """Open a council that is there; `BadSetting` where the storage holds none."""
    if not config.database and not (config.storage / DATABASE).is_file():
        raise BadSetting(
            f"{config.storage} に議会のデータがありません。--storage を確かめてください。\n"
            f"There is no council in {config.storage}. Check --storage."
        )
    return build_house(config)


def create_app(config: Config) -> Flask:
    """Wire a server; its parts are `Gijo` under ``app.extensions["gijo"]``."""
    assets.check(assets.home() / "static")
    house = build_house(config)
    desk = Desk(house)
    app = Flask(
        "meetings",
        static_folder=str(assets.home() / "static"),
        template_folder=str(assets.home() / "templates"),
    )
    app.config.update(
        SECRET_KEY=house.secret,
        SESSION_COOKIE_NAME="gijo",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        MAX_CONTENT_LENGTH=None,
        MAX_FORM_MEMORY_SIZE=16 * 1024 * 1024,
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_CHECK_DEFAULT=False,
        RATELIMIT_ENABLED=True,
    )
    app.json = _Json(app)
    live = Live(app, desk)
    preparer = Preparer(house, Finder(desk), Comparer(desk))
    desk.listeners += [live.heed, live.rooms.relay, preparer.wake_for, Clearer(house).clear_for]
    leader = Leader(house)
    leader.fenced.append(partial(_send_away, live))
    app.extensions["gijo"] = Gijo(house, desk, live, preparer, leader)
    web.register(app)
    if config.trusted_proxies:
        hops = config.trusted_proxies
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]  # Flask's own way to wrap
            app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops
        )
    app.wsgi_app = closing(app.wsgi_app)  # type: ignore[assignment, method-assign]  # as above
    keys = partial(pairing.keys, config.storage, house.secret)
    app.wsgi_app = door(app.wsgi_app, leader, keys)  # type: ignore[assignment, method-assign]  # as above
    return app


def _send_away(live: Live) -> None:
    """Close every socket: another box leads now, and tablets are to look for it."""
    for sid in list(live.sockets):
        live.sockets.pop(sid, None)
        live.io.server.disconnect(sid)  # type: ignore[attr-defined]  # missing in the stubs


def start(app: Flask) -> None:
    """Begin what runs beside the requests: heartbeat, watch, preparing of papers."""
    parts: Gijo = app.extensions["gijo"]
    parts.live.start()
    parts.preparer.start()
    remind(parts.house.config.storage, parts.leader.over)
    warming = threading.Timer(TABLETS_FIRST, _warm, (parts.house,))
    warming.name, warming.daemon = "warming", True
    warming.start()
    settle()


def _warm(house: House) -> None:
    """Make ready what somebody would have to wait for, and nobody needs just yet."""
    house.pages.start()
    reading("議場")  # the dictionary takes a third of a second to open


def settle() -> None:
    """Leave out of all later collections of garbage what lives as long as the process.

    To look through it took a tenth of a second, now and then in the middle of an answer.
    """
    gc.collect()
    gc.freeze()


def _kept_secret(path: Path) -> str:
    """Return the cookie key kept in the storage folder, made at the first start."""
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text()
    with os.fdopen(descriptor, "w") as file:
        file.write(secrets.token_urlsafe(48))
    return path.read_text()
