"""Files over loopback with ranges, as a plain web server gives them to a peer's reader."""

from __future__ import annotations

import mimetypes
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import BinaryIO

PART = 2**18
"""Bytes sent at once."""
RANGE = re.compile(r"bytes=(\d+)-(\d*)$")
KINDS = {".mjs": "text/javascript", ".pdf": "application/pdf", ".wasm": "application/wasm"}


@contextmanager
def serving(folders: dict[str, Path]) -> Iterator[str]:
    """Serve folders, each under its name; yield the address. Papers are never kept by browsers."""

    class Answer(_Answer):
        """Answers from these folders."""

        shelf = folders

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Answer(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # With Nagle's algorithm head and body would wait for each other, at the peer's cost.
    disable_nagle_algorithm = True
    shelf: dict[str, Path]

    def do_GET(self) -> None:
        """Answer with a file or a range of it."""
        name, _, rest = self.path.split("?")[0].lstrip("/").partition("/")
        file = self.shelf[name] / rest if name in self.shelf else Path()
        if not file.is_file():
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        size = file.stat().st_size
        asked = RANGE.match(self.headers.get("Range", ""))
        first, last = (int(asked[1]), int(asked[2] or size - 1)) if asked else (0, size - 1)
        self._head(file, (first, last, size), partial=bool(asked))
        with file.open("rb") as body:
            body.seek(first)
            self._send(body, last - first + 1)

    def log_message(self, *_: object) -> None:
        """Keep still: the table is what is printed."""

    def _head(self, file: Path, part: tuple[int, int, int], *, partial: bool) -> None:
        first, last, size = part
        kind = KINDS.get(file.suffix) or mimetypes.guess_type(file.name)[0]
        self.send_response(HTTPStatus.PARTIAL_CONTENT if partial else HTTPStatus.OK)
        self.send_header("Content-Type", kind or "application/octet-stream")
        self.send_header("Content-Length", str(last - first + 1))
        self.send_header("Accept-Ranges", "bytes")
        if partial:
            self.send_header("Content-Range", f"bytes {first}-{last}/{size}")
        if file.suffix == ".pdf":
            self.send_header("Cache-Control", "no-store")
        self.end_headers()

    def _send(self, body: BinaryIO, left: int) -> None:
        try:
            while left:
                part = body.read(min(left, PART))
                self.wfile.write(part)
                left -= len(part)
        except ConnectionError:
            # A reader that has learnt that ranges are understood lets go of the whole file.
            self.close_connection = True
