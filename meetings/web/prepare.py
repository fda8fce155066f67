"""The clerk's preparation of a meeting: all its routes, from the parts they are written in."""

from __future__ import annotations

from meetings.web.preparing import (
    agenda,
    arranging,
    errata,
    floor,
    guide,
    looking,
    papers,
    replacement,
    replacing,
)
from meetings.web.preparing.screen import routes

# The parts register their handlers by being imported.
__all__ = [
    "agenda",
    "arranging",
    "errata",
    "floor",
    "guide",
    "looking",
    "papers",
    "replacement",
    "replacing",
    "routes",
]
