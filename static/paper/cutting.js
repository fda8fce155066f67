/**
 * @import { Point } from './codec.js'
 * @import { Spot } from './leaves.js'
 */

/** What is shorter, pt, is too small to be seen: it goes too. */
const SPECK = 0.4;

/**
 * What is left of a trail beside a round spot: its own points, and new ones only where the spot's edge cuts it.
 * @param {Point[]} trail
 * @param {Spot} at the spot's middle, pt
 * @param {number} reach pt
 * @returns {Point[][] | null} null where the spot touches nothing of it
 */
export function cut(trail, at, reach) {
  /** @type {Point[][]} */
  const pieces = [[]];
  let touched = false;
  trail.forEach((point, i) => {
    const before = trail[i - 1];
    const out = Math.hypot(point.x - at.x, point.y - at.y) > reach;
    touched ||= !out;
    for (const share of before ? crossings(before, point, at, reach) : []) {
      touched = true;
      const edge = between(/** @type {Point} */ (before), point, share);
      const open = pieces.at(-1);
      // At the first crossing of the way in a piece ends; at the way out the next one begins.
      if (open?.length) pieces.push((open.push(edge), []));
      else open?.push(edge);
    }
    if (out) pieces.at(-1)?.push(point);
  });
  return touched ? pieces.filter((piece) => lengthOf(piece) > SPECK) : null;
}

/** From a point to a piece of a line. @param {Spot} at @param {Spot} from @param {Spot} to @returns {number} */
export function distance(at, from, to) {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = dx * dx + dy * dy;
  const along = length ? Math.min(1, Math.max(0, ((at.x - from.x) * dx + (at.y - from.y) * dy) / length)) : 0;
  return Math.hypot(at.x - from.x - along * dx, at.y - from.y - along * dy);
}

/** Where a piece of a line crosses a circle, as shares of its way. @param {Spot} from @param {Spot} to @param {Spot} at @param {number} reach @returns {number[]} */
function crossings(from, to, at, reach) {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const [ox, oy] = [from.x - at.x, from.y - at.y];
  const square = dx * dx + dy * dy;
  const half = ox * dx + oy * dy;
  const root = half * half - square * (ox * ox + oy * oy - reach * reach);
  if (!square || root <= 0) return [];
  const far = Math.sqrt(root);
  return [(-half - far) / square, (-half + far) / square].filter((share) => share > 0 && share < 1);
}

/** @param {Point} from @param {Point} to @param {number} share @returns {Point} */
function between(from, to, share) {
  const part = (/** @type {number} */ one, /** @type {number} */ other) => one + (other - one) * share;
  return {
    x: part(from.x, to.x), y: part(from.y, to.y),
    pressure: Math.round(part(from.pressure, to.pressure)), time: Math.round(part(from.time, to.time)),
  };
}

/** @param {Point[]} piece @returns {number} pt */
function lengthOf(piece) {
  return piece.reduce((sum, point, i) => {
    const before = piece[i - 1] ?? point;
    return sum + Math.hypot(point.x - before.x, point.y - before.y);
  }, 0);
}
