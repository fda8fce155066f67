import { part } from './dom.js';

/**
 * @import { Bookmark, Bookmarks } from './bookmarks.js'
 * @import { Pane } from './pane.js'
 * @import { Words } from './words.js'
 */

/** The ribbon at a pane's corner: one tap puts a bookmark on the page shown, one more takes it off. */
export class Ribbon {
  #pane;
  #bookmarks;
  #words;
  #button;
  /** Hears of nothing any more. */
  close;

  /** @param {Pane} pane @param {Bookmarks} bookmarks @param {Words} words */
  constructor(pane, bookmarks, words) {
    this.#pane = pane;
    this.#bookmarks = bookmarks;
    this.#words = words;
    this.#button = part(pane.root, '.ribbon', HTMLButtonElement);
    this.#button.addEventListener('click', () => void this.#turn());
    this.close = bookmarks.changed.listen(() => this.show());
    pane.navigator.arrived.listen(() => this.show());
  }

  show() {
    const { open } = this.#pane.view;
    this.#button.hidden = !open || this.#pane.ink.readOnly();
    const [first] = this.#here();
    this.#button.setAttribute('aria-pressed', String(Boolean(first)));
    this.#button.setAttribute('aria-label', this.#words.say(first ? 'bookmark.off' : 'bookmark.on'));
  }

  /** The bookmarks on what is shown. @returns {Bookmark[]} */
  #here() {
    const { open } = this.#pane.view;
    if (!open) return [];
    const { place: { version, half }, sheet } = open;
    const pages = new Set(sheet.leaves.map(({ page }) => page));
    return this.#bookmarks.of(version).filter(({ place }) => pages.has(place.page) && (!half || (place.half ?? half) === half));
  }

  async #turn() {
    const { open } = this.#pane.view;
    if (!open) return;
    const set = this.#here();
    if (!set.length) await this.#bookmarks.set(open.place, true);
    for (const { place, name } of set) await this.#bookmarks.set(place, false, name);
  }
}
