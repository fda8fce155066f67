"""Searching minutes and papers by words, from the field to the page where they stand."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from meetings.domain.papers import PaperVersion
from meetings.jobs.preparing import Preparer
from tests.browser.tablet import Tablet
from tests.cast import Council
from tests.conftest import Server


@pytest.fixture
def tablet_of(chromium: Browser, live_server: Server) -> Iterator[Callable[[str], Tablet]]:
    """A tablet of one of the cast, at the search screen."""
    opened: list[Tablet] = []

    def open_one(login: str) -> Tablet:
        one = Tablet(chromium, live_server.url)
        opened.append(one)
        one.sign_in(login)
        one.page.get_by_role("link", name="検索").click()
        return one

    yield open_one
    troubles = [trouble for one in opened for trouble in one.troubles]
    for one in opened:
        one.close()
    assert troubles == []


def add_paper(council: Council, name: str, pages: int = 1) -> None:
    """Upload a paper and have its words read."""
    version = council.add_paper(name, pages)["body"]["version"]
    with council.house.database.read() as session:
        row = session.get_one(PaperVersion, version)
    Preparer(council.house).prepare(row)


def ask(tablet: Tablet, words: str) -> Page:
    """Search by the field."""
    tablet.page.get_by_label("さがす言葉").fill(words)
    tablet.page.get_by_role("button", name="さがす").click()
    expect(tablet.page.get_by_label("さがす言葉")).to_have_value(words)
    return tablet.page


def test_words_are_found_in_papers_and_lead_to_their_page(
    live_council: Council, tablet_of: Callable[[str], Tablet]
) -> None:
    add_paper(live_council, "水道料金改定", 3)
    live_council.do("aoki", "papers.publish")
    live_council.bring_to("announced")
    member = tablet_of("ueda")
    page = ask(member, "水道料金")
    expect(page.get_by_text("3件見つかりました。")).to_be_visible()
    expect(page.get_by_role("region", name="資料 3件").locator("mark")).to_have_text(
        ["水道料金"] * 3
    )
    page.get_by_role("link", name="水道料金改定 2ページを開く").click()
    member.shows(2)


def test_minutes_and_papers_stand_apart_and_minutes_come_first(
    live_council: Council, tablet_of: Callable[[str], Tablet]
) -> None:
    add_paper(live_council, "下水道計画")
    live_council.do("aoki", "papers.publish")
    live_council.bring_to("sealed")
    page = ask(tablet_of("ogawa"), "下水道計画")
    expect(page.get_by_role("heading", level=2)).to_have_text(["会議録 1件", "資料 1件"])
    page.get_by_role("link", name="会議録を読む").click()
    expect(page.locator("article")).to_contain_text("下水道計画")


def test_a_long_paper_hides_no_other_and_its_pages_are_one_tap_away(
    live_council: Council, tablet_of: Callable[[str], Tablet]
) -> None:
    add_paper(live_council, "公債費一覧", 8)
    add_paper(live_council, "公債費説明")
    live_council.do("aoki", "papers.publish")
    live_council.bring_to("announced")
    page = ask(tablet_of("ueda"), "公債費")
    expect(page.get_by_text("9件見つかりました。")).to_be_visible()
    rows = page.get_by_role("link", name="ページを開く")
    expect(rows).to_have_count(6)
    page.get_by_role("link", name="「公債費一覧」で見つかった8件をすべて見る").click()
    expect(rows).to_have_count(8)
    expect(page.get_by_role("link", name="公債費説明")).to_have_count(0)
    page.get_by_role("link", name="すべての会議録と資料からさがす").click()
    expect(rows).to_have_count(6)


def test_one_character_and_any_width_are_enough(
    live_council: Council, tablet_of: Callable[[str], Tablet]
) -> None:
    add_paper(live_council, "ＡＢＣ鯨")
    live_council.do("aoki", "papers.publish")
    live_council.bring_to("announced")
    tablet = tablet_of("ueda")
    expect(ask(tablet, "鯨").get_by_text("1件見つかりました。")).to_be_visible()
    expect(ask(tablet, "abc　鯨").locator("mark")).to_have_text(["ＡＢＣ", "鯨"])


def test_members_find_nothing_in_papers_not_yet_published(
    live_council: Council, tablet_of: Callable[[str], Tablet]
) -> None:
    live_council.bring_to("announced")
    add_paper(live_council, "非公開文書")
    page = ask(tablet_of("ueda"), "非公開文書")
    expect(page.get_by_text("「非公開文書」は見つかりませんでした。")).to_be_visible()
    clerk = ask(tablet_of("aoki"), "非公開文書")
    expect(clerk.get_by_text("1件見つかりました。")).to_be_visible()


def test_signs_of_html_are_only_words(tablet_of: Callable[[str], Tablet]) -> None:
    page = ask(tablet_of("ueda"), "<img src=x>%_")
    expect(page.get_by_text("「<img src=x>%_」は見つかりませんでした。")).to_be_visible()
