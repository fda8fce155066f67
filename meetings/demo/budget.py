# ruff: noqa: E501 - running Japanese text, whose characters count two columns each
"""The budget book of 300 pages: law text, tables, two-page spreads, project sheets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from meetings.demo.budget_figures import Chapter, Head, Project, Section, budget
from meetings.demo.budget_spreads import Spreads
from meetings.demo.calendar import Calendar, wide
from meetings.demo.city import CITY, HEAD_OF_CITY
from meetings.demo.writing import THICK, THIN, Column, Writing, wrap, yen
from meetings.pdf.compose_fonts import GOTHIC
from meetings.pdf.compose_page import A4, Page, Paper

PAGES = 300
_ROMAN = ("ⅰ", "ⅱ")
_PLAIN = (Column("款", 130), Column("項", 175), Column("金　額", 134, "right"))
_SUMMARY = (
    Column("款", 150),
    Column("本年度予算額", 97, "right"),
    Column("前年度予算額", 97, "right"),
    Column("比　較", 95, "right"),
)


def title(day: Calendar) -> str:
    """The book's title."""
    return f"令和{wide(day.next_year)}年度　青波市一般会計予算書"


class Book:
    """The book in the making: its pages and the next printed page number."""

    def __init__(self, day: Calendar) -> None:
        self.day = day
        self.year = f"令和{wide(day.next_year)}年度"
        self.paper = Paper(title(day), day.made)
        self.number = 1
        self.contents: list[tuple[int, str, int]] = []

    def entry(self, level: int, title: str, y: float = 0.0) -> None:
        """A line of the table of contents and of the outline."""
        self.contents.append((level, title, self.number))
        self.paper.mark(title, level, y)

    def print_number(self, page: Page, x: float, number: str) -> None:
        """Print a page number at the foot."""
        page.text(x, page.high - 38, f"－{number}－", 9.5, align="center")

    def number_from(self, first: int) -> None:
        """Print numbers on the single pages from the paper's page `first` (0-based) on."""
        for page in self.paper.pages[first:]:
            self.print_number(page, page.wide / 2, str(self.number))
            self.number += 1


def budget_book(day: Calendar) -> bytes:
    """The book as a PDF of `PAGES` pages; both sides of the budget are equal."""
    book, (income, spending) = Book(day), budget()
    _cover(book.paper.page(), book.year)
    front = [book.paper.page() for _ in _ROMAN]
    _law(book, income, spending)
    for side, chapters in (("歳　入", income), ("歳　出", spending)):
        start = len(book.paper.pages)
        book.entry(0, f"事項別明細書　総括　{side}")
        writing = _fresh(book, "歳入歳出予算事項別明細書")
        writing.one(f"１　総　括　（{side}）", size=11.5)
        writing.one("（単位　千円）", "right", 9.5)
        writing.table(_SUMMARY, [*map(_compared, chapters), _sum(chapters)], 10, totals=1)
        book.number_from(start)
    for title, chapters in (("２　歳　入", income), ("３　歳　出", spending)):
        spreads = Spreads(book.paper, title, book.number, book.contents)
        spreads.write(chapters)
        book.number = spreads.number
    _sheets(book, spending)
    _contents(front, book)
    return book.paper.finish()


def _fresh(book: Book, heading: str) -> Writing:
    writing = Writing(book.paper)
    writing.one(heading, size=13)
    return writing


def _cover(page: Page, year: str) -> None:
    page.text(A4[0] / 2, 250, "　".join(year), 20, align="center")
    page.text(A4[0] / 2, 310, "青波市一般会計予算書", 30, align="center")
    page.text(A4[0] / 2, 350, "及び予算に関する説明書", 18, align="center")
    page.text(A4[0] / 2, 700, "青　　波　　市", 22, align="center")


def _law(book: Book, income: Sequence[Chapter], spending: Sequence[Chapter]) -> None:
    start = len(book.paper.pages)
    total = sum(chapter.total for chapter in spending)
    writing = Writing(book.paper)
    book.entry(0, f"{book.year}青波市一般会計予算")
    writing.one("議案第４４号", size=13)
    writing.gap()
    writing.text(f"{book.year}青波市一般会計予算", inset=46)
    writing.gap()
    writing.text(f"　{book.year}青波市の一般会計の予算は、次に定めるところによる。")
    for heading, text in (
        (
            "　（歳入歳出予算）",
            f"第１条　歳入歳出予算の総額は、歳入歳出それぞれ{total:,}千円と定める。",
        ),
        (
            "",
            "２　歳入歳出予算の款項の区分及び当該区分ごとの金額は、「第１表　歳入歳出予算」による。",
        ),
        (
            "　（地方債）",
            "第２条　地方債の起債の目的、限度額、起債の方法、利率及び償還の方法は、「第２表　地方債」による。",
        ),
        ("　（一時借入金）", "第３条　一時借入金の借入れの最高額は、3,000,000千円と定める。"),
        (
            "　（歳出予算の流用）",
            (
                "第４条　各項に計上した給料、職員手当等及び共済費に係る予算額に過不足を生じた場合に"
                "おける同一款内でのこれらの経費の各項の間の流用をすることができる。"
            ),
        ),
    ):
        if heading:
            writing.one(heading)
        writing.text(text, hang=11.5)
    writing.gap()
    writing.one(book.day.filed, inset=34)
    writing.one(f"{CITY}長　　{HEAD_OF_CITY}", "right", 12.5, inset=12)
    for side, chapters in (("歳　入", income), ("歳　出", spending)):
        book.number_from(start)
        start = len(book.paper.pages)
        writing = Writing(book.paper)
        book.entry(0, f"第１表　歳入歳出予算　{side}")
        writing.one("第１表　歳入歳出予算", size=13)
        writing.one(side, size=12)
        writing.one("（単位　千円）", "right", 9.5)
        writing.table(_PLAIN, [*_by_section(chapters), ("合　計", "", yen(total))], 10, totals=1)
    book.number_from(start)
    start = len(book.paper.pages)
    _loans(book, income)
    book.number_from(start)


def _loans(book: Book, income: Sequence[Chapter]) -> None:
    book.entry(0, "第２表　地方債")
    writing = Writing(book.paper)
    writing.one("第２表　地方債", size=13)
    writing.one("（単位　千円）", "right", 9.5)
    loans = next(chapter for chapter in income if chapter.name == "市債")
    heads = loans.sections[0].heads
    terms = (
        "証書借入又は証券発行",
        "年５.０％以内（利率見直し方式の場合は、見直し後の利率）",
        "借入先の融資条件に従う。ただし、財政の都合により繰上償還をすることができる。",
    )
    rows = [
        (
            head.name.removesuffix("債") + "施設整備事業",
            yen(head.total),
            *(terms if not index else ("同上", "同上", "同上")),
        )
        for index, head in enumerate(heads)
    ]
    writing.table(
        (
            Column("起債の目的", 120),
            Column("限度額", 70, "right"),
            Column("起債の方法", 66, "center"),
            Column("利　率", 83, "center"),
            Column("償還の方法", 100, "center"),
        ),
        [*rows, ("計", yen(loans.total), "", "", "")],
        9.5,
        totals=1,
    )


def _by_section(chapters: Sequence[Chapter]) -> Iterator[tuple[str, str, str]]:
    for number, chapter in enumerate(chapters, 1):
        yield f"{number}　{chapter.name}", "", yen(chapter.total)
        for at, section in enumerate(chapter.sections, 1):
            yield "", f"{at}　{section.name}", yen(section.total)


def _compared(chapter: Chapter) -> tuple[str, str, str, str]:
    return (chapter.name, yen(chapter.total), yen(chapter.last), yen(chapter.total - chapter.last))


def _sum(chapters: Sequence[Chapter]) -> tuple[str, str, str, str]:
    total, last = sum(c.total for c in chapters), sum(c.last for c in chapters)
    return ("合　計", yen(total), yen(last), yen(total - last))


def _sheets(book: Book, spending: Sequence[Chapter]) -> None:
    """The project sheets: as many pages as the book still needs, filled evenly."""
    projects = [
        (chapter, section, head, project)
        for chapter in spending
        for section in chapter.sections
        for head in section.heads
        for project in head.projects
        if project.name.endswith("事業")
    ]
    pages = PAGES - len(book.paper.pages)
    book.entry(0, "主要事業の概要")
    for at in range(pages):
        own = projects[at * len(projects) // pages : (at + 1) * len(projects) // pages]
        page = book.paper.page()
        if not at:
            book.paper.mark("主要事業の概要", 1)
        page.text(78, 80, "主要事業の概要", 13, GOTHIC)
        page.text(A4[0] - 78, 80, "（単位　千円）", 9.5, align="right")
        for place, item in enumerate(own):
            _sheet(page, 96 + place * 108, *item)
        book.print_number(page, A4[0] / 2, str(book.number))
        book.number += 1


def _sheet(
    page: Page, y: float, chapter: Chapter, section: Section, head: Head, project: Project
) -> None:
    """One project in a frame 100 pt high."""
    page.shade(78, y, 439, 20, 0.93)
    page.text(86, y + 14, project.name, 11, GOTHIC)
    page.text(509, y + 14, yen(project.total), 11, align="right")
    page.line(78, y + 20, 517, y + 20, THIN)
    page.text(86, y + 33, f"{chapter.name}　{section.name}　{head.name}", 9)
    share = project.total / head.total * 100
    page.text(509, y + 33, f"目の予算額に占める割合　{share:.1f}％", 9, align="right")
    page.line(78, y + 38, 517, y + 38, THIN)
    largest = max(project.items, key=lambda kind: project.items[kind])
    about = (
        f"　{head.name.removesuffix('費')}に関し、{project.name}を実施する。"
        f"経費の主なものは{largest}{project.items[largest]:,}千円である。"
    )
    for row, line in enumerate(wrap(about, 423, 9.5)):
        page.text(86, y + 51 + row * 13, line, 9.5)
    parts = "　".join(f"{kind} {amount:,}" for kind, amount in project.items.items())
    for row, line in enumerate(wrap(f"内訳　{parts}", 423, 8.5)[:2]):
        page.text(86, y + 80 + row * 11, line, 8.5)
    page.box(78, y, 439, 100, THICK)


def _contents(front: Sequence[Page], book: Book) -> None:
    """The table of contents on the pages kept for it, numbered in roman figures."""
    rows = book.contents
    per = -(-len(rows) // len(front))
    for index, page in enumerate(front):
        page.text(A4[0] / 2, 92, "目　　　次" if not index else "", 15, align="center")
        for row, (level, title, number) in enumerate(rows[index * per : (index + 1) * per]):
            y = 130 + row * 640 / max(per, 24)
            x = 92 + 16 * level
            page.text(x, y, title, 10.5)
            page.text(503, y, str(number), 10.5, align="right")
            start = x + len(title) * 10.5 + 8
            dots = int((470 - start) / 10.5)
            page.text(470, y, "…" * dots, 10.5, align="right")
        book.print_number(page, A4[0] / 2, _ROMAN[index])
