"""Papers edited by a seed as clerks do it, with the truth about every page and place."""

from __future__ import annotations

import random
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pymupdf

from bench.ground import rescans
from bench.ground.desk import Case, Desk, Place, Sheet, spots
from meetings.pdf.pairing.turning import SAME, filling, placed

Edit = Callable[[Desk], None]


def insert(desk: Desk) -> None:
    """Add pages of another paper, at up to three places."""
    for at in desk.some(3):
        other = desk.dice.choice(desk.others)
        first = desk.dice.randrange(other.page_count)
        last = min(other.page_count - 1, first + desk.dice.randrange(3))
        desk.new.insert_pdf(other, from_page=first, to_page=last, start_at=at)
        desk.sheets[at:at] = [Sheet(None) for _ in range(first, last + 1)]


def delete(desk: Desk) -> None:
    """Take out up to four pages."""
    for at in desk.some(min(4, max(1, len(desk.sheets) - 1))):
        if len(desk.sheets) > 1:
            desk.new.delete_page(at)
            del desk.sheets[at]


def reorder(desk: Desk) -> None:
    """Move a block of up to four pages elsewhere."""
    count = len(desk.sheets)
    size = desk.dice.randint(1, min(4, max(1, count // 2)))
    start = desk.dice.randrange(count - size + 1)
    rest = [at for at in range(count) if not start <= at < start + size]
    aim = desk.dice.randrange(len(rest) + 1)
    order = [*rest[:aim], *range(start, start + size), *rest[aim:]]
    desk.new.select(order)
    desk.sheets = [desk.sheets[at] for at in order]


def retype(desk: Desk) -> None:
    """Write other letters over some, at least one on each of up to six pages."""
    for at in desk.some(6):
        page, sheet = desk.new[at], desk.sheets[at]
        if page.rotation or sheet.way != SAME:
            continue
        for _ in range(desk.dice.randint(1, 5)):
            _retyped(page, sheet, desk.dice)


def _retyped(page: Any, sheet: Sheet, dice: random.Random) -> None:
    raw = page.get_text("rawdict")["blocks"]
    spans = [s for b in raw for line in b.get("lines", ()) for s in line["spans"]]
    upright = [s for s in spans if len(s["chars"]) > 2 and 6 < s["size"] < 20]
    if not upright:
        return
    span = dice.choice(upright)
    start = dice.randrange(len(span["chars"]))
    taken = span["chars"][start : start + dice.randint(1, 4)]
    text = "".join(char["c"] for char in taken)
    if not text.strip():
        return
    box = pymupdf.Rect(taken[0]["bbox"]) | pymupdf.Rect(taken[-1]["bbox"])
    if box.width < 3 or box.height > 2 * span["size"]:
        return
    fresh = "".join(_other(sign, dice) for sign in text)
    inner = pymupdf.Rect(box.x0 + 0.8, box.y0 + 2, box.x1 - 0.8, box.y1 - 2)
    page.add_redact_annot(inner, fill=False)
    page.apply_redactions(images=0, graphics=0)
    page.insert_text(taken[0]["origin"], fresh, fontname="japan", fontsize=span["size"])
    sheet.changed = True
    sheet.gone.append(pymupdf.Rect(box.x0 - 8, box.y0 - 4, box.x1 + 8, box.y1 + 4))


def _other(sign: str, dice: random.Random) -> str:
    for row in ("0123456789", "０１２３４５６７８９", "一二三四五六七八九"):
        if sign in row:
            return dice.choice(row.replace(sign, ""))
    return dice.choice("改正前後別記加減算入済".replace(sign, ""))


def margins(desk: Desk) -> None:
    """Print all pages a little smaller and elsewhere on the sheet, unless some lie turned."""
    if any(desk.new[at].rotation for at in range(len(desk.sheets))):
        return  # the library would print them as they are without their turn
    by = desk.dice.uniform(0.86, 1.0)
    made = pymupdf.open()
    for at, sheet in enumerate(desk.sheets):
        box = desk.new[at].rect
        x = desk.dice.choice((0.0, 0.5, 1.0)) * (1 - by) * box.width
        y = desk.dice.choice((0.0, 0.5, 1.0)) * (1 - by) * box.height
        page = made.new_page(width=box.width, height=box.height)
        inner = pymupdf.Rect(x, y, x + by * box.width, y + by * box.height)
        page.show_pdf_page(inner, desk.new, at)
        a, b, c, d, e, f = sheet.way
        sheet.way = (a * by, b * by, c * by, d * by, e * by + x, f * by + y)
    desk.new = made


def export(desk: Desk) -> None:
    """Have another program write the paper anew."""
    before, after = desk.folder / "before.pdf", desk.folder / "after.pdf"
    match desk.dice.randrange(3):
        case 0:
            desk.new.save(before)
            subprocess.run(["pdftocairo", "-pdf", before, after], check=True, capture_output=True)
        case 1:
            desk.new.save(before)
            order: list[str | Path] = [
                "qpdf",
                "--warning-exit-0",
                "--qdf",
                "--coalesce-contents",
                before,
                after,
            ]
            subprocess.run(order, check=True, capture_output=True)
        case _:
            desk.new.save(after, garbage=4, clean=True, deflate=True, deflate_fonts=True)
    desk.new = pymupdf.open(stream=after.read_bytes())


def rescan(desk: Desk) -> None:
    """Put scans of prints in place of up to five pages that have words."""
    for at in desk.some(5):
        if desk.sheets[at].way == SAME and desk.new[at].get_text().strip():
            picture, way = rescans.scan(desk.new[at], desk.dice)
            desk.replace(at, picture, way)


def rotate(desk: Desk) -> None:
    """Turn up to four pages."""
    for at in desk.some(4):
        sheet, page = desk.sheets[at], desk.new[at]
        if sheet.way != SAME:
            continue
        turn = desk.dice.choice((90, 180, 270))
        size = page.rect.width, page.rect.height
        page.set_rotation((page.rotation + turn) % 360)
        sheet.way = filling(turn, size, (page.rect.width, page.rect.height))


def misplace(desk: Desk) -> None:
    """Put pages of another bill of the same form in place of up to three of this one's."""
    other = desk.others[0]
    for at in desk.some(3):
        desk.new.delete_page(at)
        page = min(at, other.page_count - 1)
        desk.new.insert_pdf(other, from_page=page, to_page=page, start_at=at)
        desk.sheets[at] = Sheet(None)


def press(desk: Desk) -> None:
    """Write the JPEGs of a scanned paper anew, and other letters into up to four of them."""
    touched = {at for at in desk.some(4) if desk.sheets[at].old is not None and desk.source}
    for at, sheet in enumerate(desk.sheets):
        images = desk.new[at].get_images()
        if len(images) != 1 or not images[0][8].startswith("DCT"):
            continue
        jpeg = desk.new.extract_image(images[0][0])["image"]
        patch = _patched(desk, sheet) if at in touched else None
        desk.new[at].replace_image(images[0][0], stream=rescans.pressed(jpeg, 60, patch))


def _patched(desk: Desk, sheet: Sheet) -> tuple[Any, Any] | None:
    """A page with other letters, and the part of it (0 to 1 of its sides) where they stand."""
    assert desk.source is not None
    twin = pymupdf.open()
    twin.insert_pdf(desk.source, from_page=sheet.old, to_page=sheet.old)
    mark = Sheet(0)
    for _ in range(8):
        if not mark.changed and not twin[0].rotation:
            _retyped(twin[0], mark, desk.dice)
    if not mark.changed:
        return None
    sheet.changed = True
    box, size = mark.gone[-1], twin[0].rect
    return twin[0], (
        box.x0 / size.width,
        box.y0 / size.height,
        box.x1 / size.width,
        box.y1 / size.height,
    )


EDITS: dict[str, tuple[Edit, ...]] = {
    "insert": (insert,),
    "delete": (delete,),
    "reorder": (reorder,),
    "retype": (retype,),
    "margins": (margins,),
    "export": (export,),
    "rescan": (rescan,),
    "rotate": (rotate,),
    "misplace": (misplace,),
    "light": (retype, insert, delete),
    "heavy": (retype, retype, reorder, delete, insert, rotate, export),
    "supplement": (misplace, retype, insert, export),
    "scans": (press, insert, delete),
    "scans moved": (press, reorder, rotate),
}
OF_SCANS = ("scans", "scans moved")


def case(name: str, desk: Desk, notes: int) -> Case:
    """Do the edits of a name and return the case, with so many notes on each old page."""
    old = desk.old.tobytes()
    for edit in EDITS[name]:
        edit(desk)
    where = {sheet.old: at for at, sheet in enumerate(desk.sheets) if sheet.old is not None}
    made = Case(name, old, desk.new.tobytes(), [], [], {})
    for page in range(desk.old.page_count):
        at = where.get(page)
        if at is not None:
            made.partners[page] = at, desk.sheets[at].changed
        for place in spots(desk.old[page], desk.dice, notes):
            made.notes.append((page, place))
            made.truth.append(None if at is None else (at, _belongs(desk.sheets[at], place)))
    return made


def _belongs(sheet: Sheet, place: Place) -> Place | None:
    if any(box.contains(pymupdf.Point(place)) for box in sheet.gone):
        return None
    return placed(sheet.way, *place)
