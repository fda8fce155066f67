"""The words of a page: places as shown, reading order of rows, cells, spreads, vertical writing."""

from __future__ import annotations

import gzip
import io
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pymupdf as _pymupdf
import pytest
from PIL import Image

from meetings.demo.calendar import Calendar
from meetings.demo.petition import petition
from meetings.pdf import Pages
from meetings.pdf.order import Line, ordered
from tests.pdf import papers

# The library has no complete types.
pymupdf: Any = _pymupdf

Keep = Callable[[bytes], Path]


def words(pages: Pages, path: Path, page: int = 1) -> dict[str, Any]:
    (found,) = pages.words(path, page, page)
    told: dict[str, Any] = json.loads(gzip.decompress(found.packed))
    assert found.text == "\n".join(line["text"] for line in told["lines"])
    return told


def line(text: str, x: float, y: float, size: float = 10) -> Line:
    """A line of a paper page whose characters are as wide as high."""
    edges = [x + size * at for at in range(len(text) + 1)]
    return Line(text, (x, y, edges[-1], y + size), size, edges)


def read(lines: list[Line], width: float = 595, height: float = 842) -> list[str]:
    return [one.text for one in ordered(lines, width, height)]


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_boxes_lie_where_the_ink_is_however_the_page_is_turned(
    pages: Pages, keep: Keep, turn: int
) -> None:
    paper = pymupdf.open()
    page = paper.new_page(width=595, height=842)
    page.insert_text((72, 100), "議案第41号", fontname="japan", fontsize=20)
    page.insert_link(
        {"kind": 2, "from": pymupdf.Rect(72, 80, 192, 105), "uri": "https://example.jp/"}
    )
    page.set_cropbox(pymupdf.Rect(50, 50, 545, 800))
    page.set_rotation(turn)
    path = keep(paper.tobytes())
    told = words(pages, path)
    picture = pages.picture(path, 1, round(told["width"]))
    with Image.open(io.BytesIO(picture.bytes)) as drawn:
        ink = drawn.convert("L").point([255 * (value < 128) for value in range(256)]).getbbox()
    assert ink is not None
    (shown,) = told["lines"]
    for inked, side in zip(ink, shown["box"], strict=True):
        assert abs(inked - side) <= 6
    assert shown["vertical"] == (turn in (90, 270))
    begin, end = shown["box"][turn in (90, 270)], shown["box"][2 + (turn in (90, 270))]
    assert sorted([begin, end]) == sorted([shown["at"][0], shown["at"][-1]])
    (link,) = told["links"]
    assert link["uri"] == "https://example.jp/"
    assert link["box"][0] <= ink[0] + 6
    assert link["box"][3] >= ink[3] - 6


def test_vertical_writing_is_read_from_the_right(pages: Pages, keep: Keep) -> None:
    encoding = "90ms-RKSJ-V"
    shown = b"".join(
        b"BT /F0 12 Tf %d 700 Td %s Tj ET " % (300 - 20 * at, papers.told(text, encoding))
        for at, text in enumerate(("議案第一号", "青波市税条例"))
    )
    told = words(pages, keep(papers.japanese([("MS-Mincho", encoding)], shown)))
    assert [one["text"] for one in told["lines"]] == ["議案第一号", "青波市税条例"]
    assert all(one["vertical"] for one in told["lines"])
    assert told["lines"][0]["at"] == sorted(told["lines"][0]["at"])


@pytest.mark.parametrize("turn", [0, 90])
def test_boxes_of_vertical_writing_lie_where_its_ink_is(
    pages: Pages, keep: Keep, turn: int
) -> None:
    with pymupdf.open(stream=petition(Calendar(date(2026, 12, 8)))) as paper:
        paper[0].set_rotation(turn)
        path = keep(paper.tobytes())
    told = words(pages, path)
    picture = pages.picture(path, 1, round(told["width"]))
    with Image.open(io.BytesIO(picture.bytes)) as drawn:
        dark = drawn.convert("L").point([255 * (value < 128) for value in range(256)])
    title = next(one for one in told["lines"] if "請" in one["text"] and one["size"] == 20)
    x0, y0, x1, y1 = title["box"]
    around = (round(x0) - 15, round(y0) - 15, round(x1) + 15, round(y1) + 15)
    ink = dark.crop(around).getbbox()
    assert ink is not None
    placed = (ink[0] + around[0], ink[1] + around[1], ink[2] + around[0], ink[3] + around[1])
    for inked, side in zip(placed, title["box"], strict=True):
        assert abs(inked - side) <= 3


def test_links_name_pages_of_this_paper_and_other_files(pages: Pages, keep: Keep) -> None:
    paper = pymupdf.open()
    for _ in range(3):
        paper.new_page()
    box = pymupdf.Rect(10, 10, 90, 30)
    aims: list[dict[str, Any]] = [
        {"kind": 1, "page": 2, "to": pymupdf.Point(0, 0)},
        {"kind": 2, "uri": "javascript:alert(1)"},
        {"kind": 5, "file": "folder/説明資料.pdf", "page": 0, "to": pymupdf.Point(0, 0)},
    ]
    for aim in aims:
        paper[0].insert_link(aim | {"from": box})
    told = words(pages, keep(paper.tobytes()))
    assert [{k: v for k, v in link.items() if k != "box"} for link in told["links"]] == [
        {"page": 3},
        {"file": "説明資料.pdf"},
    ]


def test_half_characters_of_broken_maps_can_be_stored(pages: Pages, keep: Keep) -> None:
    cmap = (
        b"/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <ff> "
        b"endcodespacerange 2 beginbfchar <41> <d800> <42> <0000> endbfchar endcmap"
    )
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 4 0 R>>"
    more = [font, papers.stream(cmap)]
    shown = b"BT /F0 12 Tf 60 700 Td (CABC) Tj ET"
    path = keep(papers.paper([shown], resources=b"/Font<</F0 3 0 R>>", more=more))
    (found,) = pages.words(path, 1, 1)
    found.text.encode()
    assert "\0" not in found.text


def test_a_table_is_read_row_by_row_and_a_wrapped_cell_whole() -> None:
    assert read(
        [
            line("12,300", 300, 100),
            line("障害者自立支", 50, 100),
            line("説明の文", 400, 100),
            line("援費", 60, 118),
            line("道路橋梁費", 50, 140),
            line("4,500", 300, 141),
        ]
    ) == ["障害者自立支", "援費", "12,300", "説明の文", "道路橋梁費", "4,500"]


def test_columns_of_running_text_side_by_side_are_not_mixed() -> None:
    old = [line("第三条を次のように改め", 50, 100 + 15 * row) for row in range(3)]
    new = [line("第三条の規定を削除する", 320, 100 + 15 * row) for row in range(3)]
    assert [one[:4] for one in read(old + new)] == ["第三条を"] * 3 + ["第三条の"] * 3


def test_the_halves_of_a_spread_follow_each_other() -> None:
    left = [line("左の頁", 60, 100), line("続き", 60, 160)]
    right = [line("右の頁", 700, 100), line("終わり", 700, 160)]
    shown = read(right + left, 1190, 842)
    assert shown == ["左の頁", "続き", "右の頁", "終わり"]
    # A single wide table has text across the middle.
    table = [*left, *right, line("真ん中を横切る表題", 550, 60)]
    assert read(table, 1190, 842) == ["真ん中を横切る表題", "左の頁", "右の頁", "続き", "終わり"]


def test_real_papers_keep_every_character_in_a_place_of_their_page(
    pages: Pages, shared_data: Path
) -> None:
    for path in sorted(shared_data.glob("packets/444_2025_12/*.pdf"))[:8]:
        facts = pages.read(path)
        told = words(pages, path, facts.pages)
        for one in told["lines"]:
            assert len(one["at"]) == len(one["text"]) + 1
            x0, y0, x1, y1 = one["box"]
            assert -20 <= x0 <= x1 <= told["width"] + 20
            assert -20 <= y0 <= y1 <= told["height"] + 20
