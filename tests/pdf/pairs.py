"""Papers to be paired: pages that can be told apart, pictures without words, and their pairing."""

from __future__ import annotations

import io
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pymupdf as _pymupdf
from PIL import Image, ImageDraw

from meetings.pdf import Pages, Prepared

# The library has no complete types.
pymupdf: Any = _pymupdf

A4 = (595.0, 842.0)
_SIGNS = "市議会予算条例改正説明資料道路学校福祉給与介護保険税収支出事業計画整備"


def lines(seed: object, count: int = 12) -> list[str]:
    """Lines of a page that no other seed has."""
    dice = random.Random(str(seed))
    return ["".join(dice.choice(_SIGNS) for _ in range(24)) + f"{dice.random():.6f}"[2:]
            for _ in range(count)]  # fmt: skip


def write(page: Any, texts: Sequence[str], top: float = 90, left: float = 70) -> None:
    """Write lines below each other."""
    for row, text in enumerate(texts):
        page.insert_text((left, top + 24 * row), text, fontname="japan", fontsize=11)


def book(pages: Sequence[Sequence[str]], top: float = 90) -> bytes:
    """A paper with these lines on its pages."""
    paper = pymupdf.open()
    for texts in pages:
        write(paper.new_page(width=A4[0], height=A4[1]), texts, top)
    return bytes(paper.tobytes())


def drawn(figure: str, seed: int, quality: int = 85) -> bytes:
    """A JPEG that looks like a printed page with a figure in its lower half."""
    dice = random.Random(seed)
    picture = Image.new("L", (1240, 1754), 250)
    brush = ImageDraw.Draw(picture)
    for row in range(30):
        x = 120
        while x < 1080:
            wide = dice.randint(8, 60)
            brush.rectangle((x, 120 + 50 * row, x + wide, 138 + 50 * row), fill=30)
            x += wide + dice.randint(8, 30)
    brush.rectangle((600, 1200, 800, 1260), fill=250)
    brush.text((620, 1210), figure, fill=20, font_size=28)
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=quality)
    return out.getvalue()


def scans(jpegs: Sequence[bytes]) -> bytes:
    """A paper of pictures alone."""
    paper = pymupdf.open()
    for jpeg in jpegs:
        page = paper.new_page(width=A4[0], height=A4[1])
        page.insert_image(page.rect, stream=jpeg)
    return bytes(paper.tobytes())


def paired(pages: Pages, folder: Path, old: bytes, new: bytes) -> dict[str, Any]:
    """The pairing as the house has it worked out, nothing made ahead."""
    sides = []
    for name, content in (("old", old), ("new", new)):
        path = folder / f"{name}-{len(list(folder.iterdir()))}.pdf"
        path.write_bytes(content)
        sides.append(Prepared(path, (), ()))
    return pages.pairing(*sides)


def went(told: dict[str, Any]) -> dict[int, int]:
    """Which new page each old one is."""
    return {pair["from"]: pair["to"] for pair in told["pairs"]}


def states(told: dict[str, Any]) -> dict[int, str]:
    """What is told of each pair, by its old page."""
    return {
        pair["from"]: pair["state"] + (" moved" if pair["moved"] else "") for pair in told["pairs"]
    }
