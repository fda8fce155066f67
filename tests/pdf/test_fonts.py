from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image

from meetings.pdf import Pages
from tests.pdf import papers

Keep = Callable[[bytes], Path]
FONTS = Path(__file__).resolve().parents[2] / "static" / "vendor" / "fonts"
SIZE = 100


@pytest.fixture(scope="module")
def dressed() -> Iterator[Pages]:
    """A pool that has the fonts which the asset step copies."""
    if not (FONTS / "BIZUDMincho_400Regular.ttf").is_file():
        pytest.skip("the fonts are not there: bin/test copies them to static/vendor/fonts")
    pool = Pages(workers=1, fonts=FONTS)
    yield pool
    pool.close()


def drawn(pool: Pages, path: Path) -> Image.Image:
    """The page at one pixel per pt, black on white."""
    return Image.open(io.BytesIO(pool.picture(path, 1, 595).bytes)).convert("L")


def cells(pool: Pages, keep: Keep, font: tuple[str, str], text: str) -> list[Image.Image]:
    """Each character's own em square, of a line set at the page's left or right."""
    upright = font[1].endswith("-V")
    place = (300, 800) if upright else (20, 700)
    line = b"BT /F0 %d Tf %d %d Td %s Tj ET" % (SIZE, *place, papers.told(text, font[1]))
    page = drawn(pool, keep(papers.japanese([font], line)))
    found = []
    for at in range(len(text)):
        x = place[0] - SIZE // 2 if upright else place[0] + SIZE * at
        y = 842 - place[1] + SIZE * at if upright else 842 - place[1] - 88
        found.append(page.crop((x, y, x + SIZE, y + SIZE)))
    return found


def ink(cell: Image.Image) -> tuple[int, int, int, int]:
    """The box of what is dark in a cell: left, top, right, bottom in percent of an em."""
    box = cell.point([255] * 128 + [0] * 128).getbbox()
    assert box is not None, "nothing is drawn"
    return box


HORIZONTAL = [
    ("Ryumin-Light", "UniJIS-UTF16-H"),
    ("MS-Mincho", "90ms-RKSJ-H"),
    ("GothicBBB-Medium", "UniJIS-UTF16-H"),
    ("MS-Gothic", "90ms-RKSJ-H"),
    ("ＭＳ明朝", "90ms-RKSJ-H"),
]


@pytest.mark.parametrize("font", HORIZONTAL, ids=lambda font: font[0])
def test_japanese_without_its_font_is_drawn(
    pages: Pages, keep: Keep, font: tuple[str, str]
) -> None:
    for cell in cells(pages, keep, font, "議案予算"):
        left, top, right, bottom = ink(cell)
        assert right - left > 60
        assert bottom - top > 60


def test_a_mincho_has_thin_strokes_and_a_gothic_even_ones(dressed: Pages, keep: Keep) -> None:
    [mincho] = cells(dressed, keep, ("Ryumin-Light", "UniJIS-UTF16-H"), "一")
    [gothic] = cells(dressed, keep, ("GothicBBB-Medium", "UniJIS-UTF16-H"), "一")

    def thickness(cell: Image.Image) -> int:
        return sum(cell.getpixel((50, y)) < 128 for y in range(SIZE))  # type: ignore[operator]

    assert thickness(mincho) < thickness(gothic)


@pytest.mark.parametrize("font", ["Ryumin-Light", "MS-Mincho", "MS-Gothic"])
@pytest.mark.parametrize("encoding", ["UniJIS-UTF16-V", "90ms-RKSJ-V"])
def test_vertical_writing_has_vertical_punctuation(
    dressed: Pages, keep: Keep, font: str, encoding: str
) -> None:
    comma, bracket, bar, letter = cells(dressed, keep, (font, encoding), "、「ー議")
    left, _, _, bottom = ink(comma)
    assert left > 50, "the comma stands at the right"
    assert bottom < 50, "the comma stands at the top"
    left, top, right, bottom = ink(bar)
    assert bottom - top > 2 * (right - left), "the long-vowel bar is upright"
    _, top, _, bottom = ink(bracket)
    assert top > 40, "an opening bracket hangs at the cell's lower end"
    assert bottom - top < 60
    left, top, right, bottom = ink(letter)
    assert min(right - left, bottom - top) > 60
