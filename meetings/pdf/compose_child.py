"""A paper set by a program in a process of its own, so that a long one does not hold up the server.

The program is one of ours: it reads its arguments as JSON and writes the PDF.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any


def composed(program: str, asked: Mapping[str, Any], seconds: float) -> bytes:
    """Return what the program wrote; RuntimeError when it fails or takes longer."""
    root = str(Path(__file__).resolve().parents[2])
    places = os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH"))))
    try:
        done = subprocess.run(  # noqa: S603 - our own program
            [sys.executable, "-m", program],
            input=json.dumps(asked).encode(),
            capture_output=True,
            check=True,
            timeout=seconds,
            env={**os.environ, "PYTHONPATH": places},
        )
    except subprocess.TimeoutExpired as late:
        raise RuntimeError(f"the paper was not set within {seconds:g} s") from late
    except subprocess.CalledProcessError as failed:
        raise RuntimeError(f"the paper could not be set: {failed.stderr.decode()}") from failed
    return done.stdout
