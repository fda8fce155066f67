import { searchVersion } from './api.js';

/**
 * @import { TextFound, TextHit } from './types.js'
 * @import { PageTexts } from './page_texts.js'
 */

/**
 * What was found in one version. `pages`: all with hits, `lines`: of the first of them, `next`: how to ask for more;
 * `only`: where the server could not be asked, how many pages of it were on the tablet and searched.
 * @typedef {{words: string[], pages: number[], lines: TextHit[], next: string | number | null, only: number | null}} Answer
 */

/** A server that says nothing for so long is not waited for, ms. */
const PATIENCE = 8_000;

/**
 * Asks the server; rejects where there is no line, or no answer in time.
 * @param {string} q @param {number} version @param {AbortSignal} signal
 * @returns {Promise<Answer>}
 */
export async function ask(q, version, signal) {
  return answered(await searchVersion({ q, in: version }, within(signal)));
}

/**
 * Asks for the lines that follow. @param {string} q @param {number} version @param {Answer} so @param {AbortSignal} signal
 * @returns {Promise<Answer>}
 */
export async function askOn(q, version, so, signal) {
  const more = answered(await searchVersion({ q, in: version, after: so.next ?? '' }, within(signal)));
  return { ...so, lines: [...so.lines, ...more.lines], next: more.next };
}

/** @param {AbortSignal} signal @returns {AbortSignal} */
function within(signal) {
  return AbortSignal.any([signal, AbortSignal.timeout(PATIENCE)]);
}

/** @param {TextFound} found @returns {Answer} */
function answered({ words, pages, groups, next }) {
  return { words, pages, lines: groups[0]?.hits ?? [], next, only: null };
}

/**
 * Searches the pages of a paper that are on the tablet, all words on one page.
 * @param {string} q @param {{digest: string, pages: number}} paper @param {PageTexts} texts @param {AbortSignal} signal
 * @returns {Promise<Answer>}
 */
export async function searchHere(q, { digest, pages }, texts, signal) {
  const words = q.split(/[\s「」"]+/u).filter(Boolean);
  /** @type {TextHit[]} */
  const lines = [];
  let only = 0;
  for await (const [page, text] of texts.of(digest, pages)) {
    signal.throwIfAborted();
    only += 1;
    if (words.every((word) => text.places([word]).length)) lines.push({ page, ...text.firstLine(words), times: text.places(words).length });
  }
  return { words, pages: lines.map(({ page }) => page), lines, next: null, only };
}
