"""The scanned annex: pages as pictures, a little askew, grey and grainy, without any text."""

from __future__ import annotations

import io
from random import Random

from PIL import Image, ImageDraw, ImageFilter

from meetings.demo.calendar import Calendar, month, written
from meetings.demo.writing import Column, Writing
from meetings.pdf.compose_fonts import GOTHIC
from meetings.pdf.compose_page import Paper
from meetings.pdf.compose_picture import grey_pictures

TITLE = "通学路合同点検結果報告書（写し）"
_PLACES = (
    (
        "青波小学校",
        "本町二丁目地内　市道本町線",
        "路側帯が狭く、朝夕の交通量が多い。",
        "外側線の引直し及び区画の着色",
    ),
    ("青波小学校", "本町四丁目交差点", "右折車と横断者が交錯する。", "歩車分離式信号の要望"),
    (
        "青波小学校",
        "北通り　用水沿い",
        "用水に転落防止柵がない区間がある。",
        "転落防止柵の設置（延長四五メートル）",
    ),
    (
        "浜小学校",
        "漁港入口交差点",
        "大型車の通行が多く、歩道が途切れている。",
        "歩道の新設（用地協議中）",
    ),
    (
        "浜小学校",
        "県道浜線　バス停付近",
        "待合い場所がなく、児童が車道にはみ出す。",
        "待避所の設置を県に要望",
    ),
    (
        "浜小学校",
        "浜三丁目　踏切",
        "踏切内に歩行者の区画がない。",
        "路面表示の新設を鉄道事業者と協議",
    ),
    (
        "丘小学校",
        "市道丘線　坂下",
        "見通しが悪く、速度が出やすい。",
        "速度抑制の路面表示及び反射鏡の設置",
    ),
    ("丘小学校", "団地入口", "街路灯が少なく、冬季の下校時に暗い。", "街路灯二基の増設"),
)
_SCHOOLS = ("青波小学校", "浜小学校", "丘小学校", "南小学校")


def scanned_annex(day: Calendar) -> bytes:
    """Six pages as a copier makes them."""
    random = Random(20261201)  # noqa: S311  # dust, not secrets
    paper = Paper(TITLE, day.made)
    for wide, high, grey in grey_pictures(_original(day), 150):
        picture = _aged(Image.frombytes("L", (wide, high), grey), random)
        held = io.BytesIO()
        picture.save(held, "JPEG", quality=62)
        paper.page().paint(paper.jpeg(held.getvalue(), wide, high))
    return paper.finish()


def _original(day: Calendar) -> bytes:
    """The report before it was copied: a cover letter, a table, a page for each school."""
    writing = Writing(Paper(TITLE, day.made))
    writing.one("写", "right", 16, GOTHIC)
    writing.page.box(writing.right - 22, writing.y - 27, 28, 26, 1.2)
    writing.one("青教総第２１７号", "right")
    writing.one(written(day.reported_on), "right")
    writing.gap()
    writing.one("青波市議会総務文教常任委員会　御中")
    writing.gap()
    writing.one("青波市教育委員会事務局", "right")
    writing.gap(2)
    writing.one("通学路合同点検の結果について（報告）", "center", 14)
    writing.gap()
    writing.text(
        f"　{month(day.inspected_on)}に学校、警察、道路管理者及び教育委員会が合同で行った"
        "通学路の点検の結果を、"
        "別紙のとおり報告します。"
    )
    writing.text(
        "　点検した箇所は３２箇所、対策を要する箇所は８箇所であり、このうち５箇所については"
        "年度内に対策を終える予定です。"
    )
    writing.turn()
    writing.one("（別紙１）対策を要する箇所の一覧", size=13)
    writing.table(
        (
            Column("番号", 34, "center"),
            Column("学　校", 74),
            Column("箇　所", 112),
            Column("危険の内容", 112),
            Column("対策の案", 107),
        ),
        [(str(at), *row) for at, row in enumerate(_PLACES, 1)],
        10,
    )
    for number, school in enumerate(_SCHOOLS, 2):
        writing.turn()
        writing.one(f"（別紙{chr(0xFF10 + number)}）{school}　点検票", size=13)
        writing.table(
            (Column("点検の項目", 200), Column("結　果", 70, "center"), Column("備　考", 169)),
            _checks(school),
            11,
        )
        writing.gap()
        writing.one("略　図", size=11.5)
        _map(writing)
    return writing.paper.finish()


def _checks(school: str) -> list[tuple[str, str, str]]:
    own = [row for row in _PLACES if row[0] == school]
    names = (
        "歩道又は路側帯の幅",
        "横断歩道及び信号機",
        "見通し",
        "転落防止柵",
        "街路灯",
        "踏切及び水路",
    )
    return [
        (name, "要対策" if at < len(own) else "良", own[at][1] if at < len(own) else "")
        for at, name in enumerate(names)
    ]


def _map(writing: Writing) -> None:
    page, x, y = writing.page, writing.left, writing.y + 6
    page.box(x, y, 439, 230)
    for at, thick in ((60, 3.0), (150, 1.2), (300, 1.2)):
        page.line(x + at, y, x + at + 40, y + 230, thick)
    for at in (70, 160):
        page.line(x, y + at, x + 439, y + at + 12, 2.0)
    page.box(x + 205, y + 92, 70, 48, 1.5)
    page.text(x + 240, y + 120, "学　校", 11, align="center")
    page.text(x + 330, y + 56, "至　本町", 10)
    page.text(x + 112, y + 208, "至　漁港", 10)


def _aged(page: Image.Image, random: Random) -> Image.Image:
    """The page as a copier sees it: askew, blurred, grainy, with punch holes and a dark edge."""
    turned = page.rotate(random.uniform(-1.6, 1.6), Image.Resampling.BICUBIC, fillcolor=250)
    grain = Image.frombytes("L", page.size, random.randbytes(page.width * page.height))
    grain = grain.filter(ImageFilter.GaussianBlur(0.8))
    worn = Image.blend(turned.filter(ImageFilter.GaussianBlur(0.7)), grain, 0.16)
    draw = ImageDraw.Draw(worn)
    shift = random.randint(-12, 12)
    for y in (page.height // 2 - 236, page.height // 2 + 236):
        draw.ellipse((46, y + shift, 80, y + shift + 34), fill=92)
    for x in range(9):
        draw.line((x, 0, x, page.height), fill=100 + 14 * x)
    for _ in range(60):
        x, y = random.randrange(page.width), random.randrange(page.height)
        draw.ellipse((x, y, x + random.randint(1, 3), y + random.randint(1, 3)), fill=120)
    return worn
