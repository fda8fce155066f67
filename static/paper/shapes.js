import { outline } from './brush.js';
import { plate } from './plates.js';

/**
 * @import { Look } from './brush.js'
 * @import { Point } from './codec.js'
 * @import { Box } from './viewport.js'
 */

/** The bounds of the first `length` points. @typedef {{length: number, left: number, top: number, right: number, bottom: number}} Bounds */

/* By trail: it only ever grows, and goes with its stroke. */
/** @type {WeakMap<Point[], Bounds>} */
const bounds = new WeakMap();
/** @type {WeakMap<Point[], {length: number, width: number, path: Path2D}>} */
const paths = new WeakMap();

/** The outline of a stroke, pt of its page; made once for each length of it. @param {Look} look @returns {Path2D} */
export function shape(look) {
  const { trail, width } = look;
  // What is only foreseen is another shape in every frame.
  if (look.ahead?.length) return outline(look);
  const known = paths.get(trail);
  if (known?.length === trail.length && known.width === width) return known.path;
  const path = outline(look);
  paths.set(trail, { length: trail.length, width, path });
  return path;
}

/** The part of its page that a mark can touch, pt. @param {Look} look @returns {Box} */
export function extent(look) {
  const { x, y, width, height } = framed(look);
  const spare = look.width + 2;
  return { x: x - spare, y: y - spare, width: width + 2 * spare, height: height + 2 * spare };
}

/** The box about a mark's points, or about the plate that stands there, pt. @param {Look} look @returns {Box} */
export function framed(look) {
  const stands = plate(look);
  if (stands) return stands;
  const { trail, ahead = [] } = look;
  const known = bounds.get(trail) ?? { length: 0, left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  for (; known.length < trail.length; known.length += 1) widen(known, /** @type {Point} */ (trail[known.length]));
  bounds.set(trail, known);
  const all = { ...known };
  for (const point of ahead) widen(all, point);
  return { x: all.left, y: all.top, width: all.right - all.left, height: all.bottom - all.top };
}

/** @param {Bounds} known @param {Point} point */
function widen(known, { x, y }) {
  known.left = Math.min(known.left, x);
  known.right = Math.max(known.right, x);
  known.top = Math.min(known.top, y);
  known.bottom = Math.max(known.bottom, y);
}
