"""The demo's papers: what a clerk of the made-up city of Aonami would hand out for a session."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from meetings.demo.bills import bill_list, bills, consent, ordinance
from meetings.demo.budget import budget_book
from meetings.demo.budget import title as budget_title
from meetings.demo.calendar import Calendar, wide
from meetings.demo.orders import order_of_the_day, question_notices
from meetings.demo.petition import TITLE as PETITION
from meetings.demo.petition import petition
from meetings.demo.scan import TITLE as ANNEX
from meetings.demo.scan import scanned_annex
from meetings.demo.supplement import supplement


@dataclass(frozen=True, slots=True)
class DemoPaper:
    """A paper that was made: its file's name, its title, the number of its agenda item or None.

    `item` counts from 1 in `meetings.demo.orders.items`.
    """

    file: str
    title: str
    item: int | None


Maker = Callable[[Calendar], bytes]


def _makers(day: Calendar) -> Iterator[tuple[str, str, int | None, Maker]]:
    numbered = ["　".join(bill[:2]) for bill in bills(day)]
    yield "01_議事日程（第２号）.pdf", "議事日程（第２号）", None, order_of_the_day
    yield "02_議案一覧表.pdf", "議案一覧表", None, bill_list
    yield "03_一般質問通告一覧表.pdf", "一般質問通告一覧表", 3, question_notices
    yield "04_議案第41号.pdf", numbered[0], 4, ordinance
    yield "05_議案第42号.pdf", numbered[1], 5, supplement
    yield "06_議案第43号.pdf", numbered[2], 6, consent
    book = f"07_令和{wide(day.next_year)}年度一般会計予算書.pdf"
    yield book, budget_title(day), 7, budget_book
    yield "08_請願第３号.pdf", PETITION, 10, petition
    yield "09_通学路合同点検結果報告書（写し）.pdf", ANNEX, 10, scanned_annex


def make(folder: Path, day: Calendar) -> list[DemoPaper]:
    """Write all papers into the folder, made where missing; the same bytes for the same day."""
    folder.mkdir(parents=True, exist_ok=True)
    found = []
    for file, title, item, maker in _makers(day):
        (folder / file).write_bytes(maker(day))
        found.append(DemoPaper(file, title, item))
    return found
