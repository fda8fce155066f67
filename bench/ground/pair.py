"""A second box: the standby of a server under test, in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from meetings.standby import standing
from tests.conftest import ROOT, Server, free_port

ENVIRONMENT = {"GIJO_PASSWORD_COST": "1", "GIJO_SIGN_IN_TRIES": "1000"}
LEVEL = "追いついています"


def command(name: str, storage: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run a command of the program on a storage folder."""
    return subprocess.run(
        [sys.executable, "-m", "meetings", name, "--storage", str(storage), *words],
        cwd=ROOT,
        env=os.environ | ENVIRONMENT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def invited(server: Server) -> str:
    """Return a key for a standby of this server."""
    done = command("pair", server.storage)
    return done.stdout.split("--token ")[1].split()[0]


class Standby(Server):
    """The second box: follows, and serves after it took over."""

    def __init__(
        self, storage: Path, of: str, token: str, port: int | None = None, **environment: str
    ) -> None:
        """Follow the server ``of``; serve on ``port`` later."""
        super().__init__(storage, port or free_port())
        self.of, self.token, self.environment = of, token, environment
        self.said: list[str] = []

    def start(self) -> None:
        """Start it and wait until it has all the first box has."""
        self.begin()
        self.until(LEVEL)

    def begin(self, *words: str) -> None:
        """Start it."""
        command = [sys.executable, "-m", "meetings", "standby", "--storage", str(self.storage)]
        pair = ["--of", self.of, "--token", self.token, "--port", str(self.port)]
        self.process = subprocess.Popen(
            [*command, *pair, *words],
            cwd=ROOT,
            env=os.environ | ENVIRONMENT | self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )

    def until(self, sentence: str) -> str:
        """Read what it says up to a line with a sentence; return that line."""
        assert self.process is not None
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.said.append(line.decode())
            if sentence in self.said[-1]:
                return self.said[-1]
        raise AssertionError(f"ended before it said {sentence!r}:\n{''.join(self.said)}")

    def take_over(self, *words: str) -> str:
        """Have it take over; return what was said. Then it serves."""
        done = command("take-over", self.storage, *words)
        assert done.returncode == 0, done.stdout + done.stderr + "".join(self.said)
        self._check()
        return done.stdout


def stands(storage: Path) -> dict[str, Any]:
    """Return how a box says it stands."""
    return standing.read(storage) or {}


def side(storage: Path) -> dict[str, Any]:
    """Return what a box knows of the other."""
    told: dict[str, Any] = json.loads((storage / "standby.json").read_text())
    return told
