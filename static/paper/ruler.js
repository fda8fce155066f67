/** @import { Spot } from './leaves.js' */

/** Degrees from level or upright within which that is meant. */
const MEANT = 5;

/** The end of a straight line as the hand means it: level or upright where it nearly is. @param {Spot} from @param {Spot} to @returns {Spot} */
export function straightened(from, to) {
  const [dx, dy] = [Math.abs(to.x - from.x), Math.abs(to.y - from.y)];
  const limit = Math.tan((MEANT * Math.PI) / 180);
  if (dy < limit * dx) return { x: to.x, y: from.y };
  if (dx < limit * dy) return { x: from.x, y: to.y };
  return { x: to.x, y: to.y };
}
