import { readWords } from '../record/api.js';
import { paragraphs } from '../record/paragraphs.js';

/**
 * @import { Block } from '../record/paragraphs.js'
 * @import { Open } from './view.js'
 */

/** What is on the sheet that a view shows, joined to paragraphs; of a page cut in halves, only the half that is seen. @param {Open} open @returns {Promise<Block[]>} rejects when it can't be had now */
export async function blocksOf({ book, sheet }) {
  const pages = await Promise.all(sheet.leaves.map(async ({ page, crop }) => {
    const { lines, width, height } = await readWords(book.facts.digest, page);
    const seen = lines.filter(({ box: [left, top, right, bottom] }) => {
      const [x, y] = [(left + right) / 2 - crop.x, (top + bottom) / 2 - crop.y];
      return x >= 0 && x <= crop.width && y >= 0 && y <= crop.height;
    });
    return paragraphs(seen, { width, height });
  }));
  return pages.flat();
}

/** Cuts a text after each full stop: what is read aloud, and marked, at once. @param {string} text @returns {string[]} */
export function sentences(text) {
  return text.match(/[^。！？\n]*[。！？\n]*[」）]?/gu)?.filter(Boolean) ?? [];
}
