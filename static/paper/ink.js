import { fill, outline } from './brush.js';

/**
 * @import { Look } from './brush.js'
 * @import { Sheet } from './sheet.js'
 * @import { Stroke } from './strokes.js'
 * @import { Box } from './viewport.js'
 */

/** How long a stroke may wait for its answer before it bears the small mark, in ms. */
const WAIT = 2_000;

/** Paints finished strokes on one sheet and the strokes under way on another. */
export class Ink {
  #still;
  #live;
  /** @type {WeakMap<import('./codec.js').Point[], Path2D>} by trail: a stroke's shape never changes */
  #paths = new WeakMap();
  /** What the live sheet shows, pt. @type {Box[]} */
  #dirty = [];

  /**
   * @param {Sheet} still
   * @param {Sheet} live
   */
  constructor(still, live) {
    this.#still = still;
    this.#live = live;
  }

  /** Paints all finished strokes of the page. @param {Stroke[]} strokes @param {Set<string>} hidden ids under the eraser */
  paint(strokes, hidden) {
    this.#still.clear();
    for (const stroke of strokes) {
      if (hidden.has(stroke.id)) continue;
      fill(this.#still.context, stroke, this.#path(stroke));
      const waits = stroke.number === null && Date.now() - stroke.made > WAIT;
      if (waits || stroke.kept) this.#mark(stroke);
    }
  }

  /** Paints the strokes under way, mine and others'. @param {Look[]} looks */
  paintLive(looks) {
    for (const box of this.#dirty) this.#live.clear(box);
    this.#dirty = looks.map(extent);
    for (const look of looks) fill(this.#live.context, look, outline(look, false));
  }

  /** @param {Stroke} stroke @returns {Path2D} */
  #path(stroke) {
    const path = this.#paths.get(stroke.trail) ?? outline(stroke, true);
    this.#paths.set(stroke.trail, path);
    return path;
  }

  /** A small ring where the stroke ends: not on the server yet. @param {Stroke} stroke */
  #mark(stroke) {
    const end = stroke.trail.at(-1);
    if (!end) return;
    const { context } = this.#still;
    const size = 3;
    context.beginPath();
    context.arc(end.x + size * 1.6, end.y, size, 0, 2 * Math.PI);
    context.lineWidth = 1.2;
    context.strokeStyle = '#c74700';
    context.stroke();
  }
}

/** @param {Look} look @returns {Box} the part of the page a stroke can touch, pt */
export function extent(look) {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y } of look.trail) {
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  const spare = look.width + 2;
  return { x: left - spare, y: top - spare, width: right - left + 2 * spare, height: bottom - top + 2 * spare };
}
