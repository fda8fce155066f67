/**
 * A place of the minutes left open: where in the text it begins and ends, its heading and the line's own words.
 * @typedef {{at: number, until: number, words: string}} Place
 */

/**
 * The places a text leaves open (`unfilled` in meetings/domain/drafting.py).
 * @param {string} text
 * @param {string} missing how the words begin that stand in brackets where nothing is filled in
 * @returns {Place[]}
 */
export function places(text, missing) {
  /** @type {Place[]} */
  const found = [];
  let [at, heading] = [0, ''];
  for (const line of text.split('\n')) {
    if (line.startsWith('#')) heading = line.replace(/^#+/, '').trim();
    const within = missing ? line.indexOf(missing) : -1;
    if (within >= 0) {
      const until = line.indexOf('）', within) + 1 || line.length;
      const own = (line.slice(0, within) + line.slice(until)).replace(/^- /, '').trim();
      found.push({ at: at + within, until: at + until, words: [heading, own].filter(Boolean).join('：') });
    }
    at += line.length + 1;
  }
  return found;
}
