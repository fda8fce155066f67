"""The screen stays on only while the meeting is open and the reader is seen, and this is said."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.conftest import Open
from tests.browser.tablet import Tablet
from tests.cast import Council

# The device's own locks, kept in a list as they are given: `released` is theirs to say.
KEEP = """() => {
  window.locks = [];
  const { request } = WakeLock.prototype;
  WakeLock.prototype.request = async function (kind) {
    const lock = await request.call(this, kind);
    window.locks.push(lock);
    return lock;
  };
}"""
HELD = "() => window.locks.filter((lock) => !lock.released).length"
ON = "会議が開かれているあいだ、この画面は消えません。"
OFF = "いまは、画面は端末の設定どおりに消えます。"


def holds(tablet: Tablet, words: str, locks: int) -> None:
    """The screen is held by so many locks, and the dialog of ease says how it is."""
    expect(tablet.find("awake")).to_contain_text(words)
    assert tablet.page.evaluate(HELD) == locks


def test_the_screen_stays_on_only_while_the_meeting_is_open(
    live_council: Council, tablet: Open
) -> None:
    live_council.bring_to("announced")
    ueda = tablet("ueda")
    ueda.context.add_init_script(f"({KEEP})()")
    ueda.context.grant_permissions(["screen-wake-lock"])
    ueda.page.reload()
    ueda.is_synced()
    holds(ueda, OFF, 0)
    for act, words, locks in (
        ("open", ON, 1),
        ("pause", OFF, 0),
        ("resume", ON, 1),
        ("close", OFF, 0),
    ):
        live_council.do("inoue", f"meeting.{act}")
        holds(ueda, words, locks)


def test_a_device_that_cannot_stay_awake_says_so(live_council: Council, tablet: Open) -> None:
    live_council.bring_to("open")
    ueda = tablet("ueda")
    ueda.context.add_init_script("delete Navigator.prototype.wakeLock")
    ueda.page.reload()
    expect(ueda.find("awake")).to_contain_text("この端末では、会議中も画面が消えることがあります。")
