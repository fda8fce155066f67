/**
 * @import { VersionFacts } from '../record/types.js'
 * @import { Box } from './viewport.js'
 */

/**
 * A page where it lies on the sheet, in pt of the sheet; `crop` is what is seen of it, in pt of the page.
 * @typedef {Box & {page: number, crop: Box}} Leaf
 */

/**
 * What is seen at once; sizes in pt.
 * @typedef {{width: number, height: number, leaves: Leaf[]}} Sheet
 */

/** @typedef {{x: number, y: number}} Spot */

/** How much of the other half is shown beside a half, as a share of the whole. */
const OVERLAP = 0.01;

/** The size of a page whose size is not known: A4 upright, pt. */
const A4 = /** @type {[number, number]} */ ([595, 842]);

/** @param {VersionFacts} facts @param {number} page 1-based @returns {{width: number, height: number}} pt */
export function sizeOf(facts, page) {
  const [width, height] = facts.sizes[page - 1] ?? A4;
  return { width, height };
}

/** A sheet of one whole page. @param {VersionFacts} facts @param {number} page @returns {Sheet} */
export function wholePage(facts, page) {
  const size = sizeOf(facts, page);
  const box = { x: 0, y: 0, ...size };
  return { ...size, leaves: [{ ...box, page, crop: box }] };
}

/**
 * A sheet of one half of a spread, with a little of the other: scans are seldom cut in the middle.
 * @param {VersionFacts} facts
 * @param {number} page
 * @param {boolean} left which half
 * @returns {Sheet}
 */
export function halfPage(facts, page, left) {
  const { width: whole, height } = sizeOf(facts, page);
  const width = whole * (0.5 + OVERLAP);
  const crop = { x: left ? 0 : whole - width, y: 0, width, height };
  return { width, height, leaves: [{ x: 0, y: 0, width, height, page, crop }] };
}

/** A sheet of two pages at their true sizes, side by side. @param {VersionFacts} facts @param {[number, number]} pages left, right @returns {Sheet} */
export function besideEachOther(facts, pages) {
  const sizes = pages.map((page) => ({ page, ...sizeOf(facts, page) }));
  const height = Math.max(...sizes.map((size) => size.height));
  let x = 0;
  const leaves = sizes.map(({ page, width, height: high }) => {
    const box = { x, y: (height - high) / 2, width, height: high };
    x += width;
    return { ...box, page, crop: { x: 0, y: 0, width, height: high } };
  });
  return { width: x, height, leaves };
}

/** The leaf under a spot of the sheet, else the nearest one. @param {Sheet} sheet @param {Spot} spot @returns {Leaf} */
export function leafAt(sheet, spot) {
  const far = (/** @type {Leaf} */ { x, y, width, height }) => Math.hypot(
    Math.max(x - spot.x, 0, spot.x - x - width), Math.max(y - spot.y, 0, spot.y - y - height),
  );
  return sheet.leaves.reduce((best, leaf) => (far(leaf) < far(best) ? leaf : best));
}

/** From pt of the sheet to pt of the leaf's page. @param {Leaf} leaf @param {Spot} spot @returns {Spot} */
export function onPage(leaf, { x, y }) {
  return { x: x - leaf.x + leaf.crop.x, y: y - leaf.y + leaf.crop.y };
}

/** From pt of the leaf's page to pt of the sheet. @param {Leaf} leaf @param {Spot} spot @returns {Spot} */
export function onSheet(leaf, { x, y }) {
  return { x: x - leaf.crop.x + leaf.x, y: y - leaf.crop.y + leaf.y };
}

/** The part of a leaf's page that lies within a box of the sheet, pt of the page; null where none does. @param {Leaf} leaf @param {Box} box @returns {Box | null} */
export function within(leaf, box) {
  const [left, top] = [Math.max(leaf.x, box.x), Math.max(leaf.y, box.y)];
  const right = Math.min(leaf.x + leaf.width, box.x + box.width);
  const bottom = Math.min(leaf.y + leaf.height, box.y + box.height);
  if (right <= left || bottom <= top) return null;
  return { ...onPage(leaf, { x: left, y: top }), width: right - left, height: bottom - top };
}

/** Where a part of a leaf's page is seen on the sheet, pt of the sheet; null where it is not. @param {Leaf} leaf @param {Box} part pt of the page @returns {Box | null} */
export function partOnSheet(leaf, part) {
  const { x, y, width, height, crop } = leaf;
  const left = Math.max(x, part.x - crop.x + x);
  const top = Math.max(y, part.y - crop.y + y);
  const right = Math.min(x + width, part.x + part.width - crop.x + x);
  const bottom = Math.min(y + height, part.y + part.height - crop.y + y);
  return right > left && bottom > top ? { x: left, y: top, width: right - left, height: bottom - top } : null;
}
