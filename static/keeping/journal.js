/** Writes down what the streams bring, so that it is there when the page is opened without a line. */
import { forgetEntries, keepEntries, keptEntries } from './entries.js';

/**
 * @import { Entry } from '../record/types.js'
 * @import { Row } from './entries.js'
 */

/** What comes at one go is written at one go, ms. */
const GATHER = 20;

/** The entries one person was told of in one meeting. */
export class Journal {
  #person;
  /** @type {Row[]} */
  #rows = [];
  /** @type {Promise<void> | null} */
  #writing = null;

  /** @param {number} person */
  constructor(person) {
    this.#person = person;
  }

  /** @param {string} stream @param {Entry} entry */
  add(stream, entry) {
    // Without a worker (plain HTTP) the page can't be opened again anyway.
    if (!('caches' in globalThis)) return;
    this.#rows.push({ person: this.#person, stream, number: entry.number, entry });
    this.#writing ??= this.#write();
  }

  /** Resolves once all that was added is on the disk, as far as that takes it. @returns {Promise<void>} */
  async rest() {
    while (this.#writing) await this.#writing;
  }

  /** @param {string[]} streams @returns {Promise<[string, Entry[]][]>} what was written down, by stream, in its order */
  async read(streams) {
    if (!('caches' in globalThis)) return [];
    await this.rest();
    return Promise.all(streams.map(async (stream) => [stream, await keptEntries(this.#person, stream).catch(() => [])]));
  }

  async #write() {
    await new Promise((done) => setTimeout(done, GATHER));
    const rows = this.#rows;
    this.#rows = [];
    // A full tablet keeps nobody from reading what has just come.
    await keepEntries(rows).catch(() => undefined);
    const wiped = rows.find(({ entry }) => entry.kind === 'notebook.wiped');
    if (wiped) await forgetEntries(this.#person, wiped.stream, wiped.number - 1).catch(() => undefined);
    this.#writing = this.#rows.length ? this.#write() : null;
  }
}
