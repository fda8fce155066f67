/** @typedef {{x: number, y: number, width: number, height: number}} Box */

const MARGIN = 8;
const MOST = 6;

/**
 * Where the sheet lies on the stage: a scale and an offset, kept within sensible bounds.
 *
 * Stage coordinates are CSS px from the stage's top left, sheet coordinates pt from the sheet's.
 */
export class Viewport {
  /** Stage, CSS px. */
  stage = { width: 1, height: 1 };
  /** Sheet, pt. */
  sheet = { width: 595, height: 842 };
  /** 1 shows the whole sheet. */
  zoom = 1;
  /** What a sheet is shown at to begin with: the whole of it, or as wide as the stage. @type {'whole' | 'width'} */
  #rest = 'whole';
  /** Whether one begins to read at the right. */
  #fromRight = false;
  /** Of the sheet's top left on the stage, CSS px. */
  x = 0;
  y = 0;

  /** CSS px per pt at which the whole sheet fits. @returns {number} */
  get fit() {
    return this.#fitOf(this.sheet);
  }

  /** @param {{width: number, height: number}} sheet pt @returns {number} CSS px per pt at which all of it fits */
  #fitOf({ width, height }) {
    return Math.max(0.01, Math.min((this.stage.width - 2 * MARGIN) / width, (this.stage.height - 2 * MARGIN) / height));
  }

  /** CSS px per pt now. @returns {number} */
  get scale() {
    return this.fit * this.zoom;
  }

  /** The zoom at which the sheet is as wide as the stage, at least 1. @returns {number} */
  get widthZoom() {
    return Math.max(1, (this.stage.width - 2 * MARGIN) / this.sheet.width / this.fit);
  }

  /** Whether the sheet is wider than the stage, so that it can be moved sideways. @returns {boolean} */
  get wide() {
    return this.sheet.width * this.scale + 2 * MARGIN > this.stage.width + 1;
  }

  /** The scale a sheet is shown at to begin with. @param {{width: number, height: number}} sheet pt @returns {number} CSS px per pt */
  restScale(sheet) {
    const fit = this.#fitOf(sheet);
    return this.#rest === 'width' ? Math.max(fit, (this.stage.width - 2 * MARGIN) / sheet.width) : fit;
  }

  /** @returns {number} */
  get #restZoom() {
    return this.#rest === 'width' ? this.widthZoom : 1;
  }

  /** @returns {boolean} */
  get #resting() {
    return Math.abs(this.zoom / this.#restZoom - 1) < 0.01;
  }

  /** Whether the sheet is seen so much closer than to begin with that a picture of that size would look coarse. @returns {boolean} */
  get closeUp() {
    return this.zoom > this.#restZoom * 1.08;
  }

  /** @returns {boolean} */
  get zoomed() {
    return this.zoom > 1.01;
  }

  /**
   * Shows another sheet: a zoom for reading stays, a close look does not.
   * @param {number} width pt
   * @param {number} height pt
   * @param {boolean} keep whether the zoom may stay
   * @param {boolean} fromRight whether one begins to read at the right
   */
  open(width, height, keep, fromRight) {
    const rested = this.#resting;
    this.#fromRight = fromRight;
    this.sheet = { width, height };
    if (!keep || rested || this.zoom > this.widthZoom * 1.05) this.zoom = this.#restZoom;
    this.#begin();
  }

  /** Another sheet takes the place of this one unseen: what is looked at stays where it is. @param {number} width pt @param {number} height pt */
  exchange(width, height) {
    this.sheet = { width, height };
    this.#settle();
  }

  /** @param {number} width CSS px @param {number} height CSS px */
  resize(width, height) {
    const rested = this.#resting;
    this.stage = { width, height };
    if (rested) this.zoom = this.#restZoom;
    this.#settle();
  }

  /** Says what sheets are shown at to begin with, this one too. @param {'whole' | 'width'} rest */
  restAt(rest) {
    if (this.#rest === rest) return;
    this.#rest = rest;
    this.zoom = this.#restZoom;
    this.#begin();
  }

  /** Shows the whole sheet. */
  whole() {
    this.zoom = 1;
    this.#settle();
  }

  /**
   * Zooms so that what lies under a point stays under it.
   * @param {number} factor
   * @param {number} x stage, CSS px
   * @param {number} y
   */
  zoomAt(factor, x, y) {
    const under = this.toSheet(x, y);
    this.zoom = Math.min(Math.max(MOST, 2 * this.widthZoom), Math.max(1, this.zoom * factor));
    this.x = x - under.x * this.scale;
    this.y = y - under.y * this.scale;
    this.#settle();
  }

  /** @param {number} dx CSS px @param {number} dy */
  pan(dx, dy) {
    this.x += dx;
    this.y += dy;
    this.#settle();
  }

  /** @param {number} x stage, CSS px @param {number} y @returns {{x: number, y: number}} pt on the sheet */
  toSheet(x, y) {
    return { x: (x - this.x) / this.scale, y: (y - this.y) / this.scale };
  }

  /** The part of the sheet on the stage and a little around it, pt. @returns {Box} */
  get seen() {
    const [spareX, spareY] = [this.stage.width * 0.1, this.stage.height * 0.1];
    const from = this.toSheet(-spareX, -spareY);
    const to = this.toSheet(this.stage.width + spareX, this.stage.height + spareY);
    const x = Math.max(0, from.x);
    const y = Math.max(0, from.y);
    return {
      x, y,
      width: Math.min(this.sheet.width, to.x) - x,
      height: Math.min(this.sheet.height, to.y) - y,
    };
  }

  /** Where one begins to read. */
  #begin() {
    [this.x, this.y] = [this.#fromRight ? -Infinity : MARGIN, MARGIN];
    this.#settle();
  }

  #settle() {
    this.x = settle(this.x, this.sheet.width * this.scale, this.stage.width);
    this.y = settle(this.y, this.sheet.height * this.scale, this.stage.height);
  }
}

/**
 * Centres what is smaller than its room and keeps what is larger from leaving it.
 * @param {number} at
 * @param {number} length
 * @param {number} room
 * @returns {number}
 */
function settle(at, length, room) {
  if (length + 2 * MARGIN <= room + 0.5) return (room - length) / 2;
  return Math.min(MARGIN, Math.max(room - MARGIN - length, at));
}
