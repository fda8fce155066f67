"""Pages of a paper taken out, moved, or put in from another PDF: a new file to replace it by."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, cast

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import FileStorage

from meetings import pdf
from meetings.domain import guide, meetings, papers, replacements
from meetings.domain.base import NotFound, Refused
from meetings.domain.papers import Paper, PaperVersion
from meetings.domain.replacements import Replacement
from meetings.domain.rights import RIGHTS
from meetings.files import DiskFull, Readable
from meetings.given import whole
from meetings.web import forms, here, troubles
from meetings.web.pages import stored
from meetings.web.preparing.screen import routes
from meetings.web.preparing.standing import printed

Place = tuple[int, int]
"""0 for a page of the paper, 1 for one of the other PDF; and its number, from 1."""


@dataclass(frozen=True, slots=True)
class Base:
    """What is arranged: the file being prepared, where there is one, or else the paper's."""

    paper: Paper
    version: PaperVersion
    begun: Replacement | None


@routes.get("/meetings/<int:meeting>/papers/<int:paper>/arrange")
def show_arrange(meeting: int, paper: int) -> ResponseReturnValue:
    """Show the pages as they stand."""
    return _show(meeting, paper)


@routes.post("/meetings/<int:meeting>/papers/<int:paper>/arrange")
def arrange(meeting: int, paper: int) -> ResponseReturnValue:
    """Take out, bring back or move a page (``do``), or make the file that all this comes to."""
    here.enter("prepare")
    base = _base(meeting, paper)
    order, do = _order(request.form.get("order", ""), base.version.pages), request.form.get("do")
    try:
        if do != "make":
            return _show(meeting, paper, _stepped(order, do or "", base.version.pages))
        _make(meeting, base, order)
    except NotFound:
        raise
    except Refused as refusal:
        return _show(meeting, paper, order, refusal), troubles.status(refusal)
    return redirect(url_for("prepare.show_replacement", meeting=meeting, paper=paper))


def _base(meeting: int, paper: int) -> Base:
    with here.house().database.read() as db:
        row = papers.paper_of(db, meetings.seen(db, here.viewer(), meeting), paper)
        begun = replacements.under_way(db, [row]).get(paper)
        return Base(row, begun.version if begun else row.version, begun)


def _show(
    meeting: int, paper: int, order: list[int] | None = None, refused: Refused | None = None
) -> str:
    here.enter("prepare")
    base, house = _base(meeting, paper), here.house()
    with house.database.read() as db:
        row = meetings.seen(db, here.viewer(), meeting)
        labels = guide.labels_of(db, [base.version.id])
    pages = range(1, base.version.pages + 1)
    order = list(pages) if order is None else order
    given: dict[str, Any] = {"meeting": row, "paper": base.paper, "begun": base.begun}
    given |= {"version": base.version, "order": order, "written": ",".join(runs(order))}
    given |= {"out": sorted(set(pages) - set(order)), "limit": house.config.max_upload_mb}
    given["printed"] = lambda page: printed(labels, base.version.id, page)
    given["may"] = row.state in (RIGHTS["replacement.begin"].states or ())
    given["moved"] = [] if order == list(pages) else order
    given["fault"] = forms.sentence(refused) if refused else ""
    return render_template("replacement/arrange.html", **given)


def runs(order: list[int]) -> Iterator[str]:
    """Yield the pages of an order as it is written in a form: 1-80, 82."""
    first = last = 0
    for page in [*order, 0]:
        if first and page == last + 1:
            last = page
            continue
        if first:
            yield str(first) if first == last else f"{first}-{last}"
        first = last = page


def chosen(text: str, pages: int) -> list[int]:
    """Return the pages that a text like 1-3、5 names; raises Refused for any other."""
    found: list[int] = []
    plain = re.sub("[~〜～ー−–]", "-", unicodedata.normalize("NFKC", text)).replace("、", ",")
    for part in re.split(r"[,\s]+", plain.strip()):
        match = re.fullmatch(r"(\d{1,5})(?:-(\d{1,5}))?", part)
        first, last = (int(match[1]), int(match[2] or match[1])) if match else (0, 0)
        if not 1 <= first <= last <= pages:
            raise Refused("replacement.no_such_pages", pages=pages)
        found += range(first, last + 1)
    return list(dict.fromkeys(found))


def _order(text: str, pages: int) -> list[int]:
    """Return the order a form carries; that of the paper where it is none of its."""
    try:
        return chosen(text, pages) if text else []
    except Refused:
        return list(range(1, pages + 1))


def _stepped(order: list[int], do: str, pages: int) -> list[int]:
    """Return the order after one press: up-3, down-3, out-3, back-3; or move, remove by numbers."""
    verb, _, number = do.partition("-")
    page = whole(number) or 0
    match verb:
        case "out":
            return [one for one in order if one != page]
        case "back" if 1 <= page <= pages and page not in order:
            return _after(order, [page], max((one for one in order if one < page), default=0))
        case "up" | "down" if page in order:
            at = order.index(page)
            to = max(0, at - 1) if verb == "up" else at + 1
            rest = [one for one in order if one != page]
            return [*rest[:to], page, *rest[to:]]
        case "remove":
            gone = set(chosen(forms.text("which"), pages))
            return [one for one in order if one not in gone]
        case "move":
            moved = [one for one in chosen(forms.text("which"), pages) if one in order]
            target = whole(forms.text("where"))
            if target is None or target > pages or target in moved:
                raise Refused("replacement.no_such_place", pages=pages)
            return _after([one for one in order if one not in moved], moved, target)
    return order


def _after(order: list[int], moved: list[int], page: int) -> list[int]:
    """Return an order with pages put after a page (0: before all)."""
    at = order.index(page) + 1 if page in order else 0
    return [*order[:at], *moved, *order[at:]]


def _make(meeting: int, base: Base, order: list[int]) -> None:
    """Make the file and begin to replace the paper by it, or by it instead of the one before."""
    file = request.files.get("file")
    with _other(base.paper.name, file) as other:
        places = _with(order, base, other)
        if places == [(0, page) for page in range(1, base.version.pages + 1)]:
            raise Refused("replacement.nothing_arranged", name=base.paper.name)
        digest = _made(base, other, places)
    if base.begun:
        kept = {"kind": base.version.kind, "reason": base.begun.reason}
    else:
        kept = {"kind": request.form.get("kind", ""), "reason": forms.text("reason")}
    with _kept(digest):
        given: dict[str, Any] = {"meeting": meeting, "paper": base.paper.id, "upload": digest}
        given |= {"instead": base.version.id} if base.begun else {}
        here.act("replacement.begin", **given, **kept)


def _with(order: list[int], base: Base, other: str | None) -> list[Place]:
    """Return the places of all pages, those of the other PDF after the page that was named."""
    places = [(0, page) for page in order]
    if other is None:
        return places
    house = here.house()
    try:
        pages = house.pages.read(house.files.path(other)).pages
    except pdf.Refused as refusal:
        name = request.files["file"].filename or ""
        raise Refused(refusal.reason, name=name, pages=house.config.max_pages) from None
    which = forms.text("pages")
    put = [(1, page) for page in (chosen(which, pages) if which else range(1, pages + 1))]
    after = whole(forms.text("after"))
    if after is None or (after and after not in order):
        raise Refused("replacement.no_such_place", pages=base.version.pages)
    at = order.index(after) + 1 if after else 0
    return [*places[:at], *put, *places[at:]]


def _made(base: Base, other: str | None, places: list[Place]) -> str:
    """Store the file that these pages make; return its digest."""
    files, pages = here.house().files, here.house().pages
    try:
        path = files.path(base.version.digest)
        made = pages.arrange(path, files.path(other) if other else None, places)
        return files.put_bytes(made).digest
    except pdf.Refused as refusal:
        limit = here.house().config.max_pages
        raise Refused(refusal.reason, name=base.paper.name, pages=limit) from None
    except DiskFull:
        raise Refused("paper.no_room", name=base.paper.name) from None


@contextmanager
def _other(name: str, file: FileStorage | None) -> Iterator[str | None]:
    """Store the PDF whose pages are put in while it is needed; it is no paper of the meeting."""
    if file is None or not file.filename:
        yield None
        return
    with stored(name, cast("Readable", file.stream), None) as digest, _kept(digest, always=True):
        yield digest


@contextmanager
def _kept(digest: str, *, always: bool = False) -> Iterator[None]:
    """Remove a file again that no paper names: after a refusal, or always."""
    done = False
    try:
        yield
        done = not always
    finally:
        with here.house().database.read() as db:
            named = papers.is_named(db, digest)
        if not (done or named):
            here.house().files.remove(digest)
