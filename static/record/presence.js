import { Signal } from './signal.js';

/** Who is connected to the meeting, as the server tells, and since when somebody is not. */
export class Presence {
  /** Nothing is known before it was told. @type {Set<number> | null} */
  #here = null;
  /** When each was seen last, or when it was first known that they were not there, ms. @type {Map<number, number>} */
  #since = new Map();
  #knownSince = 0;
  /** @type {Signal<void>} */
  changed = new Signal();

  /** @param {unknown} told people's ids @param {number} now ms */
  hear(told, now) {
    if (!Array.isArray(told)) return;
    const here = new Set(told.filter((one) => typeof one === 'number'));
    if (!this.#here) this.#knownSince = now;
    for (const person of this.#here ?? []) if (!here.has(person)) this.#since.set(person, now);
    for (const person of here) this.#since.delete(person);
    this.#here = here;
    this.changed.send();
  }

  /** The line is down: nobody knows who is there. */
  forget() {
    this.#here = null;
    this.#since.clear();
    this.changed.send();
  }

  /** @param {number} person @returns {boolean} whether they are known not to be connected */
  lacks(person) {
    return this.#here !== null && !this.#here.has(person);
  }

  /** For how long somebody has not been connected, as far as is known. @param {number} person @param {number} now ms @returns {number} ms */
  away(person, now) {
    return this.lacks(person) ? now - (this.#since.get(person) ?? this.#knownSince) : 0;
  }
}
