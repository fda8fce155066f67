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
        one.seat(login)
        one.page.goto(f"{live_server.url}/search")
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


def test_words_are_found_while_typing_and_lead_to_their_page(
    live_council: Council, tablet_of: Callable[[str], Tablet]
) -> None:
    add_paper(live_council, "水道料金改定", 4)
    live_council.do("aoki", "papers.publish")
    live_council.bring_to("announced")
    member = tablet_of("ueda")
    page = member.page
    page.get_by_label("さがす言葉").tap()
    page.keyboard.type("水道料金", delay=20)
    expect(page.locator("#count")).to_contain_text("4件見つかりました。")
    expect(page.locator("mark")).to_have_text(["水道料金"] * 3)
    page.get_by_role("link", name="4件をすべて見る 水道料金改定").tap()
    expect(page.locator("#count")).to_contain_text("「水道料金改定」の中に4件")
    page.get_by_role("link", name="2ページ").tap()
    member.shows(2)
    page.go_back()
    page.go_back()
    expect(page.get_by_label("さがす言葉")).to_have_value("水道料金")
    expect(page.locator("mark")).to_have_count(3)


def test_a_search_is_narrowed_by_a_tap_and_widened_by_going_back(
    live_council: Council, tablet_of: Callable[[str], Tablet]
) -> None:
    add_paper(live_council, "下水道計画")
    live_council.do("aoki", "papers.publish")
    live_council.bring_to("sealed")
    page = ask(tablet_of("ogawa"), "下水道計画")
    places = page.get_by_role("region").get_by_role("listitem")
    expect(places).to_have_count(2)
    page.locator(".chip", has_text="会議録").tap()
    expect(places).to_have_count(1)
    page.get_by_label("会議体").select_option("特別委員会")
    expect(page.get_by_text("「下水道計画」は見つかりませんでした。")).to_be_visible()
    page.get_by_role("link", name="すべての年と会議からさがす（2件）").tap()
    expect(places).to_have_count(2)
    page.go_back()
    page.go_back()
    expect(page.get_by_role("radio", name="会議録")).to_be_checked()
    expect(places).to_have_count(1)
    page.get_by_role("link", name="会議録を読む").tap()
    expect(page.locator("article")).to_contain_text("下水道計画")


def test_one_character_any_width_and_old_forms_are_enough(
    live_council: Council, tablet_of: Callable[[str], Tablet]
) -> None:
    add_paper(live_council, "ＡＢＣ鯨濱")
    live_council.do("aoki", "papers.publish")
    live_council.bring_to("announced")
    tablet = tablet_of("ueda")
    expect(ask(tablet, "鯨").get_by_text("1件見つかりました。")).to_be_visible()
    expect(ask(tablet, "abc　浜").locator("mark")).to_have_text(["ＡＢＣ", "濱"])


def test_members_find_nothing_in_papers_not_yet_published_and_are_shown_what_helps(
    live_council: Council, tablet_of: Callable[[str], Tablet]
) -> None:
    live_council.bring_to("announced")
    add_paper(live_council, "非公開文書")
    page = ask(tablet_of("ueda"), "非公開文書")
    expect(page.get_by_text("「非公開文書」は見つかりませんでした。")).to_be_visible()
    clerk = ask(tablet_of("aoki"), "非公開文書綴り")
    clerk.get_by_role("link", name="「非公開文書」でさがす（1件）").tap()
    expect(clerk.get_by_text("1件見つかりました。")).to_be_visible()


def test_signs_of_html_are_only_words(tablet_of: Callable[[str], Tablet]) -> None:
    page = ask(tablet_of("ueda"), "<img src=x>%_")
    expect(page.get_by_text("「<img src=x>%_」は見つかりませんでした。")).to_be_visible()


def test_without_scripts_the_button_searches(
    chromium: Browser, live_server: Server, live_council: Council
) -> None:
    add_paper(live_council, "橋りょう点検")
    live_council.do("aoki", "papers.publish")
    live_council.bring_to("announced")
    tablet = Tablet(chromium, live_server.url)
    tablet.seat("ueda")
    plain = chromium.new_context(java_script_enabled=False)
    plain.add_cookies(
        [
            {"name": c["name"], "value": c["value"], "url": live_server.url}
            for c in tablet.context.cookies()
        ]
    )
    page = plain.new_page()
    page.goto(f"{live_server.url}/search")
    page.get_by_label("さがす言葉").fill("橋りょう点検")
    page.locator(".chip", has_text="資料").click()
    page.get_by_role("button", name="さがす").click()
    expect(page.get_by_text("1件見つかりました。")).to_be_visible()
    plain.close()
    tablet.close()
