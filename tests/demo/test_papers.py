"""The papers of the demo council."""

import re
import shutil
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pymupdf
import pytest

from meetings.demo.bills import ordinance
from meetings.demo.budget import PAGES
from meetings.demo.calendar import DAY, Calendar, kanji
from meetings.demo.orders import items, order_of_the_day
from meetings.demo.papers import DemoPaper, make
from meetings.demo.petition import petition
from meetings.demo.supplement import INCOME, SPENDING

Open = Callable[[str], Any]
ITEMS = items(DAY)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("papers")


@pytest.fixture(scope="module")
def papers(folder: Path) -> list[DemoPaper]:
    return make(folder, DAY)


@pytest.fixture
def paper(papers: list[DemoPaper], folder: Path) -> Open:
    def opened(part: str) -> Any:
        file = next(paper.file for paper in papers if part in paper.title)
        return pymupdf.open(folder / file)

    return opened


def test_each_paper_opens_and_belongs_to_an_item_of_the_day(
    papers: list[DemoPaper], folder: Path
) -> None:
    assert sorted(paper.file for paper in papers) == sorted(file.name for file in folder.iterdir())
    for made in papers:
        with pymupdf.open(folder / made.file) as document:
            assert len(document) >= 1
            assert not document.is_encrypted
        assert made.item is None or 1 <= made.item <= len(ITEMS)
        if made.title.startswith("議案第"):
            assert made.item is not None


def test_the_papers_together_stay_below_15_mb(papers: list[DemoPaper], folder: Path) -> None:
    assert sum((folder / paper.file).stat().st_size for paper in papers) < 15_000_000


def test_the_papers_are_the_same_each_time(
    papers: list[DemoPaper], folder: Path, tmp_path: Path
) -> None:
    assert make(tmp_path, DAY) == papers
    for made in papers:
        assert (tmp_path / made.file).read_bytes() == (folder / made.file).read_bytes()


def test_the_order_of_the_day_lists_ten_items(paper: Open) -> None:
    text = re.sub(r"\s", "", paper("議事日程")[0].get_text())
    assert len(ITEMS) == 10
    assert all(re.sub(r"\s", "", item) in text for item in ITEMS)


def words(content: bytes) -> str:
    with pymupdf.open(stream=content) as document:
        return re.sub(r"\s", "", "".join(sheet.get_text() for sheet in document))


def test_every_day_in_the_papers_is_made_from_the_day_of_the_meeting() -> None:
    day = Calendar(date(2028, 2, 29))
    assert "令和１０年２月２９日（火曜日）午前１０時開議" in words(order_of_the_day(day))
    assert "令和１０年第４回青波市議会定例会" in words(order_of_the_day(day))
    assert "令和１０年２月２８日提出" in words(ordinance(day))
    # Before April the fiscal year is still that of the year before.
    assert "令和１０年４月１日から施行する" in words(ordinance(day))
    assert items(day)[4].startswith("議案第４２号　令和９年度")
    assert items(day)[6].endswith("令和１０年度青波市一般会計予算")
    assert "令和十年二月十一日" in words(petition(day))
    assert "令和九年十二月の合同点検" in words(petition(day))


def test_numbers_in_kanji_are_as_vertical_writing_has_them() -> None:
    assert [kanji(number) for number in (1, 10, 11, 20)] == ["一", "十", "十一", "二十"]


def test_the_budget_book_has_300_pages_and_most_are_spreads(paper: Open) -> None:
    sizes = [sheet.rect for sheet in paper("予算書")]
    assert len(sizes) == PAGES == 300
    assert sum(size.width > size.height for size in sizes) > 100


def test_every_printed_page_number_of_the_budget_book_is_there_once_and_in_order(
    paper: Open,
) -> None:
    found: list[int] = []
    for sheet in paper("予算書"):
        numbers = re.findall(r"－(\d+)－", sheet.get_text())
        assert len(numbers) == (0 if sheet.number < 3 else 1 + (sheet.rect.width > 1000))
        found += map(int, numbers)
    assert found == list(range(1, len(found) + 1))
    assert "－ⅰ－" in paper("予算書")[1].get_text()


def test_both_halves_of_a_spread_carry_their_own_number(paper: Open) -> None:
    spread = next(sheet for sheet in paper("予算書") if sheet.rect.width > 1000)
    numbers = [row for row in spread.get_text("words") if re.fullmatch(r"－\d+－", row[4])]
    left, right = ((row[0], int(row[4].strip("－"))) for row in numbers)
    assert left[0] < spread.rect.width / 2 < right[0]
    assert right[1] == left[1] + 1


def test_the_table_of_contents_leads_to_the_printed_numbers(paper: Open) -> None:
    document = paper("予算書")
    listed = re.search(
        r"1款　議会費\n(?:…+\n)?(\d+)", "".join(document[at].get_text() for at in (1, 2))
    )
    assert listed
    sheet = next(
        sheet for sheet in document
        if sheet.rect.width > 1000 and "1款　議会費" in sheet.get_text()
    )  # fmt: skip
    assert f"－{listed[1]}－" in sheet.get_text()


def test_the_supplementary_budget_adds_up_on_both_sides(paper: Open) -> None:
    change = sum(row[3] for row in INCOME)
    assert change == sum(row[3] for row in SPENDING)
    text = "".join(sheet.get_text() for sheet in paper("補正予算"))
    assert text.count(f"\n{change:,}\n") == 2
    assert "△4,120" in text


def test_the_scanned_annex_has_pictures_and_no_text(paper: Open) -> None:
    annex = paper("写し")
    assert len(annex) == 6
    for sheet in annex:
        assert sheet.get_text().strip() == ""
        assert len(sheet.get_images()) == 1


def test_the_petition_runs_downward_in_columns_from_right_to_left(paper: Open) -> None:
    blocks = paper("請願")[0].get_text("dict")["blocks"]
    lines = [line for block in blocks for line in block["lines"]]
    assert all(line["wmode"] == 1 for line in lines)
    columns = list(dict.fromkeys(round(line["bbox"][0]) for line in lines[:-1]))
    assert len(columns) > 15
    assert columns == sorted(columns, reverse=True)
    text = re.sub(r"\s", "", paper("請願")[0].get_text())
    assert "ボランティア（スクールガード）は、雨の日も雪の日も" in text


def test_one_paper_names_its_font_without_embedding_it(paper: Open) -> None:
    fonts = paper("議案一覧表")[0].get_fonts()
    assert [(font[1], font[3]) for font in fonts] == [("n/a", "Ryumin-Light-UniJIS-UTF16-H")]
    assert "青波市公民館使用料条例" in re.sub(r"\s", "", paper("議案一覧表")[0].get_text())


def test_qpdf_finds_no_fault_in_any_paper(papers: list[DemoPaper], folder: Path) -> None:
    if not shutil.which("qpdf"):
        pytest.skip("qpdf is not installed")
    for made in papers:
        done = subprocess.run(
            ["qpdf", "--check", made.file], cwd=folder, capture_output=True, check=False
        )
        assert done.returncode == 0, (made.file, done.stdout, done.stderr)
