"""The days that stand in the demo's papers, made from the day of its meeting."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone

_WEEK = "月火水木金土日"
_KANJI = "〇一二三四五六七八九"
_REIWA = 2018
"""The year before the first year of Reiwa."""


def wide(number: int) -> str:
    """Return a number in full-width figures."""
    return "".join(chr(ord(sign) + 0xFEE0) for sign in str(number))


def kanji(number: int) -> str:
    """Return a number below 100 in kanji, as vertical writing has it."""
    tens, ones = divmod(number, 10)
    ten = ("" if tens < 2 else _KANJI[tens]) + ("十" if tens else "")
    return ten + (_KANJI[ones] if ones or not tens else "")


def written(day: date) -> str:
    """Return a day as papers write it, in full-width figures."""
    return f"{month(day)}{wide(day.day)}日"


def month(day: date) -> str:
    """Return year and month of a day in full-width figures."""
    return f"令和{wide(day.year - _REIWA)}年{wide(day.month)}月"


def weekday(day: date) -> str:
    """Return the sign of a day of the week."""
    return _WEEK[day.weekday()]


def month_in_kanji(day: date) -> str:
    """Return year and month of a day in kanji."""
    return f"令和{kanji(day.year - _REIWA)}年{kanji(day.month)}月"


@dataclass(frozen=True, slots=True)
class Calendar:
    """A session whose second day is the demo's meeting."""

    held_on: date

    @property
    def opens_on(self) -> date:
        """The first day of the session, on which the bills were filed."""
        return self.held_on - timedelta(days=1)

    @property
    def closes_on(self) -> date:
        """The last day of the session."""
        return self.held_on + timedelta(days=18)

    @property
    def made(self) -> datetime:
        """When the papers were made: in the morning before the session."""
        japan = timezone(timedelta(hours=9))
        return datetime.combine(self.opens_on, time(8), japan)

    @property
    def petitioned_on(self) -> date:
        """When the petition was handed in."""
        return self.held_on - timedelta(days=18)

    @property
    def reported_on(self) -> date:
        """When the schools' routes were reported on."""
        return self.held_on - timedelta(days=46)

    @property
    def inspected_on(self) -> date:
        """A day of the month in which the schools' routes were inspected."""
        return self.held_on - timedelta(days=80)

    @property
    def session(self) -> str:
        """The session's short name."""
        return f"令和{wide(self.held_on.year - _REIWA)}年第４回定例会"

    @property
    def council_session(self) -> str:
        """The session's name with the city's."""
        return self.session.replace("定例会", "青波市議会定例会")

    @property
    def filed(self) -> str:
        """The line that says when a bill was filed."""
        return f"{written(self.opens_on)}提出"

    @property
    def this_year(self) -> int:
        """The fiscal year in years of Reiwa; it begins in April."""
        return self.held_on.year - _REIWA - (self.held_on.month < 4)

    @property
    def next_year(self) -> int:
        """The fiscal year of the budget."""
        return self.this_year + 1


DAY = Calendar(date(2026, 12, 8))
"""A fixed day, where the same papers are wanted at any time: benches and tests."""
