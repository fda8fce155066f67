"""What went wrong with a form of administration, told field by field, and what was typed."""

from __future__ import annotations

from flask import request

from meetings.domain.base import Refused
from meetings.web import forms, here

FIELDS = frozenset("name furigana login role password label kind person office".split())
"""Fields that have a sentence of their own under ``people.fault``."""

_BLAMED = {
    "person.password_too_short": "password",
    "person.login_is_taken": "login",
    "body.name_is_taken": "name",
    "seat.needs_member": "person",
}


def by_field(refusal: Refused) -> dict[str, str]:
    """Return sentences by the field to blame; under ``form`` what no field is to blame for."""
    if refusal.reason != "given.wrong":
        return {_BLAMED.get(refusal.reason, "form"): here.sentence(refusal)}
    names = str(refusal.values.get("names", "")).split("、")
    if not FIELDS.issuperset(names):
        return {"form": forms.sentence(refusal)}
    return {name: here.t(f"people.fault.{name}") for name in names}


def typed() -> dict[str, str]:
    """Return what was typed into the form, without the password and the CSRF token."""
    kept = request.form.to_dict()
    return {name: kept[name] for name in kept.keys() - {"password", "csrf_token"}}
