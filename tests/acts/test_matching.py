"""A paper finds its item by the bill number in its name."""

from __future__ import annotations

from pathlib import Path

import pytest

from meetings.domain.matching import matching_item, mentions
from meetings.domain.meetings import AgendaItem
from meetings.web.pages import paper_name

ORDER = (
    "会議録署名議員の指名",
    "議案第１号　令和８年度一般会計補正予算（第３号）",
    "議案第２号から議案第５号まで",
    "議案第10号　青波市税条例の一部改正",
    "議案第10号に対する修正案、議案第３号の再議",
    "請願第3号　通学路の安全について",
    "議員提出議案第10号　意見書の提出",
    "第４１号議案　市道の認定",
    "議案第四十二号　人事同意",
)


def place(name: str) -> int | None:
    """Return the place of the item a paper of this name belongs to."""
    items = [AgendaItem(id=n, title=title) for n, title in enumerate(ORDER, start=1)]
    found = matching_item(name, items)
    return found.id if found else None


@pytest.mark.parametrize(
    ("name", "item"),
    [
        ("議案第１０号：火入れ条例　改正", 4),
        ("議案第10号 新旧対照表", 4),
        ("第10号議案", 4),
        ("議案１０号", 4),
        ("議案第１号：水道補正予算（第５号）", 2),
        ("議案第３号：介護保険特別会計補正予算", 3),
        ("議案第５号", 3),
        ("請願第３号", 6),
        ("議員提出議案第１０号", 7),
        ("議案第41号", 8),
        ("議案第42号", 9),
        ("議案第６号", None),
        ("請願第10号", None),
        ("陳情第3号", None),
        ("提案理由（444回）", None),
        ("議案一覧表", None),
        ("補正予算（第１号）", None),
        ("", None),
    ],
)
def test_a_paper_belongs_to_the_item_with_its_bill_number(name: str, item: int | None) -> None:
    assert place(name) == item


def test_kanji_numbers_are_read_by_units_and_by_digits() -> None:
    names = ("第百二十三号議案", "議案第一二三号", "議案第十号", "議案第二〇号")
    assert [mentions(name)[0].first for name in names] == [123, 123, 10, 20]


def test_the_real_papers_of_a_session_find_their_bills(shared_data: Path) -> None:
    files = sorted((shared_data / "packets" / "444_2025_12").glob("*.pdf"))
    items = [AgendaItem(id=n, title=f"議案第{n}号 件名（第１号）") for n in range(1, 22)]
    bills = [file for file in files if file.name.startswith("議案第")]
    assert len(bills) > 15
    numbers = [int(file.name.split("第")[1].split("号")[0]) for file in bills]
    found = [matching_item(paper_name(file.name), items) for file in bills]
    assert [item.id if item else None for item in found] == numbers
    rest = [file for file in files if file not in bills]
    assert [matching_item(paper_name(file.name), items) for file in rest] == [None] * len(rest)
