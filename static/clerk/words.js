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
