"""What the hand does on the page: palms, tips, parts rubbed out, and the hand that writes."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open
from tests.browser.tablet import Tablet
from tests.browser.test_modules import ask
from tests.cast import Council

PICTURE = "(canvas) => canvas.toDataURL()"
"""What is painted on a film, to be compared."""
BARE = """(canvas) => {
  const { width, height } = canvas;
  return canvas.getContext('2d').getImageData(0, 0, width, height).data.every((part) => part === 0);
}"""
PEN = """
const tools = { inking: 'pen', color: '#000000', width: 2 };
const pen = new m.Pen(tools, () => ({ where: { id: 'a' }, toPage: (spot) => spot }));
const at = (x, more) => ({ pointerId: 1, timeStamp: x, clientX: x, clientY: 0, ...more });
"""


@pytest.fixture
def ueda(live_council: Council, tablet: Open) -> Tablet:
    """A member's tablet with a paper open and the tools in sight."""
    live_council.bring_to("open")
    one = tablet("ueda")
    one.shows(1)
    one.tap("write")
    return one


def test_a_part_rubbed_out_is_one_step_to_undo_and_only_torn_spots_are_painted_anew(
    ueda: Tablet, tablet: Open
) -> None:
    for height in (0.3, 0.4, 0.5):
        ueda.draw(height)
    ueda.tap("tool-highlighter")
    ueda.draw(0.4)
    ueda.has_ink(4)
    # Nothing stays of what was only foreseen.
    assert ueda.find("live").evaluate(BARE)
    ueda.tap("tool-eraser")
    ueda.page.get_by_role("radio", name="一部分").tap()
    ueda.rub(0.5, (0.25, 0.45))
    ueda.has_ink(7)
    ueda.tap("undo")
    ueda.has_ink(4)
    ueda.tap("redo")
    ueda.has_ink(7)
    ueda.is_synced()
    mended = ueda.find("still").evaluate(PICTURE)
    ueda.tap("next")
    ueda.shows(2)
    ueda.tap("previous")
    ueda.shows(1)
    ueda.has_ink(7)
    assert ueda.find("still").evaluate(PICTURE) == mended
    ueda.page.get_by_role("radio", name="線ごと").tap()
    ueda.rub(0.46, (0.45, 0.55))
    ueda.has_ink(6)
    tablet("ueda").has_ink(6)


def test_no_palm_marks_and_two_fingers_zoom_with_any_tool(ueda: Tablet) -> None:
    line = [[ueda.at(0.4 + i / 50, 0.4)] for i in range(9)]
    ueda.touch(*line, broad=80)
    ueda.touch(*line)
    ueda.has_ink(1)
    ueda.tap("tool-eraser")
    ueda.pinch()
    expect(ueda.find("zoom")).to_have_text("縮小")
    ueda.tap("zoom")
    ueda.tap("tool-pen")
    ueda.touch([ueda.at(0.6, 0.8)], [ueda.at(0.64, 0.8)], lift=False)
    ueda.draw(0.6)
    ueda.lift()
    ueda.has_ink(2)


def test_the_last_tool_and_the_writing_hand_are_the_devices(ueda: Tablet) -> None:
    def left_of(one: str, other: str) -> bool:
        boxes = [ueda.find(name).bounding_box() for name in (one, other)]
        return all(boxes) and boxes[0]["x"] < boxes[1]["x"]  # type: ignore[index]

    assert left_of("stage", "tools")
    assert left_of("page-number", "write")
    ueda.tap("tool-highlighter")
    ueda.page.get_by_role("radio", name="桃").tap()
    ueda.among_others("left-handed")
    ueda.tap("tool-eraser")
    ueda.page.reload()
    ueda.shows(1)
    ueda.tap("write")
    expect(ueda.find("left-handed")).to_have_attribute("aria-pressed", "true")
    assert left_of("tools", "stage")
    assert left_of("write", "page-number")
    expect(ueda.find("tool-highlighter")).to_be_checked()
    expect(ueda.page.get_by_role("radio", name="桃")).to_be_checked()


def test_a_spot_cuts_a_trail_at_its_edge_and_leaves_all_other_points(page: Page) -> None:
    pieces = ask(
        page,
        "paper/cutting.js",
        """
        const trail = [0, 10, 12, 30].map((x) => ({ x, y: 0, pressure: 99, time: x }));
        const cuts = [
          m.cut(trail, { x: 11, y: 0 }, 2), m.cut(trail, { x: 20, y: 1 }, 1),
          m.cut(trail, { x: 20, y: 3 }, 1), m.cut(trail.slice(0, 1), { x: 0, y: 0 }, 1),
          m.cut([trail[0], trail[3]], { x: 15, y: 0 }, 5),
        ];
        return cuts.map((pieces) => pieces?.map((piece) => piece.map(({ x }) => x)) ?? null);
        """,
    )
    assert pieces == [[[0, 9], [13, 30]], None, None, [], [[0, 10], [20, 30]]]


def test_a_pen_writes_broader_lying_flat_and_what_is_foreseen_is_only_shown(page: Page) -> None:
    told = ask(
        page,
        "paper/pen.js",
        PEN
        + """
        let kept = null;
        pen.finished.listen(({ look }) => { kept = look; });
        const held = { pointerType: 'pen', pressure: 0.5, tiltX: 30, tiltY: 20 };
        const flat = { ...held, tiltX: 80 };
        pen.down(at(0, held));
        pen.move(at(10, { ...flat, getCoalescedEvents: () => [at(5, held), at(10, flat)],
          getPredictedEvents: () => [at(20, held), at(90, held)] }));
        const shown = pen.stroke.look.ahead.map(({ x }) => x);
        const still = [pen.rest(20), pen.rest(60)];
        const mouse = { pointerType: 'mouse', pressure: 0.5, tiltX: 80 };
        pen.move(at(12, { ...mouse, getPredictedEvents: () => [at(30, mouse)] }));
        pen.up();
        return [shown, still, kept.trail.map(({ x, pressure }) => [x, pressure]), kept.ahead];
        """,
    )
    assert told == [[20], [True, False], [[0, 128], [5, 128], [10, 255], [12, 128]], []]
