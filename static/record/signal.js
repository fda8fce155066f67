/**
 * Tells every listener one kind of news.
 * @template T
 */
export class Signal {
  /** @type {Set<(news: T) => void>} */
  #listeners = new Set();

  /**
   * Calls `listener` at each piece of news from now on; returns the way to stop.
   * @param {(news: T) => void} listener
   * @returns {() => void}
   */
  listen(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** @param {T} news */
  send(news) {
    for (const listener of [...this.#listeners]) listener(news);
  }
}
