import { straightened } from './ruler.js';
import { SLIP, SLIP_COLOUR, STAMPS, STICKY } from './tool_facts.js';

/**
 * @import { Look } from './brush.js'
 * @import { Point } from './codec.js'
 * @import { Spot } from './leaves.js'
 * @import { Tools } from './tools.js'
 */

/** What is shorter is no line, pt. */
const SHORTEST = 3;

/** A straight line in the pen's ink. @param {Tools} tools @param {Spot} from @param {Spot} to @returns {Look | null} */
export function lineLook({ color, width }, from, to) {
  const end = straightened(from, to);
  if (Math.hypot(end.x - from.x, end.y - from.y) < SHORTEST) return null;
  return { tool: 'line', color, width, trail: [point(from), point(end)] };
}

/** What stands at a spot by the tool in hand: a stamp, or where a note's text will stand. @param {Tools} tools @param {Spot} at @returns {Look} */
export function plateLook({ tool, color, width, way }, at) {
  const trail = [point(at)];
  if (tool === 'stamp') return { tool, color, width, trail, text: STAMPS[/** @type {keyof typeof STAMPS} */ (way)] };
  if (tool === 'text') return { tool, color, width, trail: [point(at), point({ x: at.x + width, y: at.y + width * 1.4 })], text: '' };
  if (tool === 'slip') return slipLook(at);
  return { tool: 'sticky', color, width: STICKY, trail, text: '' };
}

/** A question slip without its words. @param {Spot} at @returns {Look} */
export function slipLook(at) {
  return { tool: 'slip', color: SLIP_COLOUR, width: SLIP, trail: [point(at)], text: '' };
}

/** @param {Spot} spot @returns {Point} */
export function point({ x, y }) {
  return { x, y, pressure: 128, time: 0 };
}
