import { distance } from './cutting.js';
import { plate } from './plates.js';
import { framed } from './shapes.js';

/**
 * @import { Look } from './brush.js'
 * @import { Spot } from './leaves.js'
 * @import { Box } from './viewport.js'
 */

/** Of a stroke so much must lie within a loop for it to be meant. */
const MEANT = 0.5;

/** Whether a mark comes so near a spot, pt. @param {Look} look @param {Spot} at @param {number} reach pt @returns {boolean} */
export function touches(look, at, reach) {
  const wide = reach + (plate(look) ? 0 : look.width / 2);
  if (!near(framed(look), at, wide)) return false;
  if (plate(look)) return true;
  const pairs = look.tool === 'words';
  return look.trail.some((point, i) => {
    if (pairs && i % 2 === 0) return false;
    return distance(at, look.trail[i - 1] ?? point, point) <= wide;
  });
}

/** Whether a loop of the hand means a mark: what is written by its larger part, what stands on the page by its middle. @param {Spot[]} loop pt @param {Look} look @returns {boolean} */
export function encloses(loop, look) {
  if (look.tool === 'line' || look.tool === 'words' || plate(look)) {
    const { x, y, width, height } = framed(look);
    return contains(loop, { x: x + width / 2, y: y + height / 2 });
  }
  const within = look.trail.filter((point) => contains(loop, point)).length;
  return within > 0 && within >= MEANT * look.trail.length;
}

/** Whether a spot lies within a loop. @param {Spot[]} loop @param {Spot} spot @returns {boolean} */
export function contains(loop, { x, y }) {
  let inside = false;
  loop.forEach((one, i) => {
    const other = /** @type {Spot} */ (loop[(i + loop.length - 1) % loop.length]);
    const level = one.y > y !== other.y > y;
    if (level && x < ((other.x - one.x) * (y - one.y)) / (other.y - one.y) + one.x) inside = !inside;
  });
  return inside;
}

/** The box about all of some marks, pt. @param {Look[]} looks @returns {Box | null} */
export function around(looks) {
  const boxes = looks.map(framed);
  if (!boxes.length) return null;
  const [x, y] = [Math.min(...boxes.map((box) => box.x)), Math.min(...boxes.map((box) => box.y))];
  const right = Math.max(...boxes.map((box) => box.x + box.width));
  const bottom = Math.max(...boxes.map((box) => box.y + box.height));
  return { x, y, width: right - x, height: bottom - y };
}

/** @param {Box} box @param {Spot} at @param {number} reach @returns {boolean} */
function near({ x, y, width, height }, at, reach) {
  return at.x > x - reach && at.x < x + width + reach && at.y > y - reach && at.y < y + height + reach;
}
