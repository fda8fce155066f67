"""What every template may ask for: words, days, who is looking, and the import map."""

from __future__ import annotations

import json
from datetime import date, datetime

from flask import Flask, url_for
from flask_login import current_user
from markupsafe import Markup

from meetings import assets
from meetings.domain import days
from meetings.domain.people import Person
from meetings.web import here


def register(app: Flask) -> None:
    """Give the templates their globals."""
    app.jinja_env.globals.update(
        t=here.t,
        language=here.language,
        sentences=lambda *groups: here.house().words.group(here.language(), *groups),
        viewer=onlooker,
        csp_nonce=here.csp_nonce,
        import_map=import_map,
        day=day,
        clock=days.clock,
        moment=moment,
        role_name=role_name,
        state_name=state_name,
    )


def onlooker() -> Person | None:
    """Return who is looking, or None where nobody signed in."""
    return current_user.person if current_user.is_authenticated else None


def import_map() -> Markup:
    """Return the import map as JSON for a script element: packages, and our own by ``gijo/``."""
    imports = {
        name: url_for("static", filename=path) for name, path in sorted(assets.MODULES.items())
    }
    imports["gijo/"] = url_for("static", filename="")
    # Only constants of ours are in it, so nothing can close the script element.
    return Markup(json.dumps({"imports": imports}))  # noqa: S704


def day(of: date) -> str:
    """Return a day as 令和8年12月8日（火）, or as Tue 8 December 2026."""
    if here.language() == "ja":
        return days.written(of)
    return f"{of:%a} {of.day} {of:%B %Y}"


def moment(at: int) -> str:
    """Return day and time of a moment in ms since the epoch."""
    if here.language() == "ja":
        return days.moment(at)
    return f"{day(datetime.fromtimestamp(at / 1000, days.JAPAN).date())} {days.clock(at)}"


def role_name(role: str) -> str:
    """Return a role in words."""
    return here.t(f"role.{role}")


def state_name(state: str) -> str:
    """Return a meeting's state in words."""
    return here.t(f"state.{state}")
