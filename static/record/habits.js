/**
 * @import { Choice } from './types.js'
 */

const VIEWS = 'gijo-views';
/** Papers remembered, the latest; older habits are forgotten. */
const MOST = 400;

/** What somebody chose on this tablet: how each paper is viewed. */
export class Habits {
  /** @param {number} paper @returns {Choice | undefined} */
  view(paper) {
    const choice = read(VIEWS)[paper];
    return choice === 'whole' || choice === 'halves' || choice === 'double' ? choice : undefined;
  }

  /** @param {number} paper @param {Choice} choice */
  keepView(paper, choice) {
    keep(VIEWS, String(paper), choice);
  }
}

/** @param {string} key @returns {Record<string, unknown>} nothing where the browser keeps nothing */
function read(key) {
  try {
    const kept = JSON.parse(localStorage.getItem(key) ?? '{}');
    return kept && typeof kept === 'object' ? kept : {};
  } catch {
    return {};
  }
}

/** @param {string} key @param {string} name @param {unknown} value */
function keep(key, name, value) {
  const { [name]: _, ...others } = read(key);
  const latest = [...Object.entries(others).slice(1 - MOST), [name, value]];
  try {
    localStorage.setItem(key, JSON.stringify(Object.fromEntries(latest)));
  } catch {
    // A full or closed store forgets a habit; that keeps nobody from reading.
  }
}
