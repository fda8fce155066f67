import { Signal } from '../record/signal.js';

/** @import { Layer } from '../record/types.js' */

const HIDDEN = 'gijo-layers-hidden';

/** Which layers of marks are seen on this device: all, but for those that somebody hid. */
export class Sight {
  /** @type {Set<string>} */
  #hidden = new Set(kept());
  /** Sticky notes that lie open, by id. @type {Set<string>} */
  unfolded = new Set();
  /** @type {Signal<void>} */
  changed = new Signal();

  /** @param {{layer: Layer, group?: number | null}} mark @returns {boolean} */
  shows(mark) {
    return !this.#hidden.has(nameOf(mark));
  }

  /** Whether anything is hidden. @returns {boolean} */
  get partial() {
    return this.#hidden.size > 0;
  }

  /** @param {{layer: Layer, group?: number | null}} layer @param {boolean} shown */
  show(layer, shown) {
    if (shown) this.#hidden.delete(nameOf(layer));
    else this.#hidden.add(nameOf(layer));
    this.#keep();
  }

  /** @param {string} id of a sticky note @param {boolean} open */
  unfold(id, open) {
    if (open) this.unfolded.add(id);
    else this.unfolded.delete(id);
    this.changed.send();
  }

  /** Shows everything. */
  all() {
    this.#hidden.clear();
    this.#keep();
  }

  #keep() {
    try {
      localStorage.setItem(HIDDEN, JSON.stringify([...this.#hidden]));
    } catch {
      // It holds as long as the page stays.
    }
    this.changed.send();
  }
}

/** @param {{layer: Layer, group?: number | null}} layer @returns {string} */
function nameOf({ layer, group }) {
  return group ? `${layer}:${group}` : layer;
}

/** @returns {string[]} */
function kept() {
  try {
    const names = JSON.parse(localStorage.getItem(HIDDEN) ?? '[]');
    return Array.isArray(names) ? names.map(String) : [];
  } catch {
    return [];
  }
}
