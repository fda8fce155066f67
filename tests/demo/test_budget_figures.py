"""The budget's figures: everything adds up."""

from itertools import chain

from meetings.demo.budget_figures import Head, budget

INCOME, SPENDING = budget()


def heads() -> list[Head]:
    return [head for chapter in SPENDING for part in chapter.sections for head in part.heads]


def test_income_equals_spending_this_year_and_last() -> None:
    assert sum(chapter.total for chapter in INCOME) == sum(chapter.total for chapter in SPENDING)
    assert sum(chapter.last for chapter in INCOME) == sum(chapter.last for chapter in SPENDING)


def test_every_sum_is_the_sum_of_its_parts() -> None:
    for head in heads():
        assert head.total == sum(project.total for project in head.projects)
        assert head.total == sum(amount for _, amount in head.kinds().values())
        assert sum(head.tied.values()) <= head.total


def test_money_tied_to_a_purpose_is_received_as_such() -> None:
    received = {chapter.name: chapter.total for chapter in INCOME}
    tied = {pot: sum(head.tied.get(pot, 0) for head in heads()) for pot in ("state", "loan")}
    assert tied["state"] == received["国庫支出金"] + received["県支出金"]
    assert tied["loan"] == received["市債"]


def test_no_amount_is_negative_or_nothing() -> None:
    parts = chain.from_iterable(
        project.items.values() for head in heads() for project in head.projects
    )
    assert min(parts) > 0
    assert all(part.total > 0 for chapter in INCOME for part in chapter.sections)
