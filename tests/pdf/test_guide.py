"""The guide found in papers made for it: numbers that go on, spreads, binding, outlines."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pymupdf as _pymupdf
import pytest

from meetings.pdf import Pages
from meetings.pdf.guide.numbers import roman
from meetings.pdf.guide.page import number_of
from tests.pdf import papers

# The library has no complete types.
pymupdf: Any = _pymupdf

Find = Callable[..., dict[str, Any]]
Placed = tuple[float, float, str]
A4, A3 = (595, 842), (1190, 842)
BODY = "この資料は青波市の事業の内容を説明するものである。"


@pytest.fixture
def find(pages: Pages, tmp_path: Path) -> Find:
    """Find the guide of a paper as the house does: words first, thumbnails where there are any."""

    def found(content: bytes, *, thumbnails: bool = False) -> dict[str, Any]:
        path = tmp_path / "paper.pdf"
        path.write_bytes(content)
        facts = pages.read(path)
        words, pictures = [], []
        for at, one in enumerate(pages.words(path, 1, facts.pages), 1):
            words.append(tmp_path / f"{at}.gz")
            words[-1].write_bytes(one.packed)
            if thumbnails:
                picture = pages.picture(path, at, 240)
                pictures.append(tmp_path / f"{at}.{picture.suffix}")
                pictures[-1].write_bytes(picture.bytes)
        return pages.guide(path, facts.sizes, words, pictures or [None] * facts.pages)

    return found


def made(sheets: Sequence[Sequence[Placed]], size: tuple[int, int] = A4, body: str = BODY) -> Any:
    """A document: for each page the texts at places (parts of its width and height)."""
    paper = pymupdf.open()
    for sheet in sheets:
        page = paper.new_page(width=size[0], height=size[1])
        for column in range(round(size[0] / 595)):
            for row in range(6 if body else 0):
                page.insert_text(
                    (70 + 595 * column, 150 + 40 * row), body, fontname="japan", fontsize=10.5
                )
        for x, y, text in sheet:
            place = (size[0] * x, size[1] * y)
            page.insert_text(place, text, fontname="japan", fontsize=10)
    return paper


def feet(*texts: str, x: float = 0.5, y: float = 0.96) -> list[list[Placed]]:
    return [[(x, y, text)] if text else [] for text in texts]


def labels(found: dict[str, Any]) -> list[str]:
    return ["|".join(one) for one in found["labels"]]


@pytest.mark.parametrize(
    "form",
    ["{}", "-{}-", "－ {} －", "− {} −", "{}ページ", "p.{}", "P. {}", "{}/300", "（{}）", "{} 頁"],
)
def test_page_numbers_are_read_in_every_usual_form(find: Find, form: str) -> None:
    numbers = range(12, 17)
    found = find(made(feet(*(form.format(number) for number in numbers))).tobytes())
    assert labels(found) == [str(number) for number in numbers]
    wide = form.translate({ord("0") + at: chr(0xFF10 + at) for at in range(10)})
    texts = [wide.format("".join(chr(0xFF10 + int(sign)) for sign in str(n))) for n in numbers]
    assert labels(find(made(feet(*texts)).tobytes())) == [str(number) for number in numbers]


def test_roman_fronts_restarts_and_unnumbered_plates_are_told_apart(find: Find) -> None:
    texts = [
        "",
        "ⅰ",
        "ⅱ",
        "ⅲ",
        "- 1 -",
        "- 2 -",
        "",
        "- 3 -",
        "- 4 -",
        "",
        "- 1 -",
        "- 2 -",
        "- 3 -",
    ]
    found = find(made(feet(*texts)).tobytes())
    assert labels(found) == ["", "i", "ii", "iii", "1", "2", "", "3", "4", "", "1", "2", "3"]


def test_a_number_that_is_missing_is_counted_where_the_next_one_counts_it(find: Find) -> None:
    found = find(made(feet("7", "8", "", "", "11", "12", "13")).tobytes())
    assert labels(found) == ["7", "8", "9", "10", "11", "12", "13"]


def test_numbers_change_sides_and_stand_beside_running_titles(find: Find) -> None:
    sheets: list[list[Placed]] = []
    for number in range(20, 28):
        if number % 2:
            sheets.append([(0.6, 0.05, f"第２章　事業の概要　{number}")])
        else:
            sheets.append([(0.1, 0.05, f"{number}　青波市予算説明書")])
    assert labels(find(made(sheets).tobytes())) == [str(number) for number in range(20, 28)]


def test_years_amounts_and_rows_near_the_footer_are_no_page_numbers(find: Find) -> None:
    sheets: list[list[Placed]] = []
    for at in range(8):
        sheet: list[Placed] = [
            (0.1, 0.05, "2026"),
            (0.2, 0.93, str(200 - 37 * at % 90)),
            (0.4, 0.93, f"{1200 + 311 * at:,}"),
            (0.6, 0.93, str(at * at + 3)),
            (0.8, 0.05, "令和8年度 12月"),
        ]
        sheets.append(sheet)
    assert labels(find(made(sheets).tobytes())) == [""] * 8
    for at, sheet in enumerate(sheets):
        sheet.append((0.5, 0.97, f"- {at + 31} -"))
    assert labels(find(made(sheets).tobytes())) == [str(at + 31) for at in range(8)]


def test_the_two_numbers_of_a_spread_are_read_in_order(find: Find) -> None:
    sheets: list[list[Placed]] = [[(0.75, 0.96, "- 1 -")]]
    sheets += [[(0.25, 0.96, f"- {n} -"), (0.75, 0.96, f"- {n + 1} -")] for n in range(2, 12, 2)]
    sheets.append([(0.25, 0.96, "- 12 -")])
    found = find(made(sheets, A3).tobytes())
    assert found["spreads"] == list(range(1, 8))
    assert found["binding"] == "left"
    assert labels(found) == ["|1", "2|3", "4|5", "6|7", "8|9", "10|11", "12|"]
    # Bound on the right, the right half comes first.
    sheets = [[(0.75, 0.96, f"{n}"), (0.25, 0.96, f"{n + 1}")] for n in range(2, 12, 2)]
    found = find(made(sheets, A3).tobytes())
    assert found["binding"] == "right"
    assert labels(found) == ["2|3", "4|5", "6|7", "8|9", "10|11"]


def test_single_wide_sheets_are_no_spreads(find: Find) -> None:
    wide = made(feet(*(f"- {number} -" for number in range(1, 7))), (842, 595))
    for page in wide:
        page.insert_text((300, 450), "表の見出しが紙の真ん中を横切っている", fontname="japan")
    found = find(wide.tobytes())
    assert found["spreads"] == []
    assert labels(found) == ["1", "2", "3", "4", "5", "6"]


def test_scanned_spreads_are_seen_in_their_pictures(find: Find) -> None:
    scans = pymupdf.open()
    for at in range(4):
        page = scans.new_page(width=1190, height=842)
        # Drawn lines stand for scanned text: ink without words.
        for row in range(25):
            for column in (80, 680):
                page.draw_line((column, 100 + 25 * row), (column + 430, 100 + 25 * row), width=6)
        if at == 3:
            page.draw_line((100, 60), (1100, 60), width=8)
    found = find(scans.tobytes())
    assert (found["text"], found["spreads"], found["waits"]) == (False, [], True)
    scans.delete_page(3)
    found = find(scans.tobytes(), thumbnails=True)
    assert (found["text"], found["spreads"], found["waits"]) == (False, [1, 2, 3], False)
    assert labels(found) == ["", "", ""]


def test_vertical_writing_is_bound_on_the_right(find: Find) -> None:
    encoding = "90ms-RKSJ-V"
    shown = b"".join(
        b"BT /F0 12 Tf %d 700 Td %s Tj ET " % (300 - 20 * at, papers.told(text, encoding))
        for at, text in enumerate(("議案第一号", "青波市税条例"))
    )
    assert find(papers.japanese([("MS-Mincho", encoding)], shown))["binding"] == "right"


def test_the_files_own_labels_help_where_nothing_is_printed_and_yield_to_print(find: Find) -> None:
    paper = made([[] for _ in range(5)])
    paper.set_page_labels(
        [
            {"startpage": 0, "prefix": "", "style": "r", "firstpagenum": 1},
            {"startpage": 2, "prefix": "", "style": "D", "firstpagenum": 1},
        ]
    )
    assert labels(find(paper.tobytes())) == ["i", "ii", "1", "2", "3"]
    wrong = made(feet("- 5 -", "- 6 -", "- 7 -", "- 8 -", "- 9 -"))
    wrong.set_page_labels([{"startpage": 0, "prefix": "", "style": "D", "firstpagenum": 90}])
    assert labels(find(wrong.tobytes())) == ["5", "6", "7", "8", "9"]


def test_two_thousand_bookmarks_are_taken_and_wrong_pages_dropped(find: Find) -> None:
    paper = made([[] for _ in range(20)])
    marks = [[1, "１款　市税", 1], [2, "１項　市民税", 2], [1, "議案第４１号　税条例", 3]]
    marks += [[1 + at % 3, f"事業{at}", 1 + at % 20] for at in range(2000)]
    marks.append([1, "ない頁", -1])
    paper.set_toc(marks)
    outline = find(paper.tobytes())["outline"]
    assert len(outline) == 2003
    assert outline[0] == {"level": 1, "title": "１款 市税", "page": 1, "kind": "款", "number": 1}
    assert outline[1] == {"level": 2, "title": "１項 市民税", "page": 2, "kind": "項", "number": 1}
    assert (outline[2]["kind"], outline[2]["number"]) == ("bill", 41)


def test_bookmarks_that_lead_to_themselves_end(find: Find) -> None:
    content = made(feet("1", "2")).tobytes()
    paper = pymupdf.open(stream=content)
    first, second, root = (paper.get_new_xref() for _ in range(3))
    for own, other in ((first, second), (second, first)):
        entry = f"<</Title(loop)/Parent {root} 0 R/Next {other} 0 R/First {own} 0 R>>"
        paper.update_object(own, entry)
    paper.update_object(root, f"<</Type/Outlines/First {first} 0 R/Last {second} 0 R/Count 2>>")
    paper.xref_set_key(paper.pdf_catalog(), "Outlines", f"{root} 0 R")
    assert len(find(paper.tobytes())["outline"]) <= 2


def test_an_outline_is_made_of_budget_bill_and_chapter_heads(find: Find) -> None:
    sheets: list[list[Placed]] = [[(0.4, 0.1, "歳　入")]]
    table = [
        (0.1, 0.75, "目"), (0.4, 0.75, "本年度予算額"),
        (0.07, 0.79, "1"), (0.1, 0.79, "個人"), (0.4, 0.79, "12,345"),
        (0.07, 0.83, "2"), (0.1, 0.83, "法人"), (0.4, 0.83, "2,345"),
    ]  # fmt: skip
    sheets += [[(0.1, 0.05, f"{n}款　市税その{n}　　1項　市民税"), *table] for n in (1, 2, 3)]
    outline = find(made(sheets).tobytes())["outline"]
    assert [one["title"] for one in outline][:5] == [
        "歳入", "1款 市税その1", "1項 市民税", "1目 個人", "2目 法人",
    ]  # fmt: skip
    assert [one["page"] for one in outline if one.get("kind") == "款"] == [2, 3, 4]
    book = made(sheets)
    book.set_toc([[1, "歳入", 1], [2, "1款　市税その1", 2], [2, "2款　市税その2", 3]])
    assert [(one["level"], one["title"]) for one in find(book.tobytes())["outline"]][:5] == [
        (1, "歳入"), (2, "1款 市税その1"), (3, "1項 市民税"), (4, "1目 個人"), (4, "2目 法人"),
    ]  # fmt: skip
    bills = made(
        [[(0.1, 0.1, f"議案第{n}号"), (0.1, 0.13, "青波市税条例の改正")] for n in (41, 42)]
    )
    assert [(one["number"], one["page"]) for one in find(bills.tobytes())["outline"]] == [
        (41, 1), (42, 2),
    ]  # fmt: skip
    reasons = made(
        [[(0.1, 0.3, "議案第７号：令和３年度補正予算"), (0.1, 0.6, "議案第８号：税条例")]]
    )
    assert [one["title"] for one in find(reasons.tobytes())["outline"]] == [
        "議案第7号 令和3年度補正予算", "議案第8号 税条例",
    ]  # fmt: skip
    chapters = made([[(0.1, 0.1, f"第{n}章　総則")] for n in "一二三"])
    assert [one["number"] for one in find(chapters.tobytes())["outline"]] == [1, 2, 3]


def test_a_paper_without_any_words_says_so(find: Find) -> None:
    found = find(made([[], []], body="").tobytes())
    assert found["text"] is False
    assert found["outline"] == []
    assert found["labels"] == [[], []]


def test_figures_are_understood() -> None:
    numbers = {"十二": 12, "百二十三": 123, "一〇三": 103, "二十": 20, "百": 100, "47": 47, "市": 0}
    assert {text: number_of(text) for text in numbers} == numbers
    assert [roman(text) for text in ("iv", "XII", "xcix", "iiv", "")] == [4, 12, 99, 0, 0]


def test_the_real_budget_books_numbers_are_read(
    pages: Pages, shared_data: Path, find: Find
) -> None:
    content = (shared_data / "budget/r6-budget-spread.pdf").read_bytes()
    found = find(content)
    assert found["labels"][1] == ["", "1"]
    assert found["labels"][59] == ["109", "110"]
    assert found["labels"][306] == ["599"]
    assert sum(bool(one) for one in found["labels"]) == 301
    assert re.fullmatch(
        "14款 .*", [o for o in found["outline"] if o.get("kind") == "款"][13]["title"]
    )
