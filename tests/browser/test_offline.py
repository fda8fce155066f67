"""Without a line: what a tablet keeps is read, searched, written on, and arrives once, in order."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, expect

from meetings.domain.people import SignIn
from tests.browser.tablet import Tablet
from tests.cast import Council
from tests.conftest import Server

KEPT = """async () => {
  const names = (await caches.keys()).filter((name) => name.startsWith('gijo-kept'));
  const rows = await new Promise((done) => {
    const asked = indexedDB.open('gijo-entries', 1);
    const keyPath = ['person', 'stream', 'number'];
    asked.onupgradeneeded = () => asked.result.createObjectStore('entries', {keyPath});
    asked.onsuccess = () => {
      const all = asked.result.transaction('entries').objectStore('entries').count();
      all.onsuccess = () => { done(all.result); asked.result.close(); };
    };
  });
  return {names, rows};
}"""
"""What lies on the tablet: shelves, and entries that came since they were filled."""
AGED = """async (days) => {
  const cache = await caches.open('gijo-owner');
  const held = await (await cache.match('/gijo-owner')).json();
  held.contact -= days * 86400e3;
  await cache.put('/gijo-owner', new Response(JSON.stringify(held)));
}"""
"""The server was last reached so many days before."""
SLOW = 60_000
"""ms in which a page from the shelf is here, with all others at work too."""
PICTURES = """async (name) => {
  const all = await (await caches.open(name)).keys();
  return all.filter(({url}) => url.includes('/pages/')).length;
}"""
"""How many pictures and words lie on a shelf."""
LOOK = "dispatchEvent(new Event('online'))"
SMALL = """(shelf) => {
  const crowded = async () => (await caches.keys()).some((name) => name === shelf);
  navigator.storage.estimate = async () => ({usage: await crowded() ? 2e9 : 1, quota: 1e10});
}"""
"""There is no room while this shelf is there."""


@pytest.fixture
def installed(chromium: Browser, live_server: Server, live_council: Council) -> Iterator[Tablet]:
    """A member's tablet whose browser lets the worker stand by."""
    one = Tablet(chromium, live_server.url, installed=True)
    one.seat("ueda")
    yield one
    one.close()


@contextmanager
def stopped(server: Server) -> Iterator[None]:
    """No server: a worker would not heed it if only the page were told that it is offline."""
    server.stop()
    try:
        yield
    finally:
        server.start()


def bears(tablet: Tablet, strokes: int) -> None:
    """So many strokes are on the open page, once it is there."""
    told = f"書き込み{strokes}件" if strokes else ""
    expect(tablet.find("ink")).to_have_attribute("aria-label", told, timeout=SLOW)


def lay_in(tablet: Tablet, council: Council, pages: int) -> None:
    """Publish a packet and wait on the list of meetings until it lies on the tablet."""
    council.add_paper("議案第41号", pages=pages)
    council.do("aoki", "papers.publish")
    council.bring_to("open")
    tablet.page.goto(tablet.url)
    expect(tablet.find("keeping")).to_contain_text("この端末に保存済み", timeout=SLOW)


def test_a_packet_taken_in_is_read_searched_and_written_on_without_a_server(
    live_server: Server, live_council: Council, installed: Tablet
) -> None:
    ueda, page, council = installed, installed.page, live_council
    lay_in(ueda, council, 60)
    expect(ueda.find("keeping")).to_contain_text("60ページ")
    ueda.read(council.meeting)
    ueda.shows(1)
    ueda.draw(0.3)
    bears(ueda, 1)
    ueda.is_synced()
    # What is heard and acknowledged after that was laid in: turns, and a stroke others see.
    for turned in (4, 7):
        council.do("inoue", "floor.turn", version=council.versions[0], page=turned, epoch=0)
    ueda.shows(7)
    ueda.draw(0.5)
    bears(ueda, 1)
    ueda.is_synced()
    with stopped(live_server):
        page.reload()
        ueda.shows(7)
        bears(ueda, 1)
        expect(ueda.find("line")).to_contain_text("圏外", timeout=SLOW)
        ueda.tap("next")
        ueda.shows(8)
        # Never opened before; found by its words, without the server.
        page.keyboard.press("Control+f")
        ueda.find("seek-words").fill("議案第41号 55")
        page.keyboard.press("Enter")
        ueda.shows(55)
        page.keyboard.press("Escape")
        for i in range(20):
            ueda.draw(0.2 + i / 40)
        bears(ueda, 20)
        page.reload()
        expect(ueda.find("line")).to_contain_text("未送信20件", timeout=SLOW)
        other = page.context.new_page()
        other.goto(ueda.url)
        expect(other.locator("main")).to_contain_text("この端末にあります", timeout=SLOW)
        other.goto(f"{ueda.url}/people")
        expect(other.get_by_role("alert")).to_contain_text("この画面を開くには")
        other.goto(f"{ueda.url}/meetings/{council.meeting}?version={council.versions[0]}&page=55")
        expect(other.locator("#line")).to_contain_text("未送信20件", timeout=SLOW)
    ueda.is_synced()
    expect(other.locator("#line")).to_have_text("同期済み", timeout=SLOW)
    assert council.notes_of("ueda") == 22
    page.goto(f"{ueda.url}/meetings/{council.meeting}?version={council.versions[0]}&page=55")
    bears(ueda, 20)


def test_kept_papers_close_after_days_go_with_signing_out_and_are_nobody_elses(
    live_server: Server, live_council: Council, installed: Tablet
) -> None:
    ueda, page, council = installed, installed.page, live_council
    lay_in(ueda, council, 3)
    reading = f"{ueda.url}/meetings/{council.meeting}"
    ueda.read(council.meeting)
    ueda.shows(1)
    with stopped(live_server):
        page.reload()
        ueda.shows(1)
        ueda.draw()
        expect(ueda.find("line")).to_contain_text("未送信1件", timeout=SLOW)
        page.evaluate(AGED, 13)
        page.reload()
        bears(ueda, 1)
        page.evaluate(AGED, 2)
        page.goto(reading)
        expect(page.get_by_role("alert")).to_contain_text("この端末の資料は閉じてあります")

    # With the server they are open again. Who signs out is told what is unsent, and it alone stays.
    page.goto(ueda.url)
    expect(ueda.find("keeping")).to_contain_text("保存済み", timeout=SLOW)
    sign_out = page.get_by_role("button", name="サインアウト", exact=True)
    sign_out.click()
    asked = page.get_by_role("dialog", name="まだ送っていない書き込みがあります")
    expect(asked).to_contain_text("1件の書き込み")
    asked.get_by_role("button", name="やめる").click()
    assert page.evaluate(KEPT)["names"]
    sign_out.click()
    asked.get_by_role("button", name="サインアウトする").click()
    expect(ueda.find("login")).to_be_visible()
    assert page.evaluate(KEPT) == {"names": [], "rows": 0}

    # Another person has none of it; what the administrator ends goes at the next contact.
    ueda.sign_in("egawa")
    expect(ueda.find("keeping")).to_contain_text("保存済み", timeout=SLOW)
    names = page.evaluate(KEPT)["names"]
    assert names
    assert all(name.startswith(f"gijo-kept {council.ids['egawa']} ") for name in names)
    ueda.read(council.meeting)
    bears(ueda, 0)
    with council.house.database.write() as session:
        session.query(SignIn).delete()
    expect(ueda.find("signed-out")).to_be_visible(timeout=SLOW)
    page.evaluate(f"async () => {{ while ((await ({KEPT})()).names.length); }}")
    page.goto(ueda.url)
    ueda.sign_in("ueda")
    ueda.read(council.meeting)
    bears(ueda, 1)
    assert council.notes_of("ueda") == 1


def test_where_room_is_scarce_the_least_needed_goes_first_and_later_papers_come_by_themselves(
    live_council: Council, installed: Tablet
) -> None:
    ueda, page, council = installed, installed.page, live_council
    lay_in(ueda, council, 2)
    kept = ueda.find("keeping")
    total = int(kept.inner_text().split("（")[1].split("ページ")[0])
    nearest = council.meeting
    lesser = council.meet("本会議（第２日）")
    council.add_paper("議案第51号", pages=2)
    council.do("aoki", "papers.publish")
    council.do("aoki", "meeting.announce")
    page.evaluate(LOOK)
    shelves = [f"gijo-kept {council.ids['ueda']} {meeting}" for meeting in (nearest, lesser)]
    expect(kept).to_contain_text(f"（{total + 2}ページ）", timeout=SLOW)
    page.evaluate(SMALL, shelves[1])
    council.meeting = nearest
    council.add_paper("議案第42号", pages=4)
    council.do("aoki", "papers.publish")
    page.evaluate(LOOK)
    expect(kept).to_contain_text("いっぱい", timeout=SLOW)
    assert [page.evaluate(PICTURES, shelf) for shelf in shelves] == [18, 0]
