"""Page pictures, files coming in, files going out."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

from flask import Blueprint, Response, jsonify, request, send_file
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

from meetings import pdf
from meetings.acts import check_key
from meetings.desk import Answer
from meetings.domain import meetings, papers
from meetings.domain.base import NotFound, Refused
from meetings.domain.matching import matching_item
from meetings.files import Cut, DiskFull, Readable, TooLarge
from meetings.given import one_line
from meetings.jobs import tiles, words
from meetings.jobs.preparing import picture
from meetings.web import forms, here
from meetings.web.downloads import hand_out
from meetings.words import shortened

routes = Blueprint("pages", __name__)
LADDER = (240, 400, 820, 1240, 1640, 2480, 3280)
"""Widths in px a page may be asked for."""
YEAR = 31_536_000
MIB = 1024 * 1024


@routes.get("/pages/<digest>/<int:page>/<int:width>")
def page_picture(digest: str, page: int, width: int) -> ResponseReturnValue:
    """Return the picture of a page; its address names its content, so it never changes."""
    version = _seen(digest, page, width, LADDER)
    return _drawn(version, page, lambda: picture(here.house(), digest, page, width))


@routes.get("/pages/<digest>/<int:page>/<int:width>/<int:column>-<int:row>")
def page_tile(digest: str, page: int, width: int, column: int, row: int) -> ResponseReturnValue:
    """Return one square of a page drawn wider than its pictures; it never changes either."""
    version = _seen(digest, page, width, tiles.WIDTHS)
    columns, rows = tiles.grid(version.sizes[page - 1], width)
    if column >= columns or row >= rows:
        raise NotFound("page")
    at = (width, column, row)
    return _drawn(version, page, lambda: tiles.tile(here.house(), digest, page, *at))


def _seen(digest: str, page: int, width: int, widths: tuple[int, ...]) -> papers.PaperVersion:
    """Return the version of a page the viewer may see at this width, or `NotFound`."""
    viewer, house = here.viewer(), here.house()
    with house.database.read() as session:
        version = papers.seen_by_digest(session, viewer, digest)
    if not 1 <= page <= version.pages or width not in widths:
        raise NotFound("page")
    return version


def _drawn(version: papers.PaperVersion, page: int, draw: Callable[[], Path]) -> Response:
    house = here.house()
    with house.database.read() as session:
        unshown = session.get(papers.UnshownPage, (version.id, page)) is not None
    # A clerk's look tries again; a roomful of tablets would keep the page makers at it for nothing.
    if unshown and here.viewer().role != "clerk":
        raise Refused("paper.page_unreadable", page=page)
    try:
        found = draw()
    except pdf.Refused:
        raise Refused("paper.page_unreadable", page=page) from None
    except DiskFull:
        raise Refused("storage.full") from None
    if unshown:
        with house.database.write() as session:
            papers.shown_after_all(session, version.digest, page)
    return _kept(send_file(found, conditional=False, etag=False))


@routes.get("/pages/<digest>/<int:page>/words")
def page_words(digest: str, page: int) -> ResponseReturnValue:
    """Return the lines and links of a page with their places; kept for good, like pictures."""
    viewer, house = here.viewer(), here.house()
    with house.database.read() as session:
        version = papers.seen_by_digest(session, viewer, digest)
    if not 1 <= page <= version.pages:
        raise NotFound("page")
    try:
        packed = words.of_page(house, digest, page).read_bytes()
    except pdf.Refused:
        raise Refused("paper.page_unreadable", page=page) from None
    except DiskFull:
        raise Refused("storage.full") from None
    taken = request.accept_encodings["gzip"] > 0
    response = Response(packed if taken else gzip.decompress(packed), mimetype="application/json")
    response.vary.add("Accept-Encoding")
    if taken:
        response.content_encoding = "gzip"
    return _kept(response)


def _kept(response: Response) -> Response:
    """Let this browser keep the answer for good, and nobody between."""
    response.headers["Cache-Control"] = f"private, max-age={YEAR}, immutable"
    return response


@routes.get("/papers/<int:paper>/file")
def paper_file(paper: int) -> ResponseReturnValue:
    """Return the newest file of a paper under the paper's name."""
    viewer, house = here.viewer(), here.house()
    with house.database.read() as session:
        row = session.get(papers.Paper, paper)
        if row is None:
            raise NotFound("paper")
        version = papers.seen(session, viewer, row.version.id)
    name = f"{row.name}.pdf"
    path = house.files.path(version.digest)
    if not path.is_file():
        raise NotFound("paper")
    return hand_out(path, "application/pdf", name, f"paper-{paper}.pdf")


@routes.post("/api/meetings/<int:meeting>/papers")
def upload(meeting: int) -> ResponseReturnValue:
    """Take a PDF as the request's body: ``?name=`` of the file, ``&item=``, ``&device=&n=``."""
    here.viewer()
    item, device, n = forms.asked("item"), request.args.get("device"), forms.asked("n")
    n = 1 if n is None else n
    check_key({}, device, n)
    name = request.args.get("name", "")
    stream = cast("Readable", request.stream)
    answer = receive_paper(meeting, name, item, stream, request.content_length, device, n)
    return jsonify(answer | {"paper": answer["body"]})


def receive_paper(
    meeting: int,
    file_name: str,
    item: int | None,
    stream: Readable,
    declared: int | None,
    device: str | None = None,
    n: int = 1,
) -> Answer:
    """Store a file as it comes in and add it as a paper; refused, it leaves nothing behind.

    Without an ``item`` the bill number in its name decides; 0 is the meeting as a whole.
    """
    _only_clerks(meeting)
    name = paper_name(file_name)
    with stored(name, stream, declared) as digest:
        given = {"meeting": meeting, "name": name, "upload": digest}
        item = _item_for(meeting, name) if item is None else item
        given |= {"item": item} if item else {}
        return here.desk().do("paper.add", here.viewer(), given, device, n)


def receive_replacement(
    meeting: int,
    paper: int,
    stream: Readable,
    declared: int | None,
    device: str | None = None,
    n: int = 1,
    **given: Any,
) -> Answer:
    """Store a file as it comes in and begin to replace a paper by it, or leave nothing behind."""
    _only_clerks(meeting)
    with here.house().database.read() as session:
        row = papers.paper_of(session, meetings.seen(session, here.viewer(), meeting), paper)
    with stored(row.name, stream, declared) as digest:
        given |= {"meeting": meeting, "paper": paper, "upload": digest}
        return here.desk().do("replacement.begin", here.viewer(), given, device, n)


def _only_clerks(meeting: int) -> None:
    """Refuse before anything is stored."""
    with here.house().database.read() as session:
        row = meetings.seen(session, here.viewer(), meeting)
        if meetings.role_in(session, here.viewer(), row) != "clerk":
            raise Refused("right.missing")


@contextmanager
def stored(name: str, stream: Readable, declared: int | None) -> Iterator[str]:
    """Store a file that comes in, for an act upon its digest; refused, it is taken out again."""
    house = here.house()
    limit = house.config.max_upload_mb
    try:
        received = house.files.receive(stream, limit * MIB, declared)
    except TooLarge:
        raise Refused("paper.too_large", name=name, limit=limit) from None
    except (Cut, HTTPException):
        raise Refused("paper.cut", name=name) from None
    except DiskFull:
        raise Refused("paper.no_room", name=name) from None
    try:
        yield received.digest
    except BaseException:
        # Whatever it was: a file that no paper names would lie there for good.
        with house.database.read() as session:
            if received.fresh and not papers.is_named(session, received.digest):
                house.files.remove(received.digest)
        raise


def _item_for(meeting: int, name: str) -> int | None:
    """Return the id of the item whose title holds the bill number in a paper's name."""
    with here.house().database.read() as session:
        found = matching_item(name, meetings.agenda(session, meeting))
        return found.id if found else None


def paper_name(file_name: str) -> str:
    """Return a paper's name from its file's: the last part, no suffix, at most 200 characters.

    Of a longer one the beginning and the end stay: the end often says which part it is.
    """
    name = one_line(file_name.replace("\\", "/").rsplit("/", 1)[-1])
    if name.lower().endswith(".pdf"):
        name = name[:-4].strip()
    if not name:
        raise Refused("paper.bad_name", name=one_line(file_name))
    return shortened(name, 200)
