"""A page that can't be shown: the clerk is told before publishing, the reader reads on."""

from __future__ import annotations

from playwright.sync_api import Browser, expect

from meetings.domain.papers import UnshownPage
from tests.browser.conftest import Open
from tests.browser.tablet import Tablet
from tests.cast import Council
from tests.conftest import Server


def test_a_page_found_not_to_be_shown_is_told_live_and_the_rest_reads_on(
    chromium: Browser, live_server: Server, live_council: Council, tablet: Open
) -> None:
    told = live_council.add_paper("図面", 3)["body"]
    clerk = Tablet(chromium, live_server.url)
    clerk.seat("aoki")
    clerk.page.goto(f"{live_server.url}/meetings/{live_council.meeting}/prepare")
    row = clerk.page.locator(f"#paper-{told['paper']}")
    expect(row.locator(".preparing")).to_be_visible()
    with live_council.house.database.write() as session:
        session.add(UnshownPage(version_id=told["version"], page=2))
    expect(row.get_by_role("alert")).to_contain_text("2ページを表示できません。ほかのページは")
    expect(row.get_by_role("alert")).to_contain_text("印刷機能の「PDFとして保存」")
    clerk.tap("publish-all")
    expect(clerk.page.get_by_role("dialog")).to_contain_text("表示できないページのある資料が1件")
    clerk.close()
    live_council.do("aoki", "papers.publish")
    live_council.do("aoki", "meeting.announce")
    ueda = tablet("ueda")
    # The first page asked of a server starts its page makers.
    expect(ueda.find("picture")).to_have_attribute("data-painted", "1", timeout=20_000)
    ueda.tap("next")
    expect(ueda.page.get_by_text("このページは表示できません")).to_be_visible()
    expect(ueda.page.get_by_text("ほかのページは読めます。")).to_be_visible()
    ueda.tap("next")
    ueda.shows(3)
