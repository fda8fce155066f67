import { Signal } from '../record/signal.js';

/**
 * @import { Layer } from '../record/types.js'
 * @import { Placing } from './placing.js'
 */

/** @typedef {{id: string, version: number, from: Placing, to: Placing}} Placed */
/** @typedef {{id: string, from: {layer: Layer, group: number | null}, to: {layer: Layer, group: number | null}}} Laid */
/** What one deed put on the paper, took away, moved and laid on another layer: any may be nothing. @typedef {{drawn: string[], erased: string[], placed?: Placed[], laid?: Laid[]}} Deed */

/** So many deeds can be taken back after the page was loaded anew. */
const MOST = 100;

/** What I drew and erased, in order, so that it can be taken back and done again; in this tab also when the page is loaded anew. */
export class Undo {
  #key;
  /** @type {Deed[]} */
  #done;
  /** @type {Deed[]} */
  #undone;
  /** @type {Signal<void>} */
  changed = new Signal();

  /** @param {string} key whose deeds, and in which meeting */
  constructor(key) {
    this.#key = `gijo-deeds:${key}`;
    [this.#done, this.#undone] = kept(this.#key);
    this.changed.listen(() => this.#keep());
  }

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
    try {
      sessionStorage.setItem(this.#key, JSON.stringify([this.#done.slice(-MOST), this.#undone.slice(-MOST)]));
    } catch {
      // They can be taken back as long as the page stays.
    }
  }
}

/** @param {string} key @returns {[Deed[], Deed[]]} done and undone */
function kept(key) {
  try {
    const [done = [], undone = []] = JSON.parse(sessionStorage.getItem(key) ?? '[]');
    return [done, undone];
  } catch {
    return [[], []];
  }
}
