"""The server as it is, which also notes when each act was committed.

``python -m bench.ground.stamped FILE serve ...`` appends a line to the file for each entry, before
anybody is told of it: the act's number on its device and ns of the monotonic clock, which Node's
`process.hrtime` reads too.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from flask import Flask

from meetings import __main__, wiring
from meetings.cli import serving
from meetings.config import Config
from meetings.domain.record import Entry
from meetings.wiring import Gijo


def main() -> int:
    """Serve, with one more who listens, before all others."""
    file, *command = sys.argv[1:]

    def create_app(config: Config) -> Flask:
        app = wiring.create_app(config)
        parts: Gijo = app.extensions["gijo"]
        stamps = Path(file).open("a", buffering=1, encoding="ascii")  # noqa: SIM115  # to the end

        def stamp(entries: list[Entry]) -> None:
            at = time.monotonic_ns()
            stamps.writelines(f"{entry.n} {at}\n" for entry in entries)

        parts.desk.listeners.insert(0, stamp)
        return app

    serving.create_app = create_app  # type: ignore[attr-defined]  # imported there by this name
    return __main__.main(command)


if __name__ == "__main__":
    sys.exit(main())
