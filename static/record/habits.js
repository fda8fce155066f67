/**
 * @import { Choice, DeskFacts } from './types.js'
 */

const VIEWS = 'gijo-views';
const DESKS = 'gijo-desks';
/** Papers and meetings remembered, the latest; older habits are forgotten. */
const MOST = 400;

/** How papers lie on this tablet: the view chosen for each paper, and the papers side by side. */
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

  /** How a person left the desk in a meeting. @param {string} name `meeting/person` @returns {DeskFacts | null} */
  desk(name) {
    const desk = /** @type {DeskFacts | undefined} */ (read(DESKS)[name]);
    return desk && Array.isArray(desk.panes) ? desk : null;
  }

  /** @param {string} name @param {DeskFacts} desk */
  keepDesk(name, desk) {
    keep(DESKS, name, desk);
  }
}

/** @param {string} key @returns {Record<string, unknown>} nothing where the browser keeps nothing */
export function read(key) {
  try {
    const kept = JSON.parse(localStorage.getItem(key) ?? '{}');
    return kept && typeof kept === 'object' ? kept : {};
  } catch {
    return {};
  }
}

/** @param {string} key @param {string} name @param {unknown} value */
export function keep(key, name, value) {
  const { [name]: _, ...others } = read(key);
  const latest = [...Object.entries(others).slice(1 - MOST), [name, value]];
  try {
    localStorage.setItem(key, JSON.stringify(Object.fromEntries(latest)));
  } catch {
    // A full or closed store forgets a habit; that keeps nobody from reading.
  }
}
