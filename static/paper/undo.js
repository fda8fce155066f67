import { Signal } from '../record/signal.js';
import { Deeds } from './deeds.js';

/**
 * @import { Layer } from '../record/types.js'
 * @import { Placing } from './placing.js'
 */

/** @typedef {{id: string, version: number, from: Placing, to: Placing}} Placed */
/** @typedef {{id: string, from: {layer: Layer, group: number | null}, to: {layer: Layer, group: number | null}}} Laid */
/** A mark of somebody else that was taken away: the server tells nothing of it any more. @typedef {{id: string, version: number, layer: Layer, group: number | null}} Others */
/**
 * What one deed put on the paper, took away, moved and laid on another layer: any may be nothing; and when that was (ms).
 * @typedef {{drawn: string[], erased: string[], others?: Others[], placed?: Placed[], laid?: Laid[], at?: number}} Deed
 */

/** What I drew and erased, in order, so that it can be taken back and done again, also by a page that is opened later on this device. */
export class Undo {
  #deeds;
  /** @type {Deed[]} */
  #done = [];
  /** @type {Deed[]} */
  #undone = [];
  /** @type {Signal<void>} */
  changed = new Signal();

  /** @param {string} key whose deeds, and in which meeting */
  constructor(key) {
    this.#deeds = new Deeds(key);
    this.changed.listen(() => this.#keep());
    this.#deeds.inherit(({ done, undone }) => {
      if (!this.canUndo && !this.canRedo) this.#undone = undone;
      this.#done = [...done, ...this.#done].sort((one, other) => (one.at ?? 0) - (other.at ?? 0));
      this.changed.send();
    });
  }

  get canUndo() {
    return this.#done.length > 0;
  }

  get canRedo() {
    return this.#undone.length > 0;
  }

  /** @param {Deed} deed */
  add(deed) {
    this.#done.push({ ...deed, at: Date.now() });
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
    this.#keep();
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

  #keep() {
    this.#deeds.keep({ done: this.#done, undone: this.#undone });
  }
}
