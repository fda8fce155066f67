"""Which item of the order of the day a paper belongs to, by the bill numbers in their names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from meetings.domain.meetings import AgendaItem

# Bills of members and of committees are numbered apart from the mayor's.
_KIND = (
    "(?:議員|委員会|委員長)提出議案|議案|請願|陳情|報告|認定|承認|同意|諮問|発議|発委|推薦|選挙|"
    "意見書案|意見案|決議案"
)
_NUMBER = r"[0-9]+|[〇一二三四五六七八九十百]+"
_MENTION = re.compile(
    rf"(?P<kind>{_KIND})第?(?P<first>{_NUMBER})号"
    rf"(?:(?:から|ないし|乃至|[~〜\-–—―ー])(?:{_KIND})?第?(?P<last>{_NUMBER})号)?"
    rf"|第(?P<number>{_NUMBER})号(?P<after>{_KIND})"
)
_UNITS = {"十": 10, "百": 100}
_DIGITS = {sign: value for value, sign in enumerate("〇一二三四五六七八九")}


@dataclass(frozen=True)
class Mention:
    """Bills ``first`` to ``last`` of a kind (議案, 請願, ...), as a name mentions them."""

    kind: str
    first: int
    last: int

    def holds(self, other: Mention) -> bool:
        """Say whether the other's first bill is one of these."""
        return self.kind == other.kind and self.first <= other.first <= self.last


def mentions(name: str) -> list[Mention]:
    """Return the bills a name mentions, in its order; 第10号議案 is 議案第１０号."""
    plain = "".join(unicodedata.normalize("NFKC", name).split())
    return [_mention(match) for match in _MENTION.finditer(plain)]


def _mention(match: re.Match[str]) -> Mention:
    first = number(match["first"] or match["number"])
    last = number(match["last"]) if match["last"] else first
    return Mention(match["kind"] or match["after"], first, last)


def number(text: str) -> int:
    """Return a number written in digits or in kanji: 41, 四一 and 四十一 are one."""
    if text.isdecimal():
        return int(text)
    whole = part = 0
    for sign in text:
        if sign in _UNITS:
            whole, part = whole + (part or 1) * _UNITS[sign], 0
        else:
            part = part * 10 + _DIGITS[sign]
    return whole + part


def matching_item(name: str, items: Sequence[AgendaItem]) -> AgendaItem | None:
    """Return the item that is about the first bill in a paper's name, or None.

    An item that begins with the bill goes before one that mentions it later on
    (議案第3号に対する修正案).
    """
    found = mentions(name)
    if not found:
        return None
    titles = [(item, mentions(item.title)) for item in items]
    beginning = (item for item, told in titles if told and told[0].holds(found[0]))
    anywhere = (item for item, told in titles if any(one.holds(found[0]) for one in told))
    return next(beginning, None) or next(anywhere, None)
