"""The made-up city of the demo and the cast that appears in its papers."""

from __future__ import annotations

CITY = "青波市"
COUNCIL = "青波市議会"
HEAD_OF_CITY = "加藤　　修"  # executive officer
CHAIR = "井上　　正"
MEMBERS = ("上田　明子", "江川　　誠", "木村　　健")
