"""Figures: what was measured, against which peer, how far the rounds lay apart."""

from __future__ import annotations

import json
import os
import platform
import statistics
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path


@dataclass(frozen=True)
class Figure:
    """One row of a benchmark.

    ``value`` is the median of the rounds. With a peer ``ratio`` is the median of value
    divided by the peer's, round by round, and ``low`` and ``high`` are its least and
    greatest; without one they are those of the value itself. ``goal`` and ``met`` say what
    was set for the ratio, or for the value where there is no peer, and whether it holds.
    """

    what: str
    value: float
    unit: str
    peer: str | None = None
    ratio: float | None = None
    low: float | None = None
    high: float | None = None
    goal: float | None = None
    met: bool | None = None


def alone(what: str, unit: str, rounds: Sequence[float]) -> Figure:
    """Return the figure of something measured without a peer, one value a round."""
    return Figure(what, statistics.median(rounds), unit, low=min(rounds), high=max(rounds))


def against(
    what: str, unit: str, rounds: Sequence[float], peer: str, peers: Sequence[float]
) -> Figure:
    """Return the figure of ours against a peer measured in the same rounds."""
    ratios = [ours / theirs for ours, theirs in zip(rounds, peers, strict=True)]
    value, ratio = statistics.median(rounds), statistics.median(ratios)
    return Figure(what, value, unit, peer, ratio, min(ratios), max(ratios))


def aimed(figure: Figure, *, least: float | None = None, most: float | None = None) -> Figure:
    """Return the figure with its goal: the least or the most that it should be."""
    reached = figure.value if figure.ratio is None else figure.ratio
    goal = least if least is not None else most
    assert goal is not None
    return replace(figure, goal=goal, met=reached >= goal if least is not None else reached <= goal)


def count(what: str, number: int) -> Figure:
    """Return the figure of something counted over the whole run."""
    return Figure(what, number, "")


def quantile(values: Sequence[float], share: float) -> float:
    """Return the value below which this share (0 to 1) of the values lies, interpolated."""
    ordered = sorted(values)
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)


def table(figures: Sequence[Figure]) -> str:
    """Return the figures as lines of aligned columns."""
    head = ("what", "value", "unit", "peer", "ratio", "low", "high", "goal", "met")
    shown = [name for name in head if (name != "met" and name != "goal") or _aimed(figures)]
    rows = [shown, *([_cell(asdict(figure)[name]) for name in shown] for figure in figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(shown))]
    numbers = {1, 4, 5, 6, 7}

    def line(row: Sequence[str]) -> str:
        cells = zip(row, widths, strict=True)
        padded = [c.rjust(w) if i in numbers else c.ljust(w) for i, (c, w) in enumerate(cells)]
        return "  ".join(padded).rstrip()

    return "\n".join(line(row) for row in rows)


def _aimed(figures: Sequence[Figure]) -> bool:
    return any(figure.goal is not None for figure in figures)


def _cell(value: object) -> str:
    if value is None:
        return "-"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.2f}" if abs(value) < 100 else f"{value:.0f}"
    return str(value)


def machine() -> str:
    """Say on what it was measured, without naming the machine."""
    pairs = (line.split(":", 1) for line in _lines("/proc/cpuinfo") if ":" in line)
    facts = {name.strip(): value.strip() for name, value in pairs}
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    load = ", ".join(f"{part:.1f}" for part in os.getloadavg())
    return (
        f"{os.cpu_count()} cores of {facts.get('model name', platform.machine())}, "
        f"{memory:.0f} GiB, {platform.system()} {platform.release()}, "
        f"Python {platform.python_version()}, load {load}"
    )


def _lines(path: str) -> list[str]:
    file = Path(path)
    return file.read_text(encoding="utf-8").splitlines() if file.exists() else []


def parser(doc: str | None) -> ArgumentParser:
    """Return the options all benchmarks have."""
    made = ArgumentParser(description=(doc or "").split("\n\n")[0])
    made.add_argument("--json", action="store_true", help="end with one line of JSON")
    made.add_argument("--quick", action="store_true", help="few and small rounds: does it run?")
    return made


def publish(name: str, figures: Sequence[Figure], given: Namespace) -> None:
    """Print the table, and for ``--json`` the line other programs read."""
    where = machine()
    print(f"\n{name}: {where}\n\n{table(figures)}", flush=True)
    if given.json:
        told = {"name": name, "machine": where, "figures": [asdict(row) for row in figures]}
        print(json.dumps(told, ensure_ascii=False), flush=True)
