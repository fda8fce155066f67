/**
 * @import { Point } from './codec.js'
 * @import { Spot } from './leaves.js'
 */

/**
 * Where a mark is on a version: page 0 waits for its author; moved by pt, then sized and turned (degrees
 * clockwise, in quarters) about the middle of its own box.
 * @typedef {{page: number, dx: number, dy: number, scale: number, turn: number}} Placing
 *
 * How marks are moved together: about a spot, or each about its own middle where none is named.
 * @typedef {{dx?: number, dy?: number, scale?: number, turn?: number, about?: Spot, page?: number}} Moving
 */

/** @param {number} page @returns {Placing} where a mark was made */
export function asMade(page) {
  return { page, dx: 0, dy: 0, scale: 1, turn: 0 };
}

/** The middle of the box about a trail, pt. @param {Point[]} trail @returns {Spot} */
export function middle(trail) {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y } of trail) {
    [left, right] = [Math.min(left, x), Math.max(right, x)];
    [top, bottom] = [Math.min(top, y), Math.max(bottom, y)];
  }
  return { x: (left + right) / 2, y: (top + bottom) / 2 };
}

/** A trail where its mark is placed; itself where that is where it was made. @param {Point[]} trail @param {Placing} placing @returns {Point[]} */
export function placed(trail, { dx, dy, scale, turn }) {
  if (!dx && !dy && scale === 1 && !turn) return trail;
  const { x: mx, y: my } = middle(trail);
  return trail.map((point) => {
    const { x, y } = turned({ x: point.x - mx, y: point.y - my }, turn);
    return { ...point, x: mx + dx + x * scale, y: my + dy + y * scale };
  });
}

/**
 * Where a mark is once it is moved on.
 * @param {Placing} placing where it is
 * @param {Spot} own the middle of its own box, pt
 * @param {Moving} by
 * @returns {Placing}
 */
export function movedOn(placing, own, { dx = 0, dy = 0, scale = 1, turn = 0, about, page = placing.page }) {
  const here = { x: own.x + placing.dx, y: own.y + placing.dy };
  const pivot = about ?? here;
  const { x, y } = turned({ x: here.x - pivot.x, y: here.y - pivot.y }, turn);
  return {
    page, scale: placing.scale * scale, turn: (((placing.turn + turn) % 360) + 360) % 360,
    dx: pivot.x + dx + x * scale - own.x, dy: pivot.y + dy + y * scale - own.y,
  };
}

/** @param {Spot} spot @param {number} turn quarters clockwise, in degrees @returns {Spot} */
function turned({ x, y }, turn) {
  if (turn === 90) return { x: -y, y: x };
  if (turn === 180) return { x: -x, y: -y };
  return turn === 270 ? { x: y, y: -x } : { x, y };
}
