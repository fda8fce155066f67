import { readMarks } from '../record/api.js';
import { Bookmarks } from './bookmarks.js';

/**
 * @import { MeetingRecord } from '../record/record.js'
 * @import { Entry } from '../record/types.js'
 */

/** What marks pages beside ink: my bookmarks, and when each page was called; asked once, then told by the streams. */
export class Marks {
  #record;
  #fetched = false;
  /** When each page was last called, ms since the epoch. @type {Map<string, number>} */
  #called = new Map();
  bookmarks;

  /** @param {MeetingRecord} record */
  constructor(record) {
    this.#record = record;
    this.bookmarks = new Bookmarks(record);
    record.folded.listen(({ entry }) => this.#fold(entry));
    record.skipped.listen(() => void this.#fetch());
    record.live.lines.listen((line) => {
      if (line === 'open' && !this.#fetched) void this.#fetch();
    });
  }

  /** Shows what this tablet has kept, then what the server knows. */
  async restore() {
    await this.bookmarks.restore();
    void this.#fetch();
  }

  /** @param {number} version @param {number} page @returns {number | null} when it was last called, ms since the epoch */
  calledAt(version, page) {
    return this.#called.get(`${version}/${page}`) ?? null;
  }

  async #fetch() {
    this.#fetched = true;
    try {
      const { told: { bookmarks, called }, kept } = await readMarks(this.#record.meeting.facts.id);
      this.bookmarks.adopt(bookmarks);
      for (const { version, page, at } of called) this.#call(version, page, at);
      if (!kept) return;
      this.#fetched = false;
      for (const [, entries] of await this.#record.kept()) for (const entry of entries) this.#fold(entry);
    } catch {
      // The line tells: when it is back the marks are asked for again.
      this.#fetched = false;
    }
  }

  /** @param {Entry} entry */
  #fold(entry) {
    this.bookmarks.fold(entry);
    if (entry.kind === 'floor.turned') this.#call(Number(entry.body.version), Number(entry.body.page), entry.at);
  }

  /** @param {number} version @param {number} page @param {number} at */
  #call(version, page, at) {
    const name = `${version}/${page}`;
    this.#called.set(name, Math.max(at, this.#called.get(name) ?? 0));
  }
}
