"""What marks are made of: set text, straight lines, words of a page, what a loop means, paint."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.browser.test_modules import ask

LINES = """
const line = (text, box, at, vertical = false) => ({ text, box, at, vertical, size: 10 });
const level = [
  line('予算は1,234円', [0, 0, 100, 10], [0, 10, 20, 30, 40, 50, 60, 70, 80, 90]),
  line('です。', [0, 20, 30, 30], [0, 10, 20, 30]),
];
const upright = [
  line('縦書き', [90, 0, 100, 30], [0, 10, 20, 30], true),
  line('の行', [70, 0, 80, 20], [0, 10, 20], true),
];
"""


def test_text_is_set_without_a_full_stop_at_the_head_or_a_bracket_at_the_foot(page: Page) -> None:
    told = ask(
        page,
        "paper/typeset.js",
        """
        const wide = (text) => [...text].reduce((sum, one) => sum + (one < '\\u0100' ? 0.5 : 1), 0);
        return given.map(([text, room]) => m.typeset(text, room, wide));
        """,
        [
            ["あいうえお。かき", 5],
            ["あいう「えお」か", 4],
            ["予算12,345円です", 4],
            ["一行目\n\n三行目", 9],
            ["1234567890", 2],
            ["。。。。。", 2],
        ],
    )
    assert told == [
        ["あいうえ", "お。かき"],
        ["あいう", "「えお」", "か"],
        ["予算", "12,345円", "です"],
        ["一行目", "", "三行目"],
        ["1234", "5678", "90"],
        ["。。", "。。", "。"],
    ]


def test_words_are_marked_from_letter_to_letter_with_numbers_whole(page: Page) -> None:
    told = ask(
        page,
        "record/word_range.js",
        LINES
        + """
        const range = (lines, ...ends) =>
          m.rangeOf(lines, ...ends.map((end) => m.letterAt(lines, end)));
        return [
          range(level, { x: 45, y: 4 }, { x: 15, y: 5 }),
          range(level, { x: 85, y: 14 }, { x: 110, y: 28 }),
          range(upright, { x: 95, y: 12 }, { x: 74, y: 3 }),
          m.letterAt([], { x: 0, y: 0 }),
        ];
        """,
    )

    def pair(*ends: float) -> list[dict[str, float]]:
        return [{"x": ends[0], "y": ends[1]}, {"x": ends[2], "y": ends[3]}]

    assert told == [
        {"pairs": [pair(10, 5, 80, 5)], "height": 10, "text": "算は1,234"},
        {"pairs": [pair(80, 5, 90, 5), pair(0, 25, 30, 25)], "height": 10, "text": "円\nです。"},
        {"pairs": [pair(95, 10, 95, 30), pair(75, 0, 75, 10)], "height": 10, "text": "書き\nの"},
        None,
    ]


def test_a_line_that_is_nearly_level_or_upright_is_drawn_so(page: Page) -> None:
    told = ask(
        page,
        "paper/ruler.js",
        "return given.map(([x, y]) => m.straightened({ x: 10, y: 10 }, { x, y }))",
        [[110, 16], [6, 110], [110, 60], [10, 10]],
    )
    ends = [{"x": 110, "y": 10}, {"x": 10, "y": 110}, {"x": 110, "y": 60}, {"x": 10, "y": 10}]
    assert told == ends


def test_eraser_and_loop_mean_what_lies_under_them(page: Page) -> None:
    told = ask(
        page,
        "paper/hits.js",
        """
        const point = ([x, y]) => ({ x, y, pressure: 128, time: 0 });
        const look = (tool, width, ...spots) => (
          { tool, width, color: '#000000', text: '済', trail: spots.map(point) });
        const marks = {
          line: look('line', 2, [0, 0], [100, 100]),
          words: look('words', 10, [0, 50], [40, 50], [60, 80], [100, 80]),
          text: look('text', 11, [0, 0], [100, 20]), stamp: look('stamp', 20, [50, 50]),
          pen: look('pen', 2, [0, 0], [10, 0], [90, 0], [100, 0]),
        };
        const by = (told) => Object.keys(marks).filter((name) => told(marks[name]));
        const loop = [[-5, -5], [55, -5], [55, 55], [-5, 55]].map(([x, y]) => ({ x, y }));
        return [
          by((mark) => m.touches(mark, { x: 50, y: 54 }, 3)),
          by((mark) => m.touches(mark, { x: 50, y: 65 }, 3)),
          by((mark) => m.touches(mark, { x: 20, y: 10 }, 1)),
          by((mark) => m.encloses(loop, mark)),
          m.contains(loop, { x: 56, y: 0 }), m.around([marks.stamp, marks.text]), m.around([]),
        ];
        """,
    )
    assert told[:2] == [["line", "stamp"], []]
    assert told[2:4] == [["text"], ["line", "text", "stamp", "pen"]]
    assert told[4:] == [False, {"x": 0, "y": 0, "width": 100, "height": 60}, None]


def test_every_kind_of_mark_is_painted_within_its_extent(page: Page) -> None:
    """A film that tears a mark off by its extent leaves nothing of it behind."""
    told = ask(
        page,
        "paper/painting.js",
        """
        const { extent } = await import('/static/paper/shapes.js');
        const canvas = document.createElement('canvas');
        [canvas.width, canvas.height] = [300, 300];
        const context = canvas.getContext('2d', { willReadFrequently: true });
        const left = () => context.getImageData(0, 0, 300, 300).data.some((part) => part > 0);
        const told = {};
        for (const [tool, width, spots, text] of given) {
          const look = { tool, width, color: '#ce0000', text,
            trail: spots.map(([x, y]) => ({ x, y, pressure: 128, time: 0 })) };
          m.paint(context, look);
          const painted = left();
          const { x, y, width: wide, height } = extent(look);
          context.clearRect(x, y, wide, height);
          told[`${tool} ${text}`] = [painted, left()];
          context.clearRect(0, 0, 300, 300);
        }
        return told;
        """,
        [
            ["pen", 4, [[50, 50], [90, 120], [200, 60]], None],
            ["highlighter", 22, [[50, 50], [200, 60]], None],
            ["line", 4, [[50, 50], [200, 160]], None],
            ["words", 14, [[50, 50], [200, 50], [20, 70], [120, 70]], "予算は"],
            ["text", 12, [[50, 50], [150, 70]], "長い文字を書くと、この箱には入りきらない。" * 4],
            ["sticky", 22, [[50, 50]], "あとで聞く"],
            ["slip", 22, [[50, 50]], "財源は"],
            *[["stamp", 28, [[90, 50]], word] for word in ("済", "要確認", "質問", "○", "×")],
        ],
    )
    assert len(told) == 12
    assert all(one == [True, False] for one in told.values()), told
