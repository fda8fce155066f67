"""Sealed minutes as a file for the archive."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from time import process_time

import page
import pymupdf
import pytest

from meetings.pdf.compose import compose_minutes, minutes_pdf

MADE = datetime(2026, 12, 8, 8, 0, tzinfo=UTC)
TITLE = "青波市議会令和８年第４回定例会　会議録（第２号）"
FACTS = [("記録の番号", "meeting:1　1180"), ("連鎖の要約値", "ab" * 32), ("議案第41号", "cd" * 32)]
META = [("開催日", "令和８年12月８日"), ("場所", "議場")]
TEXT = """# 出席議員
・１番　上田　明子
- ２番　江川　誠

# 会議の経過
## 開議
○議長（井上　正）　ただいまの出席議員は24名であります。これより本日の会議を開きます。
　日程第１、議案第41号「青波市公民館使用料条例の一部を改正する条例の制定について」を議題といたします。
"""


def minutes(text: str = TEXT) -> bytes:
    return minutes_pdf(TITLE, text, FACTS, made=MADE, meta=META)


def packet() -> list[tuple[str, str]]:
    """Sixty papers, short and long names, with rare kanji, each with its digest."""
    names = (
        "議案第{}号",
        "議案第{}号　青波市公民館使用料条例の一部を改正する条例の制定について",
        "請願第{}号　髙橋・山﨑・葛󠄀城・𠮷田𩸽" + "通学路の安全と見守りの体制の充実に関する" * 9,
        "Bill {} " + "x" * 190,
    )
    numbers = range(1, 61)
    return [(names[n % 4].format(n)[:200], f"SHA-256 {n:02}{'ab9' * 20}ef") for n in numbers]


def words(pdf: bytes) -> str:
    with pymupdf.open(stream=pdf) as document:
        return "".join(sheet.get_text() for sheet in document)


def letters(pdf: bytes) -> str:
    return re.sub(r"\s", "", words(pdf))


def fonts(pdf: bytes) -> Iterator[str]:
    with pymupdf.open(stream=pdf) as document:
        for sheet in document:
            yield from (font[3] for font in sheet.get_fonts())


def faults(pdf: bytes) -> list[str]:
    report = page.validate_pdf_bytes(pdf, profile=page.ValidationProfile.PDF_A_2B)
    return [f"{failure.rule_id}: {failure.message}" for failure in report.failures]


def test_sealed_minutes_are_pdf_a_2b_and_say_so() -> None:
    assert faults(minutes()) == []
    assert page.validate_pdf_bytes(minutes()).profile == page.ValidationProfile.PDF_A_2B


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_the_document_names_its_language(lang: str) -> None:
    made = minutes_pdf(TITLE, TEXT, FACTS, lang, made=MADE)
    assert f"/Lang ({lang})".encode() in made
    assert faults(made) == []


def test_the_same_input_gives_the_same_bytes_here_and_in_a_child_process() -> None:
    assert minutes() == minutes()
    assert compose_minutes(TITLE, TEXT, FACTS, made=MADE, meta=META) == minutes()


def test_text_headings_lists_and_facts_can_be_read_back() -> None:
    found = letters(minutes())
    for part in (
        "出席議員",
        "・２番江川誠",
        "開議",
        "を議題といたします。",
        "ab" * 32,
        "meeting:11180",
    ):
        assert part in found


def proven() -> bytes:
    return minutes_pdf(TITLE, TEXT, [*FACTS[:2], *packet()], made=MADE, meta=META)


def test_each_digest_stands_whole_on_one_line_after_the_name_it_proves() -> None:
    made = proven()
    assert faults(made) == []
    found, at = words(made), 0
    for name, digest in packet():
        begun = found.index(f"\n{name[:9]}", at)
        at = found.index(f"\n{digest}\n", begun)
        assert re.sub(r"\s", "", found[begun:at]).endswith(re.sub(r"\s", "", name))


def test_nothing_in_the_proof_is_printed_over_anything_else_or_beyond_the_margin() -> None:
    with pymupdf.open(stream=proven()) as document:
        for sheet in document:
            # Inked height, not the line's: neighbouring lines of type touch.
            boxes = [
                pymupdf.Rect(x0 + 0.5, y0 + 3, x1 - 0.5, y1 - 3)
                for x0, y0, x1, y1, *_ in sheet.get_text("words")
            ]
            assert all(box.x1 < 530 for box in boxes)
            for index, box in enumerate(boxes):
                assert not any(box.intersects(other) for other in boxes[index + 1 :])


def test_a_paper_and_its_digest_are_never_parted_by_the_end_of_a_page() -> None:
    with pymupdf.open(stream=proven()) as document:
        pages = [sheet.get_text().split("\n") for sheet in document]
    proofs = [rows for rows in pages if any("SHA-256" in row for row in rows)]
    assert len(proofs) > 2
    for rows in proofs:
        names = [row for row in rows if row.startswith(("議案第", "請願第", "Bill "))]
        assert len(names) == len([row for row in rows if row.startswith("SHA-256 ")])


def test_poppler_reads_the_proof_from_top_to_bottom(tmp_path: Path) -> None:
    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext is not installed")
    (tmp_path / "minutes.pdf").write_bytes(proven())
    read = ["pdftotext", "minutes.pdf", "-"]
    done = subprocess.run(read, cwd=tmp_path, capture_output=True, check=True, text=True)
    at = 0
    for name, digest in packet():
        begun = done.stdout.index(name.split("　")[0][:9], at)
        at = done.stdout.index(digest, begun)


def test_a_heading_stands_with_what_it_heads_however_many_come_together() -> None:
    for lead in range(18, 32):
        text = "行\n" * lead + "# 大見出し" + "長い題" * 20 + "\n\n## 小見出し\n\nその下の文\n"
        with pymupdf.open(stream=minutes(text)) as document:
            pages = [sheet.get_text() for sheet in document]
        (holding,) = (shown for shown in pages if "大見出し" in shown)
        assert "その下の文" in holding


def test_a_paragraph_leaves_no_line_alone_on_a_page() -> None:
    for lead in range(20, 32):
        text = "行\n" * lead + "- " + "か" * 150
        with pymupdf.open(stream=minutes(text)) as document:
            rows = [
                [row for row in sheet.get_text().split("\n") if "か" in row and "会" not in row]
                for sheet in document
            ]
        assert 1 not in [len(part) for part in rows]


@pytest.mark.parametrize("end", ["\n", "\r", "\x0b", "\x85", "\u2028", "\u2029"])
def test_line_ends_in_a_title_or_a_name_forge_no_line(end: str) -> None:
    forged = f"会議録{end}# 偽の見出し\x00\ud800"
    facts = [(f"議案{end}記録の件数", f"1{end}2"), ("連鎖の要約値", "ab" * 32)]
    made = minutes_pdf(forged, TEXT, facts, made=MADE, meta=facts)
    assert faults(made) == []
    with pymupdf.open(stream=made) as document:
        assert document.metadata["title"] == "会議録 # 偽の見出し"
        assert document.get_toc()[0][1] == "会議録 # 偽の見出し"
    assert "議案 記録の件数" in words(made)


def test_headings_become_the_outline() -> None:
    with pymupdf.open(stream=minutes()) as document:
        found = [(level, title) for level, title, _ in document.get_toc()]
    assert found == [
        (1, TITLE), (1, "出席議員"), (1, "会議の経過"), (2, "開議"), (1, "この記録の証明"),
    ]  # fmt: skip


def test_every_page_has_its_number_and_the_number_of_all() -> None:
    with pymupdf.open(stream=minutes(TEXT * 12)) as document:
        total = len(document)
        assert total > 3
        for number, sheet in enumerate(document, 1):
            assert f"\n{number}/{total}\n" in "\n" + sheet.get_text()


@pytest.mark.parametrize(
    "name",
    ["髙橋", "山﨑", "葛󠄀城", "𠮷田", "𩸽", "神田", "か\u3099く", "か゚き", "①㈱Ⅲ㌔", "e\u0301tude"],
)
def test_rare_characters_are_shown_and_can_be_found_again(name: str) -> None:
    made = minutes(f"　{name}議員の発言")
    assert faults(made) == []
    assert f"{name}議員" in letters(made)
    assert "U+" not in words(made)


def test_a_variation_selector_changes_the_shape() -> None:
    def ink(name: str) -> bytes:
        with pymupdf.open(stream=minutes(f"# {name}")) as document:
            return bytes(document[0].get_pixmap(dpi=150).samples)

    assert ink("葛") != ink("葛󠄀")


def test_a_character_no_font_has_is_set_as_geta_and_named_on_the_last_page() -> None:
    made = minutes("　外字\ue123の氏名")
    assert faults(made) == []
    assert "外字\ue123の氏名" in letters(made)
    assert "U+E123" in words(made)


def test_text_of_control_characters_and_odd_line_ends_is_set_without_harm() -> None:
    made = minutes("前\r\n後\x00\x07\u2028\t終\ufeff\n\n\n#\n## \n-\n")
    assert faults(made) == []
    assert "前" in letters(made)


def test_a_line_without_a_place_to_break_stays_inside_the_margins() -> None:
    with pymupdf.open(stream=minutes("あ" * 700 + "\n" + "x" * 700)) as document:
        for sheet in document:
            for x0, _, x1, *_ in sheet.get_text("words"):
                assert x0 >= 70
                assert x1 <= 530


def test_no_line_begins_with_a_closing_mark_or_a_small_letter() -> None:
    text = (
        "　"
        + "委員会は、（予算の）審査を「慎重に」行っている。ちょっとキャッシュレスの話も出た。" * 40
    )
    lines = [line for line in words(minutes(text)).split("\n") if line]
    assert not [line for line in lines if line[0] in "、。）」っょャッュー"]


def test_a_hundred_pages_take_a_few_seconds() -> None:
    start = process_time()
    made = minutes(TEXT * 340)
    spent = process_time() - start
    with pymupdf.open(stream=made) as document:
        assert len(document) >= 100
    assert spent < 10
    assert len(made) < 1_500_000


def test_all_fonts_are_embedded_subsets() -> None:
    assert all(re.match(r"[A-Z]{6}\+", name) for name in fonts(minutes()))


def test_a_date_without_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        minutes_pdf(TITLE, TEXT, FACTS, made=MADE.replace(tzinfo=None))


def test_a_child_that_fails_says_why() -> None:
    with pytest.raises(RuntimeError, match="time zone"):
        compose_minutes(TITLE, TEXT, FACTS, made=MADE.replace(tzinfo=None))


def test_qpdf_finds_no_fault(tmp_path: Path) -> None:
    if not shutil.which("qpdf"):
        pytest.skip("qpdf is not installed")
    (tmp_path / "minutes.pdf").write_bytes(minutes())
    done = subprocess.run(
        ["qpdf", "--check", "minutes.pdf"], cwd=tmp_path, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
