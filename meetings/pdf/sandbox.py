"""What a child process gives up before it opens a paper (docs/decisions/sandbox.md).

Resource limits hold everywhere. Network, writing, starting programs and outliving the parent are
taken away where the system (Linux) lets an ordinary process do so; `enter` says what it got.
"""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import struct
import sys

_NEW_USERS, _NEW_NETWORK = 0x10000000, 0x40000000
_DIE_WITH_PARENT, _NO_NEW_PRIVILEGES = 1, 38
# The same numbers on every Linux architecture: system calls since 5.1 share one table.
_CREATE_RULESET, _RESTRICT_SELF = 444, 446
# Landlock ABI 1: execute 1, write 2, read file 4, read folder 8; removing and making up to 1 << 12.
_ALL_BUT_READING = 0x1FFF & ~(4 | 8)


def enter(memory: int, parent: int) -> list[str]:
    """Limit this process for ever; return what was taken away besides resources.

    `memory` is the address space in bytes, `parent` the process to die with.
    """
    os.nice(5)
    _limit(resource.RLIMIT_AS, memory)
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_FSIZE, 0)
    _limit(resource.RLIMIT_NOFILE, 64)
    taken: list[str] = []
    if sys.platform == "linux":
        libc = ctypes.CDLL(None, use_errno=True)
        # Namespaces first: a change of rights forgets the signal of the parent's death.
        if _no_network(libc):
            taken.append("network")
        if libc.prctl(_DIE_WITH_PARENT, signal.SIGKILL, 0, 0, 0) == 0:
            taken.append("outliving")
        if os.getppid() != parent:
            sys.exit("the parent is gone")
        if _read_only(libc):
            taken.append("writing")
    _limit(resource.RLIMIT_NPROC, 0)
    return taken


def allow_processor(seconds: float) -> None:
    """Let this process use `seconds` of processor time from now on, then be killed (SIGXCPU)."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    until = int(used.ru_utime + used.ru_stime + seconds) + 1
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    resource.setrlimit(resource.RLIMIT_CPU, (until, hard))


def _limit(what: int, value: int) -> None:
    hard = resource.getrlimit(what)[1]
    value = value if hard == resource.RLIM_INFINITY else min(value, hard)
    resource.setrlimit(what, (value, value))


def _no_network(libc: ctypes.CDLL) -> bool:
    # Root may leave the network alone and keeps the right to read its storage; others need a
    # user namespace for it, in which their own files stay theirs.
    ways = (_NEW_NETWORK, _NEW_USERS | _NEW_NETWORK)
    return any(libc.unshare(way) == 0 for way in ways)


def _read_only(libc: ctypes.CDLL) -> bool:
    """Forbid writing, making and executing files in every folder (Landlock, Linux 5.13)."""
    if libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) != 0:
        return False
    handled = ctypes.create_string_buffer(struct.pack("=Q", _ALL_BUT_READING), 8)
    ruleset = libc.syscall(_CREATE_RULESET, handled, ctypes.c_size_t(8), 0)
    if ruleset < 0:
        return False
    try:
        return bool(libc.syscall(_RESTRICT_SELF, ruleset, 0) == 0)
    finally:
        os.close(ruleset)
