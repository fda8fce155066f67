"""Acts on the guide of a paper: finding it, and correcting what was found."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from meetings import pdf
from meetings.acts import Acting, act, before
from meetings.domain import guide, papers
from meetings.domain.base import NotFound, Refused
from meetings.domain.papers import PaperVersion
from meetings.given import Place, Whole
from meetings.house import House

Number = Annotated[int, Field(ge=1, le=9999)]
Style = Literal["arabic", "roman", "none"]
THUMBNAIL = 240
"""Width in px of the pictures in which spreads without words are looked for."""
_MOST_ROMAN = 399


@act("guide.find")
def find(acting: Acting, meeting: Whole, version: Whole) -> None:
    """Find a paper's printed page numbers, spreads and outline; corrections stay."""
    row = _version(acting, version)
    known = guide.of(acting.session, row)
    known.found = acting.made
    _say(acting, known, row, "guide.found")


@before("guide.find")
def find_first(acting: Acting, version: int, **_: object) -> dict[str, Any]:
    """Find the guide in a sandboxed process, from the words and thumbnails that are stored."""
    row = _version(acting, version)
    return found(acting.house, row.digest, row.sizes)


def found(house: House, digest: str, sizes: list[Any]) -> dict[str, Any]:
    """Return the guide of a stored paper; one that knows nothing where it can't be found."""
    files, pages = house.files, range(1, len(sizes) + 1)
    words = [files.find_words(digest, page) for page in pages]
    thumbnails = [files.find_picture(digest, page, THUMBNAIL) for page in pages]
    try:
        return house.pages.guide(files.path(digest), sizes, words, thumbnails)
    except pdf.Refused:
        return guide.unknown(len(sizes))


@act("guide.correct")
def correct(
    acting: Acting,
    meeting: Whole,
    version: Whole,
    first: Place = 1,
    last: Place | None = None,
    style: Style | None = None,
    number: Number | None = None,
    spread: bool | None = None,
    binding: Literal["left", "right"] | None = None,
    anew: bool = False,
) -> None:
    """Correct the printed numbers or the spreads of the pages `first` to `last`, or the binding.

    Numbers begin with `number`; `style` `none` says that these pages have none. Without `last`
    all pages from the first are meant. `anew` drops all corrections made before.
    """
    row = _version(acting, version)
    known = guide.of(acting.session, row)
    corrections = [] if anew else known.corrections
    for one in _corrections(row, first, last or row.pages, style, number, spread, binding):
        corrections = guide.added(corrections, one)
    if corrections == known.corrections:
        raise Refused("guide.nothing_changed")
    known.corrections = corrections
    _say(acting, known, row, "guide.corrected")


def _corrections(
    row: PaperVersion,
    first: int,
    last: int,
    style: Style | None,
    number: int | None,
    spread: bool | None,
    binding: str | None,
) -> list[guide.Correction]:
    if max(first, last) > row.pages:
        raise Refused("guide.no_such_page", page=max(first, last), pages=row.pages)
    if first > last:
        raise Refused("guide.turned_around", first=first, last=last)
    run = {"first": first, "last": last}
    made: list[guide.Correction] = []
    if spread is not None:
        if spread and any(width < height for width, height in row.sizes[first - 1 : last]):
            raise Refused("guide.too_narrow", first=first, last=last)
        made.append(run | {"spread": spread})
    if style is not None or number is not None:
        made.append(run | _numbers(style, number, last - first))
    return made + ([{"binding": binding}] if binding else [])


def _numbers(style: Style | None, number: int | None, more: int) -> guide.Correction:
    if style == "none":
        return {"style": style}
    if style is None or number is None:
        raise Refused("guide.needs_number")
    # Two to a page, should all of them be spreads.
    if style == "roman" and number + 2 * more > _MOST_ROMAN:
        raise Refused("guide.roman_too_long", most=_MOST_ROMAN)
    return {"style": style, "number": number}


def _version(acting: Acting, version: int) -> PaperVersion:
    row = acting.session.get(PaperVersion, version)
    if row is None or row.paper.meeting_id != acting.here.id:
        raise NotFound("paper")
    return row


def _say(acting: Acting, known: guide.Guide, row: PaperVersion, kind: str) -> None:
    known.revision += 1
    acting.session.add(known)
    told: dict[str, Any] = {"paper": row.paper_id, "version": row.id, "revision": known.revision}
    if kind == "guide.corrected":
        told["corrections"] = known.corrections
    # The digest of a meeting's stream goes into the minutes: what is found after the closing
    # must not come between setting and sealing them.
    shown = papers.is_open(row) and acting.here.state not in ("closed", "sealed")
    acting.write(acting.here.stream if shown else acting.here.office, kind, **told)
