"""The parent's end of one sandboxed child process."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from meetings.pdf import wire
from meetings.pdf.facts import Limits, WorkerFailed

_START = 60.0  # seconds a child may take to load its library on a busy machine

# The child gets this package without the rest of the house, whose imports it must not pay for.
_PROGRAM = """
import json, sys, types
given = json.loads(sys.argv[1])
sys.modules["meetings"] = house = types.ModuleType("meetings")
house.__path__ = [given["house"]]
from meetings.pdf.worker import main
main(given)
"""


class Died(Exception):
    """The child ended before it answered; `by_limit` says whether the processor limit ended it."""

    def __init__(self, code: int) -> None:
        super().__init__(f"exit {code}")
        self.by_limit = code == -signal.SIGXCPU


class Child:
    """One running child process. Not for several threads at once, except `end`."""

    def __init__(self, limits: Limits, fonts: Path | None) -> None:
        given = {
            "house": str(Path(__file__).resolve().parents[1]),
            "limits": asdict(limits),
            "fonts": str(fonts) if fonts else "",
            "parent": os.getpid(),
        }
        jobs_out, self._jobs = os.pipe()
        self._answers, answers_in = os.pipe()
        # Nothing of the server's environment (keys, passwords) goes along.
        self._process = subprocess.Popen(  # noqa: S603 - our own program
            [sys.executable, "-I", "-B", "-c", _PROGRAM, json.dumps(given)],
            stdin=jobs_out,
            stdout=answers_in,
            env=_environment(),
            cwd="/",
        )
        os.close(jobs_out)
        os.close(answers_in)
        self.taken = self._ready()

    @property
    def pid(self) -> int:
        """The child's process id."""
        return self._process.pid

    def ask(self, job: Mapping[str, Any], seconds: float) -> tuple[dict[str, Any], bytes]:
        """Have one job done; raises Died, or wire.Late after `seconds`: then `end` the child."""
        try:
            wire.send(self._jobs, dict(job))
            return wire.receive(self._answers, time.monotonic() + seconds)
        except wire.Closed:
            raise Died(self._reaped()) from None

    def end(self) -> None:
        """Kill the child and close its pipes; once, by the thread that asks it."""
        self._process.kill()
        self._process.wait()
        os.close(self._jobs)
        os.close(self._answers)

    def kill(self) -> None:
        """Kill the child from any thread; whoever asks it gets Died."""
        self._process.kill()

    def _reaped(self) -> int:
        try:
            # A child that closed its pipe is ending by itself: its own reason is worth a moment.
            return self._process.wait(0.5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            return self._process.wait()

    def _ready(self) -> list[str]:
        try:
            said, _ = wire.receive(self._answers, time.monotonic() + _START)
        except (wire.Closed, wire.Late):
            code = self._reaped()
            self.end()
            raise WorkerFailed(f"a process for papers did not start (exit {code})") from None
        return [str(what) for what in said.get("taken", [])]


def _environment() -> dict[str, str]:
    kept = ("LD_LIBRARY_PATH", "SYSTEMROOT", "TZ")
    return {"LC_ALL": "C.UTF-8"} | {name: os.environ[name] for name in kept if name in os.environ}
