"""How like two pictures are to the eye: SSIM after Wang et al. (2004), over windows of 7 pixels."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

Plane = NDArray[np.float64]
_WINDOW = 7
_C1, _C2 = (0.01 * 255) ** 2, (0.03 * 255) ** 2


def ssim(one: Image.Image, other: Image.Image) -> float:
    """Return the mean structural similarity of two pictures' brightness; 1 for equal ones."""
    a, b = (np.asarray(image.convert("L"), dtype=np.float64) for image in (one, other))
    if a.shape != b.shape:
        raise ValueError(f"pictures of different sizes: {a.shape} and {b.shape}")
    mean_a, mean_b = _means(a), _means(b)
    vary_a, vary_b = _means(a * a) - mean_a**2, _means(b * b) - mean_b**2
    together = _means(a * b) - mean_a * mean_b
    likeness = (2 * mean_a * mean_b + _C1) * (2 * together + _C2)
    likeness /= (mean_a**2 + mean_b**2 + _C1) * (vary_a + vary_b + _C2)
    return float(likeness.mean())


def opened(source: Path | Any) -> Image.Image:
    """Open a picture, however many pixels it has."""
    with Image.open(source) as image:
        return image.copy()


def _means(plane: Plane) -> Plane:
    """The mean of each window that lies wholly within the plane."""
    sums = np.pad(plane, ((1, 0), (1, 0))).cumsum(axis=0).cumsum(axis=1)
    n = _WINDOW
    window: Plane = (sums[n:, n:] - sums[:-n, n:] - sums[n:, :-n] + sums[:-n, :-n]) / n**2
    return window
