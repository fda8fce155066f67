"""Long papers and their replacements: edited, written by another program, rescanned."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pymupdf

from bench.ground import rescans
from bench.ground.desk import Desk
from bench.ground.edits import delete, export, insert, reorder, retype
from bench.ground.samples import packet, real_papers


def papers_of(pages: int, folder: Path) -> Iterator[tuple[str, bytes, bytes]]:
    """Yield a name, an old paper of so many pages, and the new one."""
    dice = random.Random(1)  # noqa: S311 - the same papers again
    old = _old(pages)
    desk = Desk(old, [pymupdf.open(stream=old)], dice, folder)
    for edit in (retype, retype, retype, reorder, delete, insert):
        edit(desk)
    yield "edited", old, bytes(desk.new.tobytes(garbage=1))
    export(desk)
    yield "edited and written anew", old, bytes(desk.new.tobytes())
    with pymupdf.open(stream=old) as printed:
        scans = [rescans.scan(page, dice)[0] for page in printed]
        sizes = [(page.rect.width, page.rect.height) for page in printed]
        yield "rescanned", old, bytes(rescans.paper(scans, sizes).tobytes())


def _old(pages: int) -> bytes:
    papers = real_papers()
    if not papers:
        return packet(pages)
    with pymupdf.open() as made, pymupdf.open(papers[-1]) as book:
        made.insert_pdf(book, from_page=20, to_page=19 + pages)
        return bytes(made.tobytes(garbage=1))
