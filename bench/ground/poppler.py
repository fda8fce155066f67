"""pdftoppm: the pages it draws, and the processor seconds it takes for them."""

from __future__ import annotations

import resource
import shutil
import subprocess
from pathlib import Path

from bench.ground.samples import Sample

JPEG = ("-jpeg", "-jpegopt", "quality=80")
GREY_PNG = ("-png", "-gray")
PNG = ("-png",)


def has_poppler() -> bool:
    """Whether pdftoppm is on this machine."""
    return shutil.which("pdftoppm") is not None


def drawn(sample: Sample, width: int, kind: tuple[str, ...], folder: Path) -> list[Path]:
    """Draw a sample's pages into a folder, one process for the paper; return them in order."""
    folder.mkdir(parents=True, exist_ok=True)
    pages = ["-f", str(sample.first), "-l", str(sample.last)]
    size = ["-scale-to-x", str(width), "-scale-to-y", "-1"]
    command = ["pdftoppm", *kind, *pages, *size, str(sample.path), f"{folder}/page"]
    subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
    return sorted(folder.iterdir())


def spent() -> float:
    """Return the processor seconds of the children of this process that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
