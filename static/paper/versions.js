import { readVersion } from '../record/api.js';
import { Signal } from '../record/signal.js';

/**
 * @import { VersionFacts } from '../record/types.js'
 */

/** What is known of each version of a paper; asked once, and again when the record says that more was found. */
export class Versions {
  /** @type {Map<number, Promise<VersionFacts>>} */
  #asked = new Map();
  /** @type {Map<number, VersionFacts>} */
  #known = new Map();
  /** Something is known of one more version. @type {Signal<VersionFacts>} */
  learnt = new Signal();

  /** @param {number} version @returns {VersionFacts | undefined} what is already here */
  now(version) {
    return this.#known.get(version);
  }

  /** Asks anew for what has been found out since; what was known stays until then. @param {number} version */
  refresh(version) {
    this.#asked.delete(version);
    this.get(version).catch(() => undefined);
  }

  /** @param {number} version @returns {Promise<VersionFacts>} rejects when it can't be had now */
  get(version) {
    const asked = this.#asked.get(version);
    if (asked) return asked;
    const answer = readVersion(version);
    this.#asked.set(version, answer);
    answer.then((facts) => {
      this.#known.set(version, facts);
      this.learnt.send(facts);
    }, () => this.#asked.delete(version));
    return answer;
  }
}
