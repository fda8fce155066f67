"""Early refusals: a line on which much is still coming is closed, and said to be."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

SPARE = 64 * 1024
"""Unread bytes of a body that the server itself reads away."""


class _Counted:
    """A request's body that knows how much of it was read."""

    def __init__(self, body: Any) -> None:
        self._body = body
        self.read_so_far = 0

    def read(self, *size: int) -> bytes:
        """Read as the body does, and count."""
        return self._count(self._body.read(*size))

    def readline(self, *size: int) -> bytes:
        """Read a line as the body does, and count."""
        return self._count(self._body.readline(*size))

    def _count(self, chunk: bytes) -> bytes:
        self.read_so_far += len(chunk)
        return chunk


def closing(app: WSGIApplication) -> WSGIApplication:
    """Wrap an app so that answers given before a long body was read say that the line closes."""

    def run(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        length = environ.get("CONTENT_LENGTH") or "0"
        announced = int(length) if length.isdecimal() else 0
        if announced <= SPARE:
            return app(environ, start_response)
        body = environ["wsgi.input"] = _Counted(environ["wsgi.input"])

        def begin(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
            if announced - body.read_so_far > SPARE:
                headers = [*headers, ("Connection", "close")]
                # Gunicorn passes this header over: its own answer has to be told.
                answer = getattr(start_response, "__self__", None)
                getattr(answer, "force_close", lambda: None)()
            return start_response(status, headers, *more)

        return app(environ, begin)

    return run
