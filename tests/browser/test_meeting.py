"""A whole meeting without paper: chair, two tablets, a remote browser, from bell to seal."""

from __future__ import annotations

import subprocess
import sys

from playwright.sync_api import expect

from tests.browser.conftest import Open
from tests.cast import Council
from tests.conftest import ROOT, Server

TURNS, STROKES = 20, 10


def test_a_meeting_runs_without_paper_and_nothing_is_lost(
    live_server: Server, live_council: Council, tablet: Open
) -> None:
    live_council.add_paper("議案第41号", pages=TURNS + 5)
    live_council.do("aoki", "papers.publish")
    live_council.do("aoki", "meeting.announce")
    chair, leaver, cut = tablet("inoue"), tablet("ueda"), tablet("egawa", upright=True)
    remote = tablet("kimura")
    live_council.do("inoue", "attendance.mark_rest")
    live_council.do("inoue", "meeting.open")
    everyone = (chair, leaver, cut, remote)

    # The chair turns the page for all.
    chair.tap("next")
    for one in everyone:
        one.shows(2)

    # One member looks something up by herself and comes back with one tap.
    leaver.tap("next")
    leaver.tap("next")
    leaver.shows(4)

    # One tablet loses the line for twenty turns and writes ten strokes meanwhile.
    cut.context.set_offline(True)
    expect(cut.find("line")).to_contain_text("圏外", timeout=20_000)
    cut.tap("write")
    for number in range(STROKES):
        cut.draw(0.2 + number / 20)
    cut.has_ink(STROKES)
    expect(cut.find("line")).to_contain_text(f"未送信{STROKES}件")
    for _ in range(TURNS):
        chair.tap("next")
    chair.shows(TURNS + 2)
    remote.shows(TURNS + 2)
    leaver.shows(4)
    leaver.tap("to-called")
    leaver.shows(TURNS + 2)

    # The line is back: every stroke is there once, and the called page is shown.
    cut.context.set_offline(False)
    cut.is_synced()
    cut.shows(TURNS + 2)
    assert live_council.notes_of("egawa") == STROKES
    again = tablet("egawa")
    again.shows(TURNS + 2)

    # Closed, drafted, sealed; and proven from the shell.
    live_council.do("inoue", "meeting.close")
    expect(remote.find("meeting-state")).to_have_text("散会")
    live_council.do("aoki", "minutes.draft")
    live_council.do("aoki", "minutes.seal", revision=1, unfilled=True)
    command = [sys.executable, "-m", "meetings", "verify", "--storage", str(live_server.storage)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
