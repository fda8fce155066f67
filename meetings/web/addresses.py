"""Addresses: the numbers in them, and the ones a browser may be sent on to."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from flask import Flask, request
from werkzeug.routing import IntegerConverter, Map

from meetings.domain.base import NotFound
from meetings.given import MOST


class _Id(IntegerConverter):
    """An id or a page in an address; a higher number is no address of ours."""

    regex = "[0-9]{1,10}"

    def __init__(self, url_map: Map) -> None:
        super().__init__(url_map, max=MOST)


_NO_SIGN = re.compile("[\x00-\x20\x7f-\xa0\\\\\u2028\u2029\ud800-\udfff]")
"""What stands in no path as it is; browsers pass over some of it and read on."""


def onward(text: str) -> str | None:
    """Return a path on this site, as it was given; None for all that could lead elsewhere."""
    if not text.startswith("/") or text.startswith("//") or _NO_SIGN.search(text):
        return None
    try:
        parts = urlsplit(text)
    except ValueError:
        return None
    return None if parts.scheme or parts.netloc else text


def register(app: Flask) -> None:
    """Let addresses hold only what can be asked for; before any route is added."""
    app.url_map.converters["int"] = _Id

    @app.before_request
    def refuse_nul() -> None:
        # Not every database can be asked for it.
        if "\0" in request.path:
            raise NotFound("page")
