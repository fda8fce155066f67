"""The tablet's own modules, asked in a real browser: codec, numbered log, heartbeat, place."""

from __future__ import annotations

import base64
import json
from typing import Any

from playwright.sync_api import Page

from meetings.domain.notes import check_points
from tests.cast import points


def ask(page: Page, module: str, script: str, given: object = None) -> Any:
    """Run the body of a function over a module ``m`` and what is ``given``."""
    whole = f"async (given) => {{ const m = await import('/static/{module}'); {script} }}"
    return json.loads(json.dumps(page.evaluate(whole, given)))


def test_packed_points_come_back_and_are_what_the_server_takes(page: Page) -> None:
    trail = [
        {"x": 0.05, "y": 841.95, "pressure": 0, "time": 0},
        {"x": 595.3, "y": 0, "pressure": 255, "time": 17},
        {"x": 14400, "y": 300.1, "pressure": 128, "time": 600_000},
    ]
    packed = ask(page, "paper/codec.js", "return m.pack(given)", trail)
    check_points(packed)
    assert len(base64.b64decode(packed)) < 40
    assert ask(page, "paper/codec.js", "return m.unpack(given)", packed) == trail


def test_entries_are_folded_once_and_in_order_however_they_come(page: Page) -> None:
    folded = ask(
        page,
        "record/stream.js",
        """
        const seen = [];
        const streams = new m.Streams({ s: 3 }, (_, entry) => seen.push(entry.number));
        for (const numbers of given) streams.take('s', numbers.map((number) => ({ number })));
        return [seen, streams.after.s, streams.broken];
        """,
        [[5, 6], [3, 2], [6], [4], [8], [4, 5, 6]],
    )
    assert folded == [[4, 5, 6], 6, True]


def test_a_snapshot_stands_for_all_entries_up_to_its_number(page: Page) -> None:
    folded = ask(
        page,
        "record/stream.js",
        """
        const seen = [];
        const streams = new m.Streams({ s: 0 }, (_, entry) => seen.push(entry.number));
        streams.take('s', [{ number: 7 }, { number: 9 }]);
        streams.reset('s', 8);
        return [seen, streams.after.s, streams.broken];
        """,
    )
    assert folded == [[9], 9, False]


def test_the_line_is_judged_by_what_was_heard_when(page: Page) -> None:
    judged = ask(
        page,
        "record/heartbeat.js",
        """
        const beat = new m.Heartbeat();
        beat.start(0);
        const said = [beat.judge(12000), beat.judge(12001)];
        beat.head(13000, 99000, true);
        said.push(beat.judge(14999), beat.judge(15000), beat.offset);
        beat.entries(15500, false);
        return [...said, beat.judge(15600)];
        """,
    )
    assert judged == ["well", "dead", "well", "behind", 86_000, "well"]


def test_an_older_call_of_ones_own_does_not_turn_the_page_back(page: Page) -> None:
    shown = ask(
        page,
        "paper/place.js",
        """
        const standing = new m.Standing();
        const pages = [];
        standing.moved.listen(() => pages.push(standing.here.page));
        for (const page of [2, 3]) standing.lead({ version: 1, page });
        for (const page of [2, 3, 9]) standing.call({ version: 1, page });
        return pages;
        """,
    )
    assert shown == [2, 3, 3, 3, 9]


def test_an_act_refused_because_the_disk_is_full_waits_and_is_sent_again(page: Page) -> None:
    told = ask(
        page,
        "record/outbox.js",
        """
        const { Shelf } = await import('/static/record/shelf.js');
        const answers = [
          { refused: 'storage.full', message: '' },
          { done: true, stream: 's', number: 1, body: {} },
        ];
        const sent = [];
        const send = async (act, given, n) => { sent.push(n); return answers.shift(); };
        const outbox = new m.Outbox(await Shelf.open(), 3, send);
        const done = new Promise((resolve) => outbox.done.listen(({ item }) => resolve(item.n)));
        let kept = 0;
        outbox.refused.listen(() => { kept += 1; });
        await outbox.open();
        await outbox.put('ink.draw', {}, 's');
        const n = await done;
        return [sent.length, sent.every((other) => other === n), kept, outbox.size];
        """,
    )
    assert told == [2, True, 0, 0]


def test_papers_kept_on_a_tablet_go_when_nobody_is_signed_in(page: Page) -> None:
    door = page.url
    # A place of the house without its modules: at the door they would wipe what is only just put.
    page.goto(f"{door.removesuffix('/sign-in')}/app.webmanifest")
    kept = """async () => {
        await (await caches.open('gijo-pages')).put('/pages/x', new Response('x'));
        return (await caches.keys()).includes('gijo-pages');
        }"""
    assert page.evaluate(kept)
    page.goto(door)
    page.wait_for_function("async () => !(await caches.keys()).includes('gijo-pages')")


def test_no_number_is_handed_out_twice_by_pages_of_one_profile_or_after_a_crash(
    page: Page,
) -> None:
    """A page that crashed is one whose shelf is opened again while what it took is lost."""
    taken, written = ask(
        page,
        "record/shelf.js",
        """
        const item = { act: 'ink.draw', given: {}, stream: 's', person: 3, at: 0 };
        const taken = [], written = [];
        for (let crash = 0; crash < 3; crash++) {
          const pages = await Promise.all([m.Shelf.open(), m.Shelf.open()]);
          await Promise.all(pages.map(async (shelf) => {
            for (let i = 0; i < 80; i++) {
              taken.push(...(await Promise.all([shelf.number(), shelf.number()])));
              if (i % 20 === 0) written.push((await shelf.add(item)).n);
            }
          }));
        }
        return [taken, written];
        """,
    )
    assert len(set(taken) | set(written)) == len(taken) + len(written) == 6 * (160 + 4)
    assert written == sorted(written)


def test_a_tablet_passes_over_whispers_that_make_no_sense(page: Page) -> None:
    piece = {"id": "stroke-1", "version": 1, "page": 1, "tool": "pen", "color": "#000000"}
    piece |= {"width": 1, "points": points()}
    wrong: list[object] = [None, 1, "x", [], {}, {"id": 1}, {"id": "a"}, {"id": "a", "gone": 1}]
    wrong += [piece | {name: None} for name in piece] + [piece | {"points": "!!"}]
    shown = ask(
        page,
        "paper/previews.js",
        """
        const previews = new m.Previews();
        for (const body of given) previews.hear({ kind: 'ink', body }, 0);
        return previews.on(1, 1).map((look) => look.trail.length);
        """,
        [*wrong, piece],
    )
    assert shown == [3]


def test_the_pages_beside_the_open_one_wait_until_it_is_on_the_screen(page: Page) -> None:
    """What was turned past meanwhile is not asked for at all."""
    asked = ask(
        page,
        "paper/pictures.js",
        """
        const leaf = new OffscreenCanvas(4, 4);
        leaf.getContext('2d').fillRect(0, 0, 4, 4);
        const blob = await leaf.convertToBlob();
        const asked = [];
        const fetch = async (key) => { asked.push(Number(key.split('/')[3])); return blob; };
        const pictures = new m.Pictures({ fetch });
        const wish = (page) => ({ digest: 'd', page, width: 1640 });
        const frame = () => new Promise((shown) => requestAnimationFrame(shown));
        pictures.want(pictures, [wish(5)], [wish(6), wish(4)]);
        pictures.want(pictures, [wish(8)], [wish(9), wish(7)]);
        const atOnce = [...asked];
        while (!pictures.now(wish(7))) await frame();
        return [atOnce, asked];
        """,
    )
    assert asked == [[5, 8], [5, 8, 9, 7]]


def test_what_is_too_much_for_one_act_goes_in_parts(page: Page) -> None:
    given = [[1] * 2_300, [2_000_000, 2_000_000, 1, 5_000_000, 3]]
    script = "return given.map((all) => m.parts(all, (one) => one))"
    told = ask(page, "paper/batches.js", script, given)
    assert [[len(part) for part in parts] for parts in told] == [[1000, 1000, 300], [2, 1, 1, 1]]
