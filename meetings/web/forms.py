"""What forms share: refusals that name fields as their labels do, and typed numbers."""

from __future__ import annotations

from flask import request

from meetings.domain.base import NotFound, Refused
from meetings.given import whole
from meetings.web import here

FIELDS = frozenset(
    "name furigana login role password office kind opens_on closes_on held_on starts_at place "
    "title item text label session body person state first last number reason".split()
)
"""Arguments of acts that have a label under ``page.field``."""


def sentence(refusal: Refused) -> str:
    """Return a refusal in words, with the fields' labels for the names of arguments."""
    if refusal.reason == "given.wrong":
        names = str(refusal.values.get("names", "")).split("、")
        labels = [here.t(f"page.field.{name}") if name in FIELDS else name for name in names]
        return here.t("page.wrong", names="、".join(labels))
    return here.sentence(refusal)


def text(name: str) -> str:
    """Return what was typed into a field, without blanks around it."""
    return request.form.get(name, "").strip()


def number(name: str) -> int:
    """Return the number a form carries; `NotFound` where a page of ours never sent it."""
    found = whole(request.form.get(name, ""))
    if found is None:
        raise NotFound("page")
    return found


def asked(name: str) -> int | None:
    """Return the number an address asks for after its ``?``, None without; refuse what is none."""
    text = request.args.get(name, "")
    found = whole(text)
    if text and found is None:
        raise Refused("given.wrong", names=name)
    return found
