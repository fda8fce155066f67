"""Finds a browser for the tests; `python -m tests.house.browser` ends with 1 without one."""

import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")

# Asked in a process of its own: Playwright's driver can't be started twice in one thread.
ASK_PLAYWRIGHT = """
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    print(playwright.chromium.executable_path)
"""


@cache
def find_browser() -> Path | None:
    """Return a Chromium: the environment's CHROMIUM, the machine's, Playwright's own, or None.

    Raises FileNotFoundError when CHROMIUM names no file: a wish is not passed over.
    """
    if wish := os.environ.get("CHROMIUM"):
        path = shutil.which(wish)
        if path is None:
            raise FileNotFoundError(f"CHROMIUM names no program: {wish}")
        return Path(path)
    found = next(filter(None, map(shutil.which, NAMES)), None)
    return Path(found) if found else _of_playwright()


def _of_playwright() -> Path | None:
    answer = subprocess.run(
        [sys.executable, "-c", ASK_PLAYWRIGHT],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    path = Path(answer.stdout.strip())
    return path if answer.returncode == 0 and path.is_file() else None


if __name__ == "__main__":
    sys.exit(find_browser() is None)
