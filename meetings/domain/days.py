"""Days and times as councils write them: Japanese eras, and the clock on the chamber's wall."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

JAPAN = timezone(timedelta(hours=9), "JST")
"""Japan has one time and no summer time."""

_ERAS = ((date(2019, 5, 1), "令和"), (date(1989, 1, 8), "平成"), (date(1926, 12, 25), "昭和"))
_WEEKDAYS = "月火水木金土日"


def era_year(day: date) -> str:
    """Return the year of a day as 令和8年, the first year of an era as 元年."""
    for first, name in _ERAS:
        if day >= first:
            year = day.year - first.year + 1
            return f"{name}{'元' if year == 1 else year}年"
    return f"{day.year}年"


def written(day: date) -> str:
    """Return a day as 令和8年12月8日（火）."""
    return f"{era_year(day)}{day.month}月{day.day}日（{_WEEKDAYS[day.weekday()]}）"


def today() -> date:
    """Return the day it is in Japan."""
    return datetime.now(JAPAN).date()


def clock(at: int) -> str:
    """Return the time of day of a moment in ms since the epoch, as 10:02."""
    return datetime.fromtimestamp(at / 1000, JAPAN).strftime("%H:%M")


def moment(at: int) -> str:
    """Return day and time of a moment in ms since the epoch."""
    return f"{written(datetime.fromtimestamp(at / 1000, JAPAN).date())} {clock(at)}"
