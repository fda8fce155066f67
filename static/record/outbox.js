import { Signal } from './signal.js';

/**
 * @import { Item, KeptItem, Shelf } from './shelf.js'
 * @import { Answer, Body, Done } from './types.js'
 */

/**
 * The way to the server: resolves with the answer, rejects when the line fails before one came.
 * @typedef {(act: string, given: Body, n: number) => Promise<Answer>} Sender
 */

const IN_FLIGHT = 32;
/** Refusals that pass by themselves: the act waits and is tried again. */
const PASSING = new Set(['storage.full', 'storage.busy', 'signing.needed', 'box.handed_over']);
/** Milliseconds until then. */
const AGAIN = 5_000;

/** Acts of one person that wait for an answer: written down, sent in order, cleared by answers only. */
export class Outbox {
  #shelf;
  #person;
  #send;
  /** @type {Map<number, Item>} by n, oldest first */
  #waiting = new Map();
  /** @type {Set<number>} */
  #flying = new Set();
  #open = false;
  /** Answered, but still on the shelf until what came of it is kept: not to be sent again. @type {Set<number>} */
  #leaving = new Set();
  /** Resolves once what an act brought about is kept here. @type {(answer: Done) => Promise<void>} */
  arrived = async () => undefined;
  /** How many wait, at each change. @type {Signal<number>} */
  counted = new Signal();
  /** @type {Signal<{item: Item, answer: Done}>} */
  done = new Signal();
  /** @type {Signal<KeptItem>} */
  refused = new Signal();
  /** A try failed though the line seemed open. @type {Signal<void>} */
  stuck = new Signal();

  /**
   * @param {Shelf} shelf
   * @param {number} person whose acts these are
   * @param {Sender} send
   */
  constructor(shelf, person, send) {
    this.#shelf = shelf;
    this.#person = person;
    this.#send = send;
  }

  /** @returns {number} acts without an answer */
  get size() {
    return this.#waiting.size;
  }

  /** When the oldest unanswered act was made, ms since the epoch. @returns {number | null} */
  get since() {
    for (const item of this.#waiting.values()) return item.at;
    return null;
  }

  /** @returns {Item[]} unanswered acts, oldest first */
  get items() {
    return [...this.#waiting.values()];
  }

  /** Reads what earlier pages or other tabs left unanswered. */
  async load() {
    for (const item of await this.#shelf.waiting(this.#person)) {
      if (!this.#waiting.has(item.n) && !this.#leaving.has(item.n)) this.#waiting.set(item.n, item);
    }
    this.#waiting = new Map([...this.#waiting].sort(([one], [other]) => one - other));
    this.counted.send(this.size);
  }

  /**
   * Writes an act down, then sends it as soon as the line allows.
   * @param {string} act
   * @param {Body} given
   * @param {string} stream where its entry will stand
   * @returns {Promise<Item>}
   */
  async put(act, given, stream) {
    const item = await this.#shelf.add({ act, given, stream, person: this.#person, at: Date.now() });
    this.#waiting.set(item.n, item);
    this.counted.send(this.size);
    this.#pump();
    return item;
  }

  /** The line is open and the streams are followed: sends everything unanswered again, in order. */
  async open() {
    this.#open = true;
    await this.load();
    this.#pump();
  }

  /** The line is down: nothing more is tried until `open`. */
  close() {
    this.#open = false;
    this.#flying.clear();
  }

  #pump() {
    if (!this.#open) return;
    for (const item of this.#waiting.values()) {
      if (this.#flying.size >= IN_FLIGHT) return;
      if (!this.#flying.has(item.n)) void this.#fly(item);
    }
  }

  /** @param {Item} item */
  async #fly(item) {
    this.#flying.add(item.n);
    let answer;
    try {
      answer = await this.#send(item.act, item.given, item.n);
    } catch {
      // No answer is no answer: it stays, and later ones must not overtake it on this line.
      const was = this.#open;
      this.close();
      if (was) this.stuck.send();
      return;
    }
    if ('refused' in answer && PASSING.has(answer.refused)) {
      this.close();
      setTimeout(() => void this.open(), AGAIN);
      return;
    }
    await this.#settle(item, answer);
    this.#flying.delete(item.n);
    this.counted.send(this.size);
    this.#pump();
  }

  /**
   * @param {Item} item
   * @param {Answer} answer
   */
  async #settle(item, answer) {
    if (!this.#waiting.delete(item.n)) return;
    if ('refused' in answer) {
      const kept = { ...item, answer };
      await this.#shelf.keep(kept);
      this.refused.send(kept);
    } else {
      void this.#leave(item.n, answer);
      this.done.send({ item, answer });
    }
  }

  /** An act leaves the shelf when its entry is here: whenever the tablet fails, one of them can be shown. @param {number} n @param {Done} answer */
  async #leave(n, answer) {
    this.#leaving.add(n);
    await this.arrived(answer);
    await this.#shelf.settle(n);
    this.#leaving.delete(n);
  }
}
