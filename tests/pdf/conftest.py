from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from meetings.pdf import Pages, Refused

Keep = Callable[[bytes], Path]


@pytest.fixture(scope="session")
def pages() -> Iterator[Pages]:
    """One pool for all tests that do not break it."""
    pool = Pages(workers=2, seconds=20)
    yield pool
    pool.close()


@pytest.fixture
def keep(tmp_path: Path) -> Keep:
    """Write a paper to the disk and say where."""

    def write(content: bytes) -> Path:
        path = tmp_path / f"{len(list(tmp_path.iterdir()))}.pdf"
        path.write_bytes(content)
        return path

    return write


@pytest.fixture
def reason() -> Callable[..., str]:
    """Why a paper or page is refused."""

    def ask(what: Callable[..., object], *given: object) -> str:
        with pytest.raises(Refused) as refusal:
            what(*given)
        return refusal.value.reason

    return ask
