/**
 * Finds the sentences that the page carries for the browser.
 */
export class Words {
  #table;

  /** @param {Record<string, string>} table sentences by dotted key */
  constructor(table) {
    this.#table = table;
  }

  /**
   * Says a sentence of the reader with its `{names}` filled; the key itself where it is missing.
   * @param {string} key without the leading `reader.`
   * @param {Record<string, string | number>} [values]
   * @returns {string}
   */
  say(key, values = {}) {
    const sentence = this.#table[`reader.${key}`] ?? key;
    return sentence.replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ''));
  }
}
