"""The two jobs of the child process: pair two papers, and compare pairs of their pages."""

from __future__ import annotations

import gzip
import json
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pymupdf
from PIL import Image

from meetings.pdf import words
from meetings.pdf.facts import Limits, Refused
from meetings.pdf.opening import judged
from meetings.pdf.pairing.comparing import Box, differences
from meetings.pdf.pairing.contents import Contents
from meetings.pdf.pairing.leaf import Leaf, leaf
from meetings.pdf.pairing.looks import WIDTH
from meetings.pdf.pairing.sides import Side
from meetings.pdf.pairing.telling import pair_of, tell
from meetings.pdf.pairing.turning import SAME, Map

Page = Callable[[int], Any]
_UNSHOWN = Leaf(0.0, 0.0, [])
_TALLEST = 4 * WIDTH  # pixels of a page that is a strip


def pair(papers: Sequence[Any], job: dict[str, Any]) -> dict[str, Any]:
    """Return the pairing of an old and a new pymupdf Document.

    `job` has for each, under `words` and `thumbnails`, the place of each page's stored words and
    small picture, or ""; what is not stored is taken from the paper. A page that can't be read is
    one without words. With `only`, a page of each (from 1), it is the pair of those two.
    """
    old, new = (_side(paper, job, at) for at, paper in enumerate(papers))
    return pair_of(old, new, *job["only"]) if "only" in job else tell(old, new)


def _side(paper: Any, job: dict[str, Any], at: int) -> Side:
    stored, thumbnails = job["words"][at], job["thumbnails"][at]
    pages = [job["only"][at] - 1] if "only" in job else range(paper.page_count)
    leaves = [_leaf(paper, page, _given(stored, page)) for page in pages]
    return Side(leaves, lambda at: _thumbnail(paper, pages[at], _given(thumbnails, pages[at])))


def _given(places: Sequence[str], page: int) -> str:
    return places[page] if page < len(places) else ""


def _leaf(paper: Any, page: int, stored: str) -> Leaf:
    if stored:
        return leaf(json.loads(gzip.decompress(Path(stored).read_bytes())))
    try:
        with judged():
            return leaf(words.of_page(paper[page]))
    except Refused:
        return _UNSHOWN


def _thumbnail(paper: Any, page: int, stored: str) -> Image.Image:
    if stored:
        with Image.open(stored) as picture:
            return picture.convert("L")
    try:
        with judged():
            box = paper[page].rect
            zoom = min(WIDTH / box.width, _TALLEST / box.height)
            matrix = pymupdf.Matrix(zoom, zoom)
            drawn = paper[page].get_pixmap(matrix=matrix, colorspace=pymupdf.csGRAY)
            return Image.frombytes("L", (drawn.width, drawn.height), drawn.samples)
    except (Refused, ZeroDivisionError):
        return Image.new("L", (WIDTH, WIDTH), 255)


def compare(
    papers: Sequence[Any], job: dict[str, Any], limits: Limits
) -> list[tuple[list[Box], Map] | None]:
    """Return for the pairs of `job` where they differ: boxes in pt of the old page, and the map.

    A pair is {"from", "to", "way", "words"}. As many as begin within `seconds`; None for a page
    that can't be drawn: nobody can say that it is the same.
    """
    until = time.monotonic() + job["seconds"]
    contents = [Contents(paper) for paper in papers]
    told: list[tuple[list[Box], Map] | None] = []
    for one in job["pairs"]:
        if told and time.monotonic() >= until:
            break
        try:
            with judged():
                told.append(_differ(papers, contents, one, limits))
        except (Refused, ZeroDivisionError):
            told.append(None)
    return told


def _differ(
    papers: Sequence[Any], contents: Sequence[Contents], pair: dict[str, Any], limits: Limits
) -> tuple[list[Box], Map]:
    at = pair["from"] - 1, pair["to"] - 1
    way: Map = tuple(pair["way"])
    if way == SAME:
        ours, theirs = (digests.of(page) for digests, page in zip(contents, at, strict=True))
        if ours is not None and ours == theirs:
            return [], SAME
    old, new = (paper[page] for paper, page in zip(papers, at, strict=True))
    if max(*old.rect[2:], *new.rect[2:]) > limits.max_side:
        raise Refused("paper.page_too_large")
    return differences(old, new, way, words=pair["words"])
