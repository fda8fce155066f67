"""How strongly a page is called: told only, turned to, held; and who takes over."""

from __future__ import annotations

import pytest
from playwright.sync_api import Route, expect

from tests.browser.conftest import Open
from tests.browser.tablet import Tablet
from tests.cast import Council


@pytest.fixture(autouse=True)
def sitting(live_council: Council) -> None:
    """An open meeting with a paper of eight pages."""
    live_council.add_paper("議案第41号", pages=8)
    live_council.do("aoki", "papers.publish")
    live_council.bring_to("open")


def says(one: Tablet, sentence: str) -> None:
    expect(one.page.locator("#notices .notice p", has_text=sentence).first).to_be_visible()


def choose(chair: Tablet, way: str) -> None:
    """Choose how pages are shown."""
    chair.tap("hand-over")
    chair.page.locator("#handing label", has_text=way).tap()
    chair.tap("handing-close")


def test_a_page_is_offered_or_held_by_the_chair_and_let_go_again(tablet: Open) -> None:
    chair, ueda = tablet("inoue"), tablet("ueda", upright=True)
    chair.tap("next")
    ueda.shows(2)

    # Offered: nobody's page moves, one tap goes there.
    choose(chair, "知らせるだけ")
    chair.tap("next")
    chair.shows(3)
    says(ueda, "議長がページを示しています。")
    ueda.shows(2)
    ueda.tap("to-called")
    ueda.shows(3)

    # Held: who paged away is fetched, can't page, and writes.
    ueda.tap("next")
    ueda.shows(4)
    choose(chair, "全員をこのページにとどめる")
    ueda.shows(3)
    expect(ueda.find("follow-state")).to_have_text("議長が固定しています")
    ueda.tap("next")
    says(ueda, "いまは、めくれません。議長が全員をこのページにとどめています。")
    ueda.look_for("7")
    ueda.shows(3)
    ueda.draw()
    ueda.has_ink(1)
    chair.tap("next")
    ueda.shows(4)

    # Let go: everybody pages again; so it is after a reload of the chair's tablet.
    chair.page.reload()
    chair.is_synced()
    chair.tap("hand-over")
    expect(chair.page.locator("#handing input[value=hold]")).to_be_checked()
    chair.tap("handing-close")
    choose(chair, "全員の画面をめくる")
    says(ueda, "自由にめくれます。")
    ueda.tap("next")
    ueda.shows(5)


def sooner(route: Route) -> None:
    """Say after half a second what is said after twenty: a clock put forward would end the line."""
    served = route.fetch()
    script = served.text()
    assert "20_000" in script
    route.fulfill(response=served, body=script.replace("20_000", "500"))


def test_the_clerk_takes_over_by_one_tap_from_a_presenter_whose_tablet_is_gone(
    live_council: Council, tablet: Open
) -> None:
    live_council.do("inoue", "floor.grant", to=live_council.who("kato").id)
    kato, aoki = tablet("kato"), tablet("aoki")
    aoki.take_apart()
    aoki.context.route("**/paper/absence.js*", sooner)
    aoki.page.reload()
    aoki.is_synced()
    aoki.tap("hand-over")
    expect(aoki.page.locator("#handing-people li", has_text="上田")).to_contain_text("未接続")
    expect(aoki.find("handing-now")).to_have_text("いま案内している人：加藤（かとう）")
    aoki.tap("handing-close")
    expect(aoki.find("take-back")).to_be_hidden()

    kato.page.goto("about:blank")
    says(aoki, "案内している加藤さんの端末がつながっていません。")
    aoki.tap("take-back")
    expect(aoki.find("follow-state")).to_have_text("あなたが案内する番です")
    expect(aoki.find("take-back")).to_be_hidden()
