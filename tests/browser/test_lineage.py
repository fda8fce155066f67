"""The tablet's own modules on replaced papers: which page became which, and what one has read."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page

from tests.browser.test_modules import ask


def run(begin: int, to: int, count: int, state: str = "same") -> dict[str, Any]:
    """Return a run of pages that went along, as the server tells it."""
    return {"from": begin, "to": to, "n": count, "state": state, "moved": False}


# Of six pages the third changed and the fifth went; of those the first changed, one came before it.
FIRST = [run(1, 1, 2), run(3, 3, 1, "changed"), run(4, 4, 1), run(5, 0, 1, "removed"), run(6, 5, 1)]
SECOND = [run(1, 2, 1, "changed"), run(2, 3, 4)]
PAPER = {
    "paper": 9,
    "version": 3,
    "pages": 6,
    "versions": [
        {"version": 1, "number": 1, "pages": 6, "from": None},
        {"version": 2, "number": 2, "pages": 5, "from": 1},
        {"version": 3, "number": 3, "pages": 6, "from": 2},
    ],
}
GIVEN = {"paper": PAPER, "first": FIRST, "second": SECOND}
TOLD = """
const lineage = new m.Lineage(() => [given.paper]);
lineage.take({ version: 2, from: 1, map: given.first });
lineage.take({ version: 3, from: 2, map: given.second });
"""


def test_a_page_is_followed_through_several_replacements(page: Page) -> None:
    told = ask(
        page,
        "record/lineage.js",
        TOLD
        + """
        const twice = new m.Lineage(() => [given.paper]);
        twice.take({ version: 2, from: 1, map: [{ ...given.first[0], state: 'changed' }] });
        twice.take({ version: 3, from: 2, map: given.second });
        const became = (page) => lineage.became({ version: 1, page });
        return [
          [1, 2, 3, 4, 5, 6].map((page) => [became(page).place.page, became(page).state]),
          lineage.became({ version: 2, page: 5 }).place,
          lineage.onward({ version: 1, page: 3, half: 2 }),
          lineage.onward({ version: 1, page: 5, half: 2 }),
          lineage.origins({ version: 3, page: 4 }),
          lineage.news(1), lineage.news(2), lineage.news(3),
          [1, 3, 4].map((page) => {
            const change = lineage.lastChange({ version: 3, page });
            return change && [change.edition.number, change.state, change.before?.page ?? null];
          }),
          [1, 3, 5].map((page) => lineage.changeOf({ version: 1, page })),
          twice.changeOf({ version: 1, page: 1 }),
          lineage.map(2).removed, [1, 2, 3].map((version) => lineage.isOld(version)),
        ];
        """,
        GIVEN,
    )
    became = [[2, "changed"], [3, "same"], [4, "changed"], [5, "same"], [5, "gone"], [6, "same"]]
    assert told[0] == became
    assert told[1] == {"version": 3, "page": 6}
    # A half goes along with its page; where the page is gone the one before it is the nearest.
    assert told[2:4] == [{"version": 3, "page": 4, "half": 2}, {"version": 3, "page": 5}]
    assert told[4] == [{"version": 2, "page": 3}, {"version": 1, "page": 3}]
    new = [{"page": 1, "state": "inserted"}, {"page": 2, "state": "changed"}]
    assert told[5:8] == [[*new, {"page": 4, "state": "changed"}], new, []]
    assert told[8] == [[3, "inserted", None], None, [2, "changed", 3]]
    assert told[9] == [{"version": 3, "page": 1}, {"version": 2, "page": 3}, None]
    assert told[10] == {"version": 3, "page": 1, "far": {"since": 1, "to": 2}}
    assert told[11:] == [[5], [True, True, False]]


def test_what_is_not_known_yet_is_asked_once_and_leads_nowhere_until_then(page: Page) -> None:
    told = ask(
        page,
        "record/lineage.js",
        """
        const asked = [];
        const maps = { 2: given.first, 3: given.second };
        const read = async (version) => {
          asked.push(version);
          if (asked.length < 2) throw new Error('no line');
          return { version, from: version - 1, map: maps[version] };
        };
        const lineage = new m.Lineage(() => [given.paper], read);
        const place = { version: 1, page: 6 };
        const before = [lineage.became(place), lineage.onward(place), lineage.news(1)];
        await lineage.learn([given.paper]);
        before.push(lineage.became(place));
        await lineage.learn([given.paper]);
        await lineage.learn([given.paper]);
        return [before, lineage.onward(place), asked.toSorted()];
        """,
        GIVEN,
    )
    nowhere = [None, {"version": 1, "page": 6}, None, None]
    assert told == [nowhere, {"version": 3, "page": 6}, [2, 2, 3]]


def test_the_tablet_knows_what_is_new_since_each_person_read(page: Page) -> None:
    told = ask(
        page,
        "record/lineage.js",
        TOLD
        + """
        const { LastRead } = await import('/static/record/last_read.js');
        localStorage.removeItem('gijo-read');
        const [mine, hers] = [7, 8].map((person) => new LastRead(person, lineage));
        const { paper } = given;
        const at = (version) => ({ ...paper, version });
        const seen = () => mine.news(paper).map(({ page, seen }) => [page, seen]);
        const now = () => [mine.waits(paper), seen()];
        mine.see(at(1), 1, [1]);
        const said = [now()];
        mine.see(paper, 3, [4]);
        said.push(now());
        mine.see(paper, 3, [1, 2]);
        said.push(now(), [hers.waits(paper), hers.news(paper)]);
        mine.done(paper, [4]);
        said.push([3, 4].map((page) => mine.isDone(paper, page)));
        return said;
        """,
        GIVEN,
    )
    assert told == [
        [True, [[1, False], [2, False], [4, False]]],
        [True, [[1, False], [2, False], [4, True]]],
        [False, []],
        [True, []],
        [False, True],
    ]
