"""Papers with marks open alike in other readers, and their own text is still found."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from meetings.pdf import Inked, Pages
from tests.pdf.pairs import pymupdf
from tests.pdf.papers import paper

Keep = Callable[[bytes], Path]
RED, YELLOW = "#c8102e", "#ffe14d"
WORDS = b"BT /F0 24 Tf 1 0 0 1 72 700 Tm (Budget 2026) Tj ET"
FONT = b"/Font<</F0<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>"


def mark(tool: str, trail: list[tuple[float, float]], **more: Any) -> dict[str, Any]:
    rows = [(x, y, 0.5) for x, y in trail]
    told = {"page": 1, "tool": tool, "color": RED, "width": 6.0, "trail": rows, "text": None}
    return told | {"by": "上田　花子", "at": 1_790_000_000_000} | more


def whole(inked: Inked) -> bytes:
    return b"".join(inked.chunks())


def seen(path: Path, page: int = 1) -> Image.Image:
    """A page as Poppler shows it, a pixel for each pt."""
    made = path.with_suffix(f".{page}")
    asked = ["-r", "72", "-f", str(page), "-l", str(page), "-cropbox", "-singlefile", "-png"]
    subprocess.run(["pdftoppm", *asked, str(path), str(made)], check=True)
    return Image.open(f"{made}.png").convert("RGB")


def reads(path: Path, *asked: str) -> str:
    run = subprocess.run(["pdftotext", *asked, str(path), "-"], capture_output=True, check=True)
    return run.stdout.decode()


def sound(path: Path) -> None:
    checked = subprocess.run(["qpdf", "--check", str(path)], capture_output=True, check=False)
    assert checked.returncode == 0, checked.stdout + checked.stderr


def dark(shade: object) -> bool:
    return isinstance(shade, tuple) and max(shade) < 90


def red(shade: object) -> bool:
    return isinstance(shade, tuple) and shade[0] > 150 and max(shade[1:]) < 100


MARKS = [
    mark("highlighter", [(60, 134), (240, 134)], color=YELLOW, width=30),
    mark("pen", [(300, 300), (340, 330), (380, 300), (380, 400)]),
    mark("pen", [(500, 500)], width=20),
    mark("line", [(100, 400), (200, 400)]),
    mark("words", [(72, 500), (200, 500), (72, 520), (120, 520)], color=YELLOW, text="words"),
    mark("text", [(300, 600), (420, 660)], text="歳入の見込みは、なぜ下がるのか。", width=12),
    mark("sticky", [(80, 600)], width=24, color=YELLOW, text="附箋：前年度の数と比べる"),
    mark("slip", [(140, 600)], width=24, color="#0a5ad6", text="基金の残高は？"),
    mark("stamp", [(200, 600)], width=28, text="要確認"),
    mark("stamp", [(200, 650)], width=28, text="×"),
    mark("stamp", [(240, 650)], width=28, text="○"),
]


@pytest.fixture(scope="module")
def made(pages: Pages, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The paper, and the paper with one mark of every kind."""
    folder = tmp_path_factory.mktemp("inked")
    # These contents leave the page scaled and a state unsaved, as careless programs do.
    careless = WORDS + b" Q Q 0.5 0 0 0.5 0 0 cm"
    old, new = folder / "old.pdf", folder / "new.pdf"
    old.write_bytes(paper([careless, WORDS], resources=FONT))
    new.write_bytes(whole(pages.inked(old, MARKS, layer="書きこみ")))
    return old, new


def test_the_paper_itself_is_still_in_the_file_unchanged(made: tuple[Path, Path]) -> None:
    old, new = made
    assert new.read_bytes().startswith(old.read_bytes())
    sound(new)
    assert "Budget 2026" in reads(new)
    assert seen(new, 2).tobytes() == seen(old, 2).tobytes()


def test_every_mark_is_where_it_was_put(made: tuple[Path, Path]) -> None:
    shown = seen(made[1])
    for spot in ((320, 315), (375, 350), (500, 494), (150, 400), (200, 650)):
        assert red(shown.getpixel(spot)), spot
    for spot in ((320, 350), (480, 500), (150, 410), (300, 500)):
        assert shown.getpixel(spot) == (255, 255, 255), spot
    # Under the highlighter and beneath it letters stay black; between two lines is no colour.
    letters = [shown.getpixel((x, y)) for x in range(72, 200) for y in range(126, 142)]
    assert any(dark(one) for one in letters)
    for spot in ((62, 134), (100, 500)):
        (r, g, b) = shown.getpixel(spot)  # type: ignore[misc]
        assert (r > 240, g > 220, 130 < b < 200) == (True, True, True), spot
    # The sheet of a sticky note, and the frame of a slip.
    assert shown.getpixel((72, 608)) == (255, 225, 77)
    frame = [shown.getpixel((x, 600)) for x in range(125, 155)]
    assert any(isinstance(one, tuple) and one[2] > 180 > 90 > one[0] for one in frame)


def test_what_was_written_in_letters_is_found_too(made: tuple[Path, Path]) -> None:
    said = reads(made[1]).replace("\n", "")
    assert "歳入の見込みは、なぜ下がるのか。" in said
    assert "要確認" in said
    with pymupdf.open(made[1]) as opened:
        notes = [(note.type[1], note.info["content"]) for note in opened[0].annots()]
        assert notes == [("Text", "附箋：前年度の数と比べる"), ("Text", "基金の残高は？")]
        assert {note.info["title"] for note in opened[0].annots()} == {"上田　花子"}
        assert [one["name"] for one in opened.get_ocgs().values()] == ["書きこみ"]


def test_a_turned_and_cut_page_bears_its_ink_where_it_is_seen(pages: Pages, keep: Keep) -> None:
    for turn in (90, 180, 270):
        about = b"/Rotate %d/CropBox[100 200 500 700]/UserUnit 1.5" % turn
        path = keep(paper([WORDS], resources=FONT, page=about))
        wide, high = pages.read(path).sizes[0]
        corner = mark("pen", [(wide - 30, 20)], width=16)
        pin = mark("sticky", [(40, high - 40)], width=24, color=YELLOW, text="隅")
        new = keep(whole(pages.inked(path, [corner, pin], layer="書きこみ")))
        sound(new)
        shown = seen(new).resize((round(wide), round(high)))
        assert red(shown.getpixel((round(wide) - 30, 20))), turn
        (r, g, b) = shown.getpixel((33, round(high) - 48))  # type: ignore[misc]
        assert (r > 230, g > 200, b < 140) == (True, True, True), turn


def test_only_the_pages_asked_for_are_in_the_file(pages: Pages, made: tuple[Path, Path]) -> None:
    old, _ = made
    new = old.with_name("some.pdf")
    asked = [MARKS[1] | {"page": 2}]
    new.write_bytes(whole(pages.inked(old, asked, [2], layer="書きこみ")))
    sound(new)
    assert pages.read(new).pages == 1
    assert "Budget 2026" in reads(new)
    assert red(seen(new).getpixel((320, 315)))


def test_a_paper_that_had_to_be_mended_is_written_anew(pages: Pages, keep: Keep) -> None:
    broken = paper([WORDS], resources=FONT).replace(b"startxref\n", b"startxref\n9")
    new = keep(whole(pages.inked(keep(broken), MARKS, layer="書きこみ")))
    sound(new)
    assert "Budget 2026" in reads(new)
    assert red(seen(new).getpixel((320, 315)))
