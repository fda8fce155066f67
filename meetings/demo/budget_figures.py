"""The figures of the demo's budget, in thousands of yen, made so that everything adds up.

Spending is built from the items of each project; income is whatever spending needs, so that
both sides are equal by construction. A fixed seed gives the same budget each time.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from random import Random

# 款 | total | 項=目,目:weight; 項=目 ...
_SPENDING = """
議会費|312400|議会費=議会費
総務費|5126800|総務管理費=一般管理費,文書広報費,財政管理費,会計管理費,財産管理費,企画費,支所及び出張所費,公平委員会費,情報管理費,市民協働推進費,交通安全対策費,防犯対策費,市民相談費,諸費;徴税費=税務総務費,賦課徴収費;戸籍住民基本台帳費=戸籍住民基本台帳費;選挙費=選挙管理委員会費,選挙啓発費,市議会議員選挙費;統計調査費=統計調査総務費,基幹統計調査費;監査委員費=監査委員費
民生費|17642300|社会福祉費=社会福祉総務費,障害者福祉費,老人福祉費,国民健康保険費,介護保険費,後期高齢者医療費,福祉会館費;児童福祉費=児童福祉総務費,児童措置費,母子福祉費,保育所費,児童館費,子育て支援費;生活保護費=生活保護総務費,扶助費:4;災害救助費=災害救助費:0.1
衛生費|3914600|保健衛生費=保健衛生総務費,予防費,母子保健費,環境衛生費,公害対策費,斎場費,健康増進費;清掃費=清掃総務費,塵芥処理費,し尿処理費,資源化推進費;病院費=病院費;上水道費=上水道費
労働費|68300|労働諸費=労働諸費,勤労者福祉費
農林水産業費|764200|農業費=農業委員会費,農業総務費,農業振興費,畜産業費,農地費;林業費=林業総務費,林業振興費;水産業費=水産業総務費,水産業振興費,漁港管理費,漁港建設費
商工費|1083700|商工費=商工総務費,商工業振興費,観光費,消費者行政費
土木費|4438200|土木管理費=土木総務費;道路橋りょう費=道路橋りょう総務費,道路維持費,道路新設改良費,橋りょう維持費;河川費=河川総務費,河川改良費;港湾費=港湾管理費;都市計画費=都市計画総務費,街路事業費,公園費,公共下水道費;住宅費=住宅管理費,住宅建設費
消防費|1572400|消防費=常備消防費,非常備消防費,消防施設費,水防費,災害対策費
教育費|5287900|教育総務費=教育委員会費,事務局費,教育指導費,教育支援センター費;小学校費=学校管理費,教育振興費,学校建設費;中学校費=学校管理費,教育振興費,学校建設費;幼稚園費=幼稚園費;社会教育費=社会教育総務費,公民館費,図書館費,文化財保護費,青少年教育費,文化会館費;保健体育費=保健体育総務費,体育施設費,学校給食費
災害復旧費|24600|農林水産施設災害復旧費=漁港災害復旧費;公共土木施設災害復旧費=道路橋りょう災害復旧費
公債費|3874100|公債費=元金:93,利子:7
予備費|50000|予備費=予備費
"""
# Income that is free of purpose; the local allocation tax fills what is left.
_TAXES = """
市税|13862400|市民税=個人:48,法人:7;固定資産税=固定資産税:52,国有資産等所在市町村交付金:1;軽自動車税=環境性能割:1,種別割:4;市たばこ税=市たばこ税:6;都市計画税=都市計画税:8
地方譲与税|286300|地方揮発油譲与税=地方揮発油譲与税;自動車重量譲与税=自動車重量譲与税;森林環境譲与税=森林環境譲与税
利子割交付金|9200|利子割交付金=利子割交付金
配当割交付金|68400|配当割交付金=配当割交付金
株式等譲渡所得割交付金|72100|株式等譲渡所得割交付金=株式等譲渡所得割交付金
法人事業税交付金|214600|法人事業税交付金=法人事業税交付金
地方消費税交付金|2386500|地方消費税交付金=地方消費税交付金
地方特例交付金|92700|地方特例交付金=地方特例交付金
"""
# Income tied to a purpose: its share of the pot (state, loans, other).
_TIED = """
分担金及び負担金|other|9|分担金=農林水産業費分担金;負担金=民生費負担金,教育費負担金
使用料及び手数料|other|24|使用料=総務使用料,民生使用料,衛生使用料,土木使用料,教育使用料;手数料=総務手数料,衛生手数料,土木手数料
国庫支出金|state|66|国庫負担金=民生費国庫負担金,衛生費国庫負担金,教育費国庫負担金;国庫補助金=総務費国庫補助金,民生費国庫補助金,衛生費国庫補助金,土木費国庫補助金,教育費国庫補助金;委託金=総務費委託金,民生費委託金
県支出金|state|34|県負担金=民生費県負担金,衛生費県負担金;県補助金=総務費県補助金,民生費県補助金,農林水産業費県補助金,土木費県補助金,教育費県補助金;委託金=総務費委託金,教育費委託金
財産収入|other|4|財産運用収入=財産貸付収入,利子及び配当金;財産売払収入=不動産売払収入,物品売払収入
寄附金|other|11|寄附金=一般寄附金,ふるさと納税寄附金
繰入金|other|31|基金繰入金=財政調整基金繰入金,減債基金繰入金,公共施設整備基金繰入金;特別会計繰入金=介護保険特別会計繰入金
繰越金|other|6|繰越金=繰越金
諸収入|other|15|延滞金、加算金及び過料=延滞金;市預金利子=市預金利子;貸付金元利収入=貸付金元利収入;雑入=雑入
市債|loan|100|市債=総務債,衛生債,農林水産業債,土木債,消防債,教育債
"""
_KINDS = (
    "報酬",
    "給料",
    "職員手当等",
    "共済費",
    "報償費",
    "旅費",
    "需用費",
    "役務費",
    "委託料",
    "使用料及び賃借料",
    "工事請負費",
    "備品購入費",
    "負担金補助及び交付金",
    "扶助費",
)
_NUMBERS = dict(zip(_KINDS, (1, 2, 3, 4, 7, 8, 10, 11, 12, 13, 14, 17, 18, 19), strict=True))
_STAFF, _GOODS = _KINDS[:4], _KINDS[4:]
_WORKS = (
    "管理運営事業",
    "施設整備事業",
    "普及啓発事業",
    "推進事業",
    "支援事業",
    "維持補修事業",
    "計画策定事業",
    "電算システム事業",
    "地域連携事業",
    "調査研究事業",
    "補助金交付事業",
)


_AIDING = ("福祉", "児童", "扶助", "保育", "母子", "子育て", "後期高齢", "教育振興")


@dataclass(frozen=True, slots=True)
class Project:
    """A project: its name and its items by kind of spending (節)."""

    name: str
    items: dict[str, int]

    @property
    def total(self) -> int:
        """What the project costs."""
        return sum(self.items.values())


@dataclass(frozen=True, slots=True)
class Head:
    """A 目: this year and last, its projects, and the tied money (state, loan, other)."""

    name: str
    total: int
    last: int
    projects: tuple[Project, ...] = ()
    tied: dict[str, int] = field(default_factory=dict)

    def kinds(self) -> dict[int, tuple[str, int]]:
        """Name and sum of each kind of spending (節) by its number."""
        sums = {kind: sum(p.items.get(kind, 0) for p in self.projects) for kind in _NAMES}
        return {_NAMES[kind]: (kind, total) for kind, total in sums.items() if total}


@dataclass(frozen=True, slots=True)
class Section:
    """A 項 and its heads."""

    name: str
    heads: tuple[Head, ...]

    @property
    def total(self) -> int:
        """This year's sum."""
        return sum(head.total for head in self.heads)

    @property
    def last(self) -> int:
        """Last year's sum."""
        return sum(head.last for head in self.heads)


@dataclass(frozen=True, slots=True)
class Chapter:
    """A 款 and its sections."""

    name: str
    sections: tuple[Section, ...]

    @property
    def total(self) -> int:
        """This year's sum."""
        return sum(section.total for section in self.sections)

    @property
    def last(self) -> int:
        """Last year's sum."""
        return sum(section.last for section in self.sections)


_SPECIAL = {
    "元金": ("償還金、利子及び割引料", 22),
    "利子": ("償還金、利子及び割引料", 22),
    "予備費": ("予備費", 29),
}
_NAMES = {**_NUMBERS, **dict(_SPECIAL.values())}


def _split(total: int, weights: list[float]) -> list[int]:
    """The total in parts as the weights say, each at least 1; the largest takes the rest."""
    parts = [max(1, int(total * weight / sum(weights))) for weight in weights]
    parts[parts.index(max(parts))] += total - sum(parts)
    return parts


def _projects(random: Random, name: str, total: int) -> tuple[Project, ...]:
    if name in _SPECIAL:
        return (Project(name, {_SPECIAL[name][0]: total}),)
    count = min(2 + random.randrange(7), 1 + total // 900)
    works = ["職員給与費", *random.sample(_WORKS, count)] if total > 12_000 else ["事務費"]
    stem = name.removesuffix("費").removesuffix("総務")
    found = []
    for work, part in zip(
        works, _split(total, [_share_of(random, work) for work in works]), strict=True
    ):
        kinds = _STAFF if work == "職員給与費" else _pick(random, part, name)
        shares = _split(part, [random.uniform(0.3, 4) for _ in kinds])
        title = work if work in ("職員給与費", "事務費") else stem + work
        found.append(Project(title, dict(zip(kinds, shares, strict=True))))
    return tuple(found)


def _share_of(random: Random, work: str) -> float:
    return random.uniform(3, 6) if work == "職員給与費" else random.uniform(0.4, 2)


def _pick(random: Random, part: int, head: str) -> tuple[str, ...]:
    """Some kinds of spending on goods and services; aid (扶助費) only where people are helped."""
    aid = any(sign in head for sign in _AIDING)
    goods = [kind for kind in _GOODS if aid or kind != "扶助費"]
    count = max(1, min(3 + random.randrange(6), part // 40))
    return tuple(sorted(random.sample(goods, count), key=_KINDS.index))


def _last(random: Random, total: int) -> int:
    return max(0, round(total * random.uniform(0.93, 1.05)))


def _chapters(table: str, make: Random, projects: bool) -> list[Chapter]:
    found = []
    for line in table.strip().splitlines():
        name, total, body = line.split("|")
        sections = [part.split("=") for part in body.split(";")]
        heads = [(section, head) for section, names in sections for head in names.split(",")]
        sums = _split(int(total), [_weight(make, head) for _, head in heads])
        made = [
            (section, _head(make, head.partition(":")[0], part, projects))
            for (section, head), part in zip(heads, sums, strict=True)
        ]
        found.append(
            Chapter(
                name,
                tuple(
                    Section(section, tuple(head for own, head in made if own == section))
                    for section, _ in sections
                ),
            )
        )
    return found


def _weight(random: Random, head: str) -> float:
    """The weight written behind a head's name, else one by chance."""
    given = head.partition(":")[2]
    return float(given) if given else random.uniform(0.5, 3)


def _head(random: Random, name: str, total: int, projects: bool) -> Head:
    if not projects:
        return Head(name, total, _last(random, total))
    parts = _split(total, [22, 7, 6, 65] if total > 40_000 else [8, 0, 4, 88])
    tied = dict(zip(("state", "loan", "other"), parts, strict=False)) if total > 9_000 else {}
    if name in _SPECIAL or name == "議会費":
        tied = {}
    return Head(name, total, _last(random, total), _projects(random, name, total), tied)


@cache
def budget() -> tuple[tuple[Chapter, ...], tuple[Chapter, ...]]:
    """Income and spending; both totals are equal."""
    random = Random(20270401)  # noqa: S311  # plausible figures, not secrets
    spending = _chapters(_SPENDING, random, projects=True)
    heads = [head for chapter in spending for section in chapter.sections for head in section.heads]
    pots = {pot: sum(head.tied.get(pot, 0) for head in heads) for pot in ("state", "loan", "other")}
    taxes = _chapters(_TAXES, random, projects=False)
    tied = _chapters("\n".join(_share(pots)), random, projects=False)
    others = (*taxes, *tied)
    allocation = Head(
        "地方交付税",
        sum(chapter.total for chapter in spending) - sum(chapter.total for chapter in others),
        sum(chapter.last for chapter in spending) - sum(chapter.last for chapter in others),
    )
    free = Chapter("地方交付税", (Section("地方交付税", (allocation,)),))
    return (*taxes, free, *tied), tuple(spending)


def _share(pots: dict[str, int]) -> list[str]:
    """The lines of `_TIED` with sums in place of shares."""
    rows = [line.split("|") for line in _TIED.strip().splitlines()]
    sums = {
        pot: iter(_split(total, [float(row[2]) for row in rows if row[1] == pot]))
        for pot, total in pots.items()
    }
    return [f"{name}|{next(sums[pot])}|{body}" for name, pot, _, body in rows]
