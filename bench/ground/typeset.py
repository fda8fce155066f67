"""Text set line by line, so that it is known where each letter stands after it was set anew."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Any

import pymupdf

_SIZE, _LEAD = 10.5, 19.0
_PAGE = (595.0, 842.0)
_TOP, _FOOT = 80.0, 770.0
Letter = tuple[int, str]
"""A letter and its number, which it keeps however the text is edited; -1 for what is new."""


@dataclass(frozen=True)
class Setting:
    """A paper, and of each letter the page (from 0) and the middle of it in pt."""

    paper: Any
    places: dict[int, tuple[int, float, float]]
    lines: list[list[str]]
    """What stands in the lines of each page, with where they begin."""


def letters(paragraphs: list[str]) -> list[list[Letter]]:
    """Return paragraphs of numbered letters."""
    number, made = 0, []
    for text in paragraphs:
        made.append([(number + at, letter) for at, letter in enumerate(text)])
        number += len(text)
    return made


def edited(paragraphs: list[list[Letter]], dice: random.Random) -> list[list[Letter]]:
    """Return the text with sentences added, taken away and moved, and figures changed."""
    made = [list(one) for one in paragraphs]
    for _ in range(dice.randint(1, 4)):
        at = dice.randrange(len(made))
        match dice.randrange(4):
            case 0:
                source = [letter for _, letter in dice.choice(paragraphs)][::-1]
                made.insert(at, [(-1, letter) for letter in source])
            case 1 if len(made) > 2:
                del made[at]
            case 2:
                start = dice.randrange(max(1, len(made[at])))
                made[at][start : start + 3] = [
                    (-1, sign) for sign in dice.choice(("削る", "１億２千"))
                ]
            case _:
                made.insert(dice.randrange(len(made)), made.pop(at))
    return [one for one in made if one]


def typeset(paragraphs: list[list[Letter]], left: float, columns: int) -> Setting:
    """Set text in lines of so many letters; each page has a number at its foot."""
    paper = pymupdf.open()
    places: dict[int, tuple[int, float, float]] = {}
    lines: list[list[str]] = []
    y, page = _FOOT, None
    font = pymupdf.Font("japan")
    for paragraph in paragraphs:
        for start in range(0, len(paragraph), columns):
            if y + _LEAD > _FOOT:
                page = paper.new_page(width=_PAGE[0], height=_PAGE[1])
                lines.append([])
                page.insert_text((290, 800), f"- {len(lines)} -", fontname="japan", fontsize=9)
                y = _TOP
            part = paragraph[start : start + columns]
            text = "".join(letter for _, letter in part)
            assert page is not None
            page.insert_text((left, y), text, fontname="japan", fontsize=_SIZE)
            lines[-1].append(f"{left} {y} {text}")
            x = left
            for number, letter in part:
                wide = font.text_length(letter, _SIZE)
                if number >= 0:
                    places[number] = len(lines) - 1, x + wide / 2, y - 0.35 * _SIZE
                x += wide
            y += _LEAD
        y += 0.3 * _LEAD
    return Setting(paper, places, lines)
