import { typeset } from './typeset.js';

/**
 * @import { Look } from './brush.js'
 * @import { Box } from './viewport.js'
 */

/** The words of the stamps. */
export const STAMPS = ['済', '要確認', '質問', '○', '×'];
/** Line to line, by the size of the letters. */
const LEADING = 1.4;
const FACE = '"Noto Sans JP", "Noto Sans CJK JP", "Hiragino Sans", "BIZ UDPGothic", sans-serif';
const DARK = '#1a1a1a';

/** What stands at a place of its page and is no stroke: a box of text, a sticky note, a stamp, a question slip. @param {Look} look @returns {Box | null} pt; null where it is a stroke */
export function plate({ tool, width: size, trail, text }) {
  const at = trail[0];
  if (!at) return null;
  if (tool === 'text') {
    const to = trail[1] ?? at;
    return { x: Math.min(at.x, to.x), y: Math.min(at.y, to.y), width: Math.abs(to.x - at.x), height: Math.abs(to.y - at.y) };
  }
  if (tool !== 'sticky' && tool !== 'stamp' && tool !== 'slip') return null;
  const letters = tool === 'stamp' ? [...(text ?? '')].length : 1;
  const width = letters > 1 ? size * (0.62 * letters + 0.5) : size;
  return { x: at.x - width / 2, y: at.y - size / 2, width, height: size };
}

/** Paints what stands in a plate; `context` must map pt to its canvas. @param {CanvasRenderingContext2D} context @param {Look} look @param {Box} box */
export function paintPlate(context, look, box) {
  context.save();
  context.lineJoin = 'round';
  if (look.tool === 'text') write(context, look, box);
  else if (look.tool === 'sticky') fold(context, look, box);
  else if (look.tool === 'slip') ask(context, look, box);
  else stamp(context, look, box);
  context.restore();
}

/** How high a box of so much text is, pt. @param {string} text @param {number} size of the letters, pt @param {number} room its width, pt @returns {number} */
export function heightOf(text, size, room) {
  return lines(text, size, room).length * size * LEADING;
}

/** How wide a text is, and no wider than there is room, pt. @param {string} text @param {number} size pt @param {number} room pt @returns {number} */
export function widthOf(text, size, room) {
  return Math.min(room, Math.max(size, ...text.split('\n').map(ruler(size))) + 0.5);
}

/** @param {string} text @param {number} size @param {number} room @returns {string[]} */
function lines(text, size, room) {
  return typeset(text, room, ruler(size));
}

/** @type {CanvasRenderingContext2D | null} */
let paper = null;

/** @param {number} size pt @returns {(text: string) => number} */
function ruler(size) {
  const context = paper ??= document.createElement('canvas').getContext('2d');
  if (!context) return (text) => text.length * size;
  // Measured large, whatever the size, so that lines break at the same places at any zoom.
  context.font = `100px ${FACE}`;
  return (text) => (context.measureText(text).width * size) / 100;
}

/** @param {CanvasRenderingContext2D} context @param {Look} look @param {Box} box */
function write(context, { color, width: size, text }, box) {
  context.fillStyle = color;
  context.font = `${size}px ${FACE}`;
  context.textBaseline = 'middle';
  lines(text ?? '', size, box.width).forEach((line, i) => {
    const middle = (i + 0.5) * size * LEADING;
    // Another tablet's letters may be wider: what has no room is not painted over what lies below.
    if (middle < box.height + size) context.fillText(line, box.x, box.y + middle);
  });
}

/** A slip of coloured paper with one corner turned up. @param {CanvasRenderingContext2D} context @param {Look} look @param {Box} box */
function fold(context, { color }, { x, y, width, height }) {
  const corner = width * 0.3;
  const [right, bottom] = [x + width, y + height];
  trace(context, [[x, y], [right, y], [right, bottom - corner], [right - corner, bottom], [x, bottom]]);
  finish(context, color, width * 0.05);
  trace(context, [[right, bottom - corner], [right - corner, bottom - corner], [right - corner, bottom]]);
  finish(context, '#ffffff', width * 0.05);
  context.lineWidth = width * 0.07;
  for (const [down, long] of /** @type {const} */ ([[0.26, 0.64], [0.46, 0.64], [0.66, 0.34]])) {
    trace(context, [[x + width * 0.18, y + height * down], [x + width * (0.18 + long), y + height * down]], false);
    context.stroke();
  }
}

/** A speech bubble with a question mark. @param {CanvasRenderingContext2D} context @param {Look} look @param {Box} box */
function ask(context, { color }, { x, y, width, height }) {
  const [right, low] = [x + width, y + height * 0.78];
  trace(context, [[x, y], [right, y], [right, low], [x + width * 0.45, low], [x + width * 0.22, y + height], [x + width * 0.22, low], [x, low]]);
  finish(context, '#ffffff', width * 0.08, color);
  letter(context, '問', color, height * 0.58, x + width / 2, y + height * 0.41);
}

/** @param {CanvasRenderingContext2D} context @param {Look} look @param {Box} box */
function stamp(context, { color, width: size, text }, { x, y, width, height }) {
  const [middle, centre] = [x + width / 2, y + height / 2];
  context.strokeStyle = color;
  context.lineWidth = size * (text === '○' || text === '×' ? 0.12 : 0.06);
  context.lineCap = 'round';
  const inset = context.lineWidth;
  context.beginPath();
  if (text === '×') {
    const [left, top, right, bottom] = [x + 2 * inset, y + 2 * inset, x + width - 2 * inset, y + height - 2 * inset];
    for (const [from, to] of /** @type {const} */ ([[left, right], [right, left]])) {
      context.moveTo(from, top);
      context.lineTo(to, bottom);
    }
  } else if (width > size) context.roundRect(x + inset, y + inset, width - 2 * inset, height - 2 * inset, size * 0.2);
  else context.arc(middle, centre, size / 2 - inset, 0, 2 * Math.PI);
  context.stroke();
  if (text && text !== '○' && text !== '×') letter(context, text, color, size * 0.6, middle, centre);
}

/** @param {CanvasRenderingContext2D} context @param {string} text @param {string} color @param {number} size @param {number} x its middle @param {number} y */
function letter(context, text, color, size, x, y) {
  context.fillStyle = color;
  context.font = `bold ${size}px ${FACE}`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillText(text, x, y + size * 0.04);
}

/** @param {CanvasRenderingContext2D} context @param {(readonly [number, number])[]} corners @param {boolean} [close] */
function trace(context, corners, close = true) {
  context.beginPath();
  for (const [x, y] of corners) context.lineTo(x, y);
  if (close) context.closePath();
}

/** @param {CanvasRenderingContext2D} context @param {string} color @param {number} edge pt @param {string} [line] */
function finish(context, color, edge, line = DARK) {
  [context.fillStyle, context.strokeStyle, context.lineWidth] = [color, line, edge];
  context.fill();
  context.stroke();
}
