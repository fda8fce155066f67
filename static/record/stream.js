/**
 * @import { Entry } from './types.js'
 */

/** The numbered logs this tablet follows: hands each entry on once, in order, without a hole. */
export class Streams {
  /** @type {Map<string, {head: number, ahead: Map<number, Entry>, told: number}>} */
  #logs = new Map();
  #fold;

  /**
   * @param {Record<string, number>} heads the last number already known, by stream
   * @param {(stream: string, entry: Entry) => void} fold called once for each further entry
   */
  constructor(heads, fold) {
    this.#fold = fold;
    for (const [stream, head] of Object.entries(heads)) this.reset(stream, head);
  }

  /** The last number applied, by stream: what `follow` asks after. @returns {Record<string, number>} */
  get after() {
    return Object.fromEntries([...this.#logs].map(([stream, log]) => [stream, log.head]));
  }

  /** Whether some entry waits for one before it that has not come. @returns {boolean} */
  get broken() {
    return [...this.#logs.values()].some((log) => log.ahead.size > 0);
  }

  /** A fresh snapshot stands for everything up to `number`. @param {string} stream @param {number} number */
  reset(stream, number) {
    const ahead = this.#logs.get(stream)?.ahead ?? new Map();
    this.#logs.set(stream, { head: number, ahead, told: number });
    this.#drain(stream);
  }

  /** All others are followed no more. @param {string[]} streams */
  retain(streams) {
    for (const stream of [...this.#logs.keys()]) if (!streams.includes(stream)) this.#logs.delete(stream);
  }

  /** @param {string} stream @param {Entry[]} entries in any order, known ones among them */
  take(stream, entries) {
    const log = this.#logs.get(stream);
    if (!log) return;
    for (const entry of entries) {
      if (entry.number > log.head) log.ahead.set(entry.number, entry);
    }
    this.#drain(stream);
  }

  /** The server told how far streams have come; it may tell them one by one. @param {Record<string, number>} heads */
  hear(heads) {
    for (const [stream, head] of Object.entries(heads)) {
      const log = this.#logs.get(stream);
      if (log) log.told = head;
    }
  }

  /** Whether the server has entries that are not here. @returns {boolean} */
  get behind() {
    return [...this.#logs.values()].some((log) => log.told > log.head);
  }

  /** @param {string} stream */
  #drain(stream) {
    const log = this.#logs.get(stream);
    if (!log) return;
    for (const number of log.ahead.keys()) if (number <= log.head) log.ahead.delete(number);
    for (let next = log.ahead.get(log.head + 1); next; next = log.ahead.get(log.head + 1)) {
      log.ahead.delete(next.number);
      log.head = next.number;
      this.#fold(stream, next);
    }
  }
}
