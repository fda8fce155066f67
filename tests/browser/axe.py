"""Asks axe what a screen does wrong by WCAG 2.2, levels A and AA."""

from __future__ import annotations

from functools import cache

from playwright.sync_api import Page

from tests.house.tree import ROOT

RUN = """async () => {
  const levels = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
  const rules = { 'target-size': { enabled: true } };
  const { violations } = await axe.run({ runOnly: levels, rules, resultTypes: ['violations'] });
  return violations.flatMap(({ id, nodes }) => nodes.map(
    ({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary}`));
}"""


@cache
def _source() -> str:
    return (ROOT / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")


def faults(page: Page) -> list[str]:
    """Return what axe finds on a page as it stands now, one line for each element."""
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(_source())
    found: list[str] = page.evaluate(RUN)
    return found
