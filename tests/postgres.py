"""A PostgreSQL server of the tests' own: made, used and thrown away in one run."""

from __future__ import annotations

import itertools
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import create_engine, text

# Nothing of it outlives the run, so it need not reach the disk.
FAST = "fsync=off", "full_page_writes=off", "synchronous_commit=off", "autovacuum=off"


@dataclass
class Postgres:
    """A running server, listening on a socket in its folder alone."""

    folder: Path
    _numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def url(self, name: str) -> str:
        """Return the URL of a database."""
        return f"postgresql+psycopg://gijo@/{name}?host={self.folder}"

    def make(self, name: str, template: str = "template0") -> None:
        """Make a database."""
        self._say(f"CREATE DATABASE {name} TEMPLATE {template}")

    @contextmanager
    def database(self, template: str = "template0") -> Iterator[str]:
        """Make a database and yield its URL; it goes afterwards."""
        name = f"council_{next(self._numbers)}"
        self.make(name, template)
        try:
            yield self.url(name)
        finally:
            self._say(f"DROP DATABASE {name} WITH (FORCE)")

    def _say(self, command: str) -> None:
        engine = create_engine(self.url("postgres"), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(command))
        engine.dispose()


def programs() -> Path | None:
    """Return the folder of initdb and pg_ctl, of the newest version; Debian's are off the path."""
    found = [*Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    newest = max(found, key=lambda path: int(path.parts[-3]), default=shutil.which("initdb"))
    return Path(newest).resolve().parent if newest else None


@contextmanager
def served(bin_: Path) -> Iterator[Postgres]:
    """Run a fresh server; as root in another's name, since it refuses to be root."""
    # Its socket's path must be short, and another account must reach it.
    folder = Path(tempfile.mkdtemp(prefix="gijo-pg-"))
    as_somebody: list[str] = []
    if os.geteuid() == 0:
        somebody = pwd.getpwnam("postgres" if _knows("postgres") else "nobody")
        os.chown(folder, somebody.pw_uid, somebody.pw_gid)
        ids = [f"--reuid={somebody.pw_uid}", f"--regid={somebody.pw_gid}", "--clear-groups"]
        as_somebody = ["setpriv", *ids]
    folder.chmod(0o755)
    data = str(folder / "data")

    def run(*words: str) -> None:
        command = [*as_somebody, str(bin_ / words[0]), "-D", data, *words[1:]]
        # Not captured: the server keeps the pipe of the one that starts it.
        subprocess.run(command, cwd=folder, stdout=subprocess.DEVNULL, check=True)

    settings = " ".join(f"-c {setting}" for setting in FAST)
    try:
        run("initdb", "-U", "gijo", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        told = f"-k {folder} -c listen_addresses='' {settings}"
        run("pg_ctl", "-w", "-l", str(folder / "log"), "-o", told, "start")
        yield Postgres(folder)
    finally:
        if (folder / "data/postmaster.pid").exists():
            run("pg_ctl", "-w", "-m", "immediate", "stop")
        shutil.rmtree(folder)


def _knows(account: str) -> bool:
    return any(one.pw_name == account for one in pwd.getpwall())
