"""The demo's papers: what a clerk of the made-up city of Aonami would hand out for a session."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from meetings.demo.bills import BILLS, bill_list, consent, ordinance
from meetings.demo.budget import TITLE as BUDGET
from meetings.demo.budget import budget_book
from meetings.demo.orders import order_of_the_day, question_notices
from meetings.demo.petition import TITLE as PETITION
from meetings.demo.petition import petition
from meetings.demo.scan import TITLE as ANNEX
from meetings.demo.scan import scanned_annex
from meetings.demo.supplement import supplement


@dataclass(frozen=True, slots=True)
class DemoPaper:
    """A paper that was made: its file's name, its title, the number of its agenda item or None.

    `item` counts from 1 in `meetings.demo.orders.ITEMS`.
    """

    file: str
    title: str
    item: int | None


_MAKERS: tuple[tuple[str, str, int | None, Callable[[], bytes]], ...] = (
    ("01_議事日程（第２号）.pdf", "議事日程（第２号）", None, order_of_the_day),
    ("02_議案一覧表.pdf", "議案一覧表", None, bill_list),
    ("03_一般質問通告一覧表.pdf", "一般質問通告一覧表", 3, question_notices),
    ("04_議案第41号.pdf", "　".join(BILLS[0][:2]), 4, ordinance),
    ("05_議案第42号.pdf", "　".join(BILLS[1][:2]), 5, supplement),
    ("06_議案第43号.pdf", "　".join(BILLS[2][:2]), 6, consent),
    ("07_令和９年度一般会計予算書.pdf", BUDGET, 7, budget_book),
    ("08_請願第３号.pdf", PETITION, 10, petition),
    ("09_通学路合同点検結果報告書（写し）.pdf", ANNEX, 10, scanned_annex),
)


def make(folder: Path) -> list[DemoPaper]:
    """Write all papers into the folder, which is made where missing; the same bytes each time."""
    folder.mkdir(parents=True, exist_ok=True)
    found = []
    for file, title, item, maker in _MAKERS:
        (folder / file).write_bytes(maker())
        found.append(DemoPaper(file, title, item))
    return found
