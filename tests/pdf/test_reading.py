from __future__ import annotations

import random
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pymupdf as _pymupdf
import pytest

from meetings.pdf import Pages
from tests.pdf import papers

# The library has no complete types.
pymupdf: Any = _pymupdf

Keep = Callable[[bytes], Path]
Reason = Callable[..., str]


def _saved(**how: object) -> bytes:
    paper = pymupdf.open()
    paper.new_page().insert_text((72, 72), "gian")
    return bytes(paper.tobytes(**how))


def test_a_paper_tells_its_pages_and_their_sizes_as_displayed(pages: Pages, keep: Keep) -> None:
    turned = papers.paper([b"", b""], size=(400, 600), page=b"/Rotate 90/CropBox[50 100 350 600]")
    facts = pages.read(keep(turned))
    assert facts.pages == 2
    assert facts.sizes == [(500.0, 300.0)] * 2


def test_the_unit_of_a_page_counts_in_its_size(pages: Pages, keep: Keep) -> None:
    facts = pages.read(keep(papers.paper(size=(100, 200), page=b"/UserUnit 2")))
    assert facts.sizes == [(200.0, 400.0)]


def test_a_relative_path_is_that_of_the_asking_process(
    pages: Pages, keep: Keep, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = keep(papers.paper())
    monkeypatch.chdir(path.parent)
    assert pages.read(Path(path.name)).pages == 1


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "paper.empty"),
        (b"PK\x03\x04 a docx file", "paper.not_a_pdf"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "paper.not_a_pdf"),
        (b"%PDF-1.7\n", "paper.truncated"),
        (papers.raw([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>"]),
         "paper.no_pages"),
        (papers.paper(size=(14_400, 14_400)), "paper.page_too_large"),
        (papers.paper(size=(100, 5_001)), "paper.page_too_large"),
    ],
    ids=["nothing", "docx", "png", "head-only", "no-pages", "14400-pt", "5001-pt"],
)  # fmt: skip
def test_what_cannot_be_shown_is_refused_with_its_reason(
    pages: Pages, keep: Keep, reason: Reason, content: bytes, why: str
) -> None:
    assert reason(pages.read, keep(content)) == why


def test_an_a0_sheet_is_not_too_large(pages: Pages, keep: Keep) -> None:
    assert pages.read(keep(papers.paper(size=(2384, 3370)))).pages == 1


def test_a_thousand_pages_are_read_at_once_and_five_thousand_refused(
    pages: Pages, keep: Keep, reason: Reason
) -> None:
    assert reason(pages.read, keep(papers.many_pages(5000))) == "paper.too_many_pages"
    thousand = keep(papers.many_pages(1000))
    begun = time.monotonic()
    assert pages.read(thousand).pages == 1000
    # 20 ms on an idle machine; ten times the 0.2 s wished for, so that a busy one passes.
    assert time.monotonic() - begun < 2


def test_a_count_of_pages_that_is_not_true_is_refused(
    pages: Pages, keep: Keep, reason: Reason
) -> None:
    lying = papers.paper([b"", b"", b""]).replace(b"/Count 3", b"/Count 9")
    assert reason(pages.read, keep(lying)) == "paper.truncated"


def test_a_paper_that_asks_for_a_password_is_refused_and_one_that_only_bars_printing_is_taken(
    pages: Pages, keep: Keep, reason: Reason
) -> None:
    aes = pymupdf.PDF_ENCRYPT_AES_256
    locked = keep(_saved(encryption=aes, user_pw="himitsu", owner_pw="jimukyoku"))
    barred = keep(_saved(encryption=aes, owner_pw="jimukyoku", permissions=0))
    assert reason(pages.read, locked) == "paper.encrypted"
    assert pages.read(barred).pages == 1
    assert [words.text for words in pages.words(barred, 1, 1)] == ["gian"]


def test_a_paper_cut_anywhere_is_refused(pages: Pages, keep: Keep, reason: Reason) -> None:
    paper = pymupdf.open()
    for at in range(20):
        paper.new_page().insert_text((72, 72), f"page {at}")
    whole = paper.tobytes()
    chance = random.Random(2)
    for at in (chance.randrange(20, len(whole) - 40) for _ in range(25)):
        assert reason(pages.read, keep(whole[:at])) in ("paper.truncated", "paper.no_pages")


def test_a_real_paper_cut_in_the_middle_is_refused(
    pages: Pages, keep: Keep, reason: Reason, shared_data: Path
) -> None:
    for path in sorted(shared_data.glob("packets/*/*.pdf")):
        whole = path.read_bytes()
        assert pages.read(path).pages > 0
        for part in (0.3, 0.6, 0.95):
            cut = keep(whole[: int(len(whole) * part)])
            assert reason(pages.read, cut) in ("paper.truncated", "paper.no_pages"), path.name


def test_a_cut_after_an_earlier_end_mark_is_refused(
    pages: Pages, keep: Keep, reason: Reason
) -> None:
    first = papers.paper([b"0 0 9 9 re f"])
    path = keep(first)
    paper = pymupdf.open(path)
    paper.new_page()
    paper.update_stream(4, bytes(random.Random(1).randbytes(4000)), compress=False)
    paper.saveIncr()
    whole = path.read_bytes()
    for more in (300, 900, 1500, 3000):
        assert reason(pages.read, keep(whole[: len(first) + more])) == "paper.truncated"
    assert pages.read(keep(whole)).pages == 2
    assert pages.read(keep(whole + b"\r\n" + bytes(200))).pages == 2


def test_a_paper_with_a_wrong_table_but_nothing_missing_is_mended_and_taken(
    pages: Pages, keep: Keep
) -> None:
    whole = papers.paper([b"0 0 9 9 re f", b""])
    shifted = whole.replace(b"%PDF-1.7\n", b"%PDF-1.7\n%moved by a careless program\n")
    assert pages.read(keep(shifted)).pages == 2


def test_malformed_papers_end_in_facts_or_a_refusal(
    pages: Pages, reason: Reason, shared_data: Path
) -> None:
    refused = {
        "REDHAT-1531897-0": "paper.no_pages",
        "poppler-67295-0": "paper.truncated",
        "poppler-85140-0": "paper.truncated",
        "poppler-91414-0-54": "paper.no_pages",
    }
    for path in sorted(shared_data.glob("pdf-malformed/*.pdf")):
        if why := refused.get(path.stem):
            assert reason(pages.read, path) == why
        else:
            facts = pages.read(path)
            assert len(pages.words(path, 1, facts.pages)) == facts.pages
            assert pages.picture(path, 1, 240).bytes
    assert reason(pages.read, shared_data / "pdf-made/mediabox-1e6pt.pdf") == "paper.page_too_large"


def test_the_text_of_pages_comes_in_reading_order(pages: Pages, keep: Keep) -> None:
    encoding = "90ms-RKSJ-H"
    lines = [f"第{number}条　予算は、" for number in "１２３"]
    shown = b"".join(
        b"BT /F0 12 Tf 60 %d Td %s Tj ET " % (700 - 20 * at, papers.told(line, encoding))
        for at, line in enumerate(lines)
    )
    path = keep(papers.japanese([("MS-Mincho", encoding)], shown))
    assert pages.words(path, 1, 1)[0].text.splitlines() == lines
    assert pages.words(path, 1, 0) == []
