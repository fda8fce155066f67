"""Page pictures: how many a processor second, how small, how like; the long packet; the scans.

The pages of real papers by our sandboxed process, against pdftoppm making PNG of 256 greys (the
same kind: nothing is lost but shades) and JPEG 80 at the same width, a process a paper. SSIM is
that of each picture to what the same renderer draws without loss. Then a packet of 1,000 pages
uploaded to a fresh server, and 300 scans of 300 dpi through one process.
"""

from __future__ import annotations

import io
import sys
import tempfile
from argparse import Namespace
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import pymupdf
from PIL import Image

from bench.ground import poppler
from bench.ground.chamber import SCRATCH
from bench.ground.figures import Figure, against, aimed, alone, count, parser, publish
from bench.ground.likeness import opened, ssim
from bench.ground.processes import seconds
from bench.ground.samples import Sample, packet, samples, scans
from bench.ground.uploading import Packet, uploaded
from meetings.pdf import Pages, Picture

Round = TypeVar("Round")
WIDTH = 1640
"""Width in px of the pictures, that of a page on a tablet."""
TILED, SIDE = 9840, 1024
"""Width in px of a page looked at closely, and of the squares it is cut into."""
AT_ONCE = 0.1
"""Seconds of pictures in one job, as the server asks for them."""


@dataclass
class Drawing:
    """One round of drawing: pages a processor second, and kB a page, ours and pdftoppm's."""

    ours: float
    ours_kb: float
    png: float = 0
    jpeg: float = 0
    jpeg_kb: float = 0


@dataclass
class Likeness:
    """SSIM of the pages compared: ours, and that of pdftoppm's JPEG."""

    ours: list[float] = field(default_factory=list)
    jpeg: list[float] = field(default_factory=list)


def main() -> None:
    """Measure and print."""
    given = _given()
    SCRATCH.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=SCRATCH, prefix="pictures-") as name:
        folder = Path(name)
        some = samples(folder, given.quick)
        figures = list(_drawing_figures(_rounds(given, lambda at: _drawing(some, folder / at))))
        if poppler.has_poppler():
            figures += _likeness_figures(_likeness(some[:: given.every], folder / "like"))
        figures += _tile_figures(some[-1])
        long = packet(given.pages)
        figures += _packet_figures(_rounds(given, lambda _: uploaded(long, WIDTH)), given.pages)
        figures += _scan_figures(folder / "scans", given.scans)
    publish("pictures", figures, given)


def _given() -> Namespace:
    options = parser(__doc__)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--pages", type=int, default=1000, help="pages of the long packet")
    options.add_argument("--scans", type=int, default=300)
    options.add_argument("--every", type=int, default=3, help="of so many samples one is compared")
    given = options.parse_args()
    if given.quick:
        given.rounds, given.pages, given.scans, given.every = 2, 60, 20, 1
    return given


def _rounds(given: Namespace, measure: Callable[[str], Round]) -> list[Round]:
    done = []
    for number in range(given.rounds):
        done.append(measure(str(number)))
        print(f"round {number + 1}  {done[-1]}", file=sys.stderr, flush=True)
    return done


def _drawing(some: list[Sample], folder: Path) -> Drawing:
    pages = sum(sample.pages for sample in some)
    pool = Pages(workers=1)
    try:
        pool.read(some[0].path)  # the process lives as long as the server: its start is not counted
        [pid] = pool.processes()
        before = seconds(pid)
        size = sum(len(picture.bytes) for sample in some for picture in _ours(pool, sample))
        made = Drawing(pages / (seconds(pid) - before), size / pages / 1000)
    finally:
        pool.close()
    if poppler.has_poppler():
        made.png, _ = _theirs(some, poppler.GREY_PNG, folder / "png")
        made.jpeg, made.jpeg_kb = _theirs(some, poppler.JPEG, folder / "jpeg")
    return made


def _ours(pool: Pages, sample: Sample) -> Iterator[Picture]:
    page = sample.first
    while page <= sample.last:
        for row in pool.pictures(sample.path, page, sample.last, [WIDTH], AT_ONCE):
            yield row[0]
            page += 1


def _theirs(some: list[Sample], kind: tuple[str, ...], folder: Path) -> tuple[float, float]:
    """The pages of pdftoppm in a processor second, and kB a page."""
    before = poppler.spent()
    files = [
        file
        for at, sample in enumerate(some)
        for file in poppler.drawn(sample, WIDTH, kind, folder / str(at))
    ]
    rate = len(files) / (poppler.spent() - before)
    return rate, sum(file.stat().st_size for file in files) / len(files) / 1000


def _likeness(some: list[Sample], folder: Path) -> Likeness:
    found, pool = Likeness(), Pages(workers=1)
    try:
        for at, sample in enumerate(some):
            for page, picture in enumerate(_ours(pool, sample), start=sample.first):
                image = opened(io.BytesIO(picture.bytes))
                found.ours.append(ssim(image, _lossless(sample.path, page, image.size)))
            jpegs = poppler.drawn(sample, WIDTH, poppler.JPEG, folder / f"{at}-jpeg")
            pngs = poppler.drawn(sample, WIDTH, poppler.PNG, folder / f"{at}-png")
            pairs = zip(jpegs, pngs, strict=True)
            found.jpeg += [ssim(opened(jpeg), opened(png)) for jpeg, png in pairs]
    finally:
        pool.close()
    return found


def _lossless(path: Path, page: int, size: tuple[int, int]) -> Image.Image:
    """A page as MuPDF draws it, in all its colours."""
    with pymupdf.open(path) as paper:
        box = paper[page - 1].rect
        zoom = pymupdf.Matrix(size[0] / box.width, size[1] / box.height)
        drawn = paper[page - 1].get_pixmap(matrix=zoom, alpha=False)
        return Image.frombytes("RGB", (drawn.width, drawn.height), drawn.samples).crop(
            (0, 0, *size)
        )


def _tile_figures(sample: Sample) -> Iterator[Figure]:
    pool = Pages(workers=1)
    spent = []
    try:
        pool.read(sample.path)
        [pid] = pool.processes()
        for page in range(sample.first, sample.last + 1):
            before = seconds(pid)
            for left in range(0, TILED, SIDE):
                pool.tile(sample.path, page, TILED, left, TILED // 2, SIDE)
            spent.append((seconds(pid) - before) * 1000 / -(-TILED // SIDE))
    finally:
        pool.close()
    yield alone(f"CPU of a tile of {SIDE} px, page {TILED} px wide", "ms", spent)


def _drawing_figures(rounds: list[Drawing]) -> Iterator[Figure]:
    ours, sizes = [one.ours for one in rounds], [one.ours_kb for one in rounds]
    if not rounds[0].png:
        yield alone("pages per CPU second", "1/s", ours)
        yield alone("bytes of a page", "kB", sizes)
        return
    what, same = "pages per CPU second", [one.png for one in rounds]
    yield aimed(against(what, "1/s", ours, "pdftoppm -png -gray", same), least=2.5)
    jpeg = "pdftoppm -jpeg 80"
    yield against(what, "1/s", ours, jpeg, [one.jpeg for one in rounds])
    others = [one.jpeg_kb for one in rounds]
    yield aimed(against("bytes of a page", "kB", sizes, jpeg, others), most=0.5)


def _likeness_figures(found: Likeness) -> Iterator[Figure]:
    # In thousandths of what is lost: all are near 1. A blank page loses nothing by either.
    ours, theirs = ([max(1 - one, 1e-6) * 1000 for one in row] for row in (found.ours, found.jpeg))
    what = f"(1 - SSIM) x 1000, {len(ours)} pages"
    yield aimed(against(what, "", ours, "pdftoppm -jpeg 80", theirs), most=1)
    worse = sum(one > other for one, other in zip(ours, theirs, strict=True))
    yield count("pages on which ours is less like", worse)


def _packet_figures(rounds: list[Packet], pages: int) -> Iterator[Figure]:
    what = f"{pages} pages answered, from the last byte"
    yield alone(what, "s", [one.answered for one in rounds])
    what = f"first page readable at {WIDTH} px, from there"
    yield aimed(alone(what, "s", [one.first for one in rounds]), most=0.5)
    yield alone("... CPU of the server until then", "s", [one.first_cpu for one in rounds])
    yield alone("all pages searchable, from there", "s", [one.searchable for one in rounds])
    what = "... CPU of the server until then"
    yield aimed(alone(what, "s", [one.searchable_cpu for one in rounds]), most=10)


def _scan_figures(folder: Path, number: int) -> Iterator[Figure]:
    folder.mkdir()
    pool = Pages(workers=1)
    ours, sizes, theirs = [], [], []
    try:
        for at, paper in enumerate(scans(number)):
            sample = Sample(folder / f"{at}.pdf", 1, 10)
            sample.path.write_bytes(paper)
            pool.read(sample.path)
            [pid] = pool.processes()
            before = seconds(pid)
            sizes.append(sum(len(picture.bytes) for picture in _ours(pool, sample)) / 10_000)
            ours.append(10 / (seconds(pid) - before))
            if at < 3 and poppler.has_poppler():
                theirs.append(_theirs([sample], poppler.JPEG, folder / f"{at}"))
            sample.path.unlink()
        peak = _peak(pool.processes()[0])
    finally:
        pool.close()
    what = f"peak memory of the process, {number} scans"
    yield aimed(alone(what, "MiB", [peak]), most=150)
    if theirs:
        few = len(theirs)
        rates, kbs = [rate for rate, _ in theirs], [kb for _, kb in theirs]
        yield against("scans per CPU second", "1/s", ours[:few], "pdftoppm -jpeg 80", rates)
        yield against("bytes of a scan", "kB", sizes[:few], "pdftoppm -jpeg 80", kbs)


def _peak(pid: int) -> float:
    """The most memory a process has had, in MiB."""
    lines = Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))


if __name__ == "__main__":
    main()
