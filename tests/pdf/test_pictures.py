from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from meetings.pdf import Pages, Picture
from tests.pdf import papers

Keep = Callable[[bytes], Path]
Reason = Callable[..., str]
TEXT = b"BT /F0 12 Tf 60 700 Td (gian dai 41 go) Tj ET "
LATIN = b"/Font<</F0<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>"


def shown(picture: Picture) -> Image.Image:
    image = Image.open(io.BytesIO(picture.bytes))
    assert image.size == (picture.width, picture.height)
    assert Image.MIME[str(image.format)] == picture.media_type
    return image


def photographed(mode: str) -> bytes:
    """A page filled by a noisy picture, as a scanner or a camera makes it."""
    noise = [Image.effect_noise((300, 400), 60) for _ in mode]
    image = Image.merge(mode, noise) if len(noise) > 1 else noise[0]
    space = b"DeviceRGB" if mode == "RGB" else b"DeviceGray"
    about = b"/Type/XObject/Subtype/Image/Width 300/Height 400/BitsPerComponent 8/ColorSpace/"
    more = [papers.stream(image.tobytes(), about + space)]
    return papers.paper([b"600 0 0 800 0 0 cm /I Do"], (600, 800), b"/XObject<</I 3 0 R>>", more)


@pytest.mark.parametrize("width", [240, 1240, 1640, 2480, 3280])
def test_a_picture_has_the_width_that_was_asked_for(pages: Pages, keep: Keep, width: int) -> None:
    picture = pages.picture(keep(papers.paper([TEXT], resources=LATIN)), 1, width)
    assert shown(picture).width == width
    assert picture.height == round(width * 842 / 595)


def test_a_text_page_is_a_png_of_sixteen_greys(pages: Pages, keep: Keep) -> None:
    picture = pages.picture(keep(papers.paper([TEXT], resources=LATIN)), 1, 1640)
    assert picture.suffix == "png"
    image = shown(picture).convert("RGB")
    colours = image.getcolors(17)
    assert colours is not None
    assert image.getpixel((0, 0)) == (255, 255, 255)
    assert min(colour for _, colour in colours) == (0, 0, 0)
    assert len(picture.bytes) < 20_000


def test_a_page_with_a_red_stamp_keeps_its_red(pages: Pages, keep: Keep) -> None:
    stamp = TEXT + b"0.85 0.1 0.1 rg 400 100 60 60 re f"
    picture = pages.picture(keep(papers.paper([stamp], resources=LATIN)), 1, 595)
    assert picture.suffix == "png"
    assert shown(picture).convert("RGB").getpixel((430, 842 - 130)) == pytest.approx(
        (217, 26, 26), abs=8
    )


@pytest.mark.parametrize("mode", ["RGB", "L"])
def test_a_photograph_or_a_scan_is_webp(pages: Pages, keep: Keep, mode: str) -> None:
    picture = pages.picture(keep(photographed(mode)), 1, 1240)
    assert (picture.suffix, picture.media_type) == ("webp", "image/webp")
    image = shown(picture)
    assert (image.width, image.mode) == (1240, "RGB")


def test_a_grey_picture_stored_with_three_colours_becomes_greys(pages: Pages, keep: Keep) -> None:
    about = b"/Type/XObject/Subtype/Image/Width 2/Height 1/BitsPerComponent 8/ColorSpace/DeviceRGB"
    more = [papers.stream(bytes([255, 255, 255, 0, 0, 0]), about)]
    content = b"600 0 0 800 0 0 cm /I Do"
    page = papers.paper([content], (600, 800), b"/XObject<</I 3 0 R>>", more)
    image = shown(pages.picture(keep(page), 1, 301))
    assert image.mode == "P"
    assert len(image.getpalette() or []) == 3 * 16
    rgb = image.convert("RGB")
    assert [rgb.getpixel((x, 200)) for x in (2, 298)] == [(255, 255, 255), (0, 0, 0)]


def test_what_reaches_over_the_edge_of_a_page_changes_nothing_else(
    pages: Pages, keep: Keep
) -> None:
    over = b"0 g -50 -50 700 450 re f"
    for width in (300, 301):
        rgb = shown(pages.picture(keep(papers.paper([over], (600, 800))), 1, width)).convert("RGB")
        for x in (0, 1, width - 1):
            assert [rgb.getpixel((x, y)) for y in (10, 390)] == [(255, 255, 255), (0, 0, 0)]


def test_many_pages_come_in_one_job_until_one_is_refused(
    pages: Pages, keep: Keep, reason: Reason
) -> None:
    path = keep(papers.paper([TEXT, b"1 0 0 rg 0 0 600 900 re f", b""], resources=LATIN))
    made = pages.pictures(path, 1, 3, [400, 240], 20)
    assert [[picture.width for picture in row] for row in made] == [[400, 240]] * 3
    assert [shown(row[1]).convert("RGB").getpixel((9, 9)) for row in made] == [
        (255, 255, 255),
        (255, 0, 0),
        (255, 255, 255),
    ]
    assert len(pages.pictures(path, 2, 5, [240], 20)) == 2
    assert len(pages.pictures(path, 1, 3, [240], 0)) == 1
    assert reason(pages.pictures, path, 4, 5, [240], 20) == "paper.no_pages"


def test_a_tile_is_its_part_of_the_page(pages: Pages, keep: Keep) -> None:
    content = b"0 g 200 600 100 100 re f 1 0 0 rg 250 650 50 50 re f"
    path = keep(papers.paper([content], (600, 800)))
    whole = shown(pages.picture(path, 1, 2400)).convert("RGB")
    for left, top in ((0, 0), (1024, 0), (1024, 1024), (2048, 3072)):
        tile = pages.tile(path, 1, 2400, left, top, 1024)
        assert (tile.width, tile.height) == (min(1024, 2400 - left), min(1024, 3200 - top))
        part = whole.crop((left, top, left + tile.width, top + tile.height))
        other = ImageChops.difference(part, shown(tile).convert("RGB")).convert("L")
        assert not any(other.histogram()[9:])


def test_a_tile_beside_the_page_is_refused(pages: Pages, keep: Keep, reason: Reason) -> None:
    path = keep(papers.paper(size=(600, 800)))
    for left, top in ((2400, 0), (0, 3200), (-1024, 0)):
        assert reason(pages.tile, path, 1, 2400, left, top, 1024) == "paper.no_pages"


def test_a_long_strip_is_drawn_with_no_more_pixels_than_allowed(pages: Pages, keep: Keep) -> None:
    tall = pages.picture(keep(papers.paper(size=(100, 5000))), 1, 3280)
    assert 20_000_000 < tall.width * tall.height <= 25_000_000
    wide = pages.picture(keep(papers.paper(size=(5000, 1))), 1, 240)
    assert (wide.width, wide.height) == (240, 1)


def test_a_page_that_is_not_there_is_refused(pages: Pages, keep: Keep, reason: Reason) -> None:
    path = keep(papers.many_pages(2))
    assert reason(pages.picture, path, 3, 240) == "paper.no_pages"
    assert reason(pages.picture, path, 0, 240) == "paper.no_pages"


def test_real_pages_are_small_enough_to_send_to_sixty_tablets(
    pages: Pages, shared_data: Path
) -> None:
    sizes = []
    for path in sorted(shared_data.glob("packets/*/*.pdf"))[::4]:
        picture = pages.picture(path, 1, 1640)
        assert shown(picture).width == 1640
        sizes.append(len(picture.bytes))
    assert sum(sizes) / len(sizes) < 120_000
