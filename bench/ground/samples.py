"""Papers to measure with: real ones where they are, a packet of 1,000 pages, 300 scans."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pymupdf
from PIL import Image

from meetings.demo.budget import budget_book
from meetings.demo.calendar import DAY
from tests.conftest import ROOT

LAST_WORDS = "gijobench"
"""What only the last page of the packet says."""
_DOTS = 300  # per inch, of a scan of an A4 page


@dataclass(frozen=True)
class Sample:
    """Some pages of a paper, from `first` to `last`, both counted."""

    path: Path
    first: int
    last: int

    @property
    def pages(self) -> int:
        """How many they are."""
        return self.last - self.first + 1


def real_papers() -> list[Path]:
    """Return the real papers: two sessions' packets, then a budget book; [] where they are not."""
    home = Path(os.environ.get("GIJO_SHARED_DATA", ROOT.parent / "shared" / "data"))
    return [*sorted(home.glob("packets/*/*.pdf")), *home.glob("budget/r6-budget.pdf")]


def samples(folder: Path, quick: bool) -> list[Sample]:
    """Return pages of every real paper, a third of them of the budget book; or the demo's book."""
    papers = real_papers()
    if not papers:
        made = folder / "book.pdf"
        made.write_bytes(budget_book(DAY))
        return [Sample(made, 1, 8 if quick else 60)]
    *packets, book = papers
    some = [Sample(path, 1, min(2, _count(path))) for path in packets[:: 12 if quick else 1]]
    return [*some, Sample(book, 101, 104 if quick else 140)]


def packet(pages: int) -> bytes:
    """Return a packet of so many pages: real papers in a row, the last page marked."""
    papers = [pymupdf.open(path) for path in real_papers()]
    papers = papers or [pymupdf.open(stream=budget_book(DAY), filetype="pdf")]
    with pymupdf.open() as whole:
        while whole.page_count < pages:
            for paper in papers:
                whole.insert_pdf(paper)
        whole.select(range(pages))
        whole[-1].insert_text((72, 72), LAST_WORDS)
        return bytes(whole.tobytes(garbage=1))


def scans(count: int) -> Iterator[bytes]:
    """Yield papers of ten scans each: pages drawn at 300 dpi, grey, with noise, as JPEG."""
    look = list(_scanned(10))
    for _ in range(0, count, len(look)):
        with pymupdf.open() as paper:
            for jpeg in look:
                page = paper.new_page(width=595, height=842)
                page.insert_image(page.rect, stream=jpeg)
            yield bytes(paper.tobytes())


def scanned_paper(pages: int, looks: int = 10) -> bytes:
    """Return one paper of so many scans, of 0.2 to 0.5 MB each as an office's scanner makes them.

    No two pages share a picture: a reader that keeps pictures by their place would draw it once.
    """
    look = list(_scanned(looks, grain=12, quality=50))
    with pymupdf.open() as paper:
        for at in range(pages):
            page = paper.new_page(width=595, height=842)
            page.insert_image(page.rect, stream=_remarked(look[at % len(look)], at))
        return bytes(paper.tobytes())


def _remarked(jpeg: bytes, number: int) -> bytes:
    """The same JPEG with a remark in it, which makes it another file."""
    return jpeg[:2] + b"\xff\xfe\x00\x06" + number.to_bytes(4) + jpeg[2:]


def _scanned(count: int, grain: float = 24, quality: int = 70) -> Iterator[bytes]:
    with pymupdf.open(stream=budget_book(DAY), filetype="pdf") as book:
        for at in range(count):
            page = book[at * 7 % book.page_count].get_pixmap(dpi=_DOTS, colorspace=pymupdf.csGRAY)
            image = Image.frombytes("L", (page.width, page.height), page.samples)
            noise = Image.effect_noise(image.size, grain)
            out = io.BytesIO()
            Image.blend(image, noise, 0.3).save(out, "JPEG", quality=quality)
            yield out.getvalue()


def _count(path: Path) -> int:
    with pymupdf.open(path) as paper:
        return int(paper.page_count)
