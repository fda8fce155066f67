import { pictureAddress } from './ladder.js';

/**
 * @import { Pantry } from './pantry.js'
 * @import { SheetView } from './view.js'
 */

/** Sheets ahead and behind that are laid in, so that one can read on without a line. */
const AHEAD = 30;
const BEHIND = 6;
/** After a turn the page itself comes first, ms. */
const REST = 1_500;

/** Lays in the pages around the open one, one after the other, while nothing else is wanted. */
export class Stocking {
  #view;
  #pantry;
  #abort = new AbortController();
  /** @type {number | undefined} */
  #timer;

  /** @param {SheetView} view @param {Pantry} pantry */
  constructor(view, pantry) {
    this.#view = view;
    this.#pantry = pantry;
  }

  /** Another page is open: begins anew around it after a rest. */
  restart() {
    this.stop();
    this.#abort = new AbortController();
    const { signal } = this.#abort;
    this.#timer = setTimeout(() => void this.#lay(signal), REST);
  }

  stop() {
    this.#abort.abort();
    clearTimeout(this.#timer);
  }

  /** @param {AbortSignal} signal */
  async #lay(signal) {
    const { open } = this.#view;
    if (!open) return;
    const ahead = Array.from({ length: AHEAD }, (_, i) => open.book.sheet(open.index + 1 + i));
    const behind = Array.from({ length: BEHIND }, (_, i) => open.book.sheet(open.index - 1 - i));
    const sheets = [...ahead, ...behind].flatMap((sheet) => sheet ?? []);
    for (const wish of sheets.flatMap((sheet) => sheet.leaves.map((leaf) => this.#view.wish(sheet, leaf)))) {
      const address = pictureAddress(wish.digest, wish.page, wish.width);
      try {
        if (!(await this.#pantry.has(address))) await this.#pantry.fetch(address, signal);
      } catch {
        // One page that can't be made must not keep the others away; a dead line ends it.
        if (signal.aborted || !navigator.onLine) return;
      }
      if (signal.aborted) return;
    }
  }
}
