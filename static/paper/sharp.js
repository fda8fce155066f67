import { onSheet, sizeOf, within } from './leaves.js';
import { tiledWidth, tilesOver } from './tiles.js';

/**
 * @import { Film } from './film.js'
 * @import { Pantry } from './pantry.js'
 * @import { Tile } from './tiles.js'
 * @import { Open, SheetView } from './view.js'
 */

/** Squares that come within this time are painted together, ms: nobody sees them come one by one. */
const TOGETHER = 150;

/** After a gesture has zoomed in: paints the seen squares of larger pages over the sheet's own picture. */
export class SharpPicture {
  #view;
  #film;
  #pantry;
  #abort = new AbortController();

  /**
   * @param {SheetView} view
   * @param {Film} film
   * @param {Pantry} pantry
   */
  constructor(view, film, pantry) {
    this.#view = view;
    this.#film = film;
    this.#pantry = pantry;
  }

  /** Another sheet lies there: what was painted no longer fits. */
  hide() {
    this.#abort.abort();
    this.#film.show(false);
    this.#film.free();
  }

  /** Has the squares of another book's sheet ready, so that it can take the place of this one unseen. @param {Open} open */
  async prepare(open) {
    const { signal } = this.#abort;
    await Promise.allSettled(this.#seen(open).map(({ address }) => this.#pantry.pass(address, signal)));
  }

  /** The gesture has ended: sharpens what is seen where the sheet's own pictures are too coarse. */
  async refresh() {
    this.#abort.abort();
    const tiles = this.#seen();
    if (!tiles.length) return this.hide();
    this.#abort = new AbortController();
    const { signal } = this.#abort;
    const coming = tiles.map((tile) => this.#decoded(tile, signal));
    await Promise.race([Promise.allSettled(coming), new Promise((done) => setTimeout(done, TOGETHER))]);
    if (!signal.aborted) this.#film.relay(this.#view.viewport, devicePixelRatio);
    for (const one of coming) {
      one.then(({ picture, box }) => {
        if (!signal.aborted) this.#film.print(picture, box);
        picture.close();
      }, () => undefined); // Zoomed further meanwhile, or no line: the coarser picture stays.
    }
  }

  /** The squares to be painted now, boxes in pt of the sheet. @param {Open | null} [open] @returns {Tile[]} */
  #seen(open = this.#view.open) {
    const { viewport } = this.#view;
    if (!open) return [];
    const { facts } = open.book;
    const density = this.#film.densityOver(viewport, devicePixelRatio);
    return open.sheet.leaves.flatMap((leaf) => {
      const size = sizeOf(facts, leaf.page);
      const wanted = size.width * density;
      const part = within(leaf, viewport.seen);
      if (!part || wanted / 1.08 <= this.#view.wish(open.sheet, leaf, open.book).width) return [];
      return tilesOver(facts.digest, leaf.page, size, tiledWidth(wanted), part)
        .map(({ address, box }) => ({ address, box: { ...box, ...onSheet(leaf, box) } }));
    });
  }

  /** @param {Tile} tile @param {AbortSignal} signal */
  async #decoded({ address, box }, signal) {
    const picture = await createImageBitmap(await this.#pantry.pass(address, signal));
    return { picture, box };
  }
}
