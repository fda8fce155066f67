"""The child process: takes jobs from standard input one by one until it is closed.

A job is `{"do": "read" | "pictures" | "tile" | "words" | "guide" | "pair" | "compare" |
"arrange" | "ink", "path": …}`; the answer is `{"done": …}` with the bytes of pictures, words or a
paper behind it, or `{"refused": reason}`; `spent` asks for a new process.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from typing import Any

from meetings.pdf import sandbox, wire
from meetings.pdf.facts import PATIENCE, Limits, Picture, Refused

Answer = tuple[dict[str, Any], bytes]


def main(given: dict[str, Any]) -> None:
    """Serve jobs for ever; `given` holds the limits, the fonts' folder and the parent's pid."""
    # Ctrl+C goes to every process of a terminal; this one ends with its parent.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Answers go to a private copy of standard output: nothing a library prints can break a frame.
    answers = os.dup(1)
    os.dup2(2, 1)
    limits = Limits(**given["limits"])
    taken = sandbox.enter(limits.memory, given["parent"])
    # Only now, inside the sandbox, is the library loaded that reads what strangers wrote.
    from meetings.pdf.drawing import Drawing  # noqa: PLC0415

    drawing = Drawing(limits, Path(given["fonts"]) if given["fonts"] else None)
    wire.send(answers, {"ready": True, "taken": taken})
    while True:
        try:
            job, _ = wire.receive(0)
            sandbox.allow_processor(limits.seconds * PATIENCE.get(job["do"], 1))
            said, content = _answer(drawing, job)
            wire.send(answers, said, content)
        except wire.Closed:
            sys.exit(0)


def _answer(drawing: Any, job: dict[str, Any]) -> Answer:
    """Do one job; a refusal is an answer, a lack of memory one that ends this process."""
    try:
        said, content = _do(drawing, job)
    except Refused as refusal:
        said, content = {"refused": refusal.reason}, b""
    except MemoryError:
        return {"refused": "paper.too_complex", "spent": True}, b""
    except Exception as trouble:  # noqa: BLE001 - a fault of ours, told instead of hidden
        return {"failed": f"{type(trouble).__name__}: {trouble}", "spent": True}, b""
    if drawing.crowded():
        said["spent"] = True
    return said, content


def _do(drawing: Any, job: dict[str, Any]) -> Answer:
    path = Path(job["path"])
    match job["do"]:
        case "read":
            return {"done": drawing.read(path)}, b""
        case "guide":
            return {"done": drawing.guide(path, job)}, b""
        case "pair":
            return {"done": drawing.pair(path, job)}, b""
        case "compare":
            return {"done": drawing.compare(path, job)}, b""
        case "arrange":
            return {"done": {}}, drawing.arrange(path, job)
        case "ink":
            added, content = drawing.ink(path, job)
            return {"done": {"added": added}}, content
        case "words":
            found = drawing.words(path, job["first"], job["last"])
            told = [{"text": text, "bytes": len(packed)} for text, packed in found]
            return {"done": told}, b"".join(packed for _, packed in found)
        case "tile":
            place = job["left"], job["top"], job["side"]
            return _told([[drawing.tile(path, job["page"], job["width"], *place)]])
        case _:
            pages = job["page"], job["last"]
            return _told(drawing.pictures(path, *pages, job["widths"], job["seconds"]))


def _told(pages: list[list[Picture]]) -> Answer:
    """What is said of each page's pictures, and the bytes of all of them in that order."""
    said = [
        [[picture.suffix, picture.width, picture.height, len(picture.bytes)] for picture in page]
        for page in pages
    ]
    return {"done": said}, b"".join(picture.bytes for page in pages for picture in page)
