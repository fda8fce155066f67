"""The map of a replaced paper's pages, told in runs."""

from __future__ import annotations

from typing import Any

from hypothesis import given as drawn
from hypothesis import strategies as st

from meetings.domain import pairing
from meetings.domain.replacements import PagePairing


def test_the_called_page_goes_on_from_the_nearest_page_that_was_kept() -> None:
    told = [
        {"from": 2, "to": 5, "n": 3},
        {"from": 1, "to": 0, "n": 1},
        {"from": 9, "to": 1, "n": 1},
    ]
    assert [pairing.followed(told, page) for page in (1, 2, 4, 5, 6, 7, 8, 9)] == [
        5, 5, 7, 7, 7, 1, 1, 1
    ]  # fmt: skip
    assert pairing.followed([{"from": 1, "to": 0, "n": 4}], 3) == 1


@drawn(st.lists(st.integers(0, 12), min_size=1, max_size=12), st.data())
def test_a_map_in_runs_says_of_every_page_what_the_pairs_say(to: list[int], data: Any) -> None:
    seen: set[int] = set()
    rows = []
    for page, number in enumerate(to, 1):
        number = 0 if number in seen else number
        seen.add(number)
        state = data.draw(st.sampled_from(["same", "changed"] if number else ["removed", "doubt"]))
        one = {"state": state, "to": number, "guesses": []}
        rows.append(PagePairing(version_id=1, page=page, found=one))
    told = pairing.whole(rows, [[595, 842]] * 12)
    shown = pairing.runs(told)
    assert sum(run["n"] for run in shown) == len(rows)
    for row in rows:
        assert pairing.went(shown, row.page) == row.now["to"]
        kept = [other for other in rows if other.now["to"]]
        near = min(kept, key=lambda one: (abs(one.page - row.page), one.page), default=None)
        assert pairing.followed(shown, row.page) == (near.now["to"] if near else 1)
    assert {*told["inserted"]} == {*range(1, 13)} - seen
    stayed = [pair["to"] for pair in told["pairs"] if not pair["moved"]]
    assert stayed == sorted(stayed)
