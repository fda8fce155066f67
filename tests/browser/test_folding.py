"""The tablet folds text exactly as the server does."""

from __future__ import annotations

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Page

from meetings.domain.folding import TABLE, fold, folded, standing
from tests.search.japanese import anything, japanese

FOLD = """async (given) => {
  const { Folded } = await import('/static/record/folding.js');
  return given.map(([text, words]) => {
    const found = new Folded(text);
    return [found.text, found.find(words)];
  });
}"""


def units(text: str, place: int) -> int:
    """Return a place as the browser counts it."""
    return len(text[:place].encode("utf-16-le")) // 2


def ours(text: str, words: list[str]) -> list[object]:
    """Return what the server makes of a text, as the browser would tell it."""
    found = fold(text)
    places = [found.span(*at) for at in standing(found.text, [folded(word) for word in words])]
    return [found.text, [[units(text, start), units(text, end)] for start, end in places]]


def test_every_sign_of_the_table_folds_alike(page: Page) -> None:
    signs = [*"".join([*TABLE["signs"], *TABLE["kanji"].split()])]
    signs += [chr(code) for code in range(0x2E80, 0x3400)] + [chr(c) for c in range(0xF900, 0xFFFE)]
    given = [[sign, [sign]] for sign in signs]
    assert page.evaluate(FOLD, given) == [ours(sign, [sign]) for sign in signs]


@settings(
    max_examples=6,
    deadline=None,
    phases=[Phase.generate, Phase.shrink],
    suppress_health_check=list(HealthCheck),
)
@given(st.lists(st.tuples(japanese | anything, st.lists(st.text("予算会計-a 　\n"))), min_size=30))
def test_any_text_folds_alike_and_is_marked_alike(
    page: Page, texts: list[tuple[str, list[str]]]
) -> None:
    given = [[text, words] for text, words in texts]
    assert page.evaluate(FOLD, given) == [ours(text, words) for text, words in texts]
