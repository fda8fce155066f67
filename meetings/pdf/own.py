"""What a file itself tells of its pages: labels, bookmarks, binding (child process)."""

from __future__ import annotations

from typing import Any

_MOST = 10_000  # bookmarks are taken
_ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"))


def told(paper: Any) -> dict[str, Any]:
    """Return `{"labels", "marks", "right"}` of a pymupdf Document, as the guide's finder takes it.

    `marks` are level, title, page (from 1) and x in pt; `labels` is empty where the file has none.
    """
    return {"labels": _labels(paper), "marks": _marks(paper), "right": _right(paper)}


def _labels(paper: Any) -> list[str]:
    rules = sorted(paper.get_page_labels(), key=lambda rule: int(rule["startpage"]))
    labels: list[str] = []
    for at, rule in enumerate(rules):
        begin = int(rule["startpage"])
        end = int(rules[at + 1]["startpage"]) if at + 1 < len(rules) else paper.page_count
        first, style = int(rule.get("firstpagenum", 1)), str(rule.get("style", ""))
        # Pages before the first rule have no label.
        labels += [""] * (begin - len(labels))
        for number in range(first, first + min(end, paper.page_count) - begin):
            labels.append(str(rule.get("prefix", "")) + _styled(number, style))
    return labels[: paper.page_count]


def _styled(number: int, style: str) -> str:
    if style in ("r", "R"):
        return roman(number) if style == "r" else roman(number).upper()
    if style in ("a", "A"):
        return chr(ord(style) + (number - 1) % 26) * ((number - 1) // 26 + 1)
    return str(number) if style == "D" else ""


def roman(number: int) -> str:
    """Return a number below 400 in small roman figures."""
    figures = ""
    for worth, sign in (*_ROMAN, (1, "i")):
        figures += sign * min(number // worth, 3)
        number -= worth * min(number // worth, 3)
    return figures


def _marks(paper: Any) -> list[tuple[int, str, int, float]]:
    try:
        entries = paper.get_toc(simple=False)[:_MOST]
    except RecursionError:  # nested without end
        return []
    return [(level, title, page, _x(aim)) for level, title, page, aim in entries]


def _x(aim: dict[str, Any]) -> float:
    place = aim.get("to")
    return float(place.x) if place is not None else 0.0


def _right(paper: Any) -> bool:
    kind, said = paper.xref_get_key(paper.pdf_catalog(), "ViewerPreferences/Direction")
    return bool(kind == "name" and said == "/R2L")
