/**
 * A place of the minutes left open: where in the text, its heading and the line's own words.
 * @typedef {{at: number, words: string}} Place
 */

/**
 * The places a text leaves open (`unfilled` in meetings/domain/drafting.py).
 * @param {string} text
 * @param {string} missing the sentence that stands where nothing is filled in
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
      const own = line.replaceAll(missing, '').replace(/^- /, '').trim();
      found.push({ at: at + within, words: [heading, own].filter(Boolean).join('：') });
    }
    at += line.length + 1;
  }
  return found;
}
