import { openDB } from 'idb';

import { uuid7 } from './ids.js';

/**
 * @import { DBSchema, IDBPDatabase } from 'idb'
 * @import { Body, Refused } from './types.js'
 */

/**
 * One act waiting for its answer.
 * @typedef {{n: number, person: number, stream: string, act: string, given: Body, at: number}} Item
 * @typedef {Item & {answer: Refused}} KeptItem
 * @typedef {{name: 'self', device: string, n: number}} Self
 *
 * @typedef {object} ShelfSchema
 * @property {{key: string, value: Self}} self
 * @property {{key: number, value: Item}} acts
 * @property {{key: number, value: KeptItem}} kept
 */

/** How many numbers a page takes at once, for acts that can't wait for the disk. */
const BLOCK = 64;

/** What this browser profile holds in IndexedDB: its name, its counter, its unanswered acts. */
export class Shelf {
  /** @type {IDBPDatabase<ShelfSchema & DBSchema>} */
  #database;
  /** Numbers that are this page's alone, lowest first; what is left of them is never used. @type {number[]} */
  #numbers = [];
  /** @type {Promise<void> | null} */
  #taking = null;
  /** This browser profile's name, a UUIDv7. */
  device;

  /**
   * @param {IDBPDatabase<ShelfSchema & DBSchema>} database
   * @param {string} device
   */
  constructor(database, device) {
    this.#database = database;
    this.device = device;
  }

  /**
   * Opens the shelf and names the device where it has no name yet.
   * @returns {Promise<Shelf>}
   */
  static async open() {
    /** @type {IDBPDatabase<ShelfSchema & DBSchema>} */
    const database = await openDB('gijo', 1, {
      upgrade(made) {
        made.createObjectStore('self', { keyPath: 'name' });
        made.createObjectStore('acts', { keyPath: 'n' });
        made.createObjectStore('kept', { keyPath: 'n' });
      },
    });
    const change = database.transaction('self', 'readwrite');
    const self = (await change.store.get('self')) ?? { name: 'self', device: uuid7(), n: 0 };
    await change.store.put(self);
    await change.done;
    const shelf = new Shelf(database, self.device);
    shelf.#stock();
    return shelf;
  }

  /**
   * Writes an act down under the next number; it is on the disk when this resolves.
   * @param {Omit<Item, 'n'>} act
   * @returns {Promise<Item>}
   */
  async add(act) {
    const change = this.#database.transaction(['self', 'acts'], 'readwrite', { durability: 'strict' });
    const item = { ...act, n: await this.#next(change.objectStore('self'), 1) };
    await change.objectStore('acts').add(item);
    await change.done;
    return item;
  }

  /**
   * Hands out a number for an act that is not written down (a page turn is worthless later).
   * @returns {Promise<number>}
   */
  async number() {
    for (;;) {
      const n = this.#numbers.shift();
      if (this.#numbers.length < BLOCK / 2) this.#stock();
      if (n !== undefined) return n;
      await this.#take();
    }
  }

  /** Takes a block before it is needed; where that fails, `number` tries again and tells. */
  #stock() {
    this.#take().catch(() => undefined);
  }

  /** Takes one block at a time. @returns {Promise<void>} */
  #take() {
    this.#taking ??= this.#reserve().finally(() => {
      this.#taking = null;
    });
    return this.#taking;
  }

  async #reserve() {
    // On the disk before the first is used: after a crash none is handed out again.
    const change = this.#database.transaction('self', 'readwrite', { durability: 'strict' });
    const last = await this.#next(change.store, BLOCK);
    await change.done;
    for (let n = last - BLOCK + 1; n <= last; n++) this.#numbers.push(n);
  }

  /**
   * @param {{get(key: string): Promise<Self | undefined>, put(self: Self): Promise<unknown>}} store
   * @param {number} count
   * @returns {Promise<number>} the last of so many fresh numbers
   */
  async #next(store, count) {
    const self = await store.get('self');
    if (!self) throw new Error('the shelf has lost its own name');
    self.n += count;
    await store.put(self);
    return self.n;
  }

  /** @param {number} person @returns {Promise<Item[]>} unanswered acts of the person, oldest first */
  async waiting(person) {
    return (await this.#database.getAll('acts')).filter((item) => item.person === person);
  }

  /** @param {number} person @returns {Promise<KeptItem[]>} refused acts of the person, oldest first */
  async kept(person) {
    return (await this.#database.getAll('kept')).filter((item) => item.person === person);
  }

  /** Forgets an answered act. @param {number} n */
  async settle(n) {
    await this.#database.delete('acts', n);
  }

  /** Moves a refused act aside, so that what was written stays here. @param {KeptItem} item */
  async keep(item) {
    const change = this.#database.transaction(['acts', 'kept'], 'readwrite');
    await change.objectStore('kept').put(item);
    await change.objectStore('acts').delete(item.n);
    await change.done;
  }

  /** Forgets a refused act that went another way. @param {number} n */
  async release(n) {
    await this.#database.delete('kept', n);
  }
}
