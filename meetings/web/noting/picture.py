"""Somebody's marks on one page as a small SVG picture, to lie over the picture of the page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from meetings.commands.taking_out import Drawn

_FAINT = frozenset({"highlighter", "words"})
_DARK = "#1a1a1a"
_FACE = "font-family='Noto Sans JP,Noto Sans CJK JP,Hiragino Sans,BIZ UDPGothic,sans-serif'"
_LEADING = 1.4


def svg(marks: Iterable[Drawn], size: tuple[float, float]) -> str:
    """Return marks on a page of a size (pt) as SVG, the lowest first."""
    head = f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {size[0]:g} {size[1]:g}'>"
    return head + "".join(part for mark in marks for part in _drawn(mark)) + "</svg>"


def _drawn(mark: Drawn) -> Iterator[str]:
    match mark["tool"]:
        case "text":
            return _text(mark)
        case "stamp":
            return _stamp(mark)
        case "sticky" | "slip":
            return _sign(mark)
        case _:
            return _stroke(mark)


def _stroke(mark: Drawn) -> Iterator[str]:
    """Yield a line as wide everywhere as the pen is: in a small picture pressure is not seen."""
    trail, tool = mark["trail"], mark["tool"]
    pieces = [trail]
    if tool == "words":
        pieces = [trail[at : at + 2] for at in range(0, len(trail), 2)]
    way = "".join(
        f"M{piece[0][0]:.1f} {piece[0][1]:.1f}"
        # A dot is a line of no length, which round ends make visible.
        + "".join(f"L{x:.1f} {y:.1f}" for x, y, *_ in piece[1:] or piece)
        for piece in pieces
    )
    ends = "butt" if tool == "words" else "round"
    opacity = " opacity='.55'" if tool in _FAINT else ""
    yield (
        f"<path d='{way}' fill='none' stroke='{mark['color']}' stroke-width='{mark['width']:g}'"
        f" stroke-linejoin='round' stroke-linecap='{ends}'{opacity}/>"
    )


def _text(mark: Drawn) -> Iterator[str]:
    (x, y, *_), (u, v, *_), size = mark["trail"][0], mark["trail"][-1], mark["width"]
    left, top, fit = min(x, u), min(y, v), max(1, int(abs(u - x) / size))
    lines = [
        line[at : at + fit]
        for line in (mark["text"] or "").split("\n")
        for at in range(0, max(1, len(line)), fit)
    ]
    for at, line in enumerate(lines):
        yield _letters(mark, line, left, top + (at + 0.86) * size * _LEADING, size, "start")


def _stamp(mark: Drawn) -> Iterator[str]:
    (x, y, *_), size, text = mark["trail"][0], mark["width"], mark["text"] or ""
    wide = size * (0.62 * len(text) + 0.5) if len(text) > 1 else size
    line = f"fill='none' stroke='{mark['color']}' stroke-width='{size * 0.08:g}'"
    if text == "×":
        near = size * 0.28
        yield f"<path d='M{x - near:.1f} {y - near:.1f}l{2 * near:g} {2 * near:g}m{-2 * near:g} 0"
        yield f"l{2 * near:g} {-2 * near:g}' {line}/>"
    else:
        yield (
            f"<rect x='{x - wide / 2 + size * 0.06:.1f}' y='{y - size * 0.44:.1f}'"
            f" width='{wide - size * 0.12:.1f}' height='{size * 0.88:.1f}'"
            f" rx='{size * (0.2 if wide > size else 0.44):.1f}' {line}/>"
        )
        if text != "○":
            yield _letters(mark, text, x, y + size * 0.22, size * 0.6, "middle")


def _sign(mark: Drawn) -> Iterator[str]:
    (x, y, *_), size, slip = mark["trail"][0], mark["width"], mark["tool"] == "slip"
    left, top = x - size / 2, y - size / 2
    inside, edge = ("#fff", mark["color"]) if slip else (mark["color"], _DARK)
    high = size * (0.78 if slip else 1)
    root = f"M{left + size * 0.22:.1f} {top + high:.1f}v{size - high:g}"
    tail = f"{root}l{high * 0.28:g} {high - size:g}" if slip else ""
    yield (
        f"<path d='M{left:.1f} {top:.1f}h{size:g}v{high:g}h{-size:g}z{tail}'"
        f" fill='{inside}' stroke='{edge}' stroke-width='{size * 0.07:g}'/>"
    )
    if slip:
        yield _letters(mark, "問", x, top + size * 0.6, size * 0.55, "middle")
    else:
        rows = "".join(
            f"M{left + size * 0.2:.1f} {top + size * at:.1f}h{size * 0.6:g}"
            for at in (0.3, 0.5, 0.7)
        )
        yield f"<path d='{rows}' stroke='{_DARK}' stroke-width='{size * 0.06:g}'/>"


def _letters(mark: Drawn, text: str, x: float, y: float, size: float, anchor: str) -> str:
    return (
        f"<text x='{x:.1f}' y='{y:.1f}' font-size='{size:g}' text-anchor='{anchor}'"
        f" fill='{mark['color']}' {_FACE}>{escape(text)}</text>"
    )
