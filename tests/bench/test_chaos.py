"""Chaos: a short run of simulated tablets over a bad line, with a server that is killed."""

from __future__ import annotations

import subprocess
import sys

from tests.conftest import ROOT


def test_after_chaos_every_tablet_is_like_one_opened_afresh_and_no_act_is_lost() -> None:
    command = [sys.executable, "-m", "bench.chaos", "--runs", "1", "--seed", "7"]
    command += ["--events", "80", "--seconds", "20"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
