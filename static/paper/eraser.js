import { Signal } from '../record/signal.js';
import { extent } from './ink.js';

/**
 * @import { Spot } from './leaves.js'
 * @import { Stroke } from './strokes.js'
 */

/** How near the eraser must come, CSS px. */
const REACH = 12;

/** Gathers the strokes that the eraser touches on its way; they are erased together at its end. */
export class Eraser {
  #under;
  #scale;
  /** Touched so far. @type {Set<string>} */
  touched = new Set();
  /** @type {number | null} */
  pointer = null;
  /** @type {Signal<void>} */
  moved = new Signal();
  /** @type {Signal<string[]>} */
  finished = new Signal();

  /**
   * @param {(spot: Spot) => {at: Spot, strokes: Stroke[]} | null} under from client px to pt of the page
   *   there, and the strokes on it that I may erase
   * @param {() => number} scale CSS px per pt
   */
  constructor(under, scale) {
    this.#under = under;
    this.#scale = scale;
  }

  /** @param {PointerEvent} event */
  down(event) {
    this.pointer = event.pointerId;
    this.move(event);
  }

  /** @param {PointerEvent} event */
  move(event) {
    const all = event.getCoalescedEvents?.() ?? [];
    const before = this.touched.size;
    for (const each of all.length ? all : [event]) this.#touch({ x: each.clientX, y: each.clientY });
    if (this.touched.size !== before) this.moved.send();
  }

  up() {
    this.pointer = null;
    const ids = [...this.touched];
    if (ids.length) this.finished.send(ids);
    this.touched = new Set();
  }

  /** @param {Spot} spot client px */
  #touch(spot) {
    const under = this.#under(spot);
    if (!under) return;
    const reach = REACH / this.#scale();
    for (const stroke of under.strokes) {
      const near = touches(stroke, under.at, reach + stroke.width / 2);
      if (near) this.touched.add(stroke.id);
    }
  }
}

/**
 * @param {Stroke} stroke
 * @param {{x: number, y: number}} at pt
 * @param {number} reach pt
 * @returns {boolean}
 */
function touches(stroke, at, reach) {
  const box = extent(stroke);
  const near = at.x > box.x - reach && at.x < box.x + box.width + reach
    && at.y > box.y - reach && at.y < box.y + box.height + reach;
  if (!near) return false;
  return stroke.trail.some((point, i) => distance(at, stroke.trail[i - 1] ?? point, point) <= reach);
}

/**
 * From a point to a piece of a line.
 * @param {{x: number, y: number}} at
 * @param {{x: number, y: number}} from
 * @param {{x: number, y: number}} to
 * @returns {number}
 */
function distance(at, from, to) {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = dx * dx + dy * dy;
  const along = length ? Math.min(1, Math.max(0, ((at.x - from.x) * dx + (at.y - from.y) * dy) / length)) : 0;
  return Math.hypot(at.x - from.x - along * dx, at.y - from.y - along * dy);
}
