"""What answers a browser: screens and the programs' interface."""

from __future__ import annotations

from flask import Flask

from meetings.web import (
    addresses,
    api,
    archives,
    headers,
    home,
    installing,
    keeping,
    minutes,
    notes,
    openapi,
    pages,
    people,
    prepare,
    reading,
    replacing,
    screens,
    search,
    seating,
    signing,
    troubles,
)

_ROOMS = (
    api,
    archives,
    openapi,
    pages,
    home,
    installing,
    keeping,
    reading,
    replacing,
    prepare,
    minutes,
    notes,
    people,
    seating,
    search,
    signing,
)


def register(app: Flask) -> None:
    """Give an app its sign-in, headers, error pages and all routes."""
    headers.register(app)
    addresses.register(app)
    signing.register(app)
    keeping.register(app)
    troubles.register(app)
    screens.register(app)
    for room in _ROOMS:
        app.register_blueprint(room.routes)
