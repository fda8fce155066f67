import { getStroke } from 'perfect-freehand';

/**
 * @import { MarkTool } from '../record/types.js'
 * @import { Point } from './codec.js'
 * @import { Spot } from './leaves.js'
 */

/**
 * What it takes to paint a mark; all lengths in pt. `ahead` is where the browser thinks that the pen goes
 * next: it is shown, and never kept. `text` is what stands in it, or what it marks.
 * @typedef {{tool: MarkTool, color: string, width: number, trail: Point[], ahead?: Point[], text?: string | null}} Look
 */

/**
 * The outline of a stroke in pt: wider where pressed harder, even for a highlighter and whatever is straight.
 * @param {Look} look
 * @returns {Path2D}
 */
export function outline(look) {
  if (look.tool === 'line') return straight(look);
  if (look.tool === 'words') return bars(look);
  const points = [...look.trail, ...(look.ahead ?? [])].map(({ x, y, pressure }) => [x, y, pressure / 255]);
  const even = look.tool === 'highlighter';
  const edge = getStroke(points, {
    size: look.width,
    thinning: even ? 0 : 0.6,
    smoothing: 0.5,
    streamline: 0.25,
    simulatePressure: false,
    // The line reaches the pen's tip from the first, so that nothing leaps when the pen is lifted.
    last: true,
  });
  return rounded(edge);
}

/** Fills an outline; `context` must map pt to its canvas. @param {CanvasRenderingContext2D} context @param {Look} look @param {Path2D} path */
export function fill(context, look, path) {
  // The canvas multiplies with the page (read.css), so that letters stay black under a highlighter.
  context.globalAlpha = look.tool === 'highlighter' || look.tool === 'words' ? 0.55 : 1;
  context.fillStyle = look.color;
  context.fill(path);
  context.globalAlpha = 1;
}

/** A bar along each pair of points. @param {Look} look @returns {Path2D} */
function bars({ trail, width }) {
  const path = new Path2D();
  for (let i = 0; i + 1 < trail.length; i += 2) addBar(path, /** @type {Point} */ (trail[i]), /** @type {Point} */ (trail[i + 1]), width);
  return path;
}

/** From the first point to the last, with round ends. @param {Look} look @returns {Path2D} */
function straight({ trail, width }) {
  const path = new Path2D();
  const [from, to] = [trail[0], trail.at(-1)];
  if (!from || !to) return path;
  addBar(path, from, to, width);
  for (const { x, y } of [from, to]) {
    path.moveTo(x + width / 2, y);
    path.arc(x, y, width / 2, 0, 2 * Math.PI);
  }
  return path;
}

/** @param {Path2D} path @param {Spot} from @param {Spot} to @param {number} width */
function addBar(path, from, to, width) {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const half = width / 2 / (Math.hypot(dx, dy) || 1);
  const [x, y] = [-dy * half, dx * half];
  path.moveTo(from.x - x, from.y - y);
  path.lineTo(to.x - x, to.y - y);
  path.lineTo(to.x + x, to.y + y);
  path.lineTo(from.x + x, from.y + y);
  path.closePath();
}

/** @param {number[][]} edge @returns {Path2D} */
function rounded(edge) {
  const path = new Path2D();
  const [first] = edge;
  if (!first) return path;
  path.moveTo(first[0] ?? 0, first[1] ?? 0);
  edge.forEach((point, i) => {
    const next = edge[(i + 1) % edge.length] ?? point;
    const [x, y] = [point[0] ?? 0, point[1] ?? 0];
    path.quadraticCurveTo(x, y, (x + (next[0] ?? 0)) / 2, (y + (next[1] ?? 0)) / 2);
  });
  path.closePath();
  return path;
}
