"""Points of marks as plain numbers, and where a mark's place on a version puts them."""

from __future__ import annotations

import base64
import math
from collections.abc import Iterable, Iterator, Sequence

Point = tuple[float, float, int, int]
"""x, y in pt from the page's upper left corner as displayed, pressure 0-255, ms since the first."""
STEPS = 20  # of x and y to a pt


def unpacked(packed: str) -> list[Point]:
    """Return the points that tablets pack as base64 of zigzag varint deltas, four to a point."""
    values = _numbers(base64.b64decode(packed))
    x = y = pressure = time = 0
    points: list[Point] = []
    for step_x, step_y, step_pressure, step_time in zip(
        values, values, values, values, strict=True
    ):
        x, y = x + step_x, y + step_y
        pressure, time = pressure + step_pressure, time + step_time
        points.append((x / STEPS, y / STEPS, pressure, time))
    return points


def packed(points: Iterable[Point]) -> str:
    """Return points as tablets pack them."""
    raw, last = bytearray(), [0, 0, 0, 0]
    for x, y, pressure, time in points:
        here = [round(x * STEPS), round(y * STEPS), pressure, time]
        for value, before in zip(here, last, strict=True):
            raw += _varint(value - before)
        last = here
    return base64.b64encode(bytes(raw)).decode()


def _numbers(raw: bytes) -> Iterator[int]:
    value = shift = 0
    for byte in raw:
        value |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            yield -(value + 1) // 2 if value & 1 else value // 2
            value = shift = 0


def _varint(value: int) -> bytes:
    rest, raw = -2 * value - 1 if value < 0 else 2 * value, bytearray()
    while rest >= 0x80:
        raw.append(rest & 0x7F | 0x80)
        rest >>= 7
    return bytes([*raw, rest])


def moved(points: Sequence[Point], dx: float, dy: float, scale: float, turn: int) -> list[Point]:
    """Return points moved by dx, dy (pt), scaled and turned about the middle of their own box.

    `turn` is in degrees clockwise, in quarters.
    """
    if not points or (dx, dy, scale, turn % 360) == (0, 0, 1, 0):
        return list(points)
    across, down = [point[0] for point in points], [point[1] for point in points]
    x, y = (min(across) + max(across)) / 2, (min(down) + max(down)) / 2
    cos, sin = (round(part(math.radians(turn))) * scale for part in (math.cos, math.sin))
    return [
        (
            round(x + dx + (one[0] - x) * cos - (one[1] - y) * sin, 3),
            round(y + dy + (one[0] - x) * sin + (one[1] - y) * cos, 3),
            one[2],
            one[3],
        )
        for one in points
    ]
