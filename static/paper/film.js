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
    this.density = this.densityOver(viewport, ratio);
    this.box = box;
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

  /** How finely it would lie over what is seen now, device px per pt. @param {Viewport} viewport @param {number} ratio @returns {number} */
  densityOver({ seen, scale }, ratio) {
    return Math.min(scale * ratio, Math.sqrt(MOST_PIXELS / Math.max(1, seen.width * seen.height)));
  }

  /** Lays and shows it as `lay` does, but what was shown stays in its place until it is painted over. @param {Viewport} viewport @param {number} ratio */
  relay(viewport, ratio) {
    const { box } = this;
    const before = this.#canvas.hidden ? null : copyOf(this.#canvas);
    this.lay(viewport, ratio);
    if (before) {
      this.#context.drawImage(before, box.x, box.y, box.width, box.height);
      // Safari keeps the memory of a canvas that has a size.
      before.width = before.height = 0;
    }
    this.show(true);
  }

  /** Paints a picture over a part of the sheet, its edges on whole pixels: neighbours leave no seam. @param {ImageBitmap} picture @param {Box} part pt */
  print(picture, part) {
    const { box, density } = this;
    const [left, top] = [Math.round((part.x - box.x) * density), Math.round((part.y - box.y) * density)];
    const right = Math.round((part.x + part.width - box.x) * density);
    const bottom = Math.round((part.y + part.height - box.y) * density);
    this.#context.save();
    this.#context.resetTransform();
    this.#context.imageSmoothingQuality = 'high';
    this.#context.drawImage(picture, left, top, right - left, bottom - top);
    this.#context.restore();
  }

  /** Clears a part of the sheet, or all of it. @param {Box} [part] pt */
  clear(part = this.box) {
    const { box, density } = this;
    this.#context.setTransform(density, 0, 0, density, -box.x * density, -box.y * density);
    this.#context.clearRect(part.x, part.y, part.width, part.height);
  }

  /** A part of the sheet widened to whole pixels of the film: cleared and painted again, it shows no edge. @param {Box} part pt @returns {Box} pt */
  snapped({ x, y, width, height }) {
    const { box, density } = this;
    const [left, top] = [Math.floor((x - box.x) * density), Math.floor((y - box.y) * density)];
    const right = Math.ceil((x + width - box.x) * density);
    const bottom = Math.ceil((y + height - box.y) * density);
    return { x: box.x + left / density, y: box.y + top / density, width: (right - left) / density, height: (bottom - top) / density };
  }

  /** Gives its memory back until it is laid again. */
  free() {
    [this.#canvas.width, this.#canvas.height] = [0, 0];
  }

  /** @param {boolean} shown */
  show(shown) {
    this.#canvas.hidden = !shown;
  }
}

/** @param {HTMLCanvasElement} canvas @returns {HTMLCanvasElement} */
function copyOf(canvas) {
  const copy = document.createElement('canvas');
  [copy.width, copy.height] = [canvas.width, canvas.height];
  copy.getContext('2d')?.drawImage(canvas, 0, 0);
  return copy;
}
