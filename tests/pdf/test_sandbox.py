from __future__ import annotations

import os
import select
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.pdf import papers

# What a taken-over child would try, in a process with the same limits.
PROBE = """
import os, socket, sys
sys.path.insert(0, {root!r})
import types
house = sys.modules["meetings"] = types.ModuleType("meetings")
house.__path__ = [{root!r} + "/meetings"]
from meetings.pdf import sandbox
taken = sandbox.enter(2 << 30, os.getppid())

def tried(what):
    try:
        what()
    except OSError:
        return "no"
    return "yes"

def write():
    with open({file!r}, "w") as file:
        file.write("x")

print("network" in taken, tried(lambda: socket.create_connection(("127.0.0.1", {port}), 2)))
print("writing" in taken, tried(write), tried(lambda: os.mkdir({file!r} + ".folder")))
print("writing" in taken, tried(lambda: os.execv("/bin/true", ["true"])))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux lets a process give these up")
def test_a_child_can_neither_call_out_nor_write_nor_start_programs(tmp_path: Path) -> None:
    root = str(Path(__file__).resolve().parents[2])
    with socket.create_server(("127.0.0.1", 0)) as server:
        given = {"root": root, "file": str(tmp_path / "x"), "port": server.getsockname()[1]}
        program = PROBE.format(**given)
        done = subprocess.run(
            [sys.executable, "-I", "-c", program], capture_output=True, text=True, check=True
        )
    for line in done.stdout.splitlines():
        taken, *answers = line.split()
        # A kernel or a container may keep the means from us; the limits on resources hold anyway.
        assert taken == "False" or set(answers) == {"no"}, done.stdout
    assert not list(tmp_path.iterdir()) or (tmp_path / "x").stat().st_size == 0


PARENT = """
import sys, types
house = sys.modules["meetings"] = types.ModuleType("meetings")
house.__path__ = [{root!r} + "/meetings"]
from pathlib import Path
from meetings.pdf import Pages
pages = Pages(workers=1)
pages.read(Path({paper!r}))
print(pages.processes()[0], len([name for name in sys.modules if name.startswith("meetings.")]),
      "pymupdf" in sys.modules, flush=True)
sys.stdin.read()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the death signal is Linux's")
def test_a_child_dies_with_a_killed_server_and_the_server_never_loads_the_library(
    tmp_path: Path,
) -> None:
    paper = tmp_path / "paper.pdf"
    paper.write_bytes(papers.paper())
    root = str(Path(__file__).resolve().parents[2])
    program = PARENT.format(root=root, paper=str(paper))
    parent = subprocess.Popen(
        [sys.executable, "-I", "-c", program],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert parent.stdout is not None
    child, _, library = parent.stdout.readline().split()
    assert library == "False"
    ended = os.pidfd_open(int(child))
    parent.send_signal(signal.SIGKILL)
    parent.communicate()
    # A process descriptor becomes readable when its process ends.
    assert select.select([ended], [], [], 10)[0]
    os.close(ended)
