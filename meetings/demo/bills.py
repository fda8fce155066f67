# ruff: noqa: E501 - running Japanese text, whose characters count two columns each
"""The session's bills: a change of an ordinance, a consent, the list of all."""

from __future__ import annotations

from difflib import SequenceMatcher

from meetings.demo.calendar import Calendar, wide, written
from meetings.demo.city import CITY, HEAD_OF_CITY, MEMBERS
from meetings.demo.writing import Column, Writing, number_pages
from meetings.pdf.compose_page import RYUMIN, Paper

CHANGES = (
    (
        "（使用料の納付）\n第６条　使用者は、別表に定める使用料を、使用の許可を受けた際に納付しなければならない。",
        (
            "（使用料の納付）\n第６条　使用者は、別表に定める使用料を、使用の許可を受けた際に納付しなければならない。"
            "ただし、市長が別に定める電子情報処理組織により使用の許可を受けた者は、使用の日までに納付することができる。"
        ),
    ),
    (
        "（使用料の減免）\n第７条　市長は、公益上特に必要があると認めるときは、使用料を減額し、又は免除することができる。",
        (
            "（使用料の減免）\n第７条　市長は、次の各号のいずれかに該当するときは、使用料を減額し、又は免除することができる。\n"
            "⑴　市内の学校又は保育所が教育又は保育のために使用するとき。\n"
            "⑵　その他公益上特に必要があると認めるとき。"
        ),
    ),
    (
        (
            "（使用料の還付）\n第８条　既納の使用料は、還付しない。ただし、使用者の責めに帰することができない理由により"
            "使用することができないときは、その全部又は一部を還付することができる。"
        ),
        (
            "（使用料の還付）\n第８条　既納の使用料は、還付しない。ただし、使用者の責めに帰することができない理由により"
            "使用することができないとき、又は使用の日の７日前までに使用の取消しを申し出たときは、"
            "その全部又は一部を還付することができる。"
        ),
    ),
    (
        (
            "別表（第６条関係）\n大会議室　１時間　１，２００円\n小会議室　１時間　　　４００円\n"
            "調理実習室　１時間　　６００円\n多目的ホール　１時間　２，４００円"
        ),
        (
            "別表（第６条関係）\n大会議室　１時間　１，３００円\n小会議室　１時間　　　４００円\n"
            "調理実習室　１時間　　７００円\n多目的ホール　１時間　２，７００円\n"
            "音楽練習室　１時間　　８００円"
        ),
    ),
)

Bill = tuple[str, str, str, str]


def bills(day: Calendar) -> tuple[Bill, ...]:
    """The session's bills: number, title, kind, committee."""
    return (
        (
            "議案第41号",
            "青波市公民館使用料条例の一部を改正する条例の制定について",
            "条例",
            "総務文教",
        ),
        (
            "議案第42号",
            f"令和{wide(day.this_year)}年度青波市一般会計補正予算（第４号）",
            "補正予算",
            "予算決算",
        ),
        ("議案第43号", "監査委員の選任につき同意を求めることについて", "人事", "付託省略"),
        ("議案第44号", f"令和{wide(day.next_year)}年度青波市一般会計予算", "予算", "予算決算"),
        ("議案第45号", "青波市立図書館の指定管理者の指定について", "その他", "総務文教"),
        ("議案第46号", "市道路線の認定について", "その他", "建設経済"),
        ("請願第３号", "通学路の安全対策の充実を求める請願", "請願", "総務文教"),
    )


def ordinance(day: Calendar) -> bytes:
    """Bill 41: a change of an ordinance, with the old and the new text side by side."""
    number, title, *_ = bills(day)[0]
    paper = Paper(f"{number}　{title}", day.made)
    writing = first_page(
        day,
        paper,
        "議案第４１号",
        title,
        "　青波市公民館使用料条例の一部を改正する条例を別紙のとおり制定するものとする。",
    )
    _reason(
        writing,
        "　公民館の使用料の額を改定するとともに、電子情報処理組織による使用の許可及び使用料の"
        "還付に関する規定を整備するため、条例の一部を改正しようとするものである。",
    )
    writing.turn()
    writing.gap(0.5)
    writing.one("青波市条例第　　　号", inset=23)
    writing.gap(0.5)
    writing.text("青波市公民館使用料条例の一部を改正する条例", inset=34)
    writing.gap(0.5)
    writing.text(
        "　青波市公民館使用料条例（昭和５４年青波市条例第１８号）の一部を次のように改正する。"
    )
    for line in (
        "　第６条に次のただし書を加える。",
        "　　ただし、市長が別に定める電子情報処理組織により使用の許可を受けた者は、使用の日までに納付することができる。",
        "　第７条を次のように改める。",
        "　（使用料の減免）",
        "第７条　市長は、次の各号のいずれかに該当するときは、使用料を減額し、又は免除することができる。",
        "　⑴　市内の学校又は保育所が教育又は保育のために使用するとき。",
        "　⑵　その他公益上特に必要があると認めるとき。",
        "　第８条ただし書中「とき」の次に「、又は使用の日の７日前までに使用の取消しを申し出たとき」を加える。",
        (
            "　別表中「１，２００円」を「１，３００円」に、「６００円」を「７００円」に、「２，４００円」を"
            "「２，７００円」に改め、同表に音楽練習室の項を加える。"
        ),
    ):
        writing.text(line, hang=11.5)
    writing.gap(0.5)
    writing.text("　　　附　則", hang=11.5)
    writing.text("　（施行期日）")
    writing.text(f"１　この条例は、令和{wide(day.next_year)}年４月１日から施行する。", hang=11.5)
    writing.text("　（経過措置）")
    writing.text(
        "２　この条例による改正後の青波市公民館使用料条例の規定は、この条例の施行の日以後の使用に係る"
        "使用料について適用し、同日前の使用に係る使用料については、なお従前の例による。",
        hang=11.5,
    )
    writing.turn()
    writing.paper.mark("新旧対照表")
    writing.one("青波市公民館使用料条例　新旧対照表", "center", 13)
    writing.one("（下線の部分は改正部分）", "right", 9.5)
    half = (writing.right - writing.left) / 2
    writing.table(
        (Column("改　正　後", half), Column("改　正　前", half)),
        [(new, old) for old, new in CHANGES],
        10.5,
        8,
        changed=_changes(),
    )
    number_pages(paper)
    return paper.finish()


def _changes() -> dict[str, set[int]]:
    """Which characters of each cell of the comparison differ from the other side."""
    found: dict[str, set[int]] = {}
    for old, new in ((old.replace("\n", ""), new.replace("\n", "")) for old, new in CHANGES):
        found[old], found[new] = set(), set()
        blocks = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
        for kind, start, end, from_, to in blocks:
            if kind != "equal":
                found[old].update(range(start, end))
                found[new].update(range(from_, to))
    return found


def first_page(day: Calendar, paper: Paper, number: str, title: str, asked: str) -> Writing:
    """The first page of a bill down to the mayor's name."""
    writing = Writing(paper)
    paper.mark(number)
    writing.one(number, size=13)
    writing.gap()
    writing.text(title, inset=46)
    writing.gap()
    writing.text(asked)
    writing.gap()
    writing.one(day.filed, inset=34)
    writing.gap(0.5)
    writing.one(f"{CITY}長　　{HEAD_OF_CITY}", "right", 12.5, inset=12)
    writing.gap(2)
    return writing


def _reason(writing: Writing, reason: str) -> None:
    writing.one("（提案理由）")
    writing.text(reason)


def consent(day: Calendar) -> bytes:
    """Bill 43: the council's consent to an auditor chosen among the members."""
    number, title, *_ = bills(day)[2]
    paper = Paper(f"{number}　{title}", day.made)
    writing = first_page(
        day,
        paper,
        "議案第４３号",
        title,
        "　次の者を青波市監査委員に選任したいので、地方自治法（昭和２２年法律第６７号）"
        "第１９６条第１項の規定により、議会の同意を求める。",
    )
    writing.y = 300
    for name, value in (
        ("住　所", "青波市本町二丁目１番１号"),
        ("氏　名", MEMBERS[1]),
        ("選出区分", "議員のうちから選任する者"),
        ("任　期", "議員の任期による。"),
    ):
        writing.page.text(writing.left + 46, writing.y + writing.size, name, writing.size, fill=52)
        writing.one(value, inset=122)
    writing.gap()
    _reason(
        writing,
        f"　議員のうちから選任する監査委員が{written(day.closes_on)}をもって退職するため、"
        "その後任を選任しようとするものである。",
    )
    number_pages(paper)
    return paper.finish()


def bill_list(day: Calendar) -> bytes:
    """The list of bills, in a font that is named and not embedded, as older papers are."""
    paper = Paper("議案一覧表", day.made)
    writing = Writing(paper, face=RYUMIN)
    writing.one(day.council_session, "center", 13)
    writing.one("議　案　一　覧　表", "center", 15)
    writing.gap(0.5)
    writing.one(f"（{written(day.opens_on)}現在）", "right", 9.5)
    writing.table(
        (
            Column("番号", 76),
            Column("件　　　名", 220),
            Column("区分", 60, "center"),
            Column("付託委員会", 83, "center"),
        ),
        bills(day),
        10.5,
        6,
    )
    writing.gap(0.5)
    writing.text("　※　付託委員会は予定であり、議会運営委員会の協議により変更することがある。")
    return paper.finish()
