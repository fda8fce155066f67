"""The made parts of docs/ are what the code makes of them now."""

import re
from pathlib import Path

import pytest

from meetings.acts import REGISTRY
from meetings.domain.record import KINDS
from tests.house.reference import FOLDING, MADE, PARTS, entries_of, folding, pages, renewed
from tests.house.tree import ROOT, short

RENEW = "run python -m tests.house.reference"


@pytest.mark.parametrize("page", list(pages()), ids=short)
def test_the_made_parts_of_a_document_are_up_to_date(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert renewed(text) == text, RENEW


def test_every_made_part_stands_in_one_document() -> None:
    texts = "".join(page.read_text(encoding="utf-8") for page in (ROOT / "docs").glob("*.md"))
    assert sorted(match["name"] for match in MADE.finditer(texts)) == sorted(PARTS)
    assert len(re.findall("<!-- made: ", texts)) == len(PARTS)


def test_the_tablets_table_of_folding_is_up_to_date() -> None:
    assert FOLDING.read_text(encoding="utf-8") == folding(), RENEW


@pytest.mark.parametrize("name", REGISTRY)
def test_an_act_writes_entries_named_like_it(name: str) -> None:
    assert entries_of(REGISTRY[name])


def test_every_entry_kind_comes_from_an_act() -> None:
    assert set().union(*map(entries_of, REGISTRY.values())) == KINDS
