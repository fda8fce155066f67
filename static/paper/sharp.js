import { pictureAddress, pictureWidth } from './ladder.js';
import { sizeOf, within } from './leaves.js';

/**
 * @import { Film } from './film.js'
 * @import { Leaf } from './leaves.js'
 * @import { Pantry } from './pantry.js'
 * @import { SheetView } from './view.js'
 */

/** After a gesture has zoomed in: paints the seen part from larger pictures over the sheet's own. */
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

  /** Another sheet lies there, or the zoom is changing: what was painted no longer fits. */
  hide() {
    this.#abort.abort();
    this.#film.show(false);
  }

  /** The gesture has ended: sharpens what is seen where the sheet's own pictures are too coarse. */
  async refresh() {
    this.#abort.abort();
    const { open } = this.#view;
    const leaves = open?.sheet.leaves.filter((leaf) => this.#width(leaf) > this.#view.wish(open.sheet, leaf).width);
    if (!open || !leaves?.length) return this.hide();
    this.#abort = new AbortController();
    const { signal } = this.#abort;
    try {
      const parts = await Promise.all(leaves.map((leaf) => this.#part(leaf, signal)));
      if (!signal.aborted) this.#paint(parts);
      for (const part of parts) part?.picture.close();
    } catch {
      // Zoomed further meanwhile, or no line: the coarser picture stays.
    }
  }

  /** @param {Leaf} leaf @returns {number} the width its page's picture should have now, device px */
  #width({ page }) {
    const { open, viewport } = this.#view;
    return open ? pictureWidth(sizeOf(open.book.facts, page).width * viewport.scale, devicePixelRatio) : 0;
  }

  /**
   * The seen part of a leaf; only that is decoded: a whole page at this width would be 60 MB.
   * @param {Leaf} leaf
   * @param {AbortSignal} signal
   */
  async #part(leaf, signal) {
    const { open, viewport } = this.#view;
    const box = within(leaf, viewport.seen);
    if (!open || !box) return null;
    const width = this.#width(leaf);
    const density = width / sizeOf(open.book.facts, leaf.page).width;
    const blob = await this.#pantry.fetch(pictureAddress(open.book.facts.digest, leaf.page, width), signal);
    const [left, top] = [Math.floor(box.x * density), Math.floor(box.y * density)];
    const [wide, high] = [Math.ceil(box.width * density), Math.ceil(box.height * density)];
    const picture = await createImageBitmap(blob, left, top, wide, high);
    const [x, y] = [left / density - leaf.crop.x + leaf.x, top / density - leaf.crop.y + leaf.y];
    return { picture, x, y, width: wide / density, height: high / density };
  }

  /** @param {({picture: ImageBitmap, x: number, y: number, width: number, height: number} | null)[]} parts in pt of the sheet */
  #paint(parts) {
    this.#film.lay(this.#view.viewport, devicePixelRatio);
    for (const part of parts) {
      if (part) this.#film.context.drawImage(part.picture, part.x, part.y, part.width, part.height);
    }
    this.#film.show(true);
  }
}
