import { Signal } from '../record/signal.js';

/** What one deed put on the paper, and what it took away: either may be nothing. @typedef {{drawn: string[], erased: string[]}} Deed */

/** What I drew and erased, in order, so that it can be taken back and done again. */
export class Undo {
  /** @type {Deed[]} */
  #done = [];
  /** @type {Deed[]} */
  #undone = [];
  /** @type {Signal<void>} */
  changed = new Signal();

  get canUndo() {
    return this.#done.length > 0;
  }

  get canRedo() {
    return this.#undone.length > 0;
  }

  /** @param {Deed} deed */
  add(deed) {
    this.#done.push(deed);
    this.#undone = [];
    this.changed.send();
  }

  /** The last deed, to be reversed now. @returns {Deed | undefined} */
  undo() {
    return this.#move(this.#done, this.#undone);
  }

  /** The deed last taken back, to be done again now. @returns {Deed | undefined} */
  redo() {
    return this.#move(this.#undone, this.#done);
  }

  /** @param {Deed[]} from @param {Deed[]} to @returns {Deed | undefined} */
  #move(from, to) {
    const deed = from.pop();
    if (deed) to.push(deed);
    this.changed.send();
    return deed;
  }
}
