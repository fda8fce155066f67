/** The sentences this page carries. @type {Record<string, string>} */
const table = JSON.parse(document.getElementById('words')?.textContent ?? '{}');

/**
 * Says a sentence with its `{names}` filled; the key itself where it is missing.
 * @param {string} key
 * @param {Record<string, string | number>} [values]
 * @returns {string}
 */
export function say(key, values = {}) {
  return (table[key] ?? key).replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ''));
}

/** Characters a name may have inside a sentence, as in meetings/words/__init__.py. */
const MOST = 40;

/**
 * A name as it is, or its beginning and its end with … between.
 * @param {string} name
 */
export function shortened(name) {
  const signs = [...name];
  const end = Math.floor(MOST / 3);
  return signs.length <= MOST ? name : `${signs.slice(0, MOST - end - 1).join('')}…${signs.slice(-end).join('')}`;
}
