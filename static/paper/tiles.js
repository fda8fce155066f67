/**
 * @import { Box } from './viewport.js'
 */

/** A square of a page: its address, and the part of the page it shows, pt. @typedef {{address: string, box: Box}} Tile */

/** Pixels of a square; those at the page's right and lower edge are smaller. */
const SIDE = 1024;
/** The widths in device pixels that a page can be had at in squares, from what the server offers. */
const WIDTHS = [2480, 3280, 4920, 6560, 9840, 13120];

/** @param {number} wanted device px @returns {number} the smallest width that is still sharp, with 8 % of upscaling */
export function tiledWidth(wanted) {
  return WIDTHS.find((width) => width >= wanted / 1.08) ?? 13120;
}

/**
 * The squares over a part of a page, those in its middle first.
 * @param {string} digest
 * @param {number} page 1-based
 * @param {{width: number, height: number}} size of the page, pt
 * @param {number} width of the page, device px
 * @param {Box} part pt of the page
 * @returns {Tile[]}
 */
export function tilesOver(digest, page, size, width, part) {
  const density = width / size.width;
  const high = Math.max(1, Math.round(size.height * density));
  const columns = span(part.x * density, part.width * density, width);
  const rows = span(part.y * density, part.height * density, high);
  const tiles = rows.flatMap((row) => columns.map((column) => {
    const [left, top] = [column * SIDE, row * SIDE];
    const [right, bottom] = [Math.min(left + SIDE, width), Math.min(top + SIDE, high)];
    return {
      address: `/pages/${digest}/${page}/${width}/${column}-${row}`,
      box: { x: left / density, y: top / density, width: (right - left) / density, height: (bottom - top) / density },
    };
  }));
  const far = (/** @type {Tile} */ { box }) => Math.hypot(
    box.x + box.width / 2 - part.x - part.width / 2, box.y + box.height / 2 - part.y - part.height / 2,
  );
  return tiles.sort((one, other) => far(one) - far(other));
}

/** @param {number} from px @param {number} length px @param {number} end px @returns {number[]} the squares of one side */
function span(from, length, end) {
  const first = Math.max(0, Math.floor(from / SIDE));
  const last = Math.min(Math.ceil(end / SIDE), Math.ceil((from + length) / SIDE));
  return Array.from({ length: Math.max(0, last - first) }, (_, i) => first + i);
}
