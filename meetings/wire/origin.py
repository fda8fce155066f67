"""Whether who asks for a line is a page of ours."""

from __future__ import annotations

from typing import Any, Protocol


class Headers(Protocol):
    """What a request says beside its address."""

    def get(self, name: str, /) -> str | None:
        """Return what is said under a name."""


def from_own_page(headers: Headers, own: str) -> bool:
    """Say whether a request comes from one of our own pages; `own` is their address.

    A browser names the page's origin, or on plain GETs (long polling) at least that
    it is the same; a request that says neither is refused.
    """
    origin = headers.get("Origin")
    if origin is None:
        return headers.get("Sec-Fetch-Site") == "same-origin"
    return origin == own.rstrip("/")


def own_origin(origin: str | None, environ: dict[str, Any]) -> bool:
    """Say at the door, before any socket is opened, whether an Origin is ours."""
    if not origin:
        return True  # judged at connect, where a token may stand in its place
    return origin == f"{environ['wsgi.url_scheme']}://{environ.get('HTTP_HOST', '')}"
