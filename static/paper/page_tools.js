import { the } from './dom.js';
import { FindPanel } from './find_panel.js';
import { Overview } from './overview.js';

/**
 * @import { Parts } from './overview.js'
 * @import { TextSearch } from './text_search.js'
 */

/** The ways to any page of the paper in hand: by what is said of it, and from the whole of it. */
export class PageTools {
  /** @param {Parts & {search: TextSearch}} parts */
  constructor(parts) {
    const find = new FindPanel(parts);
    const overview = new Overview(parts);
    the('page-number', HTMLButtonElement).addEventListener('click', () => find.open());
    the('all-pages', HTMLButtonElement).addEventListener('click', () => overview.open());
  }
}
