"""Errata sheets as they are handed out."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pymupdf

from meetings.pdf.compose_errata import Row, compose_errata, errata_pdf

MADE = datetime(2026, 12, 8, 13, 0, tzinfo=UTC)
ROWS: list[Row] = [
    ("12", "3", "12,340千円", "12,390千円", ""),
    ("12", "8", "", "附則　この条例は、公布の日から施行する。", ""),
    ("ⅲ", "1", "削られる文", "", ""),
]


def sheet(rows: list[Row], lang: str = "ja") -> bytes:
    about = "議案第41号　青波市公民館使用料条例の一部を改正する条例"
    return errata_pdf("正誤表", about, "令和８年12月８日", rows, lang, made=MADE)


def words(pdf: bytes) -> list[str]:
    with pymupdf.open(stream=pdf) as document:
        return [re.sub(r"\s", "", page.get_text()) for page in document]


def test_a_sheet_names_its_paper_and_has_a_row_for_each_mistake() -> None:
    made = compose_errata(
        "正誤表",
        "議案第41号　青波市公民館使用料条例の一部を改正する条例",
        "令和８年12月８日",
        ROWS,
        made=MADE,
    )
    assert made == sheet(ROWS)
    (told,) = words(made)
    assert told.startswith("令和８年12月８日正誤表議案第41号")
    assert "備考" not in told
    for said in ("ページ行誤正", "12,340千円12,390千円", "（記載なし）附則", "削られる文（削除）"):
        assert said in told


def test_a_long_sheet_has_its_heads_on_every_page_and_loses_nothing() -> None:
    long = "長い条文を全て改める。" * 200
    pages = words(sheet([*ROWS * 20, ("1", "2", long, long, "全文"), ("2", "1", "え", "ゑ", "")]))
    assert len(pages) > 4
    assert all("ページ行誤正備考" in page for page in pages)
    assert "".join(pages).count("長い条文を全て改める。") > 300
    letters = "".join(pages)
    assert letters.count("長") == 2 * 200
    assert f"{len(pages)}/{len(pages)}" in pages[-1]
