/**
 * @import { Leaf, Sheet } from './leaves.js'
 */

/** A leaf and the picture of its page, where there is one already. @typedef {{leaf: Leaf, picture: ImageBitmap | null, pageWidth: number}} Print */

/** Pixels of one canvas: more makes a tablet stutter and Safari refuse. */
export const MOST_PIXELS = 5_000_000;

/**
 * Paints the pictures of a sheet's leaves on one canvas, as finely as they are and the limit allows; white where none is.
 * @param {HTMLCanvasElement} canvas
 * @param {Sheet} sheet
 * @param {Print[]} prints `pageWidth` in pt
 */
export function paintLeaves(canvas, sheet, prints) {
  const context = canvas.getContext('2d', { alpha: false });
  if (!context) throw new Error('this browser has no 2D canvas');
  const fine = Math.max(0, ...prints.map(({ picture, pageWidth }) => (picture ? picture.width / pageWidth : 0)));
  // Without any picture the canvas keeps its size: it will be needed again in a moment.
  if (fine) size(canvas, sheet, prints, Math.min(fine, Math.sqrt(MOST_PIXELS / (sheet.width * sheet.height))));
  const [across, down] = [canvas.width / sheet.width, canvas.height / sheet.height];
  if (prints.length > 1 || !prints[0]?.picture) {
    context.fillStyle = '#fff';
    context.fillRect(0, 0, canvas.width, canvas.height);
  }
  context.imageSmoothingQuality = 'high';
  for (const { leaf, picture, pageWidth } of prints) {
    if (!picture) continue;
    const density = picture.width / pageWidth;
    const { crop } = leaf;
    const high = Math.min(crop.height * density, picture.height - crop.y * density);
    context.drawImage(
      picture, crop.x * density, crop.y * density, crop.width * density, high,
      leaf.x * across, leaf.y * down, leaf.width * across, leaf.height * down,
    );
  }
}

/** @param {HTMLCanvasElement} canvas @param {Sheet} sheet @param {Print[]} prints @param {number} density device px per pt */
function size(canvas, sheet, prints, density) {
  let [width, height] = [Math.round(sheet.width * density), Math.round(sheet.height * density)];
  const [only] = prints;
  // A picture is shown pixel by pixel where it is the whole sheet, though its height was rounded.
  if (prints.length === 1 && only?.picture?.width === width && Math.abs(only.picture.height - height) <= 1) {
    height = only.picture.height;
  }
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
}
