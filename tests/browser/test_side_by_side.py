"""A paper is replaced while two of its pages are read side by side."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.conftest import Open
from tests.browser.test_replaced import CHANGED, OLD, add, bar, replace
from tests.browser.test_spreads import choose
from tests.cast import Council
from tests.pdf.pairs import lines


def test_pages_side_by_side_that_fall_otherwise_say_so_and_lead_to_all_that_changed(
    live_council: Council, tablet: Open
) -> None:
    council, paper = live_council, add(live_council)
    council.bring_to("open")
    ueda = tablet("ueda")
    ueda.shows(1)
    choose(ueda, "2ページ並べる")
    painted = ueda.find("picture")
    expect(painted).to_have_attribute("data-painted", "1-2", timeout=20_000)
    replace(council, paper, [lines("y"), *OLD])
    expect(bar(ueda)).to_contain_text("新しい資料では、ページの並び方が変わりました。")
    expect(ueda.find("page-number")).to_contain_text("/ 6")
    bar(ueda).get_by_role("button", name="新しいページを見る").tap()
    expect(ueda.find("page-number")).to_contain_text("/ 7")
    ueda.tap("next")
    expect(painted).to_have_attribute("data-painted", "3-4", timeout=20_000)
    # The page in hand stays the same, the one beside it changes, and once more while no line is.
    replace(council, paper, [lines("y"), *OLD[:2], CHANGED, *OLD[3:]])
    expect(bar(ueda)).to_contain_text("このページは差しかえられました。")
    ueda.context.set_offline(True)
    expect(ueda.find("line")).to_contain_text("圏外")
    again = [*OLD[2][:-1], "予備費　二千四百万円"]
    replace(council, paper, [lines("y"), *OLD[:2], again, *OLD[3:]])
    ueda.context.set_offline(False)
    ueda.is_synced()
    bar(ueda).get_by_role("button", name="新しいページを見る").tap()
    expect(bar(ueda)).to_contain_text("差しかえ")
    bar(ueda).get_by_role("button", name="前のページと並べる").tap()
    for pane in ueda.page.locator(".pane").all():
        expect(pane.locator(".differs > .hit")).not_to_have_count(0)
