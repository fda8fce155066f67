"""Writing for a faction: it comes and goes with one's seat, and nothing written is lost."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.conftest import Open
from tests.browser.tablet import Tablet
from tests.cast import Council


def test_a_faction_joined_or_left_during_the_meeting_is_there_or_gone_at_once(
    live_council: Council, ueda: Tablet, tablet: Open
) -> None:
    egawa = tablet("egawa", upright=True)
    for one in (ueda, egawa):
        one.shows(1)
        one.tap("write")
    group = live_council.add_group(f"青波会{live_council.meeting}", "faction", "ueda", "egawa")
    chosen = f"layer-group-{group}"
    for one in (ueda, egawa):
        expect(one.find(chosen)).to_be_visible()
    tools = egawa.find("tools").bounding_box()
    # Four to write for, in two rows: the page keeps its height.
    assert tools
    assert tools["height"] < 240
    ueda.tap(chosen)
    ueda.draw()
    egawa.has_ink(1)
    expect(ueda.find("shared-banner")).to_contain_text("青波会")
    live_council.do("aoki", "seat.end", body=group, person=live_council.ids["ueda"])
    expect(ueda.find(chosen)).to_have_count(0)
    expect(ueda.find("shared-banner")).to_be_hidden()
    expect(ueda.find("layer-private")).to_have_attribute("aria-checked", "true")
    ueda.has_ink(1)
    # The same without a line: what was written for the group meanwhile stays as one's own.
    egawa.tap(chosen)
    egawa.context.set_offline(True)
    expect(egawa.find("line")).to_contain_text("圏外")
    egawa.draw(0.6)
    live_council.do("aoki", "seat.end", body=group, person=live_council.ids["egawa"])
    egawa.context.set_offline(False)
    expect(egawa.find("notices")).to_contain_text("この会派・委員会の方だけが見られる")
    expect(egawa.find("notices")).not_to_contain_text("みんなに見せる")
    egawa.is_synced()
    expect(egawa.find(chosen)).to_have_count(0)
    expect(egawa.find("shared-banner")).to_be_hidden()
    ueda.has_ink(1)
