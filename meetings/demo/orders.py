# ruff: noqa: E501 - running Japanese text, whose characters count two columns each
"""The order of the day and the list of question notices."""

from __future__ import annotations

from meetings.demo.calendar import Calendar, weekday, wide, written
from meetings.demo.city import CHAIR, MEMBERS
from meetings.demo.writing import Column, Writing, number_pages
from meetings.pdf.compose_fonts import MINCHO, typeface
from meetings.pdf.compose_lines import lines
from meetings.pdf.compose_page import Paper

NOTICES = (
    (
        MEMBERS[0],
        "一問一答",
        40,
        (
            (
                "通学路の安全対策について",
                "⑴　合同点検で示された危険箇所の改善状況を問う。\n⑵　青波小学校北側の歩道整備の見通しを問う。",
            ),
            (
                "公民館使用料の改定について",
                "⑴　改定額の算定の根拠を問う。\n⑵　文化団体等の負担を和らげる方策を問う。",
            ),
        ),
    ),
    (
        MEMBERS[1],
        "一括質問",
        30,
        (
            (
                "津波避難ビルの指定について",
                "⑴　指定の現状と収容人数を問う。\n⑵　夜間及び休日の開錠の方法を問う。\n⑶　要配慮者の避難計画を問う。",
            ),
        ),
    ),
    (
        MEMBERS[2],
        "一問一答",
        40,
        (
            (
                "漁港の施設の老朽化について",
                "⑴　岸壁の点検の結果を問う。\n⑵　改修の年次計画と財源を問う。",
            ),
            (
                "議会及び行政のペーパーレス化について",
                "⑴　庁内の会議における紙の使用量の推移を問う。\n⑵　高齢者にも使いやすい端末の選定の考え方を問う。",
            ),
            ("移動図書館の運行について", "⑴　巡回場所の見直しの予定を問う。"),
        ),
    ),
)


def items(day: Calendar) -> tuple[str, ...]:
    """The ten items of the day."""
    return (
        "会議録署名議員の指名",
        "諸般の報告",
        "一般質問",
        "議案第４１号　青波市公民館使用料条例の一部を改正する条例の制定について",
        f"議案第４２号　令和{wide(day.this_year)}年度青波市一般会計補正予算（第４号）",
        "議案第４３号　監査委員の選任につき同意を求めることについて",
        f"議案第４４号　令和{wide(day.next_year)}年度青波市一般会計予算",
        "議案第４５号　青波市立図書館の指定管理者の指定について",
        "議案第４６号　市道路線の認定について",
        "請願第３号　通学路の安全対策の充実を求める請願",
    )


def order_of_the_day(day: Calendar) -> bytes:
    """The order of the day of the second day, ten items."""
    paper = Paper("議事日程（第２号）", day.made)
    writing = Writing(paper, size=12, lead=23)
    writing.one(f"{day.council_session}議事日程（第２号）", "center", 14)
    writing.gap(0.5)
    writing.one(f"{written(day.held_on)}（{weekday(day.held_on)}曜日）午前１０時開議", "right")
    writing.gap()
    for number, item in enumerate(items(day), 1):
        writing.room(50)
        sign = f"第{'　' if number < 10 else ''}{chr(0xFF10 + number) if number < 10 else '１０'}"
        writing.page.text(writing.left, writing.y + 12, f"日程{sign}", 12, MINCHO)
        for row in lines(
            typeface(MINCHO).glyphs(item), (writing.right - writing.left - 74) / 12 * 1000
        ):
            writing.page.glyphs(writing.left + 74, writing.y + 12, row, 12)
            writing.y += 21
        writing.gap(0.35)
    writing.gap(0.6)
    writing.page.line(writing.left + 150, writing.y, writing.right - 150, writing.y)
    writing.gap(0.6)
    writing.one("本日の会議に付した事件", size=12)
    writing.one("　日程第１から日程第１０まで")
    writing.gap(0.5)
    writing.one(f"青波市議会議長　　{CHAIR}", "right", inset=12)
    number_pages(paper)
    return paper.finish()


def question_notices(day: Calendar) -> bytes:
    """The list of general questions given notice of, as a table."""
    paper = Paper("一般質問通告一覧表", day.made)
    writing = Writing(paper)
    writing.one("一般質問通告一覧表", "center", 15)
    writing.one(day.council_session, "center", 11)
    writing.gap(0.3)
    writing.one(
        f"質問日　{written(day.held_on)}（{weekday(day.held_on)}）　　質問時間には答弁を含む。",
        "right",
        9.5,
    )
    rows: list[tuple[str, str, str, str]] = []
    for order, (name, style, minutes, subjects) in enumerate(NOTICES, 1):
        who = f"{name}\n（{style}）\n{minutes}分"
        for index, (subject, points) in enumerate(subjects, 1):
            first = index == 1
            rows.append(
                (str(order) if first else "", who if first else "", f"{index}　{subject}", points)
            )
    writing.table(
        (
            Column("順", 26, "center"),
            Column("議員名", 80, "center"),
            Column("件　名", 128),
            Column("要　旨", 205),
        ),
        rows,
        10,
        6,
    )
    number_pages(paper)
    return paper.finish()
