"""What can go wrong while bytes arrive: each leaves nothing half-stored behind it."""

from __future__ import annotations


class NotReceived(Exception):
    """The bytes were not stored; the subclass says why, and nothing of them remains."""


class TooLarge(NotReceived):
    """More bytes came, or were announced, than the limit allows."""

    def __init__(self, limit_bytes: int) -> None:
        super().__init__(f"more than {limit_bytes} bytes")
        self.limit_bytes = limit_bytes


class Cut(NotReceived):
    """The stream ended or failed before all announced bytes came."""

    def __init__(self, got: int, declared: int | None) -> None:
        super().__init__(
            f"{got} bytes came of {'an unknown number' if declared is None else declared}"
        )
        self.got = got
        self.declared = declared


class DiskFull(NotReceived):
    """The disk or the quota has no room left, or only the reserve kept for the record."""
