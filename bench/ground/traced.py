"""A process traced by strace: what it does to the files of a folder, and when it answered."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bench.ground.disk import Cut, Disk, Write

CALLS = (
    "openat,creat,write,writev,pwrite64,pwritev,pwritev2,fsync,fdatasync,ftruncate,truncate,fallocate,"
    "rename,renameat,renameat2,unlink,unlinkat,mkdir,mkdirat,rmdir,link,linkat,sendfile,"
    "copy_file_range,sync,syncfs,msync"
)
BY_NAME = {"openat", "creat", "truncate"} | {
    f"{verb}{at}"
    for verb in ("rename", "unlink", "mkdir", "rmdir", "link")
    for at in ("", "at", "at2")
}
"""Calls that name what they change; all others have it open."""
UNKNOWN = {"writev", "pwritev", "pwritev2", "fallocate", "sendfile", "copy_file_range"}
"""Calls that write and are not understood here: where one comes, the trial says so."""
LINE = re.compile(r"(\d+) +(?:<\.\.\. )?(\w+)(\(| resumed>)(.*)")
HEX = re.compile(r"\\x([0-9a-f]{2})")
DESCRIPTOR = re.compile(r"\d+<([^>]*)>")
NAMED = re.compile(r'(?:AT_FDCWD|\d+)<([^>]*)>|"([^"]*)"')


class NoTracer(Exception):
    """There is no strace here, or it may not trace."""


def trace(command: Sequence[str], log: Path, env: dict[str, str], cwd: Path) -> None:
    """Run a command to its end and write down its calls; raises NoTracer."""
    if shutil.which("strace") is None:
        raise NoTracer("strace is missing (Debian, Ubuntu: apt install strace)")
    probe = ["strace", "-f", "-o", os.devnull, "true"]
    if subprocess.run(probe, capture_output=True, check=False).returncode:
        raise NoTracer("this machine lets no process trace another")
    # -xx: bytes as they are; -y: a descriptor with its path; -s: whole pages, whole papers.
    options = ["-f", "-y", "-xx", "-s", str(4 << 20), "--seccomp-bpf", "-o", str(log)]
    chosen = [*options, "-e", f"trace={CALLS}", "-e", "signal=none"]
    subprocess.run(["strace", *chosen, *command], check=True, env=env, cwd=cwd)


@dataclass
class Replay:
    """Walks a trace and does to a disk what the process did; yields after each step that counts."""

    disk: Disk
    acks: str
    """Path of the file in which the process notes its answers, one a line."""
    answered: list[str] = field(default_factory=list)
    _begun: dict[str, tuple[str, int]] = field(default_factory=dict)
    """By process: a call's arguments, and how much there was to sync when it began."""

    def steps(self, log: Path) -> Iterator[str]:
        """Yield the name of each call that changed or synced something, once it is done."""
        with log.open(encoding="ascii") as lines:
            for line in lines:
                if found := LINE.match(line):
                    pid, call, sign, rest = found.groups()
                    if sign == "(":
                        yield from self._begin(pid, call, rest)
                    else:
                        given, count = self._begun.pop(pid, ("", 0))
                        yield from self._end(call, given + rest, count)

    def _begin(self, pid: str, call: str, rest: str) -> Iterator[str]:
        if call == "write" and self._paths(call, rest)[:1] == [self.acks]:
            # Noted before the bytes are written: whoever is answered knows it from here on.
            self.answered += _bytes(rest).decode().splitlines()
            yield "answer"
        given, unfinished, _ = rest.partition("<unfinished ...>")
        if unfinished:
            self._begun[pid] = (given, self._open(call, given))
        else:
            yield from self._end(call, rest, self._open(call, rest))

    def _open(self, call: str, rest: str) -> int:
        """Return how many changes a sync that begins now covers."""
        if "sync" not in call:
            return 0
        path = "".join(self._paths(call, rest)[:1])
        file = self.disk.file(path)
        return len(file.open) if file else len(self.disk.open)

    def _end(self, call: str, text: str, count: int) -> Iterator[str]:
        given, _, result = text.rpartition(" = ")
        paths = self._paths(call, given)
        if result.startswith(("-", "?")) or not any(map(self._inside, paths)):
            return
        if call in UNKNOWN:
            raise NotImplementedError(f"{call} of {paths}")
        if self._do(call, given, paths, count):
            yield call

    def _do(self, call: str, given: str, paths: list[str], count: int) -> bool:
        disk, path = self.disk, paths[0]
        match call:
            case "openat" | "creat":
                return self._opened(given, paths[-1])
            case "pwrite64" | "write":
                return self._written(call, given, path)
            case "ftruncate" | "truncate":
                if file := disk.file(path):
                    file.open.append(Cut(int(given.rstrip(") ").rpartition(", ")[2])))
            case "fsync" | "fdatasync":
                if file := disk.file(path):
                    file.sync(count)
                else:
                    disk.sync_folder(path, count)
            case _:
                self._named(call, paths)
        return True

    def _named(self, call: str, paths: list[str]) -> None:
        if call.startswith("rename"):
            self.disk.rename(*paths[-2:])
        elif call.startswith(("unlink", "rmdir")):
            self.disk.remove(paths[-1])
        elif call.startswith("mkdir"):
            self.disk.create(paths[-1], folder=True)
        else:
            raise NotImplementedError(call)

    def _opened(self, given: str, path: str) -> bool:
        if "O_CREAT" in given:
            self.disk.create(path)
        file = self.disk.file(path)
        if file and "O_TRUNC" in given:
            file.open.append(Cut(0))
            file.end = 0
        return "O_CREAT" in given or "O_TRUNC" in given

    def _written(self, call: str, given: str, path: str) -> bool:
        file = self.disk.file(path)
        if file is None or path.endswith("-shm"):
            return False  # of a file without a name, or one SQLite makes anew
        data = _bytes(given)
        offset = int(given.rstrip(") ").rpartition(", ")[2]) if call == "pwrite64" else file.end
        file.end = offset + len(data)
        file.open.append(Write(offset, data))
        return True

    def _paths(self, call: str, given: str) -> list[str]:
        """Return the path of a call's descriptor, or else the paths it names."""
        if call not in BY_NAME:
            first = DESCRIPTOR.match(given)
            return [_text(first.group(1))] if first else []
        found, folder = [], ""
        for descriptor, name in NAMED.findall(given):
            path = _text(descriptor or name)
            if descriptor:
                folder = path
            else:
                found.append(path if path.startswith("/") else f"{folder}/{path}")
        return found

    def _inside(self, path: str) -> bool:
        return path == self.disk.root or path.startswith(f"{self.disk.root}/")


def _text(written: str) -> str:
    return bytes.fromhex(written.replace("\\x", "")).decode(errors="replace")


def _bytes(given: str) -> bytes:
    written = given.split('"', 2)[1]
    return bytes.fromhex(written.replace("\\x", ""))
