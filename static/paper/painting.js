import { fill } from './brush.js';
import { paintPlate, plate } from './plates.js';
import { shape } from './shapes.js';

/** @import { Look } from './brush.js' */

/** Paints any mark; `context` must map pt of its page to the canvas. @param {CanvasRenderingContext2D} context @param {Look} look */
export function paint(context, look) {
  const stands = plate(look);
  if (stands) paintPlate(context, look, stands);
  else fill(context, look, shape(look));
}
