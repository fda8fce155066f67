import { MOST_PIXELS } from './printing.js';

/**
 * @import { Box, Viewport } from './viewport.js'
 */

/** A canvas like a clear film over the seen part of the sheet, as sharp as the screen and the limit allow. */
export class Film {
  #canvas;
  #context;
  /** The part of the sheet it covers, pt. @type {Box} */
  box = { x: 0, y: 0, width: 1, height: 1 };
  /** Device px per pt. */
  density = 1;

  /** @param {HTMLCanvasElement} canvas a child of the page element */
  constructor(canvas) {
    this.#canvas = canvas;
    const context = canvas.getContext('2d');
    if (!context) throw new Error('this browser has no 2D canvas');
    this.#context = context;
  }

  /** Draws in pt of the sheet. @returns {CanvasRenderingContext2D} */
  get context() {
    return this.#context;
  }

  /**
   * Lays the film over what is seen now, and clears it.
   * @param {Viewport} viewport
   * @param {number} ratio device px per CSS px
   */
  lay(viewport, ratio) {
    const box = viewport.seen;
    const wanted = viewport.scale * ratio;
    const most = Math.sqrt(MOST_PIXELS / Math.max(1, box.width * box.height));
    this.box = box;
    this.density = Math.min(wanted, most);
    const [width, height] = [box.width, box.height].map((length) => Math.max(1, Math.round(length * this.density)));
    if (this.#canvas.width !== width) this.#canvas.width = width ?? 1;
    if (this.#canvas.height !== height) this.#canvas.height = height ?? 1;
    const { style } = this.#canvas;
    style.left = `${box.x * viewport.fit}px`;
    style.top = `${box.y * viewport.fit}px`;
    style.width = `${box.width * viewport.fit}px`;
    style.height = `${box.height * viewport.fit}px`;
    this.clear();
  }

  /** Clears a part of the sheet, or all of it. @param {Box} [part] pt */
  clear(part = this.box) {
    const { box, density } = this;
    this.#context.setTransform(density, 0, 0, density, -box.x * density, -box.y * density);
    this.#context.clearRect(part.x, part.y, part.width, part.height);
  }

  /** @param {boolean} shown */
  show(shown) {
    this.#canvas.hidden = !shown;
  }
}
