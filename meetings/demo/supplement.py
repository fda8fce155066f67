# ruff: noqa: E501 - running Japanese text, whose characters count two columns each
"""Bill 42, the supplementary budget; its figures are thousands of yen."""

from __future__ import annotations

from meetings.demo.bills import bills, first_page
from meetings.demo.calendar import Calendar, wide
from meetings.demo.writing import Column, number_pages, yen
from meetings.pdf.compose_page import Paper

# 款, 項, before, change, in thousands of yen.
INCOME = (
    ("地方交付税", "地方交付税", 6_420_000, 84_215),
    ("国庫支出金", "国庫負担金", 5_236_480, 61_934),
    ("国庫支出金", "国庫補助金", 1_894_317, 27_480),
    ("県支出金", "県負担金", 1_712_650, 18_366),
    ("県支出金", "県補助金", 836_204, -4_120),
    ("繰入金", "基金繰入金", 1_184_000, -32_500),
    ("繰越金", "繰越金", 250_000, 146_872),
    ("市債", "市債", 2_863_700, 45_300),
)
SPENDING = (
    ("総務費", "総務管理費", 3_986_271, 38_450),
    ("総務費", "戸籍住民基本台帳費", 284_516, 6_218),
    ("民生費", "社会福祉費", 6_902_384, 74_836),
    ("民生費", "児童福祉費", 7_316_205, 92_641),
    ("衛生費", "保健衛生費", 1_638_492, -12_805),
    ("農林水産業費", "農業費", 468_317, 9_360),
    ("土木費", "道路橋りょう費", 1_572_846, 86_400),
    ("教育費", "小学校費", 968_530, 41_277),
    ("教育費", "社会教育費", 1_104_628, 11_170),
)
# Sums before the change, of all headings together.
BEFORE = 44_318_260


def supplement(day: Calendar) -> bytes:
    """Bill 42: a supplementary budget with its tables; thousands of yen."""
    number, title, *_ = bills(day)[1]
    paper = Paper(f"{number}　{title}", day.made)
    total = sum(row[3] for row in INCOME)
    writing = first_page(
        day,
        paper,
        "議案第４２号",
        title,
        f"　令和{wide(day.this_year)}年度青波市の一般会計補正予算（第４号）は、次に定めるところによる。",
    )
    writing.y = 300
    writing.one("　（歳入歳出予算の補正）")
    writing.text(
        f"第１条　歳入歳出予算の総額に歳入歳出それぞれ{total:,}千円を追加し、歳入歳出予算の総額を"
        f"歳入歳出それぞれ{BEFORE + total:,}千円とする。",
        hang=11.5,
    )
    writing.text(
        "２　歳入歳出予算の補正の款項の区分及び当該区分ごとの金額並びに補正後の歳入歳出予算の金額は、"
        "「第１表　歳入歳出予算補正」による。",
        hang=11.5,
    )
    writing.one("　（地方債の補正）")
    writing.text("第２条　地方債の変更は、「第２表　地方債補正」による。", hang=11.5)
    for name, rows in (("歳　入", INCOME), ("歳　出", SPENDING)):
        writing.turn()
        writing.paper.mark(f"第１表　歳入歳出予算補正　{name}")
        writing.one("第１表　歳入歳出予算補正", size=13)
        writing.one(name, inset=6, size=12)
        writing.one("（単位　千円）", "right", 9.5)
        writing.table(_MONEY, _money(rows), 9.8, totals=1)
    writing.turn()
    writing.paper.mark("第２表　地方債補正")
    writing.one("第２表　地方債補正", size=13)
    writing.one("（単位　千円）", "right", 9.5)
    writing.table(
        (
            Column("起債の目的", 150),
            Column("補正前限度額", 96, "right"),
            Column("補正後限度額", 96, "right"),
            Column("増減", 97, "right"),
        ),
        [
            ("道路橋りょう整備事業", "412,600", "445,100", "32,500"),
            ("小学校施設整備事業", "268,400", "281,200", "12,800"),
            ("計", "681,000", "726,300", "45,300"),
        ],
        9.8,
        totals=1,
    )
    number_pages(paper)
    return paper.finish()


_MONEY = (
    Column("款", 100),
    Column("項", 110),
    Column("補正前の額", 76, "right"),
    Column("補正額", 74, "right"),
    Column("計", 79, "right"),
)


def _money(rows: tuple[tuple[str, str, int, int], ...]) -> list[tuple[str, ...]]:
    """The rows of a table of income or spending, with sums by heading and in all."""
    found: list[tuple[str, ...]] = []
    for heading in dict.fromkeys(row[0] for row in rows):
        own = [row for row in rows if row[0] == heading]
        before, change = sum(row[2] for row in own), sum(row[3] for row in own)
        found.append((heading, "", yen(before), yen(change), yen(before + change)))
        found += [("", item, yen(was), yen(by), yen(was + by)) for _, item, was, by in own]
    before, change = sum(row[2] for row in rows), sum(row[3] for row in rows)
    rest = yen(BEFORE - before)
    found.append(("補正されなかった款項に係る額", "", rest, "0", rest))
    found.append(("合　計", "", yen(BEFORE), yen(change), yen(BEFORE + change)))
    return found
