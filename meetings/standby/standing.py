"""How a box stands: said in words, in ``standing.json`` of its storage, and in the log."""

from __future__ import annotations

import json
import logging
import threading
import time
from pathlib import Path
from typing import Any

log = logging.getLogger(__name__)
NAME = "standing.json"

ALONE, COPYING, BEHIND, LEVEL, FENCED, FULL = "alone copying behind level fenced full".split()
SENTENCES = {
    "leading.alone": (
        "控えの機器がつながっていません（{since}から）。この機器だけで動いています。",
        "No standby is connected (since {since}). This box goes on alone.",
    ),
    "leading.copying": (
        "控えの機器が、データを写しています。まだ引き継げません。",
        "The standby is copying. It can't take over yet.",
    ),
    "leading.behind": (
        "控えの機器が追いかけています（{count}件遅れ）。",
        "The standby is {count} behind.",
    ),
    "leading.level": (
        "控えの機器に、すべて届いています（{since}から）。",
        "The standby has everything (since {since}).",
    ),
    "leading.fenced": (
        "控えの機器に引き継ぎました。この機器では、もう何も書けません。",
        "The standby took over. Nothing can be written on this box any more.",
    ),
    "following.alone": (
        "元の機器につながりません（{since}から）。",
        "The first box can't be reached (since {since}).",
    ),
    "following.copying": (
        "元の機器から、データを写しています。まだ引き継げません。",
        "Copying from the first box. This one can't take over yet.",
    ),
    "following.full": (
        "保存場所がいっぱいで、追いかけられません。空きを作ってください。",
        "The disk is full: this box can't follow. Make room.",
    ),
    "following.behind": ("{count}件遅れています。", "{count} behind."),
    "following.level": (
        "追いついています（{since}から）。いつでも引き継げます。",
        "Level with the first box (since {since}): ready to take over.",
    ),
}
PAPERS = (
    " 資料はあと{lacking}件です。",
    " {lacking} papers are still to come.",
)


class Standing:
    """What is to be said of a box; any thread may change it."""

    def __init__(self, storage: Path, role: str) -> None:
        self._path, self._role = storage / NAME, role
        self._lock = threading.Lock()
        self._told: dict[str, Any] = {}

    def say(self, state: str, count: int = 0, lacking: int = 0, why: str = "") -> None:
        """Say it anew, where it changed; in the log too, where more than a number did."""
        with self._lock:
            before = self._told
            told = {"role": self._role, "state": state, "count": count, "lacking": lacking}
            if told | {"since": 0} == before | {"since": 0}:
                return
            same = before.get("state") == state
            told["since"] = before["since"] if same else int(time.time() * 1000)
            self._told = told
            part = self._path.with_suffix(".part")
            part.write_text(json.dumps(told))
            part.replace(self._path)
            if not same:
                log.warning("%s / %s %s", sentence(told, 0), sentence(told, 1), why)


def read(storage: Path) -> dict[str, Any] | None:
    """Return what was said last, None where nothing ever was."""
    try:
        told: dict[str, Any] = json.loads((storage / NAME).read_text())
    except (FileNotFoundError, ValueError):
        return None
    return told


def sentence(told: dict[str, Any], language: int) -> str:
    """Return it in words; language 0 is Japanese, 1 English."""
    since = time.strftime("%H:%M", time.localtime(told["since"] / 1000))
    values = told | {"since": since}
    said = SENTENCES[f"{told['role']}.{told['state']}"][language].format(**values)
    return said + (PAPERS[language].format(**told) if told["lacking"] else "")
