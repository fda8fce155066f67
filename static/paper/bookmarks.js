import { Signal } from '../record/signal.js';

/**
 * @import { MeetingRecord } from '../record/record.js'
 * @import { Item, KeptItem } from '../record/shelf.js'
 * @import { Entry, Place, StoredBookmark } from '../record/types.js'
 */

/** A bookmark as this tablet knows it. @typedef {{place: Place, on: boolean, name: string}} Bookmark */

/** @param {Place} place @returns {string} */
const key = ({ version, page, half }) => `${version}/${page}/${half ?? 0}`;

/** My bookmarks in the meeting's papers: as the record has them, and under what I did since. */
export class Bookmarks {
  #record;
  /** @type {Map<string, Bookmark & {number: number}>} */
  #told = new Map();
  /** What has no answer yet, by the number of its act. @type {Map<string, Bookmark & {n: number}>} */
  #mine = new Map();
  /** @type {Signal<void>} */
  changed = new Signal();
  /** A bookmark stays on this tablet only; with the server's sentence. @type {Signal<{kind: 'kept_here' | 'not_stored', message: string}>} */
  troubles = new Signal();

  /** @param {MeetingRecord} record */
  constructor(record) {
    this.#record = record;
    const { outbox } = record;
    outbox.done.listen(({ item, answer }) => {
      if (this.#ours(item)) this.#answered(item, answer.number ?? 0);
    });
    outbox.refused.listen((item) => {
      if (this.#ours(item)) this.troubles.send({ kind: 'kept_here', message: item.answer.message ?? '' });
    });
  }

  /** @param {Entry} entry */
  fold(entry) {
    if (entry.kind === 'bookmark.set') this.#tell(/** @type {StoredBookmark} */ ({ ...entry.body, number: entry.number }));
    if (entry.kind === 'notebook.wiped') this.#wipe(entry.number);
    if (entry.kind === 'bookmark.carried') this.#carry(/** @type {any} */ (entry));
  }

  /** @param {number} number of the entry that says that I wiped my notebook */
  #wipe(number) {
    for (const [name, told] of this.#told) if (told.number < number) this.#told.delete(name);
    this.changed.send();
  }

  /** The paper was replaced: bookmarks went along. @param {{number: number, body: {version: number, bookmarks: Omit<StoredBookmark, 'version' | 'number'>[]}}} entry */
  #carry({ number, body: { version, bookmarks } }) {
    for (const one of bookmarks) this.#tell({ ...one, version, number });
  }

  /** Shows what earlier pages set and the server has not; what it refused goes out once more. */
  async restore() {
    const { outbox, shelf, meeting } = this.#record;
    const waiting = outbox.items.filter((item) => this.#ours(item));
    for (const item of waiting) this.#show(item);
    for (const item of await shelf.kept(meeting.me.id)) if (this.#ours(item)) await this.#again(item);
  }

  /** @param {StoredBookmark[]} stored as the server had them */
  adopt(stored) {
    for (const one of stored) this.#tell(one);
  }

  /** @param {Place} place @returns {Bookmark | undefined} also one that was taken off: it keeps its name */
  at(place) {
    return this.#mine.get(key(place)) ?? this.#told.get(key(place));
  }

  /** All bookmarks of a paper in the order of its pages. @param {number} version @returns {Bookmark[]} */
  of(version) {
    /** @type {Map<string, Bookmark>} */
    const all = new Map(this.#told);
    for (const [name, bookmark] of this.#mine) all.set(name, bookmark);
    return [...all.values()].filter(({ place, on }) => on && place.version === version)
      .sort(({ place: one }, { place: other }) => one.page - other.page || (one.half ?? 0) - (other.half ?? 0));
  }

  /** Puts a bookmark there or takes it off: written down first, sent when the line allows. @param {Place} place @param {boolean} on @param {string} [name] */
  async set(place, on, name = this.at(place)?.name ?? '') {
    const { outbox, meeting } = this.#record;
    const { version, page, half = null } = place;
    const given = { meeting: meeting.facts.id, version, page, half, on, name };
    try {
      this.#show(await outbox.put('bookmark.set', given, meeting.notebook));
    } catch {
      this.troubles.send({ kind: 'not_stored', message: '' });
      this.#show({ given, n: 0 });
    }
  }

  /** @param {Item} item @returns {boolean} whether it sets a bookmark of this meeting */
  #ours(item) {
    return item.act === 'bookmark.set' && item.given.meeting === this.#record.meeting.facts.id;
  }

  /** @param {Pick<Item, 'given' | 'n'>} item */
  #show({ given, n }) {
    const bookmark = { ...read(/** @type {StoredBookmark} */ (/** @type {unknown} */ (given))), n };
    this.#mine.set(key(bookmark.place), bookmark);
    this.changed.send();
  }

  /** @param {Item} item @param {number} number of its entry */
  #answered({ given, n }, number) {
    const stored = /** @type {StoredBookmark} */ (/** @type {unknown} */ ({ ...given, number }));
    const { place } = read(stored);
    if (this.#mine.get(key(place))?.n === n) this.#mine.delete(key(place));
    this.#tell(stored);
  }

  /** A later act on the same page stands for an older one that was refused. @param {KeptItem} item */
  async #again(item) {
    const { outbox, shelf, meeting } = this.#record;
    const { place } = read(/** @type {StoredBookmark} */ (/** @type {unknown} */ (item.given)));
    if (!this.#mine.has(key(place))) this.#show(await outbox.put('bookmark.set', item.given, meeting.notebook));
    await shelf.release(item.n);
  }

  /** @param {StoredBookmark} stored */
  #tell(stored) {
    const bookmark = { ...read(stored), number: stored.number };
    const known = this.#told.get(key(bookmark.place));
    if (known && known.number >= bookmark.number) return;
    this.#told.set(key(bookmark.place), bookmark);
    this.changed.send();
  }
}

/** @param {StoredBookmark} stored @returns {Bookmark} */
function read({ version, page, half, on, name }) {
  return { place: half ? { version, page, half } : { version, page }, on, name };
}
