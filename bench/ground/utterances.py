"""A hundred things said in a chamber, what lies open then, and the page that is meant.

Demo papers are named by their place in `meetings/demo/papers.py`, the others by their file's name.
Printed numbers were read on the pages; where a section begins was read in the books' own tables.
"""

from __future__ import annotations

from typing import NamedTuple

ORDER, BILLS, NOTICES, HALL, SUPPLEMENT, CONSENT, BOOK, PETITION, ANNEX = (
    f"demo-{number}" for number in range(1, 10)
)
CITY = "r6-budget"
PACKET = "444_2025_12/"


class Said(NamedTuple):
    """Words, the paper (and page) that lies open, the paper and page meant, its half or None."""

    words: str
    open: tuple[str, int]
    paper: str
    page: int
    half: int | None = None


def _demo() -> list[Said]:
    """In the demo's budget of spreads, whose sheet 75 holds the pages 135 and 136."""
    here, far = (BOOK, 60), (ORDER, 1)
    return [
        Said("135ページ", here, BOOK, 75, 1),
        Said("１３６頁", here, BOOK, 75, 2),
        Said("百四十七ページをお開きください", here, BOOK, 81, 1),
        Said("148", here, BOOK, 81, 2),
        Said("p.135", here, BOOK, 75, 1),
        Said("ひゃくよんじゅうななぺーじ", here, BOOK, 81, 1),
        Said("ローマ数字のⅱページ", here, BOOK, 3),
        Said("ⅰ", here, BOOK, 2),
        Said("75枚目", here, BOOK, 75),
        Said("予算書の135ページ", far, BOOK, 75, 1),
        Said("令和9年度予算書147ページ", far, BOOK, 81, 1),
        Said("よさんしょの１４８ページ", far, BOOK, 81, 2),
        Said("表紙", here, BOOK, 1),
        Said("次のページ", here, BOOK, 61),
        Said("最後のページ", here, BOOK, 300),
        Said("歳出3款", here, BOOK, 75, 1),
        Said("3款民生費", here, BOOK, 75, 1),
        Said("第三款第二項", here, BOOK, 81, 1),
        Said("3款2項児童福祉費", here, BOOK, 81, 1),
        Said("民生費の児童福祉費", here, BOOK, 81, 1),
        Said("民生費、２項", here, BOOK, 81, 1),
        Said("3-2-1", here, BOOK, 81, 1),
        Said("款3項2目1", here, BOOK, 81, 1),
        Said("児童福祉総務費", here, BOOK, 81, 1),
        Said("じどうふくしそうむひ", here, BOOK, 81, 1),
        Said("ミンセイヒ", here, BOOK, 75, 1),
        Said("ﾐﾝｾｲﾋ", here, BOOK, 75, 1),
        Said("歳入の1款市税", here, BOOK, 12, 1),
        Said("歳入10款", here, BOOK, 27, 1),
        Said("市民税をご覧ください", here, BOOK, 12, 1),
        Said("固定資産税", here, BOOK, 13, 1),
        Said("8款土木費2項道路橋りょう費", here, BOOK, 126, 1),
        Said("教育費の中の小学校費", here, BOOK, 152, 1),
        Said("10款4項", here, BOOK, 159, 1),
        Said("公債費", here, BOOK, 174, 1),
        Said("主要事業の概要", here, BOOK, 175, 1),
        Said("地方債の表", here, BOOK, 8),
    ]


def _items() -> list[Said]:
    """Bills, items and papers of the demo's meeting by number and by name."""
    here = (ORDER, 1)
    return [
        Said("議案第41号", here, HALL, 1),
        Said("４１号", here, HALL, 1),
        Said("四十一号議案", here, HALL, 1),
        Said("議案第四十二号を議題といたします", here, SUPPLEMENT, 1),
        Said("ぎあんだい４３ごう", here, CONSENT, 1),
        Said("よんじゅういちごう", here, HALL, 1),
        Said("議案第41号の2ページ", here, HALL, 2),
        Said("42号の２ページ", here, SUPPLEMENT, 2),
        Said("日程第5", here, SUPPLEMENT, 1),
        Said("日程第五、議案第42号", here, SUPPLEMENT, 1),
        Said("にっていだい４", here, HALL, 1),
        Said("ﾆｯﾃｲ6", here, CONSENT, 1),
        Said("日程7", here, BOOK, 1),
        Said("請願第3号", here, PETITION, 1),
        Said("請願", here, PETITION, 1),
        Said("せいがんだい３ごう", here, PETITION, 1),
        Said("一般質問", here, NOTICES, 1),
        Said("一般質問の通告一覧", here, NOTICES, 1),
        Said("議案一覧表", here, BILLS, 1),
        Said("議事日程", (BOOK, 60), ORDER, 1),
        Said("公民館の使用料条例", here, HALL, 1),
        Said("こうみんかん", here, HALL, 1),
        Said("青波市の補正予算第4号", here, SUPPLEMENT, 1),
        Said("監査委員の選任", here, CONSENT, 1),
        Said("監査委員の選任につき同意を求めることについて", here, CONSENT, 1),
        Said("予算書", here, BOOK, 1),
        Said("通学路合同点検結果報告書", here, ANNEX, 1),
        Said("点検結果の報告書", here, ANNEX, 1),
        Said("議案第44号", here, BOOK, 1),
    ]


def _real() -> list[Said]:
    """In a real budget book of 612 pages, and in the real papers of a session."""
    here, bills = (CITY, 300), (f"{PACKET}議案一覧表（444回）", 1)
    return [
        Said("120ページ", here, CITY, 129),
        Said("２０１ページ", here, CITY, 214),
        Said("599ページ", here, CITY, 612),
        Said("百六十三ページ", here, CITY, 176),
        Said("19", here, CITY, 28),
        Said("3款民生費", here, CITY, 258),
        Said("歳出の3款3項児童福祉費", here, CITY, 276),
        Said("民生費の老人福祉費", here, CITY, 268),
        Said("ろうじんふくしひ", here, CITY, 268),
        Said("4款2項清掃費", here, CITY, 350),
        Said("環境対策費", here, CITY, 360),
        Said("歳入の14款使用料及び手数料", here, CITY, 60),
        Said("国庫支出金", here, CITY, 72),
        Said("歳入の市債", here, CITY, 166),
        Said("公園費", here, CITY, 478),
        Said("教育費の高等学校費", here, CITY, 536),
        Said("9款消防費", here, CITY, 494),
        Said("諸支出金", here, CITY, 592),
        Said("議案第1号", bills, f"{PACKET}議案第１号：一般会計補正予算", 1),
        Said("一般会計補正予算の12ページ", bills, f"{PACKET}議案第１号：一般会計補正予算", 12),
        Said("議案第2号の4ページ", bills, f"{PACKET}議案第２号：国民健康保険特別会計補正予算", 4),
        Said("介護保険特別会計補正予算", bills, f"{PACKET}議案第３号：介護保険特別会計補正予算", 1),
        Said("十号議案", bills, f"{PACKET}議案第１０号：火入れ条例　改正", 1),
        Said("火入れ条例", bills, f"{PACKET}議案第１０号：火入れ条例　改正", 1),
        Said("ひいれじょうれい", bills, f"{PACKET}議案第１０号：火入れ条例　改正", 1),
        Said("19号、市道の認定", bills, f"{PACKET}議案第１９号：市道の認定", 1),
        Said(
            "市立図書館設置条例の2ページ",
            bills,
            f"{PACKET}議案第１２号：南国市立図書館設置条例　全部改正",
            2,
        ),
        Said("しょくいんていすうじょうれい", bills, f"{PACKET}議案第１７号：職員定数条例改正", 1),
        Said("市政報告の5ページ", bills, f"{PACKET}市政報告（444回）", 5),
        Said("提案理由", bills, f"{PACKET}提案理由（444回）", 1),
        Said("水道補正予算第1号", bills, f"{PACKET}議案第５号：水道補正予算（第１号）", 1),
        Said(
            "第五次総合計画",
            bills,
            f"{PACKET}議案第２１号：第５次南国市総合計画基本構想の策定について",
            1,
        ),
        Said("勉強会資料の3ページ", bills, f"{PACKET}R7.12.1議員勉強会資料", 4),
        Said("火災予防条例をお願いします", bills, f"{PACKET}議案第９号：火災予防条例改正", 1),
    ]


UTTERANCES = [*_demo(), *_items(), *_real()]
