import { getStroke } from 'perfect-freehand';

/**
 * @import { InkTool } from '../record/types.js'
 * @import { Point } from './codec.js'
 */

/**
 * What it takes to paint a stroke; all lengths in pt. `ahead` is where the browser thinks that the pen goes
 * next: it is shown, and never kept.
 * @typedef {{tool: InkTool, color: string, width: number, trail: Point[], ahead?: Point[]}} Look
 */

/**
 * The outline of a stroke in pt: wider where pressed harder, even for a highlighter.
 * @param {Look} look
 * @returns {Path2D}
 */
export function outline(look) {
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
  context.globalAlpha = look.tool === 'highlighter' ? 0.55 : 1;
  context.fillStyle = look.color;
  context.fill(path);
  context.globalAlpha = 1;
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
