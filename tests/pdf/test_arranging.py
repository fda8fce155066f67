"""Pages put in, taken out and moved make a new paper."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

from meetings.pdf import Pages
from tests.pdf.pairs import A4, pymupdf

Keep = Callable[[bytes], Path]


def named(count: int, name: str) -> Any:
    paper = pymupdf.open()
    for number in range(1, count + 1):
        page = paper.new_page(width=A4[0], height=A4[1])
        page.insert_text((70, 90), f"{name}{number}")
    return paper


def test_pages_of_two_papers_stand_in_the_order_asked_with_what_belongs_to_them(
    pages: Pages, keep: Keep
) -> None:
    book = named(6, "A")
    book.set_toc([[1, "one", 1], [2, "three", 3], [1, "five", 5]])
    roman = {"startpage": 0, "prefix": "", "style": "r", "firstpagenum": 1}
    book.set_page_labels([roman, roman | {"startpage": 2, "style": "D"}])
    spot = pymupdf.Rect(70, 70, 120, 100)
    for aim in (4, 2):
        link = {"kind": pymupdf.LINK_GOTO, "page": aim, "from": spot, "to": pymupdf.Point(0, 0)}
        book[0].insert_link(link)
    paths = keep(book.tobytes()), keep(named(3, "B").tobytes())
    asked = [(0, 5), (0, 1), (1, 2), (0, 2), (0, 4)]
    made = pages.arrange(*paths, asked)
    assert made == pages.arrange(*paths, asked)
    with pymupdf.open(stream=made) as shown:
        assert [page.get_text().strip() for page in shown] == ["A5", "A1", "B2", "A2", "A4"]
        assert shown.get_toc() == [[1, "one", 2], [1, "five", 1]]
        assert [page.get_label() for page in shown] == ["3", "i", "", "ii", "2"]
        # What led to a page that was taken out leads nowhere and is gone.
        assert [link["page"] for link in shown[1].get_links()] == [0]
    checked = subprocess.run(["qpdf", "--check", str(keep(made))], capture_output=True, check=False)
    assert checked.returncode == 0, checked.stdout
    # The paper itself is as it was.
    assert pages.read(paths[0]).pages == 6


def test_pages_that_are_not_there_or_none_at_all_are_refused(
    pages: Pages, keep: Keep, reason: Callable[..., str]
) -> None:
    path = keep(named(2, "A").tobytes())
    for order in ([], [(0, 3)], [(0, 0)], [(1, 1)], [(0, 1), (0, 1)]):
        assert reason(pages.arrange, path, None, order) == "paper.no_pages"
