import { Signal } from '../record/signal.js';

/**
 * @import { Layer } from '../record/types.js'
 * @import { Placing } from './placing.js'
 */

/** @typedef {{id: string, version: number, from: Placing, to: Placing}} Placed */
/** @typedef {{id: string, from: {layer: Layer, group: number | null}, to: {layer: Layer, group: number | null}}} Laid */
/** What one deed put on the paper, took away, moved and laid on another layer: any may be nothing. @typedef {{drawn: string[], erased: string[], placed?: Placed[], laid?: Laid[]}} Deed */

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

  /** A mark goes by another name now. @param {string} id @param {string} next */
  rename(id, next) {
    const named = (/** @type {string} */ one) => (one === id ? next : one);
    for (const deed of [...this.#done, ...this.#undone]) {
      [deed.drawn, deed.erased] = [deed.drawn.map(named), deed.erased.map(named)];
      for (const one of [...(deed.placed ?? []), ...(deed.laid ?? [])]) one.id = named(one.id);
    }
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
