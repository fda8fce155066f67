"""The corpus of replaced papers: windows of real and demo papers, each edited by a seed."""

from __future__ import annotations

import os
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pymupdf

from bench.ground import rescans, typeset
from bench.ground.desk import Case, Desk
from bench.ground.edits import EDITS, OF_SCANS, case
from meetings.demo import papers
from meetings.demo.calendar import DAY
from tests.house.tree import ROOT

SHARED = Path(os.environ.get("GIJO_SHARED_DATA", ROOT.parent / "shared" / "data"))
SHORTEST = 3
"""Pages of a paper that is worth editing."""
REFLOW = "reflow"


def sources(folder: Path) -> list[Any]:
    """Return the papers to edit, as pymupdf Documents: the demo's, then the real ones."""
    demo = [folder / paper.file for paper in papers.make(folder, DAY)]
    real = [*sorted(SHARED.glob("packets/*/*.pdf")), *SHARED.glob("budget/r6-budget.pdf")]
    opened = [pymupdf.open(path) for path in [*demo, *real]]
    return [paper for paper in opened if paper.page_count >= SHORTEST]


def cases(count: int, pages: int, notes: int, seed: int, folder: Path) -> Iterator[Case]:
    """Yield so many cases of windows of at most `pages`, the kinds of edit in turn."""
    papers = sources(folder)
    kinds = [*EDITS, REFLOW]
    for number in range(count):
        dice = random.Random(f"{seed} {number}")  # noqa: S311 - the same corpus again
        kind = kinds[number % len(kinds)]
        if kind == REFLOW:
            yield reflowed(papers, dice, notes)
            continue
        source = dice.choice(papers)
        if kind in ("misplace", "supplement"):
            source = dice.choice(_supplements(papers))
        window = _window(source, dice, 12 if kind in OF_SCANS else pages)
        strangers = [paper for paper in papers if paper is not source]
        others = [_like(source, papers, dice), *dice.sample(strangers, 3)]
        if kind in OF_SCANS:
            yield case(kind, _scanned(window, others, dice, folder), notes)
        else:
            yield case(kind, Desk(window.tobytes(), others, dice, folder), notes)


def _supplements(papers: Sequence[Any]) -> list[Any]:
    found = [paper for paper in papers if "補正予算" in paper.name]
    return found if len(found) > 1 else list(papers)


def _like(source: Any, papers: Sequence[Any], dice: random.Random) -> Any:
    """Another paper of the same form: a supplementary budget for one, else any."""
    family = _supplements(papers)
    rest = [paper for paper in (family if source in family else papers) if paper is not source]
    return dice.choice(rest)


def _window(source: Any, dice: random.Random, pages: int) -> Any:
    size = min(source.page_count, dice.randint(SHORTEST, pages))
    first = dice.randrange(source.page_count - size + 1)
    made = pymupdf.open()
    made.insert_pdf(source, from_page=first, to_page=first + size - 1)
    return made


def _scanned(window: Any, others: list[Any], dice: random.Random, folder: Path) -> Desk:
    jpegs = [rescans.scan(page, dice, level=True)[0] for page in window]
    sizes = [(page.rect.width, page.rect.height) for page in window]
    return Desk(rescans.paper(jpegs, sizes).tobytes(), others, dice, folder, window)


def reflowed(papers: Sequence[Any], dice: random.Random, notes: int) -> Case:
    """A text edited and set anew with other margins: letters go over lines and pages."""
    text = typeset.letters(_paragraphs(papers, dice))
    left, columns = 90.0, 36
    old = typeset.typeset(text, left, columns)
    if dice.random() < 0.5:
        left, columns = dice.choice(((76.0, 40), (90.0, 38), (104.0, 34)))
    new = typeset.typeset(typeset.edited(text, dice), left, columns)
    made = Case(REFLOW, old.paper.tobytes(), new.paper.tobytes(), [], [], {})
    by_page: dict[int, list[int]] = {}
    for letter, (page, _, _) in old.places.items():
        by_page.setdefault(page, []).append(letter)
    for page, letters in by_page.items():
        went = Counter(new.places[one][0] for one in letters if one in new.places)
        if went:
            at = went.most_common(1)[0][0]
            made.partners[page] = at, old.lines[page] != new.lines[at]
        for _ in range(notes):
            letter = dice.choice(letters)
            _, x, y = old.places[letter]
            made.notes.append((page, (x, y)))
            place = new.places.get(letter)
            # A letter that is gone leaves no right page: its note may be anywhere near, or wait.
            made.truth.append((place[0], place[1:]) if place else (-1, None))
    return made


def _paragraphs(papers: Sequence[Any], dice: random.Random) -> list[str]:
    made: list[str] = []
    while sum(map(len, made)) < 4_000:
        paper = dice.choice(papers)
        page = paper[dice.randrange(paper.page_count)].get_text()
        text = "".join(sign for sign in page if "\u3000" < sign < "\ufa6e")
        fresh = [text[at : at + 180] for at in range(0, len(text), 180)][:4]
        # Of two paragraphs with one text nobody could say which is which.
        made += [one for one in fresh if len(one) > 20 and one not in made]
    return made
