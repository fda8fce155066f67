"""The words of a page: its lines with their boxes and characters, and its links (child process).

All is in pt of the page as displayed, from its top left corner, y downwards, like the page
pictures and the ink.
"""

from __future__ import annotations

import gzip
import json
from typing import Any
from urllib.parse import unquote

import pymupdf

from meetings.pdf.order import Box, Line, ordered

VERSION = 1
_SURROGATES = range(0xD800, 0xE000)
_OUTER = (min, min, max, max)
_LINKS = 2_000  # of one page
Turn = tuple[float, ...]
_ABOVE = 0.88
"""Of the em a vertical character begins above its origin, from where the library takes its box."""
_WEB = ("http://", "https://", "mailto:")

# The paper's own words without ligatures, in the order of writing, clipped to what is shown.
_TEXT = pymupdf.TEXT_PRESERVE_WHITESPACE | pymupdf.TEXT_MEDIABOX_CLIP


def of_page(page: Any) -> dict[str, Any]:
    """Return what is told of a page: `{"v", "width", "height", "lines", "links"}`."""
    width, height = page.rect.width, page.rect.height
    lines = ordered(_lines(page), width, height)
    return {
        "v": VERSION,
        "width": round(width, 2),
        "height": round(height, 2),
        "lines": [_told(line) for line in lines],
        "links": _links(page),
    }


def packed(words: dict[str, Any]) -> bytes:
    """Return the words as gzip'd JSON, the same bytes for the same words."""
    plain = json.dumps(words, ensure_ascii=False, separators=(",", ":")).encode()
    return gzip.compress(plain, compresslevel=5, mtime=0)


def text(words: dict[str, Any]) -> str:
    """Return the lines' texts in reading order, one a line."""
    return "\n".join(line["text"] for line in words["lines"])


def _told(line: Line) -> dict[str, Any]:
    told: dict[str, Any] = {"text": line.text, "box": line.box, "size": line.size}
    return told | {"vertical": line.vertical, "at": line.edges}


def _lines(page: Any) -> list[Line]:
    turn = _turn(page)
    raw = page.get_text("rawdict", flags=_TEXT)
    found = (_line(line, turn) for block in raw["blocks"] for line in block.get("lines", ()))
    return _joined([line for line in found if line is not None])


def _joined(lines: list[Line]) -> list[Line]:
    """Join what follows each other downwards: the library ends vertical lines at each character."""
    joined: list[Line] = []
    for line in lines:
        last = joined[-1] if joined else None
        if last is not None and line.along == last.along == (0, 1) and _abuts(last, line):
            last.text += line.text
            last.edges += line.edges[1:]
            sides = zip(last.box, line.box, strict=True)
            x0, y0, x1, y1 = (pick(*pair) for pick, pair in zip(_OUTER, sides, strict=True))
            last.box = x0, y0, x1, y1
        else:
            joined.append(line)
    return joined


def _abuts(one: Line, other: Line) -> bool:
    size = min(one.size, other.size)
    near = abs(one.box[0] + one.box[2] - other.box[0] - other.box[2]) < size
    return near and abs(other.box[1] - one.box[3]) < 0.6 * size


def _line(raw: dict[str, Any], turn: Turn | None) -> Line | None:
    chars = [
        char | {"bbox": _stood(char["bbox"], span["size"], raw)}
        for span in raw["spans"]
        for char in span["chars"]
    ]
    while chars and _letter(chars[-1]["c"]).isspace():
        chars.pop()
    start = next((at for at, char in enumerate(chars) if not _letter(char["c"]).isspace()), 0)
    chars = chars[start:]
    if not chars:
        return None
    along, down = _directions(raw, turn)
    boxes = [_turned(char["bbox"], turn) for char in chars]
    xs, ys = [box[0] for box in boxes], [box[1] for box in boxes]
    whole = (min(xs), min(ys), max(box[2] for box in boxes), max(box[3] for box in boxes))
    return Line(
        "".join(_letter(char["c"]) for char in chars),
        _rounded(whole),
        round(max(span["size"] for span in raw["spans"]), 1),
        _edges(boxes, along),
        along,
        down,
    )


def _stood(box: Box, size: float, raw: dict[str, Any]) -> Box:
    """Return where a character stands: the library has those of vertical fonts too far along."""
    if not raw["wmode"]:
        return box
    dx, dy = (_ABOVE * size * along for along in raw["dir"])
    return box[0] - dx, box[1] - dy, box[2] - dx, box[3] - dy


def _edges(boxes: list[Box], along: tuple[int, int]) -> list[float]:
    """The starting edge of each character along the line, and the end of the last."""
    side = 1 if along[1] else 0
    begins, ends = (side, side + 2) if sum(along) > 0 else (side + 2, side)
    return [round(box[begins], 1) for box in boxes] + [round(boxes[-1][ends], 1)]


def _directions(raw: dict[str, Any], turn: Turn | None) -> tuple[tuple[int, int], tuple[int, int]]:
    x, y = raw["dir"]
    if turn is not None:
        x, y = x * turn[0] + y * turn[2], x * turn[1] + y * turn[3]
    along = (0, 1 if y > 0 else -1) if abs(y) > abs(x) else (1 if x >= 0 else -1, 0)
    # Right of the line as one looks along it; for vertical writing that is the left of the page.
    return along, (-along[1], along[0])


def _turned(box: Box, turn: Turn | None) -> Box:
    if turn is None:
        return box
    a, b, c, d, e, f = turn
    # A quarter turn mixes the sides up, so each pair is put in order again.
    xs = sorted((box[0] * a + box[1] * c + e, box[2] * a + box[3] * c + e))
    ys = sorted((box[0] * b + box[1] * d + f, box[2] * b + box[3] * d + f))
    return xs[0], ys[0], xs[1], ys[1]


def _rounded(box: Box) -> Box:
    x0, y0, x1, y1 = (round(side, 1) for side in box)
    return x0, y0, x1, y1


def _letter(char: str) -> str:
    """A character as it can be stored: broken maps give halves of characters and controls."""
    if "\u3000" <= char < "\ud800" or " " <= char < "\x7f":
        return char
    if len(char) != 1 or ord(char) in _SURROGATES:
        return "?"
    return char if char.isprintable() or (char.isspace() and char >= " ") else " "


def _links(page: Any) -> list[dict[str, Any]]:
    pages = page.parent.page_count
    found: list[dict[str, Any]] = []
    for link in page.get_links()[:_LINKS]:
        where = _aim(link, pages)
        if where:
            # Unlike words, links are told as the page is shown.
            found.append({"box": _rounded(tuple(link["from"]))} | where)
    return found


def _turn(page: Any) -> Turn | None:
    """The matrix from where the library tells places, on the page not turned, to the shown page."""
    return tuple(page.rotation_matrix) if page.rotation else None


def _aim(link: dict[str, Any], pages: int) -> dict[str, Any]:
    """Where a link leads: a page of this paper (from 1), an address of the web, or a file."""
    if link["kind"] in (pymupdf.LINK_GOTO, pymupdf.LINK_NAMED):
        page = link.get("page", -1)
        return {"page": page + 1} if isinstance(page, int) and 0 <= page < pages else {}
    uri, file = str(link.get("uri") or ""), str(link.get("file") or "")
    if uri.lower().startswith(_WEB):
        return {"uri": _stored(uri[:2000])}
    name = unquote(file).replace("\\", "/").rsplit("/", 1)[-1]
    return {"file": _stored(name[:255])} if name else {}


def _stored(said: str) -> str:
    return "".join(map(_letter, said))
