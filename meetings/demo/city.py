"""The made-up city of the demo and the cast that appears in its papers."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

CITY = "青波市"
COUNCIL = "青波市議会"
SESSION = "令和８年第４回青波市議会定例会"
HEAD_OF_CITY = "加藤　　修"  # executive officer
CHAIR = "井上　　正"
MEMBERS = ("上田　明子", "江川　　誠", "木村　　健")
FILED = "令和８年１２月１日提出"
MADE = datetime(2026, 12, 1, 9, 0, tzinfo=timezone(timedelta(hours=9)))
