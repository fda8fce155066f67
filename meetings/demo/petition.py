# ruff: noqa: E501 - running Japanese text, whose characters count two columns each
"""The petition in vertical writing: columns from right to left, upright punctuation."""

from __future__ import annotations

from meetings.demo.calendar import Calendar, kanji, month_in_kanji
from meetings.demo.city import MEMBERS
from meetings.pdf.compose_fonts import MINCHO, typeface
from meetings.pdf.compose_lines import lines
from meetings.pdf.compose_page import A4, Page, Paper

TITLE = "請願第三号　通学路の安全対策の充実を求める請願"
_SIZE, _PITCH, _TOP = 13.0, 24.0, 74.0
_LENGTH = 34  # characters in a column
_RIGHT = A4[1] - 88


def text(day: Calendar) -> tuple[str, ...]:
    """The petition's lines; those with > before them stand at the foot of their column."""
    return (
        "請　願　書",
        "",
        "件　名　　通学路の安全対策の充実を求める請願",
        "",
        f">紹介議員　　{MEMBERS[0]}",
        f">紹介議員　　{MEMBERS[1]}",
        "",
        "一　請願の要旨",
        "　青波小学校（本町二丁目）の通学路において、児童が安心して歩ける環境を速やかに整えることを求めます。",
        "",
        "二　請願の理由",
        (
            f"　青波小学校の児童は、毎朝、幅の狭い路側帯を車と擦れ違いながら登校しています。{month_in_kanji(day.inspected_on)}の合同点検では、"
            "「対策を要する」とされた箇所が八箇所に上りました。このうち市道本町線は、朝の三十分間に四百台を超える車が通り、"
            "ガードレールもカーブミラーもない区間が百二十メートル続いています。"
        ),
        (
            "　保護者と地域のボランティア（スクールガード）は、雨の日も雪の日も交差点に立ってきましたが、担い手は年々"
            "少なくなり、平均の年齢は七十二歳になりました。人の善意だけに頼る見守りには限りがあります。"
        ),
        (
            "　近隣の市では、ゾーン三十の指定や、登校の時間帯に限った車両の通行の規制により、事故が減った例があります。"
            "本市においても、道路の改良を待つことなく、できることから始めていただきたいと願っています。"
        ),
        "",
        "三　請願の事項",
        "　㈠　市道本町線に防護柵を設け、路側帯を着色すること。",
        "　㈡　登校の時間帯における車両の通行の規制について、警察と協議すること。",
        f"　㈢　スクールガードの活動を支える予算を、令和{kanji(day.next_year)}年度から設けること。",
        "",
        "　右のとおり、地方自治法第百二十四条の規定により請願します。",
        "",
        f"　　{month_in_kanji(day.petitioned_on)}{kanji(day.petitioned_on.day)}日",
        ">請願者　　青波市本町二丁目五番地",
        ">通学路を考える会　代表　　小川　由美",
        ">外　　千二百四十六名",
        "",
        "青波市議会議長　　井　上　　正　　様",
    )


def petition(day: Calendar) -> bytes:
    """The petition on A4 sheets laid sideways, in embedded upright glyphs."""
    paper = Paper(TITLE, day.made)
    page, x = _sheet(paper), _RIGHT
    for at, part in enumerate(text(day)):
        for column in _columns(part):
            if x < 84:
                page, x = _sheet(paper), _RIGHT
            big = not at
            low = _TOP + (_LENGTH - len(column)) * _SIZE if part.startswith(">") else _TOP
            page.column(x, low + (52 if big else 0), column, 20 if big else _SIZE)
            x -= _PITCH * (1.3 if big else 1)
    for number, sheet in enumerate(paper.pages):
        sheet.column(sheet.wide / 2, sheet.high - 52, "一二三四五"[number], 10)
    return paper.finish()


def _sheet(paper: Paper) -> Page:
    return paper.page(A4[1], A4[0])


def _columns(part: str) -> list[str]:
    glyphs = typeface(MINCHO).glyphs(part.removeprefix(">"), vertical=True)
    return ["".join(glyph.text for glyph in row) for row in lines(glyphs, _LENGTH * 1000)]
