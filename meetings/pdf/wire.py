"""Frames on the pipes to a child process: two lengths, a JSON object, and bytes that belong to it.

A child that read a hostile paper may have been taken over, so what it sends is JSON and bounded.
"""

from __future__ import annotations

import json
import os
import select
import struct
import time
from typing import Any

HEAD = struct.Struct(">II")
LARGEST = 256 * 1024 * 1024
_STEP = 1024 * 1024


class Closed(Exception):
    """The other side closed its end, or sent what is no frame."""


class Late(Exception):
    """No whole frame came before the deadline."""


def send(descriptor: int, said: dict[str, Any], content: bytes = b"") -> None:
    """Write one frame; raises Closed."""
    head = json.dumps(said, ensure_ascii=True, separators=(",", ":")).encode()
    rest = memoryview(HEAD.pack(len(head), len(content)) + head + content)
    try:
        while rest:
            rest = rest[os.write(descriptor, rest) :]
    except BrokenPipeError:
        raise Closed from None


def receive(descriptor: int, deadline: float | None = None) -> tuple[dict[str, Any], bytes]:
    """Read one frame before `deadline` (of `time.monotonic`); raises Closed or Late."""
    sizes = HEAD.unpack(_exactly(descriptor, HEAD.size, deadline))
    if max(sizes) > LARGEST:
        raise Closed
    head = _exactly(descriptor, sizes[0], deadline)
    content = _exactly(descriptor, sizes[1], deadline)
    try:
        said = json.loads(head)
    except ValueError:
        raise Closed from None
    if not isinstance(said, dict):
        raise Closed
    return said, content


def _exactly(descriptor: int, size: int, deadline: float | None) -> bytes:
    parts: list[bytes] = []
    while size:
        if deadline is not None:
            _wait(descriptor, deadline)
        part = os.read(descriptor, min(size, _STEP))
        if not part:
            raise Closed
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


def _wait(descriptor: int, deadline: float) -> None:
    # poll and not select: a busy server has descriptors above 1,023.
    ready = select.poll()
    ready.register(descriptor, select.POLLIN)
    if not ready.poll(max(0.0, deadline - time.monotonic()) * 1000):
        raise Late
