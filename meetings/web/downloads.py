"""Files going out under a name people know them by."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO
from urllib.parse import quote

from flask import Response, send_file

from meetings.given import one_line


def hand_out(file: Path | BinaryIO, mimetype: str, name: str, plain: str) -> Response:
    """Return a file to be kept under a name; ``plain`` is for what knows ASCII alone."""
    return named(send_file(file, mimetype, as_attachment=True, download_name=plain), name, plain)


def named(response: Response, name: str, plain: str) -> Response:
    """Give an answer the name it is to be kept under."""
    # What is stored may be older than the rule that a name is one line.
    star = quote(one_line(name).replace("/", "／"), safe="")
    attachment = f"attachment; filename={plain}; filename*=UTF-8''{star}"
    response.headers["Content-Disposition"] = attachment
    return response
