"""What is said in the chamber leads to the page that is meant."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page

from tests.browser.test_modules import ask

ORDER, HALL, SUPPLEMENT, BUDGET, PETITION, NOTICES = range(1, 7)


def paper(version: int, item: int | None, name: str, pages: int, reading: str) -> dict[str, Any]:
    told = {"paper": version, "version": version, "item": item, "name": name}
    return told | {"pages": pages, "reading": reading, "digest": ""}


def heading(level: int, title: str, page: int, kind: str, number: int, reading: str) -> object:
    told = {"level": level, "title": title, "page": page, "reading": reading}
    return told | ({"kind": kind, "number": number} if kind else {})


PAPERS = [
    paper(ORDER, None, "議事日程（第２号）", 1, "ぎじにってい"),
    paper(HALL, 4, "議案第41号　青波市公民館使用料条例の一部を改正する条例", 6, "こうみんかん"),
    paper(SUPPLEMENT, 5, "議案第42号　令和８年度一般会計補正予算（第４号）", 20, "ほせいよさん"),
    paper(BUDGET, 7, "令和９年度　青波市一般会計予算書", 300, "いっぱんかいけいよさんしょ"),
    paper(PETITION, 10, "請願第３号　通学路の安全対策について", 2, "せいがん"),
    paper(NOTICES, 3, "一般質問通告一覧表", 1, "いっぱんしつもんつうこくいちらんひょう"),
]
AGENDA = [
    {"item": 3, "number": 3, "title": "一般質問"},
    {"item": 4, "number": 4, "title": "議案第４１号　青波市公民館使用料条例の一部を改正する条例"},
    {"item": 5, "number": 5, "title": "議案第４２号　令和８年度一般会計補正予算（第４号）"},
    {"item": 7, "number": 7, "title": "議案第４４号　令和９年度青波市一般会計予算"},
    {"item": 10, "number": 10, "title": "請願第３号　通学路"},
]
# Four roman pages, then spreads: sheet 5 holds 1 and 2, sheet 6 holds 3 and 4.
LABELS = [
    *(["i"], ["ii"], ["iii"], ["iv"]),
    *([str(2 * at + 1), str(2 * at + 2)] for at in range(296)),
]
OUTLINE = [
    heading(1, "歳入", 10, "", 0, "さいにゅう"),
    heading(2, "1款 市税", 11, "款", 1, "いっかんしぜい"),
    heading(3, "1項 市民税", 11, "項", 1, "いっこうしみんぜい"),
    heading(1, "歳出", 40, "", 0, "さいしゅつ"),
    heading(2, "1款 議会費", 41, "款", 1, "いっかんぎかいひ"),
    heading(2, "3款 民生費", 75, "款", 3, "さんかんみんせいひ"),
    heading(3, "1項 社会福祉費", 75, "項", 1, "いっこうしゃかいふくしひ"),
    heading(3, "2項 児童福祉費", 81, "項", 2, "にこうじどうふくしひ"),
    heading(4, "1目 児童福祉総務費", 81, "目", 1, "いちもくじどうふくしそうむひ"),
    heading(4, "2目 児童措置費", 82, "目", 2, "にもくじどうそちひ"),
    heading(2, "4款 衛生費", 95, "款", 4, "よんかんえいせいひ"),
]
MEANT = [
    # a printed number, in the paper that is open
    ("123ページ", (BUDGET, 66, 1)),
    ("１２３頁", (BUDGET, 66, 1)),
    ("124", (BUDGET, 66, 2)),
    ("百二十三ページ", (BUDGET, 66, 1)),
    ("ひゃくにじゅうさんページ", (BUDGET, 66, 1)),
    ("p.123", (BUDGET, 66, 1)),
    ("123p", (BUDGET, 66, 1)),
    ("123ページの下をご覧ください", (BUDGET, 66, 1)),
    ("123-125ページ", (BUDGET, 66, 1)),
    ("123ページから125ページまで", (BUDGET, 66, 1)),
    ("Ⅲページ", (BUDGET, 3, None)),
    ("ⅳ", (BUDGET, 4, None)),
    ("10枚目", (BUDGET, 10, None)),
    ("予算書の百四十七ページをお開きください", (BUDGET, 78, 1)),
    ("次のページ", (BUDGET, 31, None)),
    ("表紙", (BUDGET, 1, None)),
    # bills and items
    ("議案第41号", (HALL, 1, None)),
    ("４１号", (HALL, 1, None)),
    ("四十一号議案", (HALL, 1, None)),
    ("ぎあんだい４１ごう", (HALL, 1, None)),
    ("よんじゅういちごう", (HALL, 1, None)),
    ("議案第四十一号の3ページ", (HALL, 3, None)),
    ("請願第3号", (PETITION, 1, None)),
    ("日程第5", (SUPPLEMENT, 1, None)),
    ("ﾆｯﾃｲ5", (SUPPLEMENT, 1, None)),
    ("議案第44号", (BUDGET, 1, None)),
    # budget sections
    ("3款", (BUDGET, 75, None)),
    ("第三款第二項", (BUDGET, 81, None)),
    ("3款民生費", (BUDGET, 75, None)),
    ("款3項2目1", (BUDGET, 81, None)),
    ("3-2-2", (BUDGET, 82, None)),
    ("歳入1款", (BUDGET, 11, None)),
    ("歳出の1款", (BUDGET, 41, None)),
    ("民生費の児童福祉費", (BUDGET, 81, None)),
    ("じどうふくしそうむひ", (BUDGET, 81, None)),
    ("ミンセイヒ", (BUDGET, 75, None)),
    ("衛生費をご覧ください", (BUDGET, 95, None)),
    # names of papers and items
    ("予算書", (BUDGET, 1, None)),
    ("よさんしょ", (BUDGET, 1, None)),
    ("補正予算第４号", (SUPPLEMENT, 1, None)),
    ("それでは、議案第42号、一般会計補正予算について", (SUPPLEMENT, 1, None)),
    ("公民館", (HALL, 1, None)),
    ("一般質問", (NOTICES, 1, None)),
    ("議事日程", (ORDER, 1, None)),
]
FIND = """
const { labels, outline } = given;
const facts = (version) => version === 4 ? { labels, outline } : undefined;
const finder = new m.Finder({ papers: given.papers, agenda: given.agenda, facts });
const here = { version: 4, page: 30 };
return given.words.map((words) => finder.find(words, { here }).map(({ place }) => place));
"""

ANNOUNCE = """
document.body.insertAdjacentHTML('beforeend', '<p id="announcer"></p>');
const words = { say: (key, values) => `${key} ${Object.values(values).join('|')}` };
const paper = (version) => given.papers.find((one) => one.version === version);
const { PageNames } = await import('/static/paper/naming.js');
const facts = { version: 4, outline: given.outline };
const lineage = { paper, isOld: () => false };
const names = new PageNames({ lineage }, { now: () => facts }, words);
const announcer = new m.Announcer({ paper }, names, words);
return given.pages.map(([page, printed]) => {
  const book = { facts, printed: () => printed, pagesAt: () => [page] };
  announcer.tell({ book }, { version: 4, page });
  return document.querySelector('#announcer').textContent;
});
"""


def found(page: Page, *words: str) -> list[list[tuple[int, int, int | None]]]:
    """Return the places that each of the words leads to, the likeliest first."""
    given = {"labels": LABELS, "outline": OUTLINE, "papers": PAPERS, "agenda": AGENDA}
    answers = ask(page, "record/spoken/finder.js", FIND, given | {"words": words})
    return [[(at["version"], at["page"], at.get("half")) for at in answer] for answer in answers]


def test_the_page_that_is_meant_comes_first(page: Page) -> None:
    answers = found(page, *(words for words, _ in MEANT))
    first = [answer[0] if answer else None for answer in answers]
    assert dict(zip([words for words, _ in MEANT], first, strict=True)) == dict(MEANT)


def test_a_page_is_announced_by_its_printed_number_and_the_section_it_lies_in(page: Page) -> None:
    turned = [[2, "ii"], [9, ""], [76, "151-152"], [78, "155-156"], [82, "163-164"]]
    given = {"papers": PAPERS, "outline": OUTLINE, "pages": turned}
    name = "令和９年度　青波市一般会計予算書"
    assert ask(page, "paper/announcing.js", ANNOUNCE, given) == [
        f"where {name}|find.page ii",
        f"where {name}|find.page 9",
        f"where_in where {name}|find.page 151-152|1項 社会福祉費",
        f"where_in where {name}|find.page 155-156|1項 社会福祉費",
        f"where_in where {name}|find.page 163-164|2目 児童措置費",
    ]


def test_words_that_lead_nowhere_find_nothing(page: Page) -> None:
    assert found(page, "", "、。", "９９９９９号", "99款", "ぬるぽ") == [[], [], [], [], []]


def test_half_a_number_already_shows_what_begins_so(page: Page) -> None:
    bill, item, bare = found(page, "議案第4", "日程第1", "41")
    assert bill == [(HALL, 1, None), (SUPPLEMENT, 1, None)]
    assert item == [(PETITION, 1, None)]
    assert bare[0] == (BUDGET, 25, 1)
    assert (HALL, 1, None) in bare


def test_a_number_that_two_papers_print_is_first_the_open_ones(page: Page) -> None:
    [answer] = found(page, "2ページ")
    assert answer[0] == (BUDGET, 5, 2)
    assert {version for version, _, _ in answer} == {HALL, SUPPLEMENT, BUDGET, PETITION}


def test_bills_in_a_text_are_found_where_they_stand_and_files_by_their_names(page: Page) -> None:
    given = {"papers": PAPERS, "agenda": AGENDA}
    texts = ["𠮷田「議案　第４２号」と第三号請願、99号", "議案第44号の件", "議員提出議案第41号"]
    files = ["請願第３号.pdf", "議事日程（第2号）.PDF", "一般質問通告一覧表.pdf", "ほか.pdf"]
    told = ask(
        page,
        "record/spoken/mentions.js",
        """
        const paper = (bill) => m.paperOfBill(bill, given)?.version ?? null;
        const named = given.texts.map((text) => m.mentions(text).map((bill) => (
          [[...text].slice(bill.start, bill.end).join(''), paper(bill)])));
        return [named, given.files.map((file) => m.paperOfFile(file, given)?.version ?? null)];
        """,
        given | {"texts": texts, "files": files},
    )
    first = [["議案\u3000第４２号", SUPPLEMENT], ["第三号請願", PETITION]]
    assert told[0] == [first, [["議案第44号", BUDGET]], [["議員提出議案第41号", None]]]
    assert told[1] == [PETITION, ORDER, NOTICES, None]


def test_a_bill_whose_name_a_lines_end_breaks_is_found_on_both_lines(page: Page) -> None:
    across = [
        ("ここで、議員提出議案第", [72, 100, 300, 112]),
        ("４１号と議案第４", [72, 118, 300, 130]),
        ("２号を議題とし、議案第43号を", [72, 136, 300, 148]),
        ("次に、議案第44", [72, 300, 300, 312]),
        ("号は別の段", [320, 300, 400, 312]),
    ]
    down = [("請願第三", [500, 72, 512, 300], True), ("号の審査", [482, 72, 494, 200], True)]
    lines = [
        {"text": text, "box": box, "size": 12, "vertical": bool(vertical), "at": []}
        for text, box, *vertical in [*across, *down]
    ]
    told = ask(
        page,
        "record/spoken/mentions.js",
        """
        return m.mentionsOn(given).map(({ kind, number, parts }) => [kind, number, ...parts.map(
          ({ line, start, end }) => [...line.text].slice(start, end).join(''))]);
        """,
        {"width": 595, "height": 842, "lines": lines, "links": []},
    )
    assert told == [
        ["議員提出議案", 41, "議員提出議案第", "４１号"],
        ["議案", 42, "議案第４", "２号"],
        ["議案", 43, "議案第43号"],
        ["請願", 3, "請願第三", "号"],
    ]


def test_contents_begin_unfolded_where_one_reads_however_deep_their_levels(page: Page) -> None:
    levels = [1, 3, 3, 2, 1, *[2] * 40]
    outline = [heading(level, str(at), at + 1, "", 0, "") for at, level in enumerate(levels)]
    told = ask(
        page,
        "paper/outline.js",
        """
        const roots = m.tree(given);
        const here = m.around(roots, { page: 3 });
        const name = ({ heading, level }) => [heading.title, level];
        const open = [...m.unfolded(roots, here)].map(name);
        return [m.all(roots).slice(0, 6).map(name), name(here), open];
        """,
        outline,
    )
    shown = [["0", 1], ["1", 2], ["2", 2], ["3", 2], ["4", 1], ["5", 2]]
    assert told == [shown, ["2", 2], [["0", 1]]]
