import { make, part } from './dom.js';
import { partOnSheet } from './leaves.js';

/**
 * @import { Pane } from './pane.js'
 * @import { Box } from './viewport.js'
 */

/** One place of the words: of the page, how many stand before it there. @typedef {{page: number, nth: number}} Spot */

/** The words looked for, marked on the sheet of one pane; hands and pens reach through the marks. */
export class HitMarks {
  #pane;
  #box;

  /** @param {Pane} pane @param {string} [kind] other places than those of words looked for */
  constructor(pane, kind = '') {
    this.#pane = pane;
    this.#box = make('div', `hits ${kind}`.trim());
    this.#box.ariaHidden = 'true';
    // Under the ink: what one wrote is seen above the marks.
    part(pane.root, '.page > .ink', HTMLElement).before(this.#box);
    pane.rested.listen(() => this.#box.style.setProperty('--zoom', String(pane.view.viewport.zoom)));
  }

  clear() {
    this.#box.replaceChildren();
  }

  /**
   * Marks what is known to stand on the open sheet; places are shares of the sheet, so zoom and size carry them along.
   * @param {(page: number) => Box[][]} places pt of the page
   * @param {Spot | null} now the one that is looked at
   */
  show(places, now) {
    const { open } = this.#pane.view;
    if (!open) return this.clear();
    const { sheet } = open;
    this.#box.replaceChildren(...sheet.leaves.flatMap((leaf) => places(leaf.page).flatMap((boxes, nth) => (
      boxes.flatMap((box) => {
        const seen = partOnSheet(leaf, box);
        if (!seen) return [];
        const mark = make('span', now?.page === leaf.page && now.nth === nth ? 'hit now' : 'hit');
        mark.style.left = `${(100 * seen.x) / sheet.width}%`;
        mark.style.top = `${(100 * seen.y) / sheet.height}%`;
        mark.style.width = `${(100 * seen.width) / sheet.width}%`;
        mark.style.height = `${(100 * seen.height) / sheet.height}%`;
        return [mark];
      })
    ))));
  }
}

/**
 * Brings a place of a page into sight. Says whether the open sheet shows it at all.
 * @param {Pane} pane
 * @param {number} page
 * @param {Box} box pt of the page
 * @returns {boolean}
 */
export function bringIntoSight(pane, page, box) {
  const { view } = pane;
  const [seen] = view.open?.sheet.leaves.flatMap((leaf) => (leaf.page === page ? partOnSheet(leaf, box) ?? [] : [])) ?? [];
  if (!seen) return false;
  const { viewport } = view;
  const { x, y, scale, stage } = viewport;
  const [left, top] = [x + seen.x * scale, y + seen.y * scale];
  const [right, bottom] = [left + seen.width * scale, top + seen.height * scale];
  if (left >= 0 && top >= 0 && right <= stage.width && bottom <= stage.height) return true;
  viewport.pan((stage.width - left - right) / 2, (stage.height - top - bottom) / 2);
  view.lay();
  pane.rest();
  return true;
}
