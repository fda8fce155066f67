"""The words of pages: read ahead in runs of pages, or one page when somebody asks for it."""

from __future__ import annotations

import logging
from pathlib import Path

from meetings import pdf
from meetings.house import House

log = logging.getLogger(__name__)
AT_ONCE = 20
"""Pages whose words are read in one job, which a picture somebody waits for may have to sit out."""


def read(house: House, digest: str, first: int, last: int) -> list[str]:
    """Store the words of the pages `first` to `last` and return their texts.

    A page that can't be read has the text "" and no words stored; raises ``DiskFull``.
    """
    try:
        found = house.pages.words(house.files.path(digest), first, last)
    except pdf.Refused as refusal:
        if first == last:
            log.warning("words of page %s of %s: %s", first, digest, refusal.reason)
            return [""]
        # One hard page must not cost its neighbours their words.
        pages = range(first, last + 1)
        return [text for page in pages for text in read(house, digest, page, page)]
    for page, words in enumerate(found, start=first):
        house.files.put_words(digest, page, words.packed)
    return [words.text for words in found]


def complete(house: House, digest: str, pages: int) -> None:
    """Store the words of all pages that have none yet; raises ``DiskFull``."""
    for first in range(1, pages + 1, AT_ONCE):
        last = min(first + AT_ONCE - 1, pages)
        if any(house.files.find_words(digest, page) is None for page in range(first, last + 1)):
            read(house, digest, first, last)


def of_page(house: House, digest: str, page: int) -> Path:
    """Return the place of a page's words, read now if they aren't there.

    Raises ``pdf.Refused`` for a page that can't be read and ``DiskFull``.
    """
    found = house.files.find_words(digest, page)
    if found is None:
        (words,) = house.pages.words(house.files.path(digest), page, page, ahead=False)
        found = house.files.put_words(digest, page, words.packed)
    return found
