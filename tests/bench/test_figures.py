"""Benchmarks: their arithmetic, their last line, and a judge that sees what is wrong."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace

import pytest
from PIL import Image, ImageFilter

from bench.ground.figures import against, aimed, alone, parser, publish, quantile, table
from bench.ground.judging import Judgement, Stored, holes, judge
from bench.ground.likeness import ssim
from bench.ground.processes import seconds, tree, watched
from bench.ground.writers import Acknowledged

NAMES = {"what", "value", "unit", "peer", "ratio", "low", "high", "goal", "met"}


def test_a_ratio_is_the_median_of_the_rounds_with_their_least_and_greatest() -> None:
    figure = against("call", "ms", [10, 30, 20], "ws", [5, 10, 20])
    assert (figure.value, figure.ratio, figure.low, figure.high) == (20, 2, 1, 3)


def test_without_a_peer_the_spread_is_that_of_the_value() -> None:
    figure = alone("call", "ms", [3, 1, 2])
    assert (figure.value, figure.ratio, figure.low, figure.high) == (2, None, 1, 3)


def test_a_goal_is_held_against_the_ratio_or_else_the_value() -> None:
    ratio = against("call", "ms", [10, 30, 20], "ws", [5, 10, 20])
    assert aimed(ratio, most=1.9).met is False
    assert aimed(ratio, most=2).met is True
    assert aimed(alone("call", "ms", [3]), least=3).met is True
    assert table([aimed(ratio, most=1.9)]).splitlines()[1].endswith("1.90  no")


@pytest.mark.parametrize(("share", "value"), [(0, 1), (0.5, 3), (0.95, 4.8), (1, 5)])
def test_a_quantile_lies_between_the_values(share: float, value: float) -> None:
    assert quantile([5, 1, 4, 2, 3], share) == pytest.approx(value)


def test_likeness_is_one_for_equal_pictures_and_less_the_more_they_differ() -> None:
    page = Image.effect_noise((60, 40), 80)
    found = [ssim(page, page.filter(ImageFilter.GaussianBlur(blur))) for blur in (0, 1, 4)]
    assert found[0] == pytest.approx(1)
    assert found[0] > found[1] > found[2] > 0
    with pytest.raises(ValueError, match="sizes"):
        ssim(page, page.resize((40, 60)))


def test_the_last_line_is_for_programs(capsys: pytest.CaptureFixture[str]) -> None:
    figures = [alone("call", "ms", [3, 1, 2]), against("call", "ms", [4], "ws", [2])]
    publish("fanout", figures, parser("").parse_args(["--json"]))
    shown = capsys.readouterr().out
    told = json.loads(shown.splitlines()[-1])
    assert told.keys() == {"name", "machine", "figures"}
    assert told["name"] == "fanout"
    assert [figure.keys() for figure in told["figures"]] == [NAMES, NAMES]
    assert table(figures) in shown


def test_the_columns_of_the_table_are_aligned() -> None:
    head, row = table([against("call", "ms", [4.0], "ws", [2.0])]).splitlines()
    assert head.split() == ["what", "value", "unit", "peer", "ratio", "low", "high"]
    assert row.split() == ["call", "4.00", "ms", "ws", "2.00", "2.00", "2.00"]
    assert head.index("ratio") + len("ratio") == row.index("2.00") + len("2.00")


DONE = [Acknowledged("tablet-a", n, "meeting:1", n, repeat=False) for n in (1, 2)]
KEPT = [Stored("meeting:1", n, "tablet-a", n, f"a-{n}") for n in (1, 2)]


def test_a_record_that_has_what_was_acknowledged_is_without_fault() -> None:
    assert judge(DONE, KEPT) == Judgement(lost=0, doubled=0, unasked=0, disordered=0)


def test_the_judge_sees_what_was_lost() -> None:
    assert judge(DONE, KEPT[:1]).lost == 1
    assert judge(DONE, [KEPT[0], replace(KEPT[1], number=3)]).lost == 1


def test_the_judge_sees_what_was_doubled() -> None:
    assert judge(DONE, [*KEPT, replace(KEPT[1], number=3)]).doubled == 1
    assert judge(DONE, [*KEPT, replace(KEPT[1], number=3, n=3)]).doubled == 1


def test_the_judge_sees_what_was_stored_and_never_acknowledged() -> None:
    assert judge(DONE[:1], KEPT).unasked == 1


def test_the_judge_sees_a_later_act_before_an_earlier_one() -> None:
    assert judge(DONE, [replace(KEPT[0], number=2), replace(KEPT[1], number=1)]).disordered == 1


def test_holes_are_the_numbers_a_stream_lacks() -> None:
    assert [holes(numbers) for numbers in ([], [1, 2, 3], [1, 4])] == [0, 0, 2]


def test_a_trees_memory_and_time_hold_those_of_its_children() -> None:
    spend = "held = bytes(b'x' * 64 * 2**20); print(sum(range(2 * 10**6)), flush=True); input()"
    command = [sys.executable, "-c", spend]
    before = seconds(os.getpid())
    with (
        watched(os.getpid()) as use,
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child,
    ):
        assert child.stdout is not None
        child.stdout.readline()
        assert child.pid in tree(os.getpid())
        child.communicate(b"\n")
    assert use.peak > use.largest > 0
    assert seconds(os.getpid()) > before
