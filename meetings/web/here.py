"""What every request handler asks for: the house, the desk, who is asking, the words."""

from __future__ import annotations

from typing import Any

from flask import current_app, flash, g, has_request_context, session
from flask_login import current_user

from meetings.desk import Answer, Desk
from meetings.domain.base import NotFound, Refused
from meetings.domain.people import Person
from meetings.domain.rights import PAGES
from meetings.house import House


def house() -> House:
    """Return the house this request is in."""
    found: House = current_app.extensions["gijo"].house
    return found


def desk() -> Desk:
    """Return the desk that performs acts."""
    found: Desk = current_app.extensions["gijo"].desk
    return found


def viewer() -> Person:
    """Return the person asking; `Refused` where nobody signed in."""
    if not current_user.is_authenticated:
        raise Refused("signing.needed")
    found: Person = current_user.person
    return found


def enter(screen: str) -> Person:
    """Return the person asking if this screen is theirs; otherwise it isn't found."""
    person = viewer()
    if person.role not in PAGES[screen]:
        raise NotFound("page")
    return person


def act(name: str, /, **given: Any) -> Answer:
    """Perform an act in the name of the person asking."""
    return desk().do(name, viewer(), given)


def language() -> str:
    """Return the language of this request's screens."""
    if has_request_context():
        if current_user and current_user.is_authenticated and current_user.person.language:
            return str(current_user.person.language)
        return str(session.get("language") or house().config.language)
    return house().config.language


def t(key: str, **values: object) -> str:
    """Return a sentence in the language of this request."""
    return house().words.say(language(), key, **values)


def sentence(refusal: Refused) -> str:
    """Return a refusal in words, with the clause it rests on."""
    return desk().sentence(refusal, language())


def say_refusal(refusal: Refused) -> None:
    """Show a refusal at the top of the next screen."""
    flash(sentence(refusal), "refusal")


def say(key: str, **values: object) -> None:
    """Show a sentence at the top of the next screen."""
    flash(t(key, **values), "done")


def csp_nonce() -> str:
    """Return this response's nonce for scripts."""
    return str(g.nonce)
