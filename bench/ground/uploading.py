"""A packet uploaded to a fresh server: its first page to read, its words to search."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass

import requests

from bench.ground.chamber import Chamber, chamber
from bench.ground.processes import seconds
from bench.ground.samples import LAST_WORDS
from meetings.domain import search
from meetings.domain.question import read

PATIENCE = 300
"""Seconds until a packet must be searchable."""


@dataclass
class Packet:
    """One upload: s on the clock and of the processor, from the last byte of the file."""

    answered: float
    first: float
    first_cpu: float
    searchable: float
    searchable_cpu: float


def uploaded(content: bytes, width: int) -> Packet:
    """Upload a packet to a fresh server; its first page is fetched as soon as it is answered."""
    with chamber() as house, house.council() as council:
        assert house.server.process is not None
        root = house.server.process.pid
        digest, ended, cpu = _upload(house, content, root)
        answered = time.perf_counter() - ended
        house.get(f"/pages/{digest}/1/{width}")
        first, first_cpu = time.perf_counter() - ended, seconds(root) - cpu
        clerk, question = council.who("aoki"), read(LAST_WORDS)
        assert question is not None
        while time.perf_counter() < ended + PATIENCE:
            with council.house.database.read() as session:
                if search.find(session, clerk, search.Wanted(question)).groups:
                    break
            time.sleep(0.05)
        else:
            raise TimeoutError("the packet was not searchable in time")
        searchable = time.perf_counter() - ended
        return Packet(answered, first, first_cpu, searchable, seconds(root) - cpu)


def _upload(house: Chamber, content: bytes, root: int) -> tuple[str, float, float]:
    """The paper's digest, and clock and processor of the server at the file's last byte."""
    at_end = (0.0, 0.0)

    def body() -> Iterator[bytes]:
        nonlocal at_end
        for at in range(0, len(content), 65536):
            yield content[at : at + 65536]
        at_end = time.perf_counter(), seconds(root)

    url = f"{house.server.url}/api/meetings/{house.meeting}/papers?name=packet.pdf"
    headers = {"Authorization": f"Bearer {house.keys['aoki']}", "Content-Type": "application/pdf"}
    requests.post(url, data=body(), headers=headers, timeout=120).raise_for_status()
    return house.papers()[-1]["digest"], *at_end
