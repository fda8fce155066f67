import { pictureAddress, pictureWidth } from './ladder.js';

/**
 * @import { Pantry } from './pantry.js'
 * @import { Sheet } from './sheet.js'
 * @import { PageView } from './view.js'
 */

/** After a gesture has zoomed in: paints the seen part from a larger picture over the page's own. */
export class SharpPicture {
  #view;
  #sheet;
  #pantry;
  #abort = new AbortController();

  /**
   * @param {PageView} view
   * @param {Sheet} sheet
   * @param {Pantry} pantry
   */
  constructor(view, sheet, pantry) {
    this.#view = view;
    this.#sheet = sheet;
    this.#pantry = pantry;
  }

  /** Another page lies there, or the zoom is changing: what was painted no longer fits. */
  hide() {
    this.#abort.abort();
    this.#sheet.show(false);
  }

  /** The gesture has ended: sharpens what is seen where the page's own picture is too coarse. */
  async refresh() {
    this.#abort.abort();
    const { open, viewport } = this.#view;
    const width = pictureWidth(viewport.page.width * viewport.scale, devicePixelRatio);
    if (!open || width <= pictureWidth(viewport.page.width * viewport.fit, devicePixelRatio)) return this.hide();
    this.#abort = new AbortController();
    const { signal } = this.#abort;
    try {
      const blob = await this.#pantry.fetch(pictureAddress(open.facts.digest, open.page, width), signal);
      await this.#paint(blob, width / viewport.page.width, signal);
    } catch {
      // Zoomed further meanwhile, or no line: the coarser picture stays.
    }
  }

  /** @param {Blob} blob @param {number} density picture px per pt @param {AbortSignal} signal */
  async #paint(blob, density, signal) {
    const { x, y, width, height } = this.#view.viewport.seen;
    const [left, top] = [Math.floor(x * density), Math.floor(y * density)];
    const [wide, high] = [Math.ceil(width * density), Math.ceil(height * density)];
    // Only the seen part is decoded: a whole page at this width would be 60 MB.
    const part = await createImageBitmap(blob, left, top, wide, high);
    if (!signal.aborted) {
      this.#sheet.lay(this.#view.viewport, devicePixelRatio);
      this.#sheet.context.drawImage(part, left / density, top / density, wide / density, high / density);
      this.#sheet.show(true);
    }
    part.close();
  }
}
