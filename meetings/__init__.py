"""Gijo (議場): the council chamber without paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from meetings.config import Config


def create_app(config: Config) -> Flask:
    """Return a wired server; see `meetings.wiring`."""
    # Imported late: the sandboxed children import this package too, and stay lean.
    from meetings.wiring import create_app as wired  # noqa: PLC0415  # the reason is above

    return wired(config)
