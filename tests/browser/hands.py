"""What hands do with the writing tools of a tablet."""

from __future__ import annotations

from playwright.sync_api import Locator, expect

from tests.browser.tablet import Tablet


def take(one: Tablet, tool: str) -> None:
    """Take one of the rarer tools."""
    one.tap("more-tools")
    one.tap(f"take-{tool}")


def choose(one: Tablet, name: str) -> None:
    """Choose a colour, a width or a way of the tool in hand."""
    one.page.get_by_role("radio", name=name, exact=True).tap()


def put(one: Tablet, across: float, down: float) -> None:
    """Put the pen down at a place and lift it."""
    at = one.at(across, down)
    one.pen_down(at)
    one.pen_up(at)


def write(one: Tablet, text: str) -> None:
    """Write into the field and say that it is done."""
    one.find("entry-text").fill(text)
    one.tap("entry-done")
    expect(one.find("entry")).to_be_hidden()


def loop(one: Tablet, left: float, top: float, right: float, bottom: float) -> None:
    """Draw a loop with the pen."""
    corners = [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)]
    path = [one.at(*corner) for corner in corners]
    one.pen_down(*path)
    one.pen_up(path[-1])


def note(one: Tablet, told: str) -> Locator:
    """Return a note on the page by what it says."""
    return one.page.get_by_role("button", name=told)
