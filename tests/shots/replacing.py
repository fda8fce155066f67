"""A paper being replaced: the new file, pages old and new, errata, single pages, publishing."""

from __future__ import annotations

import re
import time

import pymupdf
from playwright.sync_api import Page, expect

from meetings.domain.papers import PaperVersion
from meetings.domain.replacements import Replacement
from tests.shots.camera import Camera, Step
from tests.shots.demo import MEETING, Demo

BUDGET, FIGURE = "予算書", re.compile(r"\d+,\d{3}")
CHANGED, TWICE, OUT, MOVED, IN = (81, 82, 150), 100, 119, (199, 250), 10


def replacing(camera: Camera, council: Demo) -> None:
    """Prepare a budget book that was corrected, look at all of it, and drop it again."""
    former = council.version(BUDGET)
    with council.acting.house.database.read() as session:
        row = session.get_one(PaperVersion, former)
    here = f"/meetings/{MEETING}/papers/{row.paper_id}"
    camera.take("replace", "aoki", f"{here}/replace")
    camera.take("arrange", "aoki", f"{here}/arrange", _take_out)
    upload = council.acting.house.files.put_bytes(_corrected(council, row.digest)).digest
    given = {"kind": "erratum", "reason": "児童福祉費の見積りに誤りがあったため"}
    begun = council.do("aoki", "replacement.begin", paper=row.paper_id, upload=upload, **given)
    version = begun["version"]
    _wait(council, version)
    camera.take("replacement", "aoki", f"{here}/replacement")
    camera.take("replacement-pages", "aoki", f"{here}/replacement", _changes)
    camera.take("replacement-look", "aoki", f"{here}/replacement/150-{150 + 1}")
    sheet = [
        {"page": 147, "line": "7", "wrong": "413,024", "right": "479,084"},
        {"page": 150, "line": "5", "wrong": "1,839", "right": "7,899"},
        {"page": 285, "line": "5", "wrong": "26,686", "right": "86,686", "note": "合計は同じ"},
    ]
    council.do("aoki", "replacement.correct", version=version, errata=sheet)
    camera.take("errata", "aoki", f"{here}/replacement/errata", _to("#errata-form"))
    camera.take("replacement-ask", "aoki", f"{here}/replacement", _ask)
    council.do("aoki", "replacement.drop", version=version)


def _corrected(council: Demo, digest: str) -> bytes:
    """Return the budget book with changed figures, pages put in, taken out, moved and doubled."""
    with pymupdf.open(council.acting.house.files.path(digest)) as book:
        for number in CHANGED:
            page = book[number - 1]
            word = next(one for one in page.get_text("words") if FIGURE.fullmatch(one[4]))
            spot = pymupdf.Rect(word[:4])
            page.add_redact_annot(spot)
            page.apply_redactions()
            figure = word[4].translate(str.maketrans("123", "789"))
            page.insert_text((spot.x0, spot.y1 - 2), figure, fontsize=spot.height * 0.72)
        book.move_page(*MOVED)
        book.delete_page(OUT)
        book.fullcopy_page(TWICE)
        book.move_page(len(book) - 1, TWICE + 1)
        size = book[0].rect
        page = book.new_page(IN, width=size.width, height=size.height)
        page.insert_text((72, 120), "追加説明資料", fontname="japan", fontsize=24)
        made: bytes = book.tobytes(garbage=3, deflate=True)
    return made


def _wait(council: Demo, version: int) -> None:
    """Wait until the server has compared the pages."""
    while True:
        with council.acting.house.database.read() as session:
            if session.get_one(Replacement, version).found_at:
                return
        time.sleep(1)


def _take_out(page: Page) -> None:
    page.locator("[value=out-3]").click()
    page.locator("[value=down-4]").click()
    _to("#pages-title")(page)


def _changes(page: Page) -> None:
    row = page.locator("#page-81")
    row.scroll_into_view_if_needed()
    expect(row.locator(".page-marks")).to_have_count(2, timeout=30_000)
    row.evaluate("row => row.scrollIntoView()")


def _ask(page: Page) -> None:
    page.locator("#publish-now").click()
    expect(page.get_by_role("dialog")).to_be_visible()


def _to(selector: str) -> Step:
    return lambda page: page.locator(selector).evaluate("part => part.scrollIntoView()")
